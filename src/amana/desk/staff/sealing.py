"""Sealing small things to officers, in frames of one size (protocol §4)."""

from collections.abc import Sequence
from typing import Final

import pyrage

from amana.errors import AmanaError
from amana.wire.framing import BadFrame, DoesNotFit, frame, unframe

_TRIES: Final = 20  # rage's grease stanza varies in size


class NotSealedToYouError(AmanaError):
    """This was not sealed to your key. Nothing was changed. Ask a lead to share it with you
    again.
    """


def seal(content: bytes, recipients: Sequence[str], *, size: int) -> bytes:
    """A frame of `size` bytes. Raises DoesNotFit."""
    to = [pyrage.x25519.Recipient.from_str(each) for each in recipients]
    for _ in range(_TRIES):
        try:
            return frame(pyrage.encrypt(content, to), size)
        except DoesNotFit:
            continue
    raise DoesNotFit


def unseal(framed: bytes, identity: str, *, size: int) -> bytes:
    """The content. Raises NotSealedToYouError."""
    try:
        return pyrage.decrypt(unframe(framed, size), [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, BadFrame) as error:
        raise NotSealedToYouError from error
