"""A desk that a real browser can visit, in this process, so that a test sees its database and sessions."""

import dataclasses
import os
import socketserver
import threading
import wsgiref.simple_server as simple
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.desk.at_work import opened, organisation

__all__ = ["opened", "organisation"]

# Playwright's loop runs in the thread of the tests, which still read their own database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


class _Server(socketserver.ThreadingMixIn, simple.WSGIServer):
    daemon_threads = True


class _Silent(simple.WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """No access log, here either."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visited(desk, request) -> Iterator[str]:
    """The address of the desk under test; passkeys believe it."""
    if "organisation" in request.fixturenames:
        request.getfixturevalue("organisation")
    server = simple.make_server(
        "127.0.0.1", 0, get_wsgi_application(), server_class=_Server, handler_class=_Silent
    )
    origin = f"http://localhost:{server.server_port}"
    override = override_settings(AMANA=dataclasses.replace(settings.AMANA, origin=origin))
    override.enable()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield origin
    server.shutdown()
    thread.join()
    override.disable()


@pytest.fixture
def page(chromium: Browser, visited: str) -> Iterator[Page]:
    """A browser of its own for the test. What breaks the policy or fails in a script fails the test."""
    context = chromium.new_context(base_url=visited, viewport={"width": 1280, "height": 800})
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda line: (
            complaints.append(line.text)
            if line.type == "error" and "422" not in line.text
            else None
        ),
    )
    yield page
    context.close()
    assert complaints == []
