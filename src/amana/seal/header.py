"""The header of an age file, held against its grammar before a parser that is more lenient sees
it (age-encryption.org/v1).
"""

import re
from typing import Final

from amana.errors import AmanaError
from amana.wire.limits import MAX_HEADER, MAX_STANZAS

_FULL_LINE: Final = 64  # characters of base64
_VERSION: Final = b"age-encryption.org/v1\n"
_STANZA: Final = re.compile(rb"-> [!-~]+(?: [!-~]+)*\n")
_FULL: Final = re.compile(rb"[A-Za-z0-9+/]{64}\n")
_LAST: Final = re.compile(rb"[A-Za-z0-9+/]{0,63}\n")
_MAC: Final = re.compile(rb"--- [A-Za-z0-9+/]{43}\n")


class BadHeader(AmanaError):
    """This is not a locked message, or its outside is damaged. Nothing of it was opened; it is
    kept as it
    came. Ask for it to be sent again."""


def header_length(data: bytes) -> int:
    """How many bytes of `data` (its first MAX_HEADER at least) are the header.

    Raises BadHeader for what the grammar does not allow, over MAX_HEADER bytes or over
    MAX_STANZAS stanzas.
    """
    data = data[:MAX_HEADER]
    if not data.startswith(_VERSION):
        raise BadHeader
    position, stanzas = len(_VERSION), 0
    while not (end := _MAC.match(data, position)):
        position = _stanza_end(data, position)
        stanzas += 1
        if stanzas > MAX_STANZAS:
            raise BadHeader
    if not stanzas:
        raise BadHeader
    return end.end()


def _stanza_end(data: bytes, position: int) -> int:
    """An argument line, full lines of 64 characters, and one shorter line, which may be empty."""
    line = _STANZA.match(data, position)
    while line:
        full = _FULL.match(data, line.end())
        if not full:
            break
        line = full
    last = _LAST.match(data, line.end()) if line else None
    if not last:
        raise BadHeader
    return last.end()
