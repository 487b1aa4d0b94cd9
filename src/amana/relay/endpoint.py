"""One form for every address: POST only, a bounded body, a packed form in, bytes out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Final, TypeVar

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from amana.errors import AmanaError
from amana.relay.ledger import LaneFullError
from amana.relay.security import empty
from amana.stores.blobs import StoreFullError
from amana.wire.requests import Body, MalformedBodyError
from amana.wire.work import WorkError

OCTETS: Final = "application/octet-stream"
View = Callable[[HttpRequest], HttpResponseBase]
LIMITS: Final[dict[View, int]] = {}  # bytes of the longest body of each view; no more is awaited
F = TypeVar("F", bound=Body)


class BodyTooLargeError(AmanaError):
    """More was sent than this address accepts. Nothing was stored. Send less at once."""


class ConflictError(AmanaError):
    """Something else is already kept under this number, or a newer version is. Both are untouched.
    Load what is there and try again.
    """


class NotTheDeskError(AmanaError):
    """The request is not signed by this desk's collection key. Nothing was given out. Check the
    desk's certificates and its clock.
    """


class UnknownDeskError(AmanaError):
    """This desk is not in the directory of this relay, so nobody would ever collect what is left for
    it. Nothing was stored. Choose a desk of the directory, or ask this one by telephone.
    """


STATUS: dict[type[AmanaError], int] = {
    MalformedBodyError: 400,
    NotTheDeskError: 401,
    ConflictError: 409,
    UnknownDeskError: 410,
    BodyTooLargeError: 413,
    WorkError: 428,
    LaneFullError: 507,
    StoreFullError: 507,
}
REFUSALS = tuple(STATUS)


def read_body(request: HttpRequest, *, limit: int) -> bytes:
    """The whole body, at most `limit` bytes, read from the stream and never spooled to disk.

    Raises BodyTooLargeError, and MalformedBodyError without a length or when the body breaks off.
    """
    declared = request.META.get("CONTENT_LENGTH", "")
    if not (declared.isascii() and declared.isdigit()):
        raise MalformedBodyError
    length = int(declared[:20])
    if length > limit:
        raise BodyTooLargeError
    pieces, missing = [], length
    while missing and (piece := request.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    if missing:
        raise MalformedBodyError
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


@contextmanager
def at_work() -> Iterator[None]:
    """A request that may ask the database; its connection is closed afterwards."""
    try:
        yield
    finally:
        connection.close()


def octets(content: bytes = b"") -> HttpResponse:
    """A plain answer."""
    return HttpResponse(content, content_type=OCTETS)


def refused(error: AmanaError) -> HttpResponse:
    """The empty answer that stands for this refusal."""
    status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
    return empty(status)


def wrong_method(allowed: str) -> HttpResponse:
    """405, and which method this address knows."""
    answer = empty(405)
    answer.headers["Allow"] = allowed
    return answer


def post(form: type[F], *, limit: int | None = None) -> Callable[[Callable[[F], bytes]], View]:
    """Makes a view of a function from a packed form to the bytes of the answer.

    `limit` bytes of body at most; by default the longest body of the form.
    """
    longest = form.longest() if limit is None else limit

    def decorate(work: Callable[[F], bytes]) -> View:
        @wraps(work)
        def view(request: HttpRequest) -> HttpResponseBase:
            if request.method != "POST":
                return wrong_method("POST")
            try:
                body = read_body(request, limit=longest)
                with at_work():
                    return octets(work(form.unpack(body)))
            except REFUSALS as error:
                return refused(error)

        LIMITS[view] = longest
        return view

    return decorate
