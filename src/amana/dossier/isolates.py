"""The one filter for everything that reads left to right inside a right-to-left line: numbers, handles, amounts, addresses.

Without it `+964 770 000 0000` prints as `0000 000 770 964+` (UAX #9). The exact text stays what it was: isolates are not seen.
"""

import re
from typing import Final

from amana.dossier.marks import FSI, HARMLESS, LRI, PDI, combines, unmistakable, visible

LONGEST_WORD: Final = 24  # characters before a word may be broken; a phone number is shorter
WIDEST_WORD: Final = 80  # characters of the fixed-width font in a line across the page
BREAK: Final = "\u200b"
_JOINED_BREAK: Final = f"\u200d{BREAK}\u200d"  # Arabic letters keep their joined shapes across it
_LONG: Final = re.compile(rf"[^\s{BREAK}{LRI}{FSI}{PDI}]{{{LONGEST_WORD + 1},}}")
_ARABIC_LETTER: Final = re.compile("[\u0620-\u074a\u0750-\u077f\u08a0-\u08c7]")
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
# A run of Latin words, addresses and numbers, or a long number in any digits; signs at its ends belong to the sentence.
_LATIN_RUN: Final = re.compile(
    rf"[@+#$€]?[A-Za-z0-9](?:[ -~]*[A-Za-z0-9/%_=])?|\+?[{_DIGIT}](?:[ -]?[{_DIGIT}]){{5,}}"
)
_NUMBER_IN_GROUPS: Final = re.compile(rf"\+?[{_DIGIT}]+(?: [{_DIGIT}]{{1,6}}){{1,6}}")


def isolate(text: str) -> str:
    """A field that reads left to right: phone, handle, hash, amount with its unit, address, time."""
    return f"{LRI}{_together(breakable(unmistakable(text)))}{PDI}" if text else ""


def span(start: int, end: int) -> str:
    """A range of bytes that no line break tears apart."""
    return f"{LRI}{start}–\u2060{end}{PDI}"


def unbroken(text: str) -> str:
    """The same for a line of its own across the page, where 64 hex digits fit: nothing stands between its characters."""
    shown = unmistakable(text)
    return f"{LRI}{shown if len(shown) <= WIDEST_WORD else breakable(shown)}{PDI}" if text else ""


def own_direction(text: str) -> str:
    """Verbatim words: each line takes its direction from its own first letter."""
    lines = breakable(_isolated_runs(visible(text))).split("\n")
    return "\n".join(f"{FSI}{line}{PDI}" if line else "" for line in lines)


def name(text: str) -> str:
    """A name or label as it came from outside: one line, nothing hidden, nothing turned around."""
    return f"{FSI}{breakable(_isolated_runs(unmistakable(text)))}{PDI}" if text else ""


def prose(text: str) -> str:
    """A sentence in the dossier's language; what is Latin in it keeps its order."""
    return breakable(_isolated_runs(visible(text)))


def breakable(text: str) -> str:
    """Places to break inside words that no line could hold."""
    return _LONG.sub(_broken, text)


def _broken(found: re.Match[str]) -> str:
    broken, since = "", 0
    for character in found[0]:
        since += 1
        if since > LONGEST_WORD // 2 and not _stays(character):
            joined = _ARABIC_LETTER.match(broken[-1]) and _ARABIC_LETTER.match(character)
            broken += _JOINED_BREAK if joined else BREAK
            since = 1
        broken += character
    return broken


def _stays(character: str) -> bool:
    """Whether it may not begin a line: it belongs to the letter before it."""
    return ord(character) in HARMLESS or combines(character)


def _isolated_runs(text: str) -> str:
    return _LATIN_RUN.sub(lambda run: f"{LRI}{_together(run[0])}{PDI}", text)


def _together(text: str) -> str:
    """The groups of a number stay on one line."""
    return _NUMBER_IN_GROUPS.sub(lambda found: found[0].replace(" ", "\u00a0"), text)
