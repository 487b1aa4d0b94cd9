"""Checks a certificate down from the configured roots before the relay stores it (protocol §7)."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from amana.relay.config import load
from amana.relay.directory.models import Document
from amana.seal.age_keys import BadAgeKey
from amana.seal.certificates import (
    Certificate,
    Certifier,
    CollectionKey,
    Complaints,
    Holder,
    ListKey,
    Recovery,
    ReplyKey,
)
from amana.seal.certifiers import Certifiers, Roots
from amana.seal.directory import Trust
from amana.seal.refusals import BadSignature, Expired, Malformed
from amana.seal.signed import Signed
from amana.wire.encoding import BadEncoding, BadJson, dump_json
from amana.wire.schema import NotOfThisForm

KINDS: Final[dict[object, type[Certificate]]] = {
    kind.TYPE: kind
    for kind in (Certifier, Holder, ReplyKey, CollectionKey, ListKey, Recovery, Complaints)
}
NOBODY: Final = bytes(8)  # the desk of a certifier, who belongs to none
_FORM_ERRORS: Final = (BadJson, BadEncoding, NotOfThisForm, BadAgeKey)


def roots() -> Roots:
    """The configured root keys; a demonstration has its own, named in its own configuration."""
    return Roots(load().roots)


def trust(day: date) -> Trust:
    """What this relay believes: its roots, and no list older than the one it has stored."""
    lists = Document.objects.filter(kind="list").values_list("desk", "serial")
    seen = {bytes(desk): serial for desk, serial in lists}
    live = not load().demo
    return Trust(roots=roots(), today=day, built=date.min, live=live, seen=seen)


def certifiers(certificates: Iterable[Signed], day: date) -> Certifiers:
    """The certifiers of that day. Raises a DirectoryRefusal."""
    try:
        live = not load().demo
        return Certifiers.of(certificates, roots(), today=day, live=live)
    except _FORM_ERRORS as error:
        raise Malformed from error


def checked_certificate(signed: Signed, known: Certifiers, day: date) -> Document:
    """The row of a certificate that holds. Raises a DirectoryRefusal."""
    kind = KINDS.get(signed.type)
    if kind is None:
        raise Malformed
    try:
        certificate = kind.from_json(signed.value)
    except _FORM_ERRORS as error:
        raise Malformed from error
    if certificate.until < day:
        raise Expired
    if not isinstance(certificate, Certifier):
        known.verify(signed)
    elif certificate.id not in known.known:
        raise BadSignature
    return Document(
        desk=getattr(certificate, "desk", NOBODY),
        kind=kind.TYPE,
        number=certificate.id,
        body=dump_json(signed.to_json()),
    )
