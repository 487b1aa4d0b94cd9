"""Her site and a relay on loopback, two origins, and Debian's Chromium at the size of a small phone."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser, sync_playwright

from amana.packs import load
from amana.site import Instance, application, build
from amana.wire.encoding import unb64u
from tests.relay.running import Relay, write_config
from tests.services.ports import free_port
from tests.site.instances import IRAQ
from tests.site.people import DeskWithPeople

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--use-fake-ui-for-media-stream --use-fake-device-for-media-stream"
)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@dataclass(frozen=True)
class Place:
    """Where the site is, its folder, and the desk behind its relay."""

    address: str
    folder: Path
    desk: DeskWithPeople
    relay: Relay


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site built for a running relay that knows one desk."""
    folder, desk, port = tmp_path_factory.mktemp("place"), DeskWithPeople(), free_port()
    address = f"http://127.0.0.1:{port}"
    relay = Relay(write_config(folder, roots=[desk.root], site_origin=address))
    relay.migrate()
    desk.admit(relay.config)
    relay.start()
    instance = Instance(
        roots=(),
        demo_roots=(unb64u(desk.root, 32),),
        salt=b"\x07" * 32,
        relay=f"http://127.0.0.1:{relay.port}",
        built=datetime.now(UTC).date(),
    )
    out: Path = folder / "site"
    build(load(IRAQ), instance, out, "demo")
    server = make_server("127.0.0.1", port, application(out), _Server, _Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Place(address, out, desk, relay)
    server.shutdown()
    server.server_close()
    relay.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()
