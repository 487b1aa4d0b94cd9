"""The rows of a dossier as plain data. Exhibits are referred to by number; people by code only.

Prose (`text`, `note`, …) is in the dossier's language; what is verbatim stands in a Quote or a Line and is never changed.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

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


@dataclass(frozen=True, kw_only=True)
class When:
    """A day and time as a source claims them. All empty: not known."""

    day: date | None = None
    clock: time | None = None  # without a zone; the zone is a claim of its own
    zone: str = ""  # "UTC", "Asia/Baghdad"; empty: the phone's own clock, zone not stated
    either: date | None = None  # the other reading, where day and month are undecided
    as_written: str = ""  # the source's own words, where they matter ("before the feast")


@dataclass(frozen=True, kw_only=True)
class Admission:
    """This sentence admits what the law may hold against her. Never printed, never attached: the mark itself would harm her."""

    decided_on: date | None = None  # the day on which she chose, after the warnings, to keep it
    officer: str = ""  # code of the lawyer who warned her


@dataclass(frozen=True, kw_only=True)
class Translation:
    """Printed beside the words that it translates, labelled as a translation."""

    text: str
    language: str
    by: str  # an officer's code, or the name of a sworn translator


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Verbatim words out of an exhibit."""

    text: str
    exhibit: int
    language: str = ""
    start: int | None = None  # bytes of the exhibit, start inclusive, end exclusive
    end: int | None = None
    member: str = ""  # path inside the exhibit, where it is an archive
    translation: Translation | None = None


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One numbered paragraph of the statement."""

    text: str
    basis: Basis
    exhibits: tuple[int, ...] = ()
    quote: Quote | None = None
    admission: Admission | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """One entry of the chronology."""

    when: When
    text: str
    basis: Basis
    exhibits: tuple[int, ...] = ()
    quote: Quote | None = None
    admission: Admission | None = None


@dataclass(frozen=True, kw_only=True)
class ElementRow:
    """One legal element: name and what a judge looks for come from the pack, the rest from the lawyer."""

    element: Element
    name: str
    support: Support
    looks_for: str = ""
    exhibits: tuple[int, ...] = ()
    note: str = ""
    admission: Admission | None = None


@dataclass(frozen=True, kw_only=True)
class Identifier:
    """Something that may point to the person who writes, confirmed by an officer."""

    kind: IdentifierKind
    raw: str  # as it stands in the exhibit
    normal: str
    platform: str = ""
    exhibits: tuple[int, ...] = ()
    confirmed_by: str = ""  # an officer's code
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Loss:
    """One entry of the ledger. Card codes come masked."""

    kind: LossKind
    when: When
    amount: Decimal | None  # None: not known
    unit: str  # "IQD", "USDT", "g"; amounts of different units are never added
    state: LossState
    what: str = ""
    channel: str = ""
    reference: str = ""
    exhibits: tuple[int, ...] = ()
    admission: Admission | None = None


@dataclass(frozen=True, kw_only=True)
class Request:
    """One thing that the court is asked, in the pack's words, with the law that it leans on."""

    id: str
    text: str
    law: str = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A heading, paragraph or list item of an explanation; plain text."""

    style: BlockStyle
    text: str


@dataclass(frozen=True, kw_only=True)
class Explainer:
    """One page on one platform, from the pack."""

    platform: str
    title: str
    blocks: tuple[Block, ...]
    sources: tuple[str, ...] = ()
    dated: date | None = None


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """One exhibit, described in words. An intimate one is described in the fixed neutral words alone."""

    number: int  # ≥ 1, unique
    what: str
    received_at: datetime
    how: str  # the way it came, in words
    sha256: str  # 64 hex digits
    size: int  # bytes
    name: str = ""  # file name as it came; empty where it would name her
    claimed: When | None = None  # when it says that it was made
    intimate: bool = False
    original: Original = Original.IN_BUNDLE


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a transcript: `text` is a reading of bytes `start` to `end` of the original (P9)."""

    when: When
    sender: str
    text: str
    start: int
    end: int
    marks: tuple[str, ...] = ()  # confirmed by a person, in words: "threat", "demand", …
    note: str = ""  # what a reader must know beyond the words: "deleted", "media left out"
    translation: Translation | None = None
    admission: Admission | None = None


@dataclass(frozen=True, kw_only=True)
class Transcript:
    """One chat out of one exhibit, or the chosen lines of it."""

    exhibit: int
    title: str
    app: str
    lines: tuple[Line, ...]
    member: str = ""  # path inside the exhibit, where it is an archive
    clock: str = ""  # what is known of its times and of the order of day and month, in words
    left_out: int = 0  # lines of this chat that were not chosen
    not_understood: int = 0  # bytes that could not be read as messages


@dataclass(frozen=True, kw_only=True)
class CustodyEntry:
    """One entry of the custody log."""

    position: int
    at: datetime
    actor: str  # an officer's code
    action: str  # in words
    exhibit: int | None = None
    digest: str = ""  # the entry's own hash, hex


@dataclass(frozen=True, kw_only=True)
class Timestamp:
    """A time stamp over the custody head; `at` None while the authority has not answered."""

    authority: str
    at: datetime | None
    digest: str = ""  # what was stamped, hex
    checked_by: str = ""  # which program agreed


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What a stranger compares with the bundle's verifier."""

    key_fingerprint: str
    custody_head: str = ""
    bundle: str = ""  # name of the bundle that goes with this paper
