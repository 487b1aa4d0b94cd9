"""An ordinary page, as the web is: it keeps what is typed. A search that finds nothing here would find nothing anywhere."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import compress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import urlsplit

import brotli

MARK: Final = f"ordinary{secrets.token_hex(8)}"
PAGE: Final = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>{MARK} title</title>
<form action="/sought"><input name="q" id="q"><textarea id="long" name="t"></textarea><button>go</button></form>
<script>
localStorage.setItem("key", "{MARK} local " + "again ".repeat(200));
sessionStorage.setItem("key", "{MARK} session");
Promise.all(["/packed-br", "/packed-gzip"].map((at) => fetch(at).then((got) => got.text())))
  .then(() => document.body.append("ready"));
</script>"""
# Long and of few different words, so that a packed copy holds them nowhere as they are.
BODY: Final = " ".join(f"{word} {MARK} cached" for word in ["one", "two", "three"] * 300)


class _Ordinary(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """The page, and bodies that a browser may keep for a day."""
        path = urlsplit(self.path).path
        body = BODY.encode()
        packed = {
            "/packed-br": ("br", brotli.compress(body)),
            "/packed-gzip": ("gzip", compress(body)),
        }
        self.send_response(200)
        self.send_header("Cache-Control", "public, max-age=86400")
        if path in packed:
            name, content = packed[path]
            self._answer(content, "text/plain; charset=utf-8", encoding=name)
        else:
            self._answer(PAGE.encode(), "text/html; charset=utf-8")

    def _answer(self, body: bytes, kind: str, *, encoding: str = "") -> None:
        self.send_header("Content-Type", kind)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served() -> Iterator[str]:
    """Its origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Ordinary)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
