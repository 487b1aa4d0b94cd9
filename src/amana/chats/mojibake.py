"""Whether a file of Meta's writes every byte of UTF-8 as a character of its own ("Ø³" for "س").

Decided once for a whole file: word by word, a true "Ã©" would be changed into "é".
"""

import re
from typing import BinaryIO

_BLOCK = 1024 * 1024
_OVERLAP = 64  # bytes looked at twice, so that no character falls between two blocks

# A character that stands for no byte: then the file is written as it should be.
_BEYOND = re.compile(rb"(?<!\\)(?>(?:\\\\)*)\\u(?!00)[0-9a-fA-F]{4}|[\xc4-\xf4][\x80-\xbf]")
_NEXT = rb"(?:\\u00[89abAB][0-9a-fA-F]|\xc2[\x80-\xbf])"
_TWO = rb"(?:\\u00[cdCD][0-9a-fA-F]|\xc3[\x80-\x9f])" + _NEXT
_THREE = rb"(?:\\u00[eE][0-9a-fA-F]|\xc3[\xa0-\xaf])" + _NEXT * 2
_FOUR = rb"(?:\\u00[fF][0-4]|\xc3[\xb0-\xb4])" + _NEXT * 3
_WHOLE = re.compile(b"|".join((_TWO, _THREE, _FOUR)))
_HIGH = re.compile(rb"\\u00[89a-fA-F][0-9a-fA-F]|[\xc2\xc3][\x80-\xbf]")


def is_mojibake(source: BinaryIO, size: int) -> bool:
    """Reads the file once. True when it has no character above U+00FF, and most of those above
    U+007F stand together as whole characters of UTF-8."""
    source.seek(0)
    whole = high = 0
    before, left = b"", size
    while left > 0 and (block := source.read(min(_BLOCK, left))):
        left -= len(block)
        block = before + block
        if _BEYOND.search(block):
            return False
        high += sum(map(len, _HIGH.findall(block, len(before))))
        whole += sum(map(len, _WHOLE.findall(block, len(before))))
        before = block[-_OVERLAP:]
    return whole > high // 2
