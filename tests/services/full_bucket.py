"""A proxy before a real S3 server that refuses to write when it is told to, as a bucket at its quota does."""

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit

_CODES = {507: "InsufficientStorage", 403: "QuotaExceeded"}


class FullBucket:
    """`refuses` is the status of every PUT, or 0: everything passes, signatures and all."""

    def __init__(self, endpoint: str) -> None:
        behind = urlsplit(endpoint).netloc
        self.refuses, outer = 0, self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def pass_on(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if outer.refuses and self.command in ("PUT", "POST"):
                    self._refuse(outer.refuses)
                    return
                connection = http.client.HTTPConnection(behind, timeout=30)
                connection.putrequest(
                    self.command, self.path, skip_host=True, skip_accept_encoding=True
                )
                for name, value in self.headers.items():
                    connection.putheader(name, value)
                connection.endheaders(body)
                answer = connection.getresponse()
                self._answer(answer.status, answer.getheaders(), answer.read())
                connection.close()

            do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = pass_on

            def _refuse(self, status: int) -> None:
                content = f"<Error><Code>{_CODES[status]}</Code></Error>".encode()
                self._answer(status, [("Content-Type", "application/xml")], content)

            def _answer(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
                self.send_response_only(status)
                kept = [
                    h for h in headers if h[0].lower() not in ("transfer-encoding", "connection")
                ]
                for name, value in kept:
                    self.send_header(name, value)
                if not any(name.lower() == "content-length" for name, _ in kept):
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
