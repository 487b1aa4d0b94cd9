"""What must be right before a dossier is printed: each check that may not be ignored raises (P10, P11, P12)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from amana.dossier.refusals import (
    AdmissionUndecided,
    BadRow,
    CardCodeWhole,
    IntimateQuoted,
    NameInside,
    NoSuchExhibit,
    NotACode,
    NothingSupportsIt,
    TerrorProposed,
    VerdictSpoken,
)
from amana.dossier.rows import (
    Admission,
    ElementRow,
    Event,
    Exhibit,
    Line,
    Loss,
    Paragraph,
    Transcript,
)
from amana.dossier.snapshot import Snapshot
from amana.dossier.terms import LossKind, Support
from amana.dossier.withheld import places
from amana.dossier.wording import says_terror, says_verdict, whole_card_code
from amana.dossier.words import words_of

_OFFICER: Final = re.compile(r"(?=[^\s]*\d)[A-Za-z0-9._/-]{1,16}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def check(snapshot: Snapshot, withheld: tuple[str, ...] = ()) -> None:
    """Raises NoSuchLanguage or a DossierRefused that names the first place.

    `withheld`: her name, address, numbers. In verbatim words they are a concern, since those are never changed.
    """
    words_of(snapshot.language)
    _check_form(snapshot)
    _check_codes(snapshot)
    _check_references(snapshot)
    _check_admissions(snapshot)
    _check_wording(snapshot)
    for where, verbatim in places(snapshot, withheld):
        if not verbatim:
            raise NameInside(where)


def exported(snapshot: Snapshot) -> Snapshot:
    """What may leave the desk: without the marks of admissions, without what an intimate exhibit is or was called."""
    return replace(
        snapshot,
        statement=tuple(replace(each, admission=None) for each in snapshot.statement),
        chronology=tuple(replace(each, admission=None) for each in snapshot.chronology),
        elements=tuple(replace(each, admission=None) for each in snapshot.elements),
        ledger=tuple(replace(each, admission=None) for each in snapshot.ledger),
        exhibits=tuple(_neutral(each) for each in snapshot.exhibits),
        transcripts=tuple(_unmarked(each) for each in snapshot.transcripts),
    )


def _unmarked(transcript: Transcript) -> Transcript:
    if not any(line.admission for line in transcript.lines):
        return transcript
    return replace(
        transcript, lines=tuple(replace(line, admission=None) for line in transcript.lines)
    )


def _neutral(exhibit: Exhibit) -> Exhibit:
    return replace(exhibit, what="", name="") if exhibit.intimate else exhibit


def _check_form(snapshot: Snapshot) -> None:
    if not snapshot.case or snapshot.made_on.utcoffset() is None or snapshot.made_on.microsecond:
        raise BadRow("head")
    numbers: set[int] = set()
    for each in snapshot.exhibits:
        fits = each.number >= 1 and each.size >= 0 and _SHA256.fullmatch(each.sha256)
        if not fits or each.number in numbers or each.received_at.utcoffset() is None:
            raise BadRow(f"exhibit {each.number}")
        numbers.add(each.number)
    for transcript in snapshot.transcripts:
        for position, line in enumerate(transcript.lines, 1):
            if not 0 <= line.start <= line.end:
                raise BadRow(f"transcript of exhibit {transcript.exhibit}, line {position}")
    if len({row.element for row in snapshot.elements}) != len(snapshot.elements):
        raise BadRow("elements")


def _check_codes(snapshot: Snapshot) -> None:
    named = [*snapshot.officers, *(entry.actor for entry in snapshot.custody)]
    named += [each.confirmed_by for each in snapshot.identifiers if each.confirmed_by]
    if not all(_OFFICER.fullmatch(each) for each in named):
        raise NotACode("officers")


def _check_references(snapshot: Snapshot) -> None:
    known = {each.number for each in snapshot.exhibits}
    intimate = {each.number for each in snapshot.exhibits if each.intimate}
    for where, exhibits, quoted in _references(snapshot):
        if not known.issuperset(exhibits):
            raise NoSuchExhibit(where)
        if quoted and not intimate.isdisjoint(exhibits):
            raise IntimateQuoted(where)
    for row in snapshot.elements:
        if (row.support is Support.SUPPORTED) != bool(row.exhibits):
            raise NothingSupportsIt(f"elements: {row.element}")


def _references(snapshot: Snapshot) -> Iterator[tuple[str, tuple[int, ...], bool]]:
    """Place, exhibits that it names, and whether it shows words out of them."""
    told: dict[str, Sequence[Paragraph | Event]]
    told = {"statement": snapshot.statement, "chronology": snapshot.chronology}
    for name, rows in told.items():
        for position, row in enumerate(rows, 1):
            yield f"{name} {position}", row.exhibits, False
            if row.quote:
                yield f"{name} {position}", (row.quote.exhibit,), True
    for table in (snapshot.elements, snapshot.identifiers, snapshot.ledger):
        for each in table:
            yield "tables", each.exhibits, False
    for transcript in snapshot.transcripts:
        yield f"transcript of exhibit {transcript.exhibit}", (transcript.exhibit,), True
    for entry in snapshot.custody:
        if entry.exhibit is not None:
            yield f"custody {entry.position}", (entry.exhibit,), False


def _check_admissions(snapshot: Snapshot) -> None:
    for where, admission in _admissions(snapshot):
        if admission is not None and (admission.decided_on is None or not admission.officer):
            raise AdmissionUndecided(where)


def _admissions(snapshot: Snapshot) -> Iterator[tuple[str, Admission | None]]:
    parts: dict[str, Sequence[Paragraph | Event | ElementRow | Loss | Line]] = {
        "statement": snapshot.statement,
        "chronology": snapshot.chronology,
        "elements": snapshot.elements,
        "ledger": snapshot.ledger,
        "transcript line": tuple(snapshot.lines()),
    }
    for name, rows in parts.items():
        for position, row in enumerate(rows, 1):
            yield f"{name} {position}", row.admission


def _check_wording(snapshot: Snapshot) -> None:
    for row in snapshot.elements:
        if says_verdict(row.note):
            raise VerdictSpoken(f"elements: {row.element}")
    for where, text in _our_words(snapshot):
        if says_terror(text):
            raise TerrorProposed(where)
    for position, loss in enumerate(snapshot.ledger, 1):
        code = f"{loss.what} {loss.reference}"
        if loss.kind is LossKind.CARD and whole_card_code(code):
            raise CardCodeWhole(f"ledger {position}")


def _our_words(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Sentences that the desk or the pack says; not her statement, and nothing verbatim."""
    for row in snapshot.elements:
        yield f"elements: {row.element}", f"{row.name} {row.looks_for} {row.note}"
    for request in snapshot.requests:
        yield f"request {request.id}", f"{request.text} {request.law}"
    for explainer in snapshot.explainers:
        for block in explainer.blocks:
            yield f"explainer {explainer.platform}", block.text
    for text in (*snapshot.unknowns, *snapshot.limitations, snapshot.court):
        yield "unknowns and limitations", text
