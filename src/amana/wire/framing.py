"""Frames: records of one size on the relay, whatever the sealed file in them weighs
(protocol §4).
"""

import os

from amana.errors import AmanaError

_LENGTH = 2  # bytes of the u16 in front


class BadFrame(AmanaError):
    """What lies here is not a message: an empty place looks the same. Nothing is lost. Nothing
    needs to be done.
    """


class DoesNotFit(AmanaError):
    """The sealed message is larger than its place on the relay. Nothing was sent. Make it shorter,
    or seal it again.
    """


def frame(content: bytes, size: int) -> bytes:
    """`u16 length ‖ content ‖ random bytes`, `size` bytes in all. Raises DoesNotFit."""
    room = size - _LENGTH
    if len(content) > min(room, 0xFFFF):
        raise DoesNotFit
    return len(content).to_bytes(_LENGTH, "big") + content + os.urandom(room - len(content))


def unframe(framed: bytes, size: int) -> bytes:
    """The content of a frame of exactly `size` bytes. Raises BadFrame, as random bytes mostly
    do.
    """
    length = int.from_bytes(framed[:_LENGTH], "big")
    if len(framed) != size or length > size - _LENGTH:
        raise BadFrame
    return framed[_LENGTH : _LENGTH + length]
