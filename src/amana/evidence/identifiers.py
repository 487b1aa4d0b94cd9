"""Who he is, as far as what was received says it: each identifier with every place that it was read from, confirmed by a person."""

from typing import Any, Final, NamedTuple

VERSION: Final = "amana-identifiers/1"
COLUMNS: Final = ("kind", "raw", "normal", "confirmed_by", "exhibits", "note")


class Place(NamedTuple):
    """Bytes `start` to `end` of `member` (empty: the file itself) of an exhibit."""

    exhibit: int
    member: str
    start: int
    end: int


class Identifier(NamedTuple):
    """`kind`: phone, handle, account, email, link, wallet, transfer. `raw` as written, `normal` in its normal form; officers are codes."""

    kind: str
    raw: str
    normal: str
    places: tuple[Place, ...]
    confirmed_by: str
    note: str = ""

    @property
    def exhibits(self) -> tuple[int, ...]:
        """The numbers of the exhibits that it was read from."""
        return tuple(sorted({place.exhibit for place in self.places}))

    def row(self) -> dict[str, Any]:
        """As it is exported."""
        return self._asdict() | {"places": [place._asdict() for place in self.places]}

    def cells(self) -> tuple[object, ...]:
        """As a row of a table."""
        return (self.kind, self.raw, self.normal, self.confirmed_by, self.exhibits, self.note)
