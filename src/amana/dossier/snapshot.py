"""The whole input of a dossier: a case as it stood at one moment, plain data with a version and one JSON form.

Her name and address have no field here. Officers, and she, appear as codes; the key to her code stays with the lawyer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from amana.dossier.rows import (
    Admission,
    Block,
    CustodyEntry,
    ElementRow,
    Event,
    Exhibit,
    Explainer,
    Identifier,
    Line,
    Loss,
    Paragraph,
    Quote,
    Request,
    Timestamp,
    Transcript,
    Translation,
    Verification,
    When,
)
from amana.dossier.terms import (
    Basis,
    BlockStyle,
    Element,
    IdentifierKind,
    LossKind,
    LossState,
    Original,
    Support,
)

__all__ = [
    "VERSION",
    "Admission",
    "Basis",
    "Block",
    "BlockStyle",
    "CustodyEntry",
    "Element",
    "ElementRow",
    "Event",
    "Exhibit",
    "Explainer",
    "Identifier",
    "IdentifierKind",
    "Line",
    "Loss",
    "LossKind",
    "LossState",
    "Original",
    "Paragraph",
    "Quote",
    "Request",
    "Snapshot",
    "Support",
    "Timestamp",
    "Transcript",
    "Translation",
    "Verification",
    "When",
]

VERSION: Final = "amana-dossier/1"


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Everything that a dossier prints. Empty parts are printed as empty, with a sentence that says so."""

    case: str  # the code that stands for her
    language: str  # a file of `words/`: "ar", "ckb", "en"
    made_on: datetime  # aware, whole seconds; the PDF carries no other time
    desk: str  # the organisation's public name
    officers: tuple[str, ...]  # codes only
    jurisdiction: str  # in the pack's words
    court: str = ""  # to whom the paper is addressed, in the pack's words
    code_key_with: str = ""  # who holds the key to her code: a role or an officer's code
    statement_taken: str = ""  # how and when her statement was taken, in one sentence
    statement: tuple[Paragraph, ...] = ()
    chronology: tuple[Event, ...] = ()
    elements: tuple[ElementRow, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    ledger: tuple[Loss, ...] = ()
    unknowns: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()
    explainers: tuple[Explainer, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    transcripts: tuple[Transcript, ...] = ()
    custody: tuple[CustodyEntry, ...] = ()
    timestamps: tuple[Timestamp, ...] = ()
    limitations: tuple[str, ...] = ()  # of this case; the general ones stand in `words/`
    verification: Verification | None = None
    pack_reviewed: bool = False  # False: the pack's texts await review, and the paper says so
    specimen: bool = False  # True: an invented case, said on every page

    @property
    def totals(self) -> Mapping[tuple[str, LossState], Decimal]:
        """Sums of the ledger by unit and state, units in order of first appearance; never across units."""
        sums: dict[tuple[str, LossState], Decimal] = {}
        for loss in self.ledger:
            if loss.amount is not None:
                key = loss.unit, loss.state
                sums[key] = sums.get(key, Decimal(0)) + loss.amount
        return sums

    def lines(self) -> Iterator[Line]:
        """Every line of every transcript."""
        for transcript in self.transcripts:
            yield from transcript.lines
