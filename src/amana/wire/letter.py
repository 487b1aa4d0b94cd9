"""What goes on in a thread: her letters, the list of her files, the desk's replies (protocol
§5).
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Self

from amana.wire.archive import Form
from amana.wire.direction import Direction
from amana.wire.encoding import JsonObject, b64u, b64u_all, unb64u, unb64u_all
from amana.wire.report import MESSAGE_VERSION, Files
from amana.wire.schema import check


@dataclass(frozen=True, kw_only=True)
class _Numbered:
    """What every later message says of itself."""

    thread: bytes  # 16
    id: bytes  # 16
    seq: int  # from 1 in each direction
    epoch: int
    lang: str
    received: tuple[bytes, ...] = ()  # ids of the last 32 messages of the other direction

    FORM: ClassVar = Form.LETTER
    MAC_LABEL: ClassVar = b"amana-msg/1"

    def _head(self, kind: str) -> JsonObject:
        return {
            "v": MESSAGE_VERSION,
            "kind": kind,
            "thread": b64u(self.thread),
            "id": b64u(self.id),
            "seq": self.seq,
            "epoch": self.epoch,
            "lang": self.lang,
            "received": b64u_all(self.received),
        }


def _numbers(value: JsonObject) -> dict[str, Any]:
    """The fields of `_Numbered`, from a manifest that fits its schema."""
    return {
        "thread": unb64u(value["thread"], 16),
        "id": unb64u(value["id"], 16),
        "seq": value["seq"],
        "epoch": value["epoch"],
        "lang": value["lang"],
        "received": unb64u_all(value["received"], 16),
    }


@dataclass(frozen=True, kw_only=True)
class Letter(_Numbered):
    """Manifest of a letter of hers. `excluded`: everyone she leaves out by now, short ids of
    persons; `lifts`: those among them for whom she asks that they may read again. `take_up`: lets
    whom the letter is sealed to take the case up when nobody has it any more. `wish` "destroyed":
    she has destroyed her mailbox and asks the desk to erase.
    """

    state_version: int
    excluded: tuple[bytes, ...] = ()  # 8 each
    lifts: tuple[bytes, ...] = ()  # 8 each
    take_up: bytes | None = field(default=None, repr=False)  # 32, of amana.wire.take_up
    files: Files | None = None
    wish: Literal["destroyed"] | None = None

    SCHEMA: ClassVar = "letter"
    DIRECTION: ClassVar = Direction.TO_DESK

    def to_json(self) -> JsonObject:
        """`manifest.json`."""
        value = self._head("letter") | {"state_version": self.state_version}
        if self.excluded:
            value["excluded"] = b64u_all(self.excluded)
        if self.lifts:
            value["lifts"] = b64u_all(self.lifts)
        if self.take_up is not None:
            value["take_up"] = b64u(self.take_up)
        if self.files is not None:
            value["files"] = self.files.to_json()
        if self.wish is not None:
            value["wish"] = self.wish
        return value

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """Raises NotOfThisForm or BadEncoding."""
        check(cls.SCHEMA, value)
        files = Files.from_json(value["files"]) if "files" in value else None
        return cls(
            **_numbers(value),
            state_version=value["state_version"],
            excluded=unb64u_all(value.get("excluded", []), 8),
            lifts=unb64u_all(value.get("lifts", []), 8),
            take_up=unb64u(value["take_up"], 32) if "take_up" in value else None,
            files=files,
            wish=value.get("wish"),
        )


@dataclass(frozen=True)
class Upload:
    """What she knows of one of her files: true name, type, size in bytes, SHA-256, parts, whether
    all of it arrived.
    """

    id: bytes  # 16
    name: str = field(repr=False)
    type: str
    size: int
    sha256: bytes = field(repr=False)  # 32
    parts: int
    complete: bool
    media_left_out: int | None = None  # pictures and videos of a zip that she did not tick

    def to_json(self) -> JsonObject:
        """As it stands in the manifest."""
        value: JsonObject = {
            "id": b64u(self.id),
            "name": self.name,
            "type": self.type,
            "size": self.size,
            "sha256": b64u(self.sha256),
            "parts": self.parts,
            "complete": self.complete,
        }
        if self.media_left_out is not None:
            value["media_left_out"] = self.media_left_out
        return value

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """From a manifest that fits its schema."""
        return cls(
            id=unb64u(value["id"], 16),
            name=value["name"],
            type=value["type"],
            size=value["size"],
            sha256=unb64u(value["sha256"], 32),
            parts=value["parts"],
            complete=value["complete"],
            media_left_out=value.get("media_left_out"),
        )


@dataclass(frozen=True, kw_only=True)
class Closing(_Numbered):
    """Manifest of the letter that lists what arrived of her files."""

    state_version: int
    uploads: tuple[Upload, ...]

    SCHEMA: ClassVar = "closing"
    DIRECTION: ClassVar = Direction.TO_DESK

    def to_json(self) -> JsonObject:
        """`manifest.json`."""
        uploads = [upload.to_json() for upload in self.uploads]
        return self._head("closing") | {"state_version": self.state_version, "uploads": uploads}

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """Raises NotOfThisForm or BadEncoding."""
        check(cls.SCHEMA, value)
        uploads = tuple(Upload.from_json(upload) for upload in value["uploads"])
        return cls(**_numbers(value), state_version=value["state_version"], uploads=uploads)


@dataclass(frozen=True, kw_only=True)
class Reply(_Numbered):
    """Manifest of what the desk writes to her."""

    SCHEMA: ClassVar = "reply"
    DIRECTION: ClassVar = Direction.TO_HER

    def to_json(self) -> JsonObject:
        """`manifest.json`."""
        return self._head("reply")

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """Raises NotOfThisForm or BadEncoding."""
        return cls(**_numbers(check(cls.SCHEMA, value)))
