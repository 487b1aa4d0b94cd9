"""What an exhibit is, by what the dark room saw of it: picture, video, sound, chat, mail, document, text, or something else."""

from typing import Final

from amana.darkroom.kinds import KINDS, Family
from amana.desk.vault.files import Facts

PICTURE, VIDEO, SOUND, CHAT, PDF = "picture", "video", "sound", "chat", "pdf"
MAIL, TEXT, ARCHIVE, OTHER, UNKNOWN = "mail", "text", "archive", "other", ""

_BY_FAMILY: Final = {
    Family.PICTURE: PICTURE,
    Family.FILM: VIDEO,
    Family.SOUND: SOUND,
    Family.PDF: PDF,
    Family.ARCHIVE: ARCHIVE,
    Family.TEXT: TEXT,
    Family.OTHER: OTHER,
}
VISUAL: Final = frozenset({PICTURE, VIDEO, PDF})  # may show a person
# May hold a chat; a text with broken bytes near its start is of no known kind.
READABLE: Final = frozenset({MAIL, TEXT, ARCHIVE, OTHER})


def kind_of(facts: Facts) -> str:
    """The kind; UNKNOWN until the dark room has looked."""
    found = facts.seen.get("type")
    if found is None:
        return UNKNOWN
    if found == "eml":
        return MAIL
    return _BY_FAMILY[KINDS[found].family] if found in KINDS else OTHER


def shown_kind(facts: Facts) -> str:
    """The kind as lists show it: a text that was read as a chat is one."""
    return CHAT if facts.seen.get("chats") else kind_of(facts)
