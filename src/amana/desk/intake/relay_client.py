"""The desk's side of the relay's addresses: signed, bounded, through the configured proxy (docs/protocol.md §9, P6).

A relay may be down, slow, lying or replaying: every answer has a largest size and a latest moment, and nothing is followed elsewhere.
"""

import secrets
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Self
from urllib.parse import urlsplit, urlunsplit

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amana.desk.replies.refusals import MailboxFull
from amana.errors import AmanaError
from amana.wire.encoding import BadEncoding, b64u, unb64u
from amana.wire.limits import MAX_DOCUMENT, MAX_ENVELOPE, MAX_LISTED, PART
from amana.wire.requests import (
    AGAIN,
    REPORT,
    DropRequest,
    FetchRequest,
    ListItem,
    MalformedBodyError,
    Mark,
    pack_all,
    signing_text,
    unpack_all,
)

CONNECT_SECONDS: Final = 20.0  # a circuit through Tor takes this long on a bad day
READ_SECONDS: Final = 30.0  # without one byte
WHOLE_SECONDS: Final = 180.0  # one answer, however slowly it drips
_NONCE: Final = 32
_MIB: Final = 1024 * 1024


class RelayDown(AmanaError):
    """The relay cannot be reached. What was collected is safe, and what waits there keeps for 60 days. Check the network and the proxy."""


class RelayRefused(AmanaError):
    """The relay refused the desk's request. Nothing was lost. Check the collection key's certificate and the desk's clock."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


class RelayLies(AmanaError):
    """The relay answered in a form that was not agreed. Nothing of it was kept. If it goes on, tell whoever runs the relay."""


@dataclass(kw_only=True)
class RelayClient:
    """One desk at one relay. `proxy` is socks5h://, http:// or None; `desk` 8 bytes."""

    url: str
    desk: bytes
    key: Ed25519PrivateKey = field(repr=False)
    proxy: str | None = None
    whole_seconds: float = WHOLE_SECONDS
    read_seconds: float = READ_SECONDS
    _nonce: bytes | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        timeout = httpx.Timeout(self.read_seconds, connect=CONNECT_SECONDS)
        self._http = httpx.Client(
            proxy=self.proxy, timeout=timeout, trust_env=False, follow_redirects=False
        )
        self._dropping = httpx.Client(
            proxy=own_circuit(self.proxy), timeout=timeout, trust_env=False, follow_redirects=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._http.close()
        self._dropping.close()

    def waiting(self, *, again: bool = False) -> list[ListItem]:
        """What the relay holds for this desk, at most 1,000 items; `again`: what was acknowledged and not confirmed among them."""
        asked, most = AGAIN if again else b"", ListItem.layout.size * MAX_LISTED
        body = self._signed("/v1/desk/list", asked, most)
        try:
            return unpack_all(ListItem, body)
        except MalformedBodyError as error:
            raise RelayLies from error

    def fetch(self, item: ListItem, part: int = 0) -> bytes:
        """An envelope, or one part of an upload."""
        limit = MAX_ENVELOPE if item.kind == REPORT else PART
        body = FetchRequest(item.kind, item.id, part).pack()
        return self._signed("/v1/desk/fetch", body, limit)

    def acknowledge(self, marks: Sequence[Mark]) -> None:
        """Hides what was kept from the next list."""
        self._marks("/v1/desk/acknowledge", marks)

    def confirm(self, marks: Sequence[Mark]) -> None:
        """Says that a verified backup holds it: the relay may erase."""
        self._marks("/v1/desk/confirm", marks)

    def publish(self, signed_list: bytes) -> None:
        """Leaves the desk's newest signed list in the directory."""
        self._signed("/v1/desk/directory", signed_list, 0)

    def directory(self) -> bytes:
        """The whole directory, unchecked."""
        return self._answer(self._http, "GET", "/v1/directory", b"", {}, MAX_DOCUMENT)[0]

    def drop(self, request: DropRequest) -> None:
        """Leaves a frame in a mailbox, over a circuit that collection never uses."""
        try:
            self._answer(self._dropping, "POST", "/v1/mailbox/drop", request.pack(), {}, 0)
        except RelayRefused as error:
            if error.status == httpx.codes.INSUFFICIENT_STORAGE:
                raise MailboxFull from error
            raise

    def _marks(self, path: str, marks: Sequence[Mark]) -> None:
        for start in range(0, len(marks), MAX_LISTED):
            self._signed(path, pack_all(marks[start : start + MAX_LISTED]), 0)

    def _signed(self, path: str, body: bytes, limit: int) -> bytes:
        """One signed request; a nonce that has run out is replaced once."""
        try:
            return self._signed_once(path, body, limit)
        except RelayRefused as error:
            self._nonce = None
            if error.status != httpx.codes.UNAUTHORIZED:
                raise
        return self._signed_once(path, body, limit)

    def _signed_once(self, path: str, body: bytes, limit: int) -> bytes:
        nonce, self._nonce = self._nonce or self._new_nonce(), None
        text = signing_text(
            method="POST",
            authority=urlsplit(self.url).netloc,
            path=urlsplit(self.url).path.rstrip("/") + path,
            query="",
            body=body,
            nonce=nonce,
        )
        headers = {
            "Amana-Desk": b64u(self.desk),
            "Amana-Nonce": b64u(nonce),
            "Amana-Signature": b64u(self.key.sign(text)),
        }
        answer, received = self._answer(self._http, "POST", path, body, headers, limit)
        try:
            self._nonce = unb64u(received.get("Amana-Next-Nonce", ""), _NONCE)
        except BadEncoding:
            self._nonce = None
        return answer

    def _new_nonce(self) -> bytes:
        nonce, _ = self._answer(self._http, "POST", "/v1/desk/nonce", self.desk, {}, _NONCE)
        if len(nonce) != _NONCE:
            raise RelayLies
        return nonce

    def _answer(
        self,
        http: httpx.Client,
        method: str,
        path: str,
        body: bytes,
        headers: dict[str, str],
        limit: int,
    ) -> tuple[bytes, httpx.Headers]:
        """Body and headers of an answer of at most `limit` bytes."""
        allowed = self.whole_seconds + limit / _MIB
        latest = time.monotonic() + allowed
        send = {"Content-Type": "application/octet-stream", "Accept-Encoding": "identity"} | headers
        url = self.url.rstrip("/") + path
        try:
            with http.stream(method, url, content=body, headers=send) as answer:
                if answer.status_code != httpx.codes.OK:
                    raise RelayRefused(answer.status_code)
                return _bounded(answer.iter_raw(), limit, latest), answer.headers
        except httpx.HTTPError as error:
            raise RelayDown from error


def _bounded(chunks: Iterable[bytes], limit: int, latest: float) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise RelayLies
        if time.monotonic() > latest:
            raise RelayDown
    return bytes(body)


def own_circuit(proxy: str | None) -> str | None:
    """The proxy with a name of its own for this process: Tor keeps a separate circuit for each name (IsolateSOCKSAuth)."""
    if proxy is None:
        return None
    parts = urlsplit(proxy)
    if not parts.scheme.startswith("socks") or "@" in parts.netloc:
        return proxy
    name = secrets.token_hex(8)
    return urlunsplit(parts._replace(netloc=f"{name}:{name}@{parts.netloc}"))
