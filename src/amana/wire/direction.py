"""Which way a message goes: bound into every MAC, so that none can be reflected (protocol §5)."""

from enum import IntEnum


class Direction(IntEnum):
    """The u8 in the MAC."""

    TO_DESK = 1
    TO_HER = 2
