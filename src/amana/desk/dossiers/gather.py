"""What a draft takes out of the case by itself: exhibits that are there, chats, and the lines that people have marked."""

from collections.abc import Iterator
from dataclasses import dataclass

from amana.desk.cases.opened import OpenedCase
from amana.desk.dossiers.draft import MARKED, NONE, WHOLE, Chosen, Draft
from amana.desk.dossiers.sentence import Sentence
from amana.desk.vault import losses, traces
from amana.desk.vault.files import CaseFile, files_of
from amana.desk.vault.marks import Mark, Spot, marks_of
from amana.desk.vault.timeline import Row, Timeline
from amana.dossier.terms import Basis


@dataclass(frozen=True)
class MarkedRow:
    """A message with the marks that people put on it."""

    row: Row
    tags: tuple[str, ...]


def id_of(spot: Spot) -> str:
    """A message's name in a draft."""
    return f"{spot.exhibit}/{spot.start}-{spot.end}/{spot.member}"


def there(opened: OpenedCase) -> list[CaseFile]:
    """Exhibits that can stand in a paper: whole, hashed, not locked."""
    return [file for file in files_of(opened) if file.facts.there]


def marked_rows(opened: OpenedCase, timeline: Timeline) -> list[MarkedRow]:
    """The messages that people marked, in the order of the timeline."""
    found: dict[Spot, list[Mark]] = {}
    for mark in marks_of(opened):
        row = timeline.by_spot.get(mark.spot)
        if row is not None:
            found.setdefault(row.spot, []).append(mark)
    return [
        MarkedRow(row, tuple(dict.fromkeys(mark.tag for mark in found[row.spot])))
        for row in timeline.rows
        if row.spot in found
    ]


def chosen_rows(draft: Draft, opened: OpenedCase, timeline: Timeline) -> Iterator[MarkedRow]:
    """The messages that the draft takes into the paper: marked ones, or whole chats with the marks that there are."""
    tags = {each.row.spot: each.tags for each in marked_rows(opened, timeline)}
    for row in timeline.rows:
        much = draft.chats.get(timeline.names[row.spot], NONE)
        if much == WHOLE or (much == MARKED and row.spot in tags):
            yield MarkedRow(row, tags.get(row.spot, ()))


def follow(draft: Draft, opened: OpenedCase, timeline: Timeline) -> None:
    """Brings a draft up to what the case holds now: new exhibits are left out, lines of marked chats wait to be gone through."""
    numbers = {file.facts.exhibit for file in there(opened)}
    draft.exhibits = {n: told for n, told in draft.exhibits.items() if n in numbers}
    lines: dict[str, Sentence] = {}
    for marked in chosen_rows(draft, opened, timeline):
        spot = marked.row.spot
        if draft.chats.get(timeline.names[spot]) == MARKED:
            known = draft.lines.get(id_of(spot))
            lines[id_of(spot)] = known or Sentence(
                id=id_of(spot),
                text=marked.row.message.text,
                basis=Basis.SEEN.value,
                spot=vars(spot),
            )
            if spot.exhibit not in draft.exhibits and spot.exhibit in numbers:
                draft.exhibits[spot.exhibit] = Chosen()
    draft.lines = lines
    found = (*_entries(opened), *_words(draft))
    draft.entries = {each.id: _same(draft.entries, each) for each in found}


def trace_id(trace: traces.Trace) -> str:
    """An identifier's name in a draft."""
    return f"trace/{trace.kind}/{trace.normal}"


def loss_id(lost: losses.Lost) -> str:
    """A loss's name in a draft."""
    return f"loss/{lost.key}"


def _entries(opened: OpenedCase) -> Iterator[Sentence]:
    """What the case's ledger and identifiers would print, as sentences to go through."""
    for trace in traces.confirmed_of(opened):
        words = " · ".join(filter(None, (trace.normal, trace.raw, trace.words)))
        yield Sentence(id=trace_id(trace), text=words, exhibits=trace.exhibits)
    for lost in losses.losses_of(opened):
        loss = lost.loss
        told = (lost.what, f"{lost.amount} {loss.unit}", loss.channel, loss.reference or loss.card)
        words = " · ".join(filter(None, told))
        yield Sentence(id=loss_id(lost), text=words, exhibits=list(loss.proofs))


def _words(draft: Draft) -> Iterator[Sentence]:
    """What the lawyer wrote outside sentences: how the statement was taken, what is not known, limits, descriptions, gaps."""
    if draft.taken:
        yield Sentence(id="taken", text=draft.taken)
    for kind, lines in (("unknown", draft.unknowns), ("limit", draft.limitations)):
        for place, line in enumerate(lines):
            yield Sentence(id=f"{kind}/{place}", text=line)
    for number, chosen in draft.exhibits.items():
        if chosen.what and not chosen.intimate:
            yield Sentence(id=f"exhibit/{number}", text=chosen.what, exhibits=[number])
    for asked in draft.requests:
        if filled := " · ".join(filter(None, asked.values.values())):
            yield Sentence(id=f"request/{asked.id}", text=filled)


def _same(known: dict[str, Sentence], now: Sentence) -> Sentence:
    """With the verdict that was given; it holds as long as the words are the same."""
    before = known.get(now.id)
    now.verdict = before.verdict if before else None
    return now
