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
# Joiners and order marks: without them Kurdish and Persian fall apart.
HARMLESS: Final = frozenset({0x200C, 0x200D, 0x200E, 0x200F, 0x061C})
SELECTORS: Final = frozenset({0xFE0E, 0xFE0F})  # picture or sign; nothing is seen of them
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
    character, at = found[0], found.start()
    before = found.string[max(0, at - MOST_MARKS) : at]
    letter = next((each for each in reversed(before) if not _hangs(each)), "")
    if ord(character) in SELECTORS:
        fits = bool(letter) and ord(before[-1]) in drawn_by("NotoEmoji")
    else:
        fits = bool(letter) and combines(character) and ord(character) in _home(ord(letter))
    return character if fits else mark(character)


def _hangs(character: str) -> bool:
    return ord(character) in HARMLESS or combines(character)


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
