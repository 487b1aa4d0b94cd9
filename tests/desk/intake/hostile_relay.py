"""A relay that lies: answers what a test tells it to, on loopback."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from amana.wire.encoding import b64u
from amana.wire.requests import FetchRequest, ListItem, pack_all


class HostileRelay:
    """`items` it lists, `bodies` by id; `slow` seconds between bytes; `status` for everything."""

    def __init__(self) -> None:
        self.items: list[ListItem] = []
        self.bodies: dict[bytes, bytes] = {}
        self.acknowledged: list[bytes] = []
        self.status, self.slow = 200, 0.0
        self.raw_list: bytes | None = None
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.answer(self, body)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        content = self._content(handler.path, body)
        handler.send_response(self.status)
        handler.send_header("Content-Length", str(len(content)))
        handler.send_header("Amana-Next-Nonce", b64u(bytes(32)))
        handler.send_header("Location", "http://192.0.2.1/")
        handler.end_headers()
        try:
            if self.slow:
                for byte in content:
                    handler.wfile.write(bytes([byte]))
                    time.sleep(self.slow)
            else:
                handler.wfile.write(content)
        except OSError:
            return

    def _content(self, path: str, body: bytes) -> bytes:
        if path.endswith("nonce"):
            return bytes(32)
        if path.endswith("list"):
            return pack_all(self.items) if self.raw_list is None else self.raw_list
        if path.endswith("fetch"):
            return self.bodies.get(FetchRequest.unpack(body).id, b"")
        if path.endswith("acknowledge"):
            self.acknowledged.append(body)
        return b""
