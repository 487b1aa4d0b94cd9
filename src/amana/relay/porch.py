"""The porch before the relay's application: a request goes in once its body is whole (P5, P7).

Granian reads heads, gives up on slow ones and speaks HTTP; one event loop awaits the bodies; a few
threads then run Django, which never waits for a phone. Only the headers that the protocol names go
in: no address, no user agent.
"""

import asyncio
import io
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any, Final

from granian.rsgi import HTTPProtocol, ProtocolClosed, Scope  # type: ignore[attr-defined]

from amana.relay.arrivals import BrokenOffError, NotArrivedError, Room
from amana.wire.limits import KIB

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Callable[[str, Headers], None]], Iterable[bytes]]
Answer = tuple[int, Headers, bytes]

THREADS: Final = 64  # and as many connections: below the hundred that PostgreSQL allows
LETTERS: Final = 24 * KIB * KIB  # bytes of bodies up to SMALL; nothing else can take this room
PARTS: Final = 40 * KIB * KIB  # bytes of larger bodies
SMALL: Final = 64 * KIB  # letters, polls, states and every report of usual length
_ENVIRON: Final = {
    "SERVER_NAME": "relay",
    "SERVER_PORT": "80",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.multithread": True,
    "wsgi.multiprocess": False,
    "wsgi.run_once": False,
}
_HEADERS: Final = {
    "content-type": "CONTENT_TYPE",
    "content-length": "CONTENT_LENGTH",
    "host": "HTTP_HOST",
    "accept-encoding": "HTTP_ACCEPT_ENCODING",
    "amana-desk": "HTTP_AMANA_DESK",
    "amana-nonce": "HTTP_AMANA_NONCE",
    "amana-signature": "HTTP_AMANA_SIGNATURE",
}


class Porch:
    """Granian's application (RSGI) around a WSGI application.

    `limits` are the longest bodies by path; a longer one, or one for elsewhere, is not awaited: the
    application sees what was declared and refuses. `always` are headers of the porch's refusals.
    """

    def __init__(
        self, application: Application, *, limits: dict[str, int], always: dict[str, str]
    ) -> None:
        self._application = application
        self._limits = limits
        self._refusal = [*always.items(), ("Connection", "close")]
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="request")
        self._letters, self._parts = Room(LETTERS), Room(PARTS)

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """One request, to its answer."""
        length = declared(scope)
        room = self._letters if length <= SMALL else self._parts
        try:
            wanted = 0 < length <= self._limits.get(scope.path, 0)
            body = await room.receive(protocol, length) if wanted else b""
        except NotArrivedError:
            protocol.response_bytes(HTTPStatus.SERVICE_UNAVAILABLE, self._refusal, b"")
            return
        except (BrokenOffError, ProtocolClosed):
            protocol.response_bytes(HTTPStatus.BAD_REQUEST, self._refusal, b"")
            return
        with room.taken(len(body)):
            loop = asyncio.get_running_loop()
            run = loop.run_in_executor(self._threads, self._answer, environ(scope, body))
            status, headers, content = await run
        if content:
            protocol.response_bytes(status, headers, content)
        else:
            protocol.response_empty(status, headers)

    def _answer(self, given: Environ) -> Answer:
        """In a thread: the application's answer, whole; the longest is a directory or one part."""
        told: list[tuple[int, Headers]] = []

        def start(status: str, headers: Headers) -> None:
            told.append((int(status[:3]), headers))

        pieces = self._application(given, start)
        try:
            content = b"".join(pieces)
        finally:
            if close := getattr(pieces, "close", None):
                close()
        return *told[-1], content


def declared(scope: Scope) -> int:
    """Content-Length of a POST; 0 where nothing is to be read."""
    said = scope.headers.get("content-length", "") if scope.method == "POST" else ""
    return int(said[:20]) if said.isascii() and said.isdigit() else 0


def environ(scope: Scope, body: bytes) -> Environ:
    """What WSGI (PEP 3333) wants to know, and of the headers only those of the protocol."""
    headers = scope.headers
    found = {name: headers.get(header) for header, name in _HEADERS.items() if header in headers}
    return {
        **_ENVIRON,
        **found,
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
    }
