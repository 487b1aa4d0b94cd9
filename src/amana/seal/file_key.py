"""Hands one sealed message over without opening it: its file key is taken out with one key and
wrapped for another (age-encryption.org/v1, "X25519 recipient stanza" and "Header MAC").

Recovery needs it for envelopes that no officer has opened: sixteen bytes travel from the offline
machine to the desk, never what she wrote. It unlocks, so the relay cannot import it (P1).
"""

import hashlib
import hmac
import re
from base64 import b64decode, b64encode
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from amana.seal.age_keys import identity_scalar, recipient_point
from amana.seal.header import header_length
from amana.seal.open import Damaged, NotForThisKey

LENGTH: Final = 16  # bytes
_NO_NONCE: Final = bytes(12)  # each wrapping key is used once
_WRAP: Final = b"age-encryption.org/v1/X25519"
_STANZA: Final = re.compile(rb"-> X25519 ([A-Za-z0-9+/]{43})\n([A-Za-z0-9+/]{43})\n")
_VERSION: Final = b"age-encryption.org/v1\n"
_END: Final = b"---"


def file_key(header: bytes, identity: str) -> bytes:
    """The 16-byte key of an age file, from the bytes of its header alone.

    Raises BadHeader, NotForThisKey, BadAgeKey, or Damaged when the header's MAC does not hold.
    """
    header = header[: header_length(header)]
    private = X25519PrivateKey.from_private_bytes(identity_scalar(identity))
    for share, sealed in _STANZA.findall(header):
        found = _unwrapped(private, _decoded(share), _decoded(sealed))
        if found is not None:
            _check(header, found)
            return found
    raise NotForThisKey


def header_for(key: bytes, recipient: str) -> bytes:
    """A header with one stanza, by which `recipient` opens the body that follows. Raises BadAgeKey."""
    point, private = recipient_point(recipient), X25519PrivateKey.generate()
    share = private.public_key().public_bytes_raw()
    secret = private.exchange(X25519PublicKey.from_public_bytes(point))
    sealed = ChaCha20Poly1305(_wrapping(secret, share, point)).encrypt(_NO_NONCE, key, None)
    start = _VERSION + b"-> X25519 " + _encoded(share) + b"\n" + _encoded(sealed) + b"\n" + _END
    return start + b" " + _encoded(_mac(key, start)) + b"\n"


def _unwrapped(private: X25519PrivateKey, share: bytes, sealed: bytes) -> bytes | None:
    """None for a stanza that is for somebody else."""
    own = private.public_key().public_bytes_raw()
    try:
        secret = private.exchange(X25519PublicKey.from_public_bytes(share))
        key = _wrapping(secret, share, own)
        return ChaCha20Poly1305(key).decrypt(_NO_NONCE, sealed, None)
    except (InvalidTag, ValueError):  # ValueError: a share of small order
        return None


def _check(header: bytes, key: bytes) -> None:
    signed, _, mac = header.rpartition(b" ")
    if len(key) != LENGTH or not hmac.compare_digest(_encoded(_mac(key, signed)) + b"\n", mac):
        raise Damaged


def _wrapping(secret: bytes, share: bytes, point: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=share + point, info=_WRAP).derive(secret)


def _mac(key: bytes, signed: bytes) -> bytes:
    own = HKDF(algorithm=SHA256(), length=32, salt=b"", info=b"header").derive(key)
    return hmac.digest(own, signed, hashlib.sha256)


def _encoded(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _decoded(text: bytes) -> bytes:
    return b64decode(text + b"=" * (-len(text) % 4))
