"""Slow, silent and greedy senders keep nobody else out; what they take is bounded."""

import asyncio
import os
import re
import socket
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from amana.relay import arrivals
from amana.relay.arrivals import OVERHEAD, BrokenOffError, NotArrivedError, Room
from tests.relay.crowd import Crowd
from tests.relay.running import Box, Relay, number

MIB = 1024 * 1024
WORKER_MB = 180  # of a relay whose two rooms are full; 62 MB when nobody is there


def honest(relay: Relay) -> float:
    """Seconds of a report, a mailbox and a file of 1 MiB, all acknowledged."""
    begun, upload = time.monotonic(), number()
    assert relay.report(number(), os.urandom(18_054)).status_code == 200
    assert relay.mailbox(Box()).status_code == 200
    ticket = relay.ticket(upload)
    assert relay.part(ticket, 0, os.urandom(MIB)).status_code == 200
    assert relay.finish(ticket, 1, MIB).status_code == 200
    return time.monotonic() - begun


def resident(relay: Relay) -> float:
    """Megabytes of the relay's largest process."""
    assert relay.process is not None
    parent = relay.process.pid
    workers = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    found = [Path(f"/proc/{pid}/status").read_text() for pid in workers]
    return max(int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1000 for status in found)


@pytest.mark.parametrize(
    ("path", "length", "first"),
    [("/v1/part", 1_000_000, 100), ("/v1/report", 18_000, 17_000), ("/v1/part", MIB, 900_000)],
    ids=["nearly nothing", "nearly whole letters", "nearly whole parts"],
)
def test_six_hundred_slow_senders_keep_nobody_out(
    build: Callable[..., Relay], path: str, length: int, first: int
) -> None:
    relay = build()
    relay.start()
    with Crowd(relay.port, size=600, path=path, length=length, first=first) as crowd:
        for _ in range(5):
            crowd.drip()
            assert honest(relay) < 5
        assert resident(relay) < WORKER_MB
        assert set(crowd.answers()) <= {"open", "503"}
        assert "Traceback" not in relay.log.read_text()
    relay.stop()


def test_connections_that_say_nothing_are_closed(build: Callable[..., Relay]) -> None:
    relay = build()
    relay.start(before="from amana.relay import server\nserver.HEAD_SECONDS = 1")
    with socket.create_connection(("127.0.0.1", relay.port), timeout=5) as silent:
        assert silent.recv(1) == b""
    with socket.create_connection(("127.0.0.1", relay.port), timeout=5) as slow:
        slow.sendall(b"POST /v1/part HTTP/1.1\r\nHost: ")
        assert slow.recv(1) == b""


def test_it_stops_although_somebody_never_ends_his_request(build: Callable[..., Relay]) -> None:
    relay = build()
    relay.start()
    with Crowd(relay.port, size=3, path="/v1/part", length=MIB, first=5):
        begun = time.monotonic()
        relay.stop()
        assert time.monotonic() - begun < 20


def test_only_the_headers_of_the_protocol_go_in() -> None:
    from types import SimpleNamespace

    from amana.relay.porch import environ

    headers = {"host": "relay.example", "user-agent": "Canary/1", "x-forwarded-for": "192.0.2.7"}
    scope = SimpleNamespace(
        headers=headers | {"cookie": "a=b", "referer": "https://site.example/"},
        method="POST",
        path="/v1/report",
        query_string="",
        client="192.0.2.7:4711",
    )
    given = environ(scope, b"body")  # type: ignore[arg-type]
    assert given["HTTP_HOST"] == "relay.example"
    assert given["wsgi.input"].read() == b"body"
    written = repr({key: value for key, value in given.items() if not key.startswith("wsgi.")})
    for secret in ("Canary", "192.0.2.7", "a=b", "site.example"):
        assert secret not in written


async def _pieces(sizes: list[int], pause: float = 0.0) -> AsyncIterator[bytes]:
    for size in sizes:
        yield bytes(size)
        await asyncio.sleep(pause)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deadlines of a tenth of a second."""
    monkeypatch.setattr(arrivals, "GRACE", 0.1)
    monkeypatch.setattr(arrivals, "SLOWEST", 10_000)


@pytest.mark.usefixtures("hasty")
def test_a_steady_sender_gets_more_time_and_a_slow_one_does_not() -> None:
    async def both() -> tuple[bytes | BaseException, bytes | BaseException]:
        room = Room(MIB)
        steady = room.receive(_pieces([2_000] * 10, 0.05), 20_000)
        slow = room.receive(_pieces([100] * 10, 0.05), 1_000)
        return await asyncio.gather(steady, slow, return_exceptions=True)

    steady, slow = asyncio.run(both())
    assert steady == bytes(20_000)
    assert isinstance(slow, NotArrivedError)


def test_a_body_that_ends_early_is_no_body() -> None:
    with pytest.raises(BrokenOffError):
        asyncio.run(Room(MIB).receive(_pieces([10, 0]), 20))


def test_in_a_full_room_whoever_took_most_for_longest_goes() -> None:
    async def crowd() -> list[bytes | BaseException]:
        room = Room(2 * (OVERHEAD + 50_000))
        hoarder = asyncio.create_task(room.receive(_pieces([40_000, 1], 5), 50_000))
        await asyncio.sleep(0.05)
        late = [
            asyncio.create_task(room.receive(_pieces([10_000] * 5, 0.01), 50_000)) for _ in range(2)
        ]
        return await asyncio.gather(hoarder, *late, return_exceptions=True)

    hoarder, *late = asyncio.run(crowd())
    assert isinstance(hoarder, NotArrivedError)
    assert late == [bytes(50_000)] * 2


def test_the_room_is_given_back() -> None:
    async def come_and_go() -> int:
        room = Room(MIB)
        await asyncio.gather(
            room.receive(_pieces([30_000]), 30_000),
            room.receive(_pieces([10, 0]), 20),
            return_exceptions=True,
        )
        with room.taken(7):
            pass
        return room._taken

    assert asyncio.run(come_and_go()) == 0
