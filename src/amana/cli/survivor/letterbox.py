"""The relay as she meets it: fixed addresses, work first, nothing that tells who she is (protocol §8)."""

import os
import time
from dataclasses import dataclass, field
from typing import Final, Self

import httpx

from amana.errors import AmanaError
from amana.wire.limits import MAX_DOCUMENT
from amana.wire.requests import (
    FILES,
    MAILBOX,
    TEXT,
    WAIT,
    Body,
    ChallengeAnswer,
    ChallengeRequest,
    FinishRequest,
    MailboxPayload,
    MailboxRequest,
    PartRequest,
    PartsRequest,
    ReadRequest,
    ReportPayload,
    StateRequest,
    StatusRequest,
    Ticket,
    TicketPayload,
    Worked,
    kept_parts,
)
from amana.wire.work import solve

TRIES: Final = 3  # of a request whose work was spent or expired
SECONDS: Final = 60.0
LONGEST_WAIT: Final = 15 * 60  # seconds in the queue; the relay promises not to ask for more
_OCTETS: Final = {"Content-Type": "application/octet-stream"}


class RelayAwayError(AmanaError):
    """The relay cannot be reached. What it acknowledged is safe. Look at the network, then try again."""


class RelayFullError(AmanaError):
    """The relay is full. This was not stored; nothing that it keeps was dropped. Try later, or send words without files."""


class ChangedMeanwhileError(AmanaError):
    """Another device wrote to this mailbox meanwhile. Nothing was changed. Look again, then repeat."""


class DeskGoneError(AmanaError):
    """This desk is not in the relay's directory any more, so nobody would collect it. Nothing was stored.
    `amana report --list` shows the desks that are; ask this one by telephone."""


class NotTakenError(AmanaError):
    """The relay did not take this. Nothing was stored. Update this program, then try again."""


@dataclass
class Letterbox:
    """One relay. `proxy` is socks5h://, http:// or None; the environment's proxies are not used."""

    url: str
    proxy: str | None = None
    _http: httpx.Client = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._http = httpx.Client(
            proxy=self.proxy,
            timeout=SECONDS,
            trust_env=False,
            follow_redirects=False,
            headers={"User-Agent": "-"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._http.close()

    def directory(self) -> bytes:
        """The whole directory, unchecked. Raises RelayAwayError or NotTakenError."""
        answer = self._request("GET", "/v1/directory", b"")
        if len(answer) > MAX_DOCUMENT:
            raise NotTakenError
        return answer

    def create_mailbox(self, payload: MailboxPayload) -> None:
        """Makes a mailbox with its first state record."""
        self._worked("/v1/mailbox", MAILBOX, payload)

    def send(self, payload: ReportPayload) -> None:
        """Leaves a report, letter or closing. Acknowledged on return (P5)."""
        self._worked("/v1/report", TEXT, payload)

    def status(self, report: bytes, secret: bytes) -> int:
        """UNKNOWN, WAITING or COLLECTED."""
        answer = self._post("/v1/report/status", StatusRequest(report, secret))
        return answer[0] if answer else 0

    def ticket(self, asked: TicketPayload) -> bytes:
        """Leave to send 64 parts."""
        answer = self._worked("/v1/ticket", FILES, asked)
        Ticket.unpack(answer)
        return answer

    def part(self, ticket: bytes, index: int, content: bytes) -> None:
        """One part; repeating it is harmless."""
        self._post("/v1/part", PartRequest(ticket, index, content))

    def kept(self, ticket: bytes) -> list[int]:
        """Which parts of an upload are there."""
        return kept_parts(self._post("/v1/upload/parts", PartsRequest(ticket)))

    def finish(self, ticket: bytes, *, parts: int, size: int) -> None:
        """All parts were sent."""
        self._post("/v1/upload", FinishRequest(ticket, parts, size))

    def poll(self, mailbox: bytes, token: bytes) -> bytes:
        """State, standing record and two slots, or random bytes."""
        return self._post("/v1/mailbox/poll", MailboxRequest(mailbox, token))

    def replace_state(self, request: StateRequest) -> None:
        """The next version of the state record. Raises ChangedMeanwhileError."""
        self._post("/v1/mailbox/state", request)

    def mark_read(self, mailbox: bytes, token: bytes, mark: bytes) -> None:
        """She has read the letter of this slot."""
        self._post("/v1/mailbox/read", ReadRequest(mailbox, token, mark))

    def destroy(self, mailbox: bytes, token: bytes) -> None:
        """Erases the mailbox; an unknown one gets the same answer."""
        self._post("/v1/mailbox/destroy", MailboxRequest(mailbox, token))

    def _post(self, path: str, body: Body) -> bytes:
        return self._request("POST", path, body.pack())

    def _worked(self, path: str, lane: int, payload: Body) -> bytes:
        """With work done for it; a challenge that was spent or ran out is replaced."""
        packed = payload.pack()
        for attempt in range(TRIES):
            challenge = self._challenge(lane)
            body = Worked(challenge, solve(challenge, packed), packed).pack()
            try:
                return self._request("POST", path, body)
            except NotTakenError as error:
                last = attempt == TRIES - 1
                if last or error.args != (httpx.codes.PRECONDITION_REQUIRED,):
                    raise
        raise NotTakenError

    def _challenge(self, lane: int) -> bytes:
        place = b""
        waited = 0
        while True:
            raw = self._post("/v1/challenge", ChallengeRequest(lane, place))
            answer = ChallengeAnswer.unpack(raw)
            if answer.kind != WAIT:
                return answer.token
            waited += answer.seconds
            if waited > LONGEST_WAIT:
                raise RelayFullError
            time.sleep(answer.seconds)
            place = answer.token

    def _request(self, method: str, path: str, body: bytes) -> bytes:
        try:
            answer = self._http.request(method, self.url + path, content=body, headers=_OCTETS)
        except httpx.HTTPError as error:
            raise RelayAwayError from error
        if answer.status_code == httpx.codes.OK:
            return answer.content
        if answer.status_code == httpx.codes.INSUFFICIENT_STORAGE:
            raise RelayFullError
        if answer.status_code == httpx.codes.CONFLICT:
            raise ChangedMeanwhileError
        if answer.status_code == httpx.codes.GONE:
            raise DeskGoneError
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise RelayAwayError
        raise NotTakenError(answer.status_code)


def fresh_id() -> bytes:
    """A random id of 16 bytes."""
    return os.urandom(16)
