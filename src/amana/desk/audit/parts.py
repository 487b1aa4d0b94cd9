"""The two sealed parts of an audit row, each of one size (design §5).

The case part opens with the case secret, the actor part with either auditor's identity. A row without a case carries random bytes instead,
which nobody can tell from a sealed part.
"""

import os
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from amana.errors import AmanaError
from amana.wire.encoding import BadJson, dump_json, load_json
from amana.wire.framing import BadFrame, DoesNotFit, frame, unframe

CASE_PART: Final = 1024  # bytes
ACTOR_PART: Final = 1664
_SALT: Final = 16
_NONCE: Final = 12
_TAG: Final = 16
_CASE_WORDS: Final = CASE_PART - _SALT - _NONCE - _TAG
_ACTOR_WORDS: Final = 896
_TRIES: Final = 20  # rage adds a grease stanza of random size; one that fits comes soon


class EntryTooLongError(AmanaError):
    """This step has more to write into the audit than a row holds. Nothing was changed. Tell your
    administrator which page it was.
    """


class ForeignPartError(AmanaError):
    """This row of the audit does not open with this key. Nothing was changed. Other rows may."""


def seal_case(secret: bytes, position: int, content: Mapping[str, Any]) -> bytes:
    """The case part, CASE_PART bytes, under the case's 32-byte secret. Raises EntryTooLongError."""
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    sealed = _key(secret, salt).encrypt(nonce, _padded(content, _CASE_WORDS), _place(position))
    return salt + nonce + sealed


def open_case(secret: bytes, position: int, part: bytes) -> dict[str, Any]:
    """The content of a case part. Raises ForeignPartError."""
    salt, nonce, sealed = part[:_SALT], part[_SALT : _SALT + _NONCE], part[_SALT + _NONCE :]
    try:
        return load_json(_key(secret, salt).decrypt(nonce, sealed, _place(position)))
    except (InvalidTag, ValueError, BadJson) as error:
        raise ForeignPartError from error


def no_case() -> bytes:
    """The case part of a row that belongs to no case."""
    return os.urandom(CASE_PART)


def seal_actor(auditors: Sequence[str], content: Mapping[str, Any]) -> bytes:
    """The actor part, ACTOR_PART bytes, to the auditors' recipients; random bytes where a demo
    has none.
    """
    padded = _padded(content, _ACTOR_WORDS)
    if not auditors:
        return os.urandom(ACTOR_PART)
    recipients = [pyrage.x25519.Recipient.from_str(auditor) for auditor in auditors]
    for _ in range(_TRIES):
        try:
            return frame(pyrage.encrypt(padded, recipients), ACTOR_PART)
        except DoesNotFit:
            continue
    raise EntryTooLongError


def open_actor(identity: str, part: bytes) -> dict[str, Any]:
    """The content of an actor part with an auditor's identity. Raises ForeignPartError."""
    try:
        sealed = unframe(part, ACTOR_PART)
        return load_json(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)]))
    except (pyrage.DecryptError, BadFrame, BadJson) as error:
        raise ForeignPartError from error


def _key(secret: bytes, salt: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(
        HKDF(SHA256(), 32, salt=salt, info=b"amana/desk/v1/audit").derive(secret)
    )


def _place(position: int) -> bytes:
    return f"audit_entry|{position}|case_part".encode()


def _padded(content: Mapping[str, Any], length: int) -> bytes:
    """JSON followed by spaces: still JSON, and always of one length."""
    words = dump_json(content)
    if len(words) > length:
        raise EntryTooLongError
    return words.ljust(length)
