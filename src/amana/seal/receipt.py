"""Eight everyday words that are all she keeps, and the keys they stand for (protocol §2).

Which word an index is in which language is the country pack's; here a receipt is its numbers.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Self

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from amana.errors import AmanaError
from amana.seal.age_keys import identity_text, recipient_of

WORDS_A_RECEIPT: Final = 8
LIST_LENGTH: Final = 1_024
SALT_LENGTH: Final = 32

_SECRET_BITS: Final = 74
_CHECK_BITS: Final = 6
_BITS_A_WORD: Final = 10
_PACKED: Final = 10  # bytes

# Argon2id, fixed: no server may lower them, and no receipt could say others.
_MEMORY_KIB: Final = 32 * 1_024
_PASSES: Final = 4
_LANES: Final = 1


class MistypedReceipt(AmanaError):
    """These eight words are not a receipt: one of them is probably another word, or two changed
    places. Nothing was sent. Compare them with what you wrote down, one by one."""


@dataclass(frozen=True)
class Receipt:
    """74 secret bits and 6 check bits, packed MSB first into 10 bytes (R of protocol §2)."""

    packed: bytes = field(repr=False)

    @classmethod
    def draw(cls) -> Self:
        """A new receipt from the system's random source."""
        return cls.from_secret(secrets.randbits(_SECRET_BITS))

    @classmethod
    def from_secret(cls, secret: int) -> Self:
        """The receipt of a number below 2^74."""
        number = (secret << _CHECK_BITS) | _check_bits(secret)
        return cls(number.to_bytes(_PACKED, "big"))

    @classmethod
    def from_indices(cls, indices: Sequence[int]) -> Self:
        """The receipt of eight numbers from 0 to 1023. Raises MistypedReceipt."""
        if len(indices) != WORDS_A_RECEIPT:
            raise MistypedReceipt
        number = 0
        for index in indices:
            if not 0 <= index < LIST_LENGTH:
                raise MistypedReceipt
            number = (number << _BITS_A_WORD) | index
        receipt = cls.from_secret(number >> _CHECK_BITS)
        if not hmac.compare_digest(receipt.packed, number.to_bytes(_PACKED, "big")):
            raise MistypedReceipt
        return receipt

    @property
    def indices(self) -> tuple[int, ...]:
        """The eight numbers, in the order in which the words are written down."""
        number = int.from_bytes(self.packed, "big")
        shifts = range(_BITS_A_WORD * (WORDS_A_RECEIPT - 1), -1, -_BITS_A_WORD)
        return tuple((number >> shift) % LIST_LENGTH for shift in shifts)


@dataclass(frozen=True)
class ReceiptKeys:
    """All that a receipt is good for. Sizes in bytes; nothing here is ever printed or stored."""

    mailbox_id: bytes = field(repr=False)  # 16
    mailbox_token: bytes = field(repr=False)  # 32: poll, state, read, destroy
    mailbox_drop: bytes = field(repr=False)  # 32: append only, the desk gets it
    report_id: bytes = field(repr=False)  # 16
    report_status: bytes = field(repr=False)  # 32
    age_scalar: bytes = field(repr=False)  # 32
    to_desk: bytes = field(repr=False)  # 32: direction key of what she writes
    to_her: bytes = field(repr=False)  # 32: direction key of what the desk writes
    state: bytes = field(repr=False)  # 32: key of the state record's MAC

    @classmethod
    def derive(cls, receipt: Receipt, *, salt: bytes) -> Self:
        """Argon2id, then HKDF; about 0.2 s. `salt` is the instance's, 32 bytes."""
        return cls.from_master(master_key(receipt, salt=salt))

    @classmethod
    def from_master(cls, master: bytes) -> Self:
        """The keys of M, 32 bytes."""
        return cls(
            mailbox_id=labelled(master, "mailbox-id", 16),
            mailbox_token=labelled(master, "mailbox-token", 32),
            mailbox_drop=labelled(master, "mailbox-drop", 32),
            report_id=labelled(master, "report-id", 16),
            report_status=labelled(master, "report-status", 32),
            age_scalar=labelled(master, "age-identity", 32),
            to_desk=labelled(master, "to-desk", 32),
            to_her=labelled(master, "to-her", 32),
            state=labelled(master, "state", 32),
        )

    @property
    def identity(self) -> str:
        """Her age identity, `AGE-SECRET-KEY-1…`."""
        return identity_text(self.age_scalar)

    @property
    def recipient(self) -> str:
        """Her age recipient, `age1…`."""
        return recipient_of(self.identity)


def master_key(receipt: Receipt, *, salt: bytes) -> bytes:
    """M of protocol §2: Argon2id (RFC 9106) with 32 MiB, 4 passes, 1 lane; 32 bytes."""
    if len(salt) != SALT_LENGTH:
        raise ValueError("the instance's salt has 32 bytes")
    return hash_secret_raw(
        secret=b"amana-receipt/1" + receipt.packed,
        salt=salt,
        time_cost=_PASSES,
        memory_cost=_MEMORY_KIB,
        parallelism=_LANES,
        hash_len=32,
        type=Type.ID,
        version=0x13,
    )


def labelled(master: bytes, label: str, length: int) -> bytes:
    """k(label, length) of protocol §2: HKDF-SHA256 (RFC 5869) with an empty salt."""
    return HKDF(SHA256(), length, salt=None, info=b"amana/v1/" + label.encode()).derive(master)


def fingerprint(key: bytes) -> tuple[int, ...]:
    """Eight indices by which two people compare a raw public key aloud (protocol §7)."""
    digest = hashlib.sha256(b"amana-fingerprint/1" + key).digest()
    secret = int.from_bytes(digest, "big") >> (8 * len(digest) - _SECRET_BITS)
    return Receipt.from_secret(secret).indices


def _check_bits(secret: int) -> int:
    shifted = (secret << _CHECK_BITS).to_bytes(_PACKED, "big")
    return hashlib.sha256(b"amana-check/1" + shifted).digest()[0] >> (8 - _CHECK_BITS)
