"""The addresses of a desk: every request but the first is signed by its collection key (§9)."""

from collections.abc import Callable, Iterator
from functools import wraps

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from amana.errors import AmanaError
from amana.relay.columns import today
from amana.relay.directory import shelf
from amana.relay.endpoint import (
    LIMITS,
    OCTETS,
    REFUSALS,
    NotTheDeskError,
    View,
    at_work,
    octets,
    read_body,
    refused,
    wrong_method,
)
from amana.relay.letterbox import collect
from amana.relay.nonces import nonces
from amana.wire.encoding import b64u, unb64u
from amana.wire.limits import MAX_JSON, MAX_LISTED
from amana.wire.requests import (
    AGAIN,
    FetchRequest,
    MalformedBodyError,
    Mark,
    pack_all,
    signing_text,
    unpack_all,
)

DESK_BYTES = 8
_MARKS = MAX_LISTED * Mark.layout.size
Answer = Callable[[bytes, bytes], HttpResponseBase]


def nonce(request: HttpRequest) -> HttpResponseBase:
    """The first nonce; later ones come with each answer."""
    if request.method != "POST":
        return wrong_method("POST")
    try:
        desk = read_body(request, limit=DESK_BYTES)
    except REFUSALS as error:
        return refused(error)
    if len(desk) != DESK_BYTES:
        return refused(MalformedBodyError())
    return octets(nonces.issue(desk))


LIMITS[nonce] = DESK_BYTES


def signed(limit: int) -> Callable[[Answer], View]:
    """Makes a view of a function of desk and body, run only for the desk that signed."""

    def decorate(work: Answer) -> View:
        @wraps(work)
        def view(request: HttpRequest) -> HttpResponseBase:
            if request.method != "POST":
                return wrong_method("POST")
            try:
                body = read_body(request, limit=limit)
                with at_work():
                    desk = signing_desk(request, body)
                    answer = _answered(work, desk, body)
            except REFUSALS as error:
                return refused(error)
            answer.headers["Amana-Next-Nonce"] = b64u(nonces.issue(desk))
            return answer

        LIMITS[view] = limit
        return view

    return decorate


def _answered(work: Answer, desk: bytes, body: bytes) -> HttpResponseBase:
    try:
        return work(desk, body)
    except REFUSALS as error:
        return refused(error)


def signing_desk(request: HttpRequest, body: bytes) -> bytes:
    """The desk whose certified collection key signed this request. Raises NotTheDeskError."""
    try:
        desk = unb64u(request.headers.get("Amana-Desk", ""), DESK_BYTES)
        number = unb64u(request.headers.get("Amana-Nonce", ""), 32)
        signature = unb64u(request.headers.get("Amana-Signature", ""), 64)
        authority = request.get_host()
    except (AmanaError, DisallowedHost) as error:
        raise NotTheDeskError from error
    text = signing_text(
        method=request.method or "",
        authority=authority,
        path=request.path,
        query=request.META.get("QUERY_STRING", ""),
        body=body,
        nonce=number,
    )
    if not any(_holds(key, signature, text) for key in shelf.collection_keys(desk, today())):
        raise NotTheDeskError
    nonces.spend(desk, number)
    return desk


def _holds(key: bytes, signature: bytes, text: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


@signed(limit=len(AGAIN))
def waiting(desk: bytes, body: bytes) -> HttpResponse:
    """What waits for this desk."""
    if body not in (b"", AGAIN):
        raise MalformedBodyError
    return octets(pack_all(collect.waiting(desk, again=body == AGAIN)))


@signed(limit=FetchRequest.longest())
def fetch(desk: bytes, body: bytes) -> HttpResponseBase:
    """The bytes, in pieces; an empty answer when they are not there (a part has at least one)."""
    size, pieces = collect.fetch(desk, FetchRequest.unpack(body))
    return _streaming(size, pieces)


def _streaming(size: int, pieces: Iterator[bytes]) -> HttpResponseBase:
    answer = StreamingHttpResponse(pieces, content_type=OCTETS)
    answer.headers["Content-Length"] = str(size)
    return answer


@signed(limit=_MARKS)
def acknowledge(desk: bytes, body: bytes) -> HttpResponse:
    """Collected: hidden from the next list."""
    collect.acknowledge(desk, unpack_all(Mark, body))
    return octets()


@signed(limit=_MARKS)
def confirm(desk: bytes, body: bytes) -> HttpResponse:
    """In a verified backup: may be erased at the third midnight."""
    collect.confirm(desk, unpack_all(Mark, body))
    return octets()


@signed(limit=MAX_JSON)
def publish(desk: bytes, body: bytes) -> HttpResponse:
    """The desk's newest list."""
    shelf.publish(desk, body, today())
    return octets()
