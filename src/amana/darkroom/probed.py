"""What is known of a file before anyone looks at it: its kind by its bytes, and what it tells of itself, which is a claim."""

from dataclasses import dataclass, field
from typing import Any, Final, Self

from amana.darkroom.errors import DarkRoomRefused
from amana.darkroom.kinds import KINDS, Family, Kind
from amana.darkroom.told import label, number, whole

_MAX_SIDE: Final = 1_000_000  # pixels or points
_MAX_PAGES: Final = 1_000_000
MAX_SECONDS: Final = 10_000_000.0
_MAX_BYTES: Final = 2**53
_LABEL: Final = 120  # characters
_CODECS: Final = 16


@dataclass(frozen=True)
class Place:
    """Degrees north and east, as the file says."""

    north: float
    east: float


@dataclass(frozen=True, kw_only=True)
class Probed:
    """Empty and None stand for what the file does not tell. Times are as they are written in it, mostly without a zone.

    `ending_fits` is None for a name without an ending. `after` counts bytes behind the file's own end, `after_kind` is what they look
    like. `place` says where somebody was: show it only where it is needed. `refusal` tells why it could not be looked into.
    """

    kind: Kind
    ending_fits: bool | None = None
    width: int | None = None
    height: int | None = None
    moving: bool = False
    pages: int | None = None
    seconds: float | None = None
    codecs: tuple[str, ...] = ()
    taken: str = ""
    changed: str = ""
    maker: str = ""
    model: str = ""
    software: str = ""
    place: Place | None = field(default=None, repr=False)
    after: int = 0
    after_kind: Kind | None = None
    refusal: DarkRoomRefused | None = None

    @property
    def family(self) -> Family:
        """What can be done with it: a film without pictures is a sound."""
        sound_alone = self.kind.family is Family.FILM and self.codecs and self.width is None
        return Family.SOUND if sound_alone else self.kind.family

    @classmethod
    def read(cls, told: dict[str, Any], kind: Kind, ending_fits: bool | None) -> Self:
        """What a worker told. Raises DarkRoomRefused for anything that is not of this form."""
        width, height = _pair(told.get("size"))
        return cls(
            kind=kind,
            ending_fits=ending_fits,
            width=width,
            height=height,
            moving=told.get("moving") is True,
            pages=whole(told["pages"], _MAX_PAGES) if "pages" in told else None,
            seconds=number(told["seconds"], MAX_SECONDS) if "seconds" in told else None,
            codecs=_codecs(told.get("codecs", [])),
            place=_place(told.get("place")),
            after=whole(told.get("after", 0), _MAX_BYTES),
            after_kind=KINDS.get(str(told.get("after_kind"))),
            taken=_label(told, "taken"),
            changed=_label(told, "changed"),
            maker=_label(told, "maker"),
            model=_label(told, "model"),
            software=_label(told, "software"),
        )


def size_of(value: Any) -> tuple[int, int]:
    """Width and height. Raises DarkRoomRefused."""
    width, height = _pair(value)
    if width is None or height is None:
        raise DarkRoomRefused
    return width, height


def _label(told: dict[str, Any], name: str) -> str:
    return label(told.get(name, ""), _LABEL)


def _pair(value: Any) -> tuple[int, int] | tuple[None, None]:
    match value:
        case None:
            return None, None
        case [width, height]:
            return whole(width, _MAX_SIDE, least=1), whole(height, _MAX_SIDE, least=1)
        case _:
            raise DarkRoomRefused


def _codecs(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _CODECS:
        raise DarkRoomRefused
    return tuple(label(name, _LABEL) for name in value)


def _place(value: Any) -> Place | None:
    match value:
        case None:
            return None
        case [north, east]:
            return Place(number(north, 90, least=-90), number(east, 180, least=-180))
        case _:
            raise DarkRoomRefused
