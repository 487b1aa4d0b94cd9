"""The keyring's form: which cases an officer can open, sealed to her and padded (design §5)."""

from collections.abc import Iterable
from struct import Struct
from typing import Final

from amana.desk.cases.grants import Entry
from amana.desk.cases.secrets import CaseSecret
from amana.seal.envelope import seal_to
from amana.seal.open import Damaged, open_envelope

SMALLEST: Final = 64 * 1024  # bytes: about 1,490 cases; above that the next power of two
_HEAD: Final = Struct(">BI")  # version, count
_ENTRY: Final = Struct(">qI32s")
_VERSION: Final = 1

Keys = dict[int, Entry]


def seal_keys(recipient: str, keys: Keys) -> bytes:
    """The keyring, sealed to its holder."""
    packed = _HEAD.pack(_VERSION, len(keys)) + b"".join(
        _ENTRY.pack(entry.number, entry.epoch, entry.secret.raw) for entry in keys.values()
    )
    length = max(SMALLEST, 1 << (len(packed) - 1).bit_length())
    return seal_to(packed.ljust(length, b"\0"), recipient)


def open_keys(identity: str, sealed: bytes) -> Keys:
    """What `seal_keys` wrote. Raises NotForThisKey or Damaged."""
    content = open_envelope(sealed, identity)
    version, count = _HEAD.unpack_from(content)
    if version != _VERSION or len(content) < _HEAD.size + count * _ENTRY.size:
        raise Damaged
    end = _HEAD.size + count * _ENTRY.size
    rows = _ENTRY.iter_unpack(content[_HEAD.size : end])
    return {number: Entry(number, epoch, CaseSecret(secret)) for number, epoch, secret in rows}


def folded(keys: Keys, new: Iterable[Entry]) -> Keys:
    """The keyring with new entries; an older epoch never replaces a newer one."""
    result = dict(keys)
    for entry in new:
        known = result.get(entry.number)
        if known is None or known.epoch <= entry.epoch:
            result[entry.number] = entry
    return result
