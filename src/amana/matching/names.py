"""Names of accounts in a text: after @, or without it beside the word for their platform."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from amana.matching.errors import LooksAlike, NotAnIdentifier
from amana.matching.kinds import Kind
from amana.matching.normal.handles import handle
from amana.matching.normal.text import Mapped
from amana.matching.surroundings import ANY_PLATFORM, CONNECTOR, PLATFORM, REACH

Name = tuple[int, int, Kind, str, tuple[str, ...]]

_TOKEN: Final = re.compile(
    r"(?<![\w.@/+-])[a-z0-9_][a-z0-9._-]{2,39}(?![\w@/-]|[.:]\S)", re.IGNORECASE
)
# As no ordinary word is written.
_MARKED: Final = re.compile(r"[a-z].*[0-9._]|[0-9_].*[a-z]", re.IGNORECASE)
_ALIKE: Final = re.compile(r"[\u0370-\u052f]")  # Greek and Cyrillic
_LATIN: Final = re.compile(r"[A-Za-z]")
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
# What stands behind a platform's word and is nobody's name.
_ORDINARY_WORDS: Final = """
    story stories reel reels live post posts link account accounts chat chats app and the now you
    your she his her him our they message messages group groups page photo photos pic pics video
    videos has was will for with but from that this plus premium web inbox profile lite call calls
    ads user name username password code hacked number ok okay iphone android instagram insta
    facebook messenger telegram snapchat snap tiktok twitter viber whatsapp google gmail email
"""
_ORDINARY: Final = frozenset(_ORDINARY_WORDS.split())


def after_at(text: str, platform: Kind | None) -> tuple[Kind, str, tuple[str, ...]] | None:
    """Reads @name; None when it is no name of that platform (a mention by a display name, say)."""
    kind = platform or Kind.HANDLE
    try:
        return kind, handle(text.rstrip("."), kind), ()
    except LooksAlike:
        if _ALIKE.search(text) and _LATIN.search(text):
            return kind, text.removeprefix("@").lower(), ("looks-alike",)
        return None
    except NotAnIdentifier:
        return None if platform is None else after_at(text, None)


def beside_words(form: Mapped, folded: Mapped) -> Iterator[Name]:
    """Names without @; `form` is `plain`, `folded` is `index`. Places are of the original."""
    if not ANY_PLATFORM.search(folded.text):
        return
    for match in PLATFORM.finditer(folded.text):
        name = _behind(form, folded, match) or _before(form, folded, match)
        if name:
            yield name


def _behind(form: Mapped, folded: Mapped, word: re.Match[str]) -> Name | None:
    """The name that follows the platform's word, with "is", "حسابي" or a colon between."""
    joined = CONNECTOR.match(folded.text, word.end())
    behind = folded.at[joined.end() if joined else word.end()]
    token = _TOKEN.match(form.text, bisect_left(form.at, behind))
    certain = bool(_ARABIC.search(word[0]) or (joined and joined[0].strip()))
    return _read(form, token, Kind[str(word.lastgroup)], certain=certain) if token else None


def _before(form: Mapped, folded: Mapped, word: re.Match[str]) -> Name | None:
    """The nearest token in front of it that is written as no ordinary word is."""
    first = bisect_left(form.at, folded.at[max(0, word.start() - REACH)])
    last = bisect_left(form.at, folded.at[word.start()])
    for token in reversed(list(_TOKEN.finditer(form.text, first, last))):
        if name := _read(form, token, Kind[str(word.lastgroup)], certain=False):
            return name
    return None


def _read(form: Mapped, token: re.Match[str], kind: Kind, *, certain: bool) -> Name | None:
    raw = token[0].rstrip(".-")
    if raw.lower() in _ORDINARY or not _LATIN.search(raw) or not (certain or _MARKED.search(raw)):
        return None
    try:
        name = handle(raw, kind)
    except NotAnIdentifier:
        return None
    start, end = form.span(token.start(), token.start() + len(raw))
    return start, end, kind, name, (f"near:{kind.value}",)
