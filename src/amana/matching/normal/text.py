"""Text as a search sees it: other spellings of the same letters and digits become one.

For the index and for finding only, never for display: every form keeps the way back to the original.
Two degrees: `plain` changes what is written but not which letters (digits, invisible signs,
presentation forms); `index` also joins letters that people in Iraq write for one another.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

VERSION: Final = 1  # of both forms; a change makes a new version, and indexes are built again

_DIGITS_END: Final = 0x1FC00  # behind the last block of decimal digits in Unicode 15
# NFKC is applied to these alone: forms of Arabic, full width, letters drawn as bold, script, circled.
_COMPATIBLE: Final = (
    (0x2460, 0x2500),
    (0xFB50, 0xFE00),
    (0xFE70, 0xFF00),
    (0xFF00, 0xFFF0),
    (0x1D400, 0x1D800),
)
# Marks of direction, joiners, byte order mark, soft hyphen, tatweel, variation selectors, keycap.
INVISIBLE: Final = "\u00ad\u034f\u061c\u0640\u180e\u20e3\ufeff" + "".join(
    map(
        chr,
        (
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x206A),
            *range(0xFE00, 0xFE10),
        ),
    )
)
_SPACES: Final = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_PUNCTUATION: Final = {
    "،": ",",
    "؛": ";",
    "؟": "?",
    "٪": "%",
    "٫": ".",
    "٬": ",",
    "۔": ".",
    "’": "'",
    "‘": "'",
}
# Harakat, Quranic marks, superscript alef, hamza above and below, and Latin combining marks.
_MARKS: Final = "".join(
    map(
        chr,
        (
            *range(0x0300, 0x0370),
            *range(0x0610, 0x061B),
            *range(0x064B, 0x0660),
            0x0670,
            *range(0x06D6, 0x06EE),
        ),
    )
)
# What people write for one another on phones in Iraq: keyboards without پ چ گ ڤ, Sorani letters
# left without their marks, ه with or without the joiner for ە, ى for ي, ة for ه.
_LETTERS: Final = {
    "ا": "أإآٱٲٳ",
    "و": "ؤۆۇۊۋۏ",
    "ي": "یىئېێۍ",
    "ه": "ةەھہۀۂۃ",
    "ك": "کگڪݢ",
    "ب": "پ",
    "ج": "چ",
    "ف": "ڤڨ",
    "ر": "ڕڔ",
    "ل": "ڵڷ",
    "ز": "ژ",
    "": "ء",
}


class Mapped(NamedTuple):
    """A form of a text; `at[i]` is where its character `i` came from, `at[-1]` the original's length."""

    text: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the original that became `start` to `end` (not empty) of this form."""
        return self.at[start], self.at[end - 1] + 1


def plain(text: str) -> Mapped:
    """Digits of every script as 0-9, one kind of space, nothing invisible, no drawn letters."""
    if text.isascii():
        return Mapped(text, range(len(text) + 1))
    return _mapped(text, _PLAIN, _PLAIN_UNEVEN)


def index(text: str) -> Mapped:
    """`plain`, in small letters without marks, with letters joined that are written for one another."""
    if text.isascii():
        return Mapped(text.lower(), range(len(text) + 1))
    return _mapped(text, _INDEX, _INDEX_UNEVEN)


def _mapped(text: str, table: dict[int, str], uneven: re.Pattern[str]) -> Mapped:
    if not uneven.search(text):
        return Mapped(text.translate(table), range(len(text) + 1))
    pieces: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        new = table.get(ord(character), character)
        pieces.append(new)
        at.extend([place] * len(new))
    at.append(len(text))
    return Mapped("".join(pieces), at)


def _plain_table() -> dict[int, str]:
    table = {
        code: unicodedata.normalize("NFKC", chr(code))
        for first, end in _COMPATIBLE
        for code in range(first, end)
    }
    table |= {ord(one): " " for one in _SPACES} | {ord(one): "" for one in INVISIBLE}
    for code in range(0x80, _DIGITS_END):
        value = unicodedata.decimal(chr(code), None)
        if value is not None:
            table[code] = str(value)
    return {code: new for code, new in table.items() if new != chr(code)}


def _index_table(plain_table: dict[int, str]) -> dict[int, str]:
    table = {ord(one): "" for one in _MARKS}
    table |= {ord(one): new for new, all_ in _LETTERS.items() for one in all_}
    table |= {ord(old): new for old, new in _PUNCTUATION.items()}
    for code in (
        *range(0x41, 0x5B),
        *range(0xC0, 0x250),
        *range(0x370, 0x530),
        *range(0x1E00, 0x1F00),
    ):
        table[code] = _small(chr(code))
    table[ord("ı")] = "i"
    for code, new in plain_table.items():
        table[code] = "".join(table.get(ord(one), one) for one in new)
    return {code: new for code, new in table.items() if new != chr(code)}


def _small(letter: str) -> str:
    """Without its marks, in small letters: Kurmanji is typed with and without them."""
    parts = unicodedata.normalize("NFD", letter)
    return "".join(one for one in parts if not unicodedata.combining(one)).lower()


def _uneven(table: dict[int, str]) -> re.Pattern[str]:
    """Finds characters that do not become exactly one."""
    return re.compile(_any_of(chr(code) for code, new in table.items() if len(new) != 1))


def _any_of(characters: Iterable[str]) -> str:
    return f"[{re.escape(''.join(characters))}]"


_PLAIN: Final = _plain_table()
_PLAIN_UNEVEN: Final = _uneven(_PLAIN)
_INDEX: Final = _index_table(_PLAIN)
_INDEX_UNEVEN: Final = _uneven(_INDEX)
