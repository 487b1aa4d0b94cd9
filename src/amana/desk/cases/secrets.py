"""One 32-byte secret a case, and the keys made of it (design §5).

As an age identity it opens the case's files with stock `age`; by HKDF-SHA256 (RFC 5869) it seals the records and signs the replies.
"""

import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from amana.seal.age_keys import identity_text, recipient_of

LENGTH: Final = 32
_RECORDS: Final = b"amana/desk/v1/records"
_REPLY: Final = b"amana/desk/v1/reply"
_CUSTODY: Final = b"amana/desk/v1/custody"


@dataclass(frozen=True)
class CaseSecret:
    """The secret of a case in one epoch. Never printed, logged or stored but sealed."""

    raw: bytes = field(repr=False)

    @classmethod
    def draw(cls) -> Self:
        """A new secret, for a new case or after an exclusion."""
        return cls(os.urandom(LENGTH))

    @cached_property
    def identity(self) -> str:
        """`AGE-SECRET-KEY-1…`: opens the files of the case and what is sealed to the case."""
        return identity_text(self.raw)

    @cached_property
    def recipient(self) -> str:
        """`age1…`: what her page seals to once it has read a standing record."""
        return recipient_of(self.identity)

    @cached_property
    def records(self) -> bytes:
        """The 32-byte key of the case's sealed records."""
        return _derived(self.raw, _RECORDS)

    @cached_property
    def reply_key(self) -> Ed25519PrivateKey:
        """Signs what the desk writes in this case."""
        return Ed25519PrivateKey.from_private_bytes(_derived(self.raw, _REPLY))

    @cached_property
    def custody_key(self) -> Ed25519PrivateKey:
        """Signs the head of the case's custody chain."""
        return Ed25519PrivateKey.from_private_bytes(_derived(self.raw, _CUSTODY))


def _derived(secret: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=LENGTH, salt=None, info=info).derive(secret)
