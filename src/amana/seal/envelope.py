"""Locks: envelopes to many whose number says nothing, records and files to one (protocol §4).

Only seals. What opens is amana.seal.open.
"""

import random
from collections.abc import Callable, Sequence
from typing import IO, Final, cast

import pyrage

from amana.errors import AmanaError
from amana.seal.age_keys import recipient_point
from amana.seal.desk import Stanzas
from amana.wire.framing import DoesNotFit, frame
from amana.wire.padding import file_length

_CHUNK: Final = 64 * 1_024  # bytes of zeros written at a time
_TRIES: Final = 64  # rage's grease makes one sealing in two or so larger
_SHUFFLE: Final = random.SystemRandom()


class NobodyToSealTo(AmanaError):
    """Nobody is left who could open this, so it was not locked and not sent. Choose whom it
    should reach,
    then try again."""


class TooManyRecipients(AmanaError):
    """More people were chosen than a message can be locked for. Nothing was sent. Choose fewer."""


def seal_envelope(
    plaintext: bytes, *, chosen: Sequence[str], recovery: str, stanzas: Stanzas
) -> bytes:
    """An age file with exactly `stanzas` stanzas (and perhaps one of grease), in random order.

    `chosen` and `recovery` are certified recipients, `age1…`. Raises NobodyToSealTo,
    TooManyRecipients or BadAgeKey.
    """
    if not chosen:
        raise NobodyToSealTo
    real = {*chosen, recovery}
    if len(real) > stanzas:
        raise TooManyRecipients
    recipients = [_recipient(text) for text in real]
    recipients += [_throw_away() for _ in range(stanzas - len(real))]
    _SHUFFLE.shuffle(recipients)
    return pyrage.encrypt(plaintext, recipients)


def seal_to(plaintext: bytes, recipient: str) -> bytes:
    """An age file with one stanza. Raises BadAgeKey."""
    return pyrage.encrypt(plaintext, [_recipient(recipient)])


def seal_frame(plaintext: bytes, recipient: str, *, size: int) -> bytes:
    """A frame of `size` bytes, sealed again while grease makes it too large. Raises DoesNotFit
    or BadAgeKey.
    """
    for _ in range(_TRIES):
        try:
            return frame(seal_to(plaintext, recipient), size)
        except DoesNotFit:
            continue
    raise DoesNotFit


def seal_file(reader: IO[bytes], writer: IO[bytes], recipient: str, *, size: int) -> None:
    """Streams a file of `size` bytes, padded, into an age file. Raises BadAgeKey, or DoesNotFit
    when the file changed.
    """
    padded = _Padded(reader, size)
    pyrage.encrypt_io(cast(IO[bytes], padded), writer, [_recipient(recipient)])
    if not padded.whole:
        raise DoesNotFit


class _Padded:
    """A file followed by zeros up to its padded length, as pyrage reads it."""

    def __init__(self, reader: IO[bytes], size: int) -> None:
        self._read: Callable[[int], bytes] = reader.read
        self._left = size
        self._zeros = file_length(size) - size
        self.whole = size == 0 and not reader.read(1)

    def read(self, count: int) -> bytes:
        """At most `count` bytes; none at the end."""
        if self._left:
            data = self._read(min(count, self._left))
            self._left -= len(data)
            self.whole = self._left == 0 and not self._read(1)
            return data
        data = bytes(min(count, self._zeros, _CHUNK))
        self._zeros -= len(data)
        return data


def _recipient(text: str) -> pyrage.x25519.Recipient:
    recipient_point(text)
    return pyrage.x25519.Recipient.from_str(text)


def _throw_away() -> pyrage.x25519.Recipient:
    """A public key whose private half is forgotten at once."""
    return pyrage.x25519.Identity.generate().to_public()
