"""Time-stamps of outside authorities (RFC 3161): they state that a custody head existed at a time that Amana did not choose.

Nothing here speaks to a network: the desk carries the query and brings the reply. The raw reply is kept whatever is said of it.
OpenTimestamps is left out: its proof needs a Bitcoin node to be checked, which no court expert here has.
"""

import secrets
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal

import rfc3161_client
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from amana.errors import AmanaError
from amana.evidence.verifier import stamps
from amana.evidence.verifier.der import (
    INTEGER,
    OID,
    SEQUENCE,
    SHA256,
    NotDer,
    Token,
    elements,
    inside,
    token_of,
)

DIGEST: Final = 32  # bytes of SHA-256
MOST_OF_A_REPLY: Final = 64 * 1024  # bytes: a long chain of certificates is a tenth of it
_OCTETS, _CERTIFICATES = 0x04, 0xA0  # tags
_TRUE, _NULL = b"\x01\x01\xff", b"\x05\x00"
_NONCE_BITS: Final = 63  # positive in eight bytes, as every authority takes it


class BadStampReply(AmanaError):
    """What the time-stamp authority sent is no time-stamp, or it refused. The reply is kept. It is asked again later."""


class ForeignStamp(AmanaError):
    """This time-stamp is for something else than what was asked. The reply is kept, and counts for nothing. It is asked again later."""


class UntrustedStamp(AmanaError):
    """The signature of this time-stamp does not lead to the authority's certificate that was configured. The reply is kept, and counts
    for nothing. Compare the certificate in the settings with the one that the authority publishes.
    """


class BadRoots(AmanaError):
    """The certificate of the time-stamp authority cannot be read. Nothing was checked. Put the authority's PEM file into the settings."""


@dataclass(frozen=True, kw_only=True)
class Timestamp:
    """What an authority states and which verifier found its signature good. `time` is UTC, `policy` an object identifier in digits."""

    reply: bytes = field(repr=False)
    time: datetime
    policy: str
    serial: int
    authority: str
    checked_by: Literal["rfc3161-client", "openssl"]


def request_for(digest: bytes) -> bytes:
    """The query for a SHA-256 digest: version 1, a nonce, and the authority's certificate asked for (RFC 3161 §2.4.1)."""
    if len(digest) != DIGEST:
        raise ForeignStamp
    nonce = secrets.randbits(_NONCE_BITS)
    algorithm = _wrap(SEQUENCE, _wrap(OID, SHA256) + _NULL)
    imprint = _wrap(SEQUENCE, algorithm + _wrap(_OCTETS, digest))
    return _wrap(SEQUENCE, _number(1) + imprint + _number(nonce) + _TRUE)


def nonce_of(query: bytes) -> int:
    """The nonce in a query that `request_for` made. Raises BadStampReply."""
    try:
        return int.from_bytes(inside(query, SEQUENCE)[2].content, "big")
    except (NotDer, IndexError) as error:
        raise BadStampReply from error


def read_reply(reply: bytes, digest: bytes, nonce: int, roots: bytes) -> Timestamp:
    """The statement in a reply to the query for `digest`, its signature checked up to one of the `roots` (PEM).

    Raises BadStampReply, ForeignStamp, UntrustedStamp or BadRoots.
    """
    token = _token(reply)
    if (token.imprint, token.nonce) != (digest, nonce):
        raise ForeignStamp
    return Timestamp(
        reply=reply,
        time=datetime.strptime(token.time, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
        policy=token.policy,
        serial=token.serial,
        authority=_authority(reply),
        checked_by=_checked_by(reply, token, roots),
    )


def _token(reply: bytes) -> Token:
    if len(reply) > MOST_OF_A_REPLY:
        raise BadStampReply
    try:
        token = token_of(reply)
        datetime.strptime(token.time, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise BadStampReply from error
    return token


def _checked_by(reply: bytes, token: Token, roots: bytes) -> Literal["rfc3161-client", "openssl"]:
    """The client first; it cannot read replies whose certificates are not in DER's order, which real authorities send."""
    try:
        trusted = x509.load_pem_x509_certificates(roots)
    except ValueError as error:
        raise BadRoots from error
    verifier = rfc3161_client.VerifierBuilder(roots=trusted, nonce=token.nonce).build()
    try:
        verifier.verify(rfc3161_client.decode_timestamp_response(reply), token.imprint)
        return "rfc3161-client"
    except (ValueError, rfc3161_client.VerificationError) as error:
        openssl = shutil.which("openssl")
        if not openssl or stamps.agrees(openssl, reply, roots, token) != stamps.YES:
            raise UntrustedStamp from error
        return "openssl"


def _authority(reply: bytes) -> str:
    """The name in the certificate that signs time-stamps; empty when the reply brings none."""
    try:
        for certificate in map(x509.load_der_x509_certificate, _certificates(reply)):
            usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
            if ExtendedKeyUsageOID.TIME_STAMPING in usage:
                names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
                return str(names[0].value) if names else certificate.subject.rfc4514_string()
    except (ValueError, IndexError, x509.ExtensionNotFound):
        return ""
    return ""


def _certificates(reply: bytes) -> list[bytes]:
    """Each in DER, in whatever order they came (RFC 5652 §5.1)."""
    message = elements(inside(reply, SEQUENCE)[1].content)[1]
    parts = inside(message.content, SEQUENCE)
    held = [part.content for part in parts if part.tag == _CERTIFICATES]
    return [_wrap(SEQUENCE, each.content) for each in elements(b"".join(held))]


def _wrap(tag: int, content: bytes) -> bytes:
    """One value in DER (X.690 §8.1)."""
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def _number(value: int) -> bytes:
    return _wrap(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))
