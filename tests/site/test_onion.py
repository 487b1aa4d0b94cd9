"""As an onion service, as far as a machine without the Tor network can try it (docs/operations.md).

Two onion names, plain HTTP, and the web server before the relay names the onion as the one origin of pages.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser

from amana.packs import load
from amana.site import Instance, build
from amana.wire.encoding import unb64u
from tests.journeys.people.survivor import Survivor
from tests.relay.running import Relay, write_config
from tests.services.ports import free_port
from tests.site.conftest import CHROMIUM, FLAGS
from tests.site.instances import IRAQ
from tests.site.people import DeskWithPeople
from tests.site.served import ours

pytestmark = pytest.mark.browser
SITE_ONION, RELAY_ONION = f"{'s' * 56}.onion", f"{'r' * 56}.onion"
# Set anew by the web server, or undone by it.
GONE = ("access-control-allow-origin", "content-encoding", "content-length", "date")
STORY = "Synthetic words through an onion 41"


@contextmanager
def web_server_before(relay: Relay, *, origin: str) -> Iterator[int]:
    """What the recipe's nginx does with answers: the one header is replaced. A demonstration's relay knows loopback names alone, so
    that the visitor's Host stays here. Its port."""

    class Before(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            assert (self.headers["Host"] or "").startswith(RELAY_ONION)
            url = f"http://127.0.0.1:{relay.port}{self.path}"
            answer = httpx.request(self.command, url, content=body, timeout=60)  # fmt: skip
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name not in GONE:
                    self.send_header(name, value)
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = do_OPTIONS = _pass

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Before)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def tor_browser(chromium: Browser, *origins: str) -> Iterator[Browser]:
    """It finds onion names, and holds them to be as safe as TLS."""
    flags = [
        "--host-resolver-rules=MAP *.onion 127.0.0.1",
        f"--unsafely-treat-insecure-origin-as-secure={','.join(origins)}",
    ]
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS.split(), *flags])
    try:
        yield browser
    finally:
        browser.close()


def test_a_report_through_two_onions(tmp_path: Path, chromium: Browser) -> None:
    desk = DeskWithPeople()
    clear = "https://www.example"
    relay = Relay(write_config(tmp_path, roots=[desk.root], site_origin=clear))
    relay.migrate()
    desk.admit(relay.config)
    relay.start()
    folder = tmp_path / "site"
    folder.mkdir()
    try:
        _reports(relay, desk, folder, chromium)
    finally:
        relay.stop()


def _reports(relay: Relay, desk: DeskWithPeople, folder: Path, chromium: Browser) -> None:
    port = free_port()
    site = f"http://{SITE_ONION}:{port}"
    with web_server_before(relay, origin=site) as before:
        instance = Instance(
            roots=(),
            demo_roots=(unb64u(desk.root, 32),),
            salt=b"\x07" * 32,
            relay=f"http://{RELAY_ONION}:{before}",
            built=desk.today,
        )
        build(load(IRAQ), instance, folder, "demo")
        with ours(folder, port=port), tor_browser(chromium, site, instance.relay) as browser:
            her = Survivor(browser, site, "en")
            her.says(STORY)
            her.press("left.all")
            her.limits()
            her.chooses_the_desk()
            things = her.sends()
            assert len(things) == 8
            assert len(desk.waiting(relay)) == 1
            asked = {urlsplit(url).hostname for url in her.asked if url.startswith("http")}
            assert asked == {SITE_ONION, RELAY_ONION}
            her.leaves()
