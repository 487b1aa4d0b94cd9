"""Names of accounts in a text: after @, or without it beside the word for their platform."""

import re
from collections.abc import Iterator
from typing import Final

from amana.matching.errors import LooksAlike, NotAnIdentifier
from amana.matching.kinds import Kind
from amana.matching.normal.handles import handle
from amana.matching.normal.text import Mapped
from amana.matching.surroundings import CONNECTOR, PLATFORM, REACH

Name = tuple[int, int, Kind, str, tuple[str, ...]]

_TOKEN: Final = re.compile(r"(?<![\w.@/+-])[a-z0-9_][a-z0-9._-]{2,39}(?![\w@/])", re.IGNORECASE)
_MARKED: Final = re.compile(
    r"[a-z].*[0-9._]|[0-9_].*[a-z]", re.IGNORECASE
)  # as no ordinary word is written
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
    places = {place: at for at, place in reversed(list(enumerate(form.at)))}
    for match in PLATFORM.finditer(folded.text):
        joined = CONNECTOR.match(folded.text, match.end())
        behind = folded.at[joined.end() if joined else match.end()]
        called = bool(joined and joined[0].strip())
        kind = Kind[str(match.lastgroup)]
        start = places.get(behind)
        if start is not None and (token := _TOKEN.match(form.text, start)):
            certain = called or bool(_ARABIC.search(match[0]))
            if name := _read(form, token, kind, certain=certain):
                yield name
                continue
        first = places.get(folded.at[max(0, match.start() - REACH)], 0)
        last = places.get(folded.at[match.start()], 0)
        for token in reversed(list(_TOKEN.finditer(form.text, first, last))):
            if name := _read(form, token, kind, certain=False):
                yield name
                break


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
