"""Proves that a message is of this thread and of whom it says: MACs and signatures (protocol §5,
§6).

Age itself says nothing about the sender; without these anybody could write "meet me here".
"""

import hashlib
import hmac
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from amana.errors import AmanaError
from amana.wire.archive import digest_of, finish, pad
from amana.wire.letter import Reply
from amana.wire.messages import Addressed, FromHer, Message, write_members
from amana.wire.records import Standing, State
from amana.wire.report import Card

EPOCH_ZERO: Final = bytes(32)  # the nonce until a standing record is read

_REPLY_LABEL: Final = b"amana-reply/1"
_STATE_LABEL: Final = b"amana-state/1"


class NotAuthentic(AmanaError):
    """It cannot be shown who wrote this message, so it was not taken in. It may be forged or
    damaged.
    It is kept as it came. Do not act on it; ask the other side by another way."""


def _bound(manifest: Addressed, digest: bytes) -> bytes:
    """direction u8 ‖ thread ‖ id ‖ seq u64 ‖ T."""
    numbers = bytes([manifest.DIRECTION]) + manifest.thread + manifest.id
    return numbers + manifest.seq.to_bytes(8, "big") + digest


def mac_of(manifest: Addressed, digest: bytes, *, direction_key: bytes, nonce: bytes) -> bytes:
    """The MAC, 32 bytes, of a message whose members have the digest T. `nonce` is the epoch's."""
    key = HKDF(SHA256(), 32, salt=nonce, info=b"amana/v1/mac").derive(direction_key)
    return hmac.digest(key, manifest.MAC_LABEL + _bound(manifest, digest), "sha256")


def signed_bytes(manifest: Reply | Standing, digest: bytes, *, recipient: str) -> bytes:
    """What a desk signs. `recipient` is hers, so that an answer to one is no answer to another."""
    label = _REPLY_LABEL if isinstance(manifest, Reply) else Standing.MAC_LABEL
    return label + _bound(manifest, digest) + hashlib.sha256(recipient.encode()).digest()


def state_mac(state: State, digest: bytes, *, state_key: bytes, mailbox_id: bytes) -> bytes:
    """The MAC, 32 bytes, of a state record."""
    text = _STATE_LABEL + mailbox_id + state.version.to_bytes(8, "big") + digest
    return hmac.digest(state_key, text, "sha256")


def write_from_her(
    manifest: FromHer,
    *,
    direction_key: bytes,
    nonce: bytes = EPOCH_ZERO,
    words: str | None = None,
    card: Card | None = None,
) -> bytes:
    """The padded plaintext of an envelope. Raises DoesNotFit when a letter is too long."""
    body = write_members(manifest, words, card)
    mac = mac_of(manifest, digest_of(body), direction_key=direction_key, nonce=nonce)
    return pad(finish(body, mac), manifest.FORM)


def write_to_her(
    manifest: Reply | Standing,
    *,
    direction_key: bytes,
    nonce: bytes,
    signing_key: Ed25519PrivateKey,
    recipient: str,
    words: str | None = None,
) -> bytes:
    """The padded plaintext of a reply (signed by the case's reply key) or standing record (the
    desk's).
    """
    body = write_members(manifest, words)
    digest = digest_of(body)
    mac = mac_of(manifest, digest, direction_key=direction_key, nonce=nonce)
    signature = signing_key.sign(signed_bytes(manifest, digest, recipient=recipient))
    return pad(finish(body, mac + signature), manifest.FORM)


def write_state(state: State, *, state_key: bytes, mailbox_id: bytes) -> bytes:
    """The padded plaintext of a state record."""
    body = write_members(state)
    mac = state_mac(state, digest_of(body), state_key=state_key, mailbox_id=mailbox_id)
    return pad(finish(body, mac), state.FORM)


def verify_mac(message: Message[Addressed], *, direction_key: bytes, nonce: bytes) -> None:
    """Raises NotAuthentic unless the MAC holds under that epoch."""
    mac = mac_of(message.manifest, message.digest, direction_key=direction_key, nonce=nonce)
    if not hmac.compare_digest(mac, message.mac):
        raise NotAuthentic


def verify_signature(
    message: Message[Reply] | Message[Standing], *, key: bytes, recipient: str
) -> None:
    """Raises NotAuthentic unless `key` (Ed25519, 32 bytes) signed this for that recipient of
    hers.
    """
    text = signed_bytes(message.manifest, message.digest, recipient=recipient)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(message.signature or b"", text)
    except (InvalidSignature, ValueError) as error:
        raise NotAuthentic from error


def verify_standing(
    message: Message[Standing], *, direction_key: bytes, reply_key: bytes, recipient: str
) -> None:
    """A standing record is MACed under the nonce that it carries and signed by the desk's reply
    key.
    """
    verify_mac(message, direction_key=direction_key, nonce=message.manifest.nonce)
    verify_signature(message, key=reply_key, recipient=recipient)


def verify_state(message: Message[State], *, state_key: bytes, mailbox_id: bytes) -> None:
    """Raises NotAuthentic unless this state record is hers, of this mailbox and version."""
    mac = state_mac(message.manifest, message.digest, state_key=state_key, mailbox_id=mailbox_id)
    if not hmac.compare_digest(mac, message.mac):
        raise NotAuthentic
