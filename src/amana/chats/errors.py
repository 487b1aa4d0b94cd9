"""Why an export cannot be read, in sentences that say what to ask her for instead."""

from amana.errors import AmanaError


class ExportRefused(AmanaError):
    """This file could not be read as a chat. It is kept as it came. Ask her to export the
    chat once more, without changing the file.
    """


class NotAChat(ExportRefused):
    """This file is not a chat export that Amana knows. It is kept as it came, as an
    exhibit. If it should be a chat, ask her to export it from the app itself: WhatsApp
    "Export chat", Telegram Desktop "Export chat history", or "Download your information" as
    JSON at Facebook, Instagram or Snapchat.
    """


class LockedArchive(ExportRefused):
    """This zip is locked with a password. It is kept as it came. Ask her for the password
    by voice, or to export the chat again without one.
    """


class BombArchive(ExportRefused):
    """This zip unpacks to far more than a chat can hold and was not opened further. It is
    kept as it came. Ask her to export the chat again without media.
    """


class StrangeArchive(ExportRefused):
    """This zip is packed in a way that cannot be read safely. It is kept as it came. Ask
    her for the file as the app exported it, not packed again.
    """


class SavedAgain(ExportRefused):
    """This text was opened and saved again by another program (it is in UTF-16). It is kept
    as it came. Ask her for the file as the app exported it.
    """


class NestedArchive(ExportRefused):
    """This is an archive inside an archive. It was not opened and is kept as it came. Ask
    her for the inner file by itself.
    """


class LinkInArchive(ExportRefused):
    """This entry of the zip only points at another file and holds nothing. Nothing was
    opened by it. Ask her for the file that it points at, if she has it.
    """


class SpansBroken(AmanaError):
    """A chat was read in a way that would show some bytes twice, and reading was stopped.
    The file is kept as it came. Report this to your administrator: it is a fault of Amana,
    not of the file.
    """
