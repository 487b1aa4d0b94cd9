"""One exhibit: what it is, how and when it came, and the hashes of the bytes that came."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from amana.errors import AmanaError
from amana.evidence.intake import SALT, Hashed

MOST_EXHIBITS: Final = 9_999  # of one case: their names have four digits
_ENDING: Final = re.compile(r"\.([A-Za-z0-9]{1,8})\Z")
_PLAIN: Final = re.compile(r"[a-z0-9]{0,8}")
_OTHERS: Final = "bin"


class BadExhibit(AmanaError):
    """This exhibit is not described as it must be: a number from 1, a time with its zone, a salt of 32 bytes. Nothing was written."""


class Kind(StrEnum):
    """What an exhibit is, as a person or the dark room said."""

    PICTURE = "picture"
    SCREENSHOT = "screenshot"
    VOICE = "voice"
    VIDEO = "video"
    CHAT = "chat"
    MAIL = "mail"
    DOCUMENT = "document"
    OTHER = "other"


class Way(StrEnum):
    """How an exhibit came."""

    REPORT = "report"  # with a sealed report or a later message of hers
    DESK = "desk"  # handed over at the desk
    DEVICE = "device"  # copied from her telephone in her presence
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """`name` and `type` are claims of whoever sent it; `hashed` is of the bytes as they came, `salt` (32 bytes) of the custody hash.

    `ending` is what the content was seen to be, such as "png"; without it the ending of `name` serves. `received` is aware; `zone` is
    the zone claimed for it. `brought_by` says whose claim it is: a code, never a name.
    """

    number: int
    kind: Kind
    hashed: Hashed = field(repr=False)
    salt: bytes = field(repr=False)
    salted: bytes = field(repr=False)
    received: datetime
    zone: str
    way: Way
    brought_by: str
    name: str = field(repr=False, default="")
    type: str = ""
    ending: str = ""

    def __post_init__(self) -> None:
        named = 1 <= self.number <= MOST_EXHIBITS and _PLAIN.fullmatch(self.ending)
        if not named or self.received.tzinfo is None or len(self.salt) != SALT:
            raise BadExhibit

    @property
    def file_name(self) -> str:
        """The name outside the case: its number and an ending, nothing that she or he wrote."""
        found = _ENDING.search(self.name)
        ending = self.ending or (found[1].lower() if found else _OTHERS)
        return f"exhibit-{self.number:04}.{ending}"

    def public(self) -> dict[str, Any]:
        """What may stand beside a sealed exhibit."""
        return {
            "number": self.number,
            "kind": self.kind.value,
            "salted": self.salted.hex(),
            "received": self.received.isoformat(timespec="seconds"),
            "zone": self.zone,
            "way": self.way.value,
            "brought_by": self.brought_by,
        }

    def facts(self) -> dict[str, Any]:
        """What tells of its content, and is sealed with it."""
        return {
            "number": self.number,
            "opened": self.file_name,
            "name": self.name,
            "type": self.type,
            "size": self.hashed.size,
            "sha256": self.hashed.sha256.hex(),
            "sha512": self.hashed.sha512.hex(),
            "salt": self.salt.hex(),
        }
