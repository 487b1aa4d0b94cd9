"""What a bundle is made of, as plain data; the desk fills it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from amana.errors import AmanaError
from amana.evidence.custody import Custody
from amana.evidence.exhibit import Exhibit
from amana.evidence.identifiers import Identifier
from amana.evidence.ledger import Loss
from amana.evidence.members import Chunks
from amana.evidence.transcripts import Line, Transcript

_CASE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
_AUTHORITY: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class BadParts(AmanaError):
    """This bundle cannot be made: its case code, its time or the name of a time authority is not of the agreed form, or an exhibit stands
    in it twice. Nothing was written.
    """


@dataclass(frozen=True)
class ExhibitFile:
    """An exhibit and its bytes as they came, which can be read twice."""

    exhibit: Exhibit
    chunks: Chunks = field(repr=False)


@dataclass(frozen=True)
class Stamped:
    """A time-stamp on the custody chain at a position: the authority's short name, query and raw reply, its root certificates (PEM)."""

    authority: str
    position: int
    query: bytes = field(repr=False)
    reply: bytes = field(repr=False)
    roots: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class BundleParts:
    """`case` is a code, never a name; `organisation` the desk's public name; `made` is aware.

    `recipients` are age recipients that can open the exhibits; none leaves them in the clear, by choice. `custody` is already the chain
    for this reader (`Custody.showing`). `quoted` are the messages that the case export tells of, usually those that the dossier quotes.
    """

    case: str
    organisation: str
    made: datetime
    custody: Custody = field(repr=False)
    exhibits: Sequence[ExhibitFile] = field(repr=False)
    recipients: Sequence[str] = ()
    transcripts: Sequence[Transcript] = field(repr=False, default=())
    quoted: Sequence[Line] = field(repr=False, default=())
    identifiers: Sequence[Identifier] = field(repr=False, default=())
    ledger: Sequence[Loss] = field(repr=False, default=())
    stamps: Sequence[Stamped] = field(repr=False, default=())
    dossier: bytes | None = field(repr=False, default=None)

    def __post_init__(self) -> None:
        numbers = [each.exhibit.number for each in self.exhibits]
        named = all(_AUTHORITY.fullmatch(each.authority) for each in self.stamps)
        placed = all(0 < each.position <= self.custody.position for each in self.stamps)
        formed = _CASE.fullmatch(self.case) and self.made.tzinfo is not None
        if not formed or not named or not placed or len(set(numbers)) != len(numbers):
            raise BadParts
