"""Her words and his as a reader may see them: what a font cannot draw, or what would turn the line around, stands as a visible mark.

A mark is ⟨NAME⟩. Nothing is dropped: the exact text lies in the attached file, its bytes in the exhibit (P9).
"""

import re
import unicodedata
from functools import cache
from typing import Final

from amana.dossier.glyphs import drawn_by

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"
OPEN, CLOSE = "⟨", "⟩"
NAMED: Final = {
    0x0A: "LF",
    0x0D: "CR",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
}  # abbreviations of UAX #9 and the code charts
# Joiners, order marks and emoji selectors: without them Kurdish, Persian and pictures fall apart.
HARMLESS: Final = frozenset({0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0xFE0F, 0xFE0E})
MOST_MARKS: Final = 4  # combining signs on one letter; more are drawn over other lines
# Controls, private and unassigned characters, separators of lines; combining signs are looked at one by one.
_NEVER_PLAIN: Final = frozenset(["Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp", "Mn", "Me", "Mc"])
_FAMILIES: Final = ("NotoNaskhArabic", "NotoSerif", "NotoSansSyriac")


def visible(text: str) -> str:
    """The text with a mark for each character that cannot be printed as it is; line feeds stay."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\t", "    ")
    return _suspect(HARMLESS | {0x0A}).sub(_shown, text)


def unmistakable(text: str) -> str:
    """For names and identifiers: joiners, order marks and line breaks are marks as well."""
    return _suspect(frozenset()).sub(_shown, text)


def mark(character: str) -> str:
    """⟨RLO⟩ for a control with a well-known name, otherwise ⟨U+200B⟩; an isolate keeps the brackets in place."""
    point = ord(character)
    return f"{LRI}{OPEN}{NAMED.get(point, f'U+{point:04X}')}{CLOSE}{PDI}"


def _shown(found: re.Match[str]) -> str:
    """A combining sign stays where one font draws it together with its letter; all else becomes a mark."""
    character = found[0]
    if not combines(character):
        return mark(character)
    letter = found.start() - 1
    while letter >= 0 and combines(found.string[letter]) and found.start() - letter <= MOST_MARKS:
        letter -= 1
    if letter < 0 or combines(found.string[letter]):
        return mark(character)
    home = _home(ord(found.string[letter]))
    return character if ord(character) in home else mark(character)


def combines(character: str) -> bool:
    """Whether it is drawn onto the letter before it."""
    return unicodedata.category(character).startswith("M")


@cache
def _suspect(allowed: frozenset[int]) -> re.Pattern[str]:
    """Everything but what the fonts draw by itself, and `allowed`."""
    plain = {point for point in drawn_by("") if _is_plain(chr(point))}
    return re.compile(f"[^{_ranges(plain | allowed)}]")


def _is_plain(character: str) -> bool:
    if character in (OPEN, CLOSE):  # in her text they would look like a mark of ours
        return False
    return unicodedata.category(character) not in _NEVER_PLAIN


def _ranges(points: frozenset[int] | set[int]) -> str:
    """The inside of a character class."""
    parts: list[str] = []
    first = last = -2
    for point in [*sorted(points), -1]:
        if point != last + 1:
            if first >= 0:
                parts.append(f"\\U{first:08x}-\\U{last:08x}")
            first = point
        last = point
    return "".join(parts)


@cache
def _home(point: int) -> frozenset[int]:
    """What else the font of this letter draws."""
    homes = (drawn_by(family) for family in _FAMILIES)
    return next((home for home in homes if point in home), frozenset())
