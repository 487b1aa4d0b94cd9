"""Why the dark room shows nothing: each reason with its own sentence. The file itself is always still there, sealed, as it came."""

from typing import Final

from amana.chats import errors as chats
from amana.errors import AmanaError


class NoDarkRoom(AmanaError):
    """This computer cannot lock up the process that reads strangers' files, so none was read. Nothing is lost. Your administrator must
    use a Linux with seccomp and all of Amana's packages.
    """


class DarkRoomRefused(AmanaError):
    """This file could not be looked into. It is kept as it came. Ask her what it is, or for a screenshot of it."""


class UnknownKind(DarkRoomRefused):
    """This file is not of a kind that can be shown here. It is kept as it came. Ask her for a screenshot, a PDF or the exported chat."""


class DamagedFile(DarkRoomRefused):
    """This file is damaged or was cut off, so it cannot be shown. It is kept as it came. Ask her what it is, or for a screenshot
    of his words."""


class TooLarge(DarkRoomRefused):
    """This file needs more memory than is safe, so it was not opened. It is kept as it came. Ask her for a screenshot of his words."""


class TookTooLong(DarkRoomRefused):
    """Looking into this file took too long and was stopped. It is kept as it came. Ask her for a shorter piece or a screenshot."""


class Locked(DarkRoomRefused):
    """This file is locked with a password, so it cannot be shown. It is kept as it came. Ask her for a copy without a password."""


class NoSuchPlace(DarkRoomRefused):
    """This file has no such page or moment. Nothing was changed. Choose one that it has."""


class Attacked(DarkRoomRefused):
    """This file tried to take over this computer and was stopped. It is kept as it came. Open it nowhere else; tell your administrator."""


class NoOcr(DarkRoomRefused):
    """Reading words in pictures is not installed here. Nothing is lost. Ask your administrator to install tesseract-ocr-script-arab
    and tesseract-ocr-eng."""


# What a worker may say instead of a result, by the word that it sends.
REFUSALS: Final[dict[str, type[AmanaError]]] = {
    "no-dark-room": NoDarkRoom,
    "unknown-kind": UnknownKind,
    "damaged": DamagedFile,
    "too-large": TooLarge,
    "locked": Locked,
    "no-such-place": NoSuchPlace,
    "no-ocr": NoOcr,
    "no-chat": chats.NotAChat,
    "locked-archive": chats.LockedArchive,
    "bomb": chats.BombArchive,
    "strange-archive": chats.StrangeArchive,
    "saved-again": chats.SavedAgain,
    "nested-archive": chats.NestedArchive,
    "link": chats.LinkInArchive,
    "export-refused": chats.ExportRefused,
    "spans-broken": chats.SpansBroken,
}
WORDS: Final = {refusal: word for word, refusal in REFUSALS.items()}
