"""A small proxy between a desk's worker and a real relay that lies as a test tells it to: forges, reorders, drops, withholds, replays."""

import http.client
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

Answer = tuple[int, list[tuple[str, str]], bytes]
Ask = Callable[[], Answer]
Lie = Callable[[str, bytes, Ask], Answer]  # path, body, and what the honest relay would say
_OWN = ("connection", "transfer-encoding", "content-length")


def honest(_path: str, _body: bytes, ask: Ask) -> Answer:
    """Passes everything on."""
    return ask()


class LyingRelay:
    """`lie` may be changed at any time; `heard` are the honest answers so far, by path."""

    def __init__(self, port: int) -> None:
        self.lie: Lie = honest
        self.heard: dict[str, list[bytes]] = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def pass_on(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, headers, content = outer.lie(self.path, body, lambda: self._ask(body))
                self.send_response_only(status)
                for name, value in headers:
                    if name.lower() not in _OWN:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = pass_on

            def _ask(self, body: bytes) -> Answer:
                """The Host header stays: it is what the desk has signed."""
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                headers = dict(self.headers.items())
                connection.request(self.command, self.path, body, headers)
                answer = connection.getresponse()
                content = answer.read()
                connection.close()
                outer.heard.setdefault(self.path, []).append(content)
                return answer.status, answer.getheaders(), content

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
