"""A time-stamp authority on this machine: RFC 3161 over HTTP, answered by `openssl`, with all that it was asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.evidence.authority import Authority


@dataclass
class Listening:
    """Where it listens, whose roots a desk would configure, and every query that came."""

    url: str
    roots: Path
    asked: list[bytes] = field(default_factory=list)

    def toml(self, name: str) -> str:
        """What the desk's settings say of it."""
        return f'[[authorities]]\nname = "{name}"\nurl = "{self.url}"\nroots = "{self.roots}"\n'


@contextmanager
def listening(folder: Path) -> Iterator[Listening]:
    """An authority for as long as the block."""
    authority, one_at_a_time = Authority(folder), threading.Lock()
    authority.found()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            with one_at_a_time:
                there.asked.append(query)
                reply = authority.reply(query)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    there = Listening(f"http://127.0.0.1:{server.server_port}/", folder / "root.pem")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield there
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
