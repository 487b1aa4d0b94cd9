"""P7: whatever is asked of relay, site and desk, no log says from where, when or for what."""

import http.client
import re
import socket
from contextlib import suppress

import pytest

from tests.cli.demonstration import Demonstration

pytestmark = pytest.mark.slow

CANARY = "synthetic-canary-7731"
ADDRESSES = (
    "/",
    "/sign-in/",
    f"/{CANARY}",
    f"/cases/{CANARY}/?{CANARY}",
    "/v1/directory",
    "/v1/report",
)


def ask(port: int) -> None:
    """Good, wrong, broken and unfinished requests."""
    for method in ("GET", "POST", "BREW"):
        for address in ADDRESSES:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request(
                method, address, body=CANARY, headers={"User-Agent": CANARY, "Host": "localhost"}
            )
            connection.getresponse().read()
            connection.close()
    for line in (
        f"{CANARY}\r\n\r\n",
        f"GET /{CANARY} HTTP/9.9\r\n\r\n",
        f"POST /{CANARY} HTTP/1.1\r\nContent-Length: 9\r\n\r\n",
    ):
        with (
            socket.create_connection(("127.0.0.1", port), timeout=10) as raw,
            suppress(OSError),
        ):  # the server may close first
            raw.sendall(line.encode())
            raw.shutdown(socket.SHUT_WR)
            raw.settimeout(2)
            raw.recv(4096)


def test_p7_no_request_stands_in_a_log(demo: Demonstration):
    for port in demo.record["ports"].values():
        ask(port)
    logs = list((demo.root / "logs").iterdir())
    assert {"relay.log", "desk.log"} <= {log.name for log in logs}, logs
    said = demo.said.partition("Ctrl-C")[2] + "".join(
        log.read_text("utf-8", "replace") for log in logs
    )
    assert CANARY not in said
    assert not re.search(r"\b(GET|POST|BREW) |HTTP/\d|sign-in|127\.0\.0\.1:\d", said), said[-2000:]
