"""The first page: whose paper it is, and everything at a glance."""

from collections.abc import Sequence

from amana.dossier.isolates import isolate, name, prose
from amana.dossier.sheets.blocks import Block, Cell
from amana.dossier.sheets.tables import money, support
from amana.dossier.snapshot import Snapshot
from amana.dossier.words import Words

MOST_IDENTIFIERS = 6  # at a glance; the rest is counted
MOST_LETTERS = 420  # of requests and of what is not known, so that the page stays one page


def front(snapshot: Snapshot, words: Words) -> Block:
    """Title, to whom, about what."""
    reviewed = snapshot.pack_reviewed and words.reviewed
    return {
        "title": words.say("front.title"),
        "case": isolate(snapshot.case),
        "to": prose(snapshot.court),
        "to_label": words.say("front.to"),
        "alleged": words.say("front.alleged"),
        "specimen": words.say("front.specimen") if snapshot.specimen else "",
        "unreviewed": "" if reviewed else words.say("front.unreviewed"),
        "facts": [list(row) for row in _facts(snapshot, words)],
        "glance_title": words.say("front.glance"),
        "glance": [list(row) for row in _glance(snapshot, words) if row[1]],
        "contents": words.say("front.contents"),
    }


def _facts(snapshot: Snapshot, words: Words) -> list[tuple[str, str]]:
    who = snapshot.code_key_with
    key = words.say("front.key_with", who=name(who)) if who else words.say("front.key_kept")
    counts = words.say(
        "front.counts_of",
        exhibits=words.number(len(snapshot.exhibits)),
        lines=words.number(sum(len(each.lines) for each in snapshot.transcripts)),
    )
    officers = words.sections["comma"].join(isolate(each) for each in snapshot.officers)
    rows = (
        ("case", isolate(snapshot.case)),
        ("made", words.moment(snapshot.made_on)),
        ("desk", name(snapshot.desk)),
        ("officers", officers),
        ("jurisdiction", prose(snapshot.jurisdiction)),
        ("key", key),
        ("counts", counts),
    )
    return [(words.say(f"front.{label}"), value) for label, value in rows if value]


def _glance(snapshot: Snapshot, words: Words) -> list[tuple[str, Cell]]:
    totals = [
        ["text", f"{money(amount, unit)} ({words.say(f'loss.{state}')})"]
        for (unit, state), amount in snapshot.totals.items()
    ]
    return [
        (words.say("front.period"), _period(snapshot, words)),
        (words.say("part.elements"), _elements(snapshot, words)),
        (words.say("part.identifiers"), _identifiers(snapshot, words)),
        (words.say("part.ledger"), totals),
        (words.say("part.unknowns"), _few(words, snapshot.unknowns, 6)),
        (words.say("part.requests"), _few(words, [each.text for each in snapshot.requests], 7)),
    ]


def _period(snapshot: Snapshot, words: Words) -> Cell:
    days = [each.when.day for each in snapshot.chronology if each.when.day]
    days = days or [line.when.day for line in snapshot.lines() if line.when.day]
    if not days:
        return []
    if min(days) == max(days):
        return [["text", words.day(min(days))]]
    first, last = words.day(min(days)), words.day(max(days))
    return [["text", words.say("front.period_of", first=first, last=last)]]


def _elements(snapshot: Snapshot, words: Words) -> Cell:
    return [["text", f"{prose(row.name)}: {support(words, row)}"] for row in snapshot.elements]


def _identifiers(snapshot: Snapshot, words: Words) -> Cell:
    shown: Cell = []
    for each in snapshot.identifiers[:MOST_IDENTIFIERS]:
        platform = f"{words.sections['comma']}{name(each.platform)}" if each.platform else ""
        label = f"{words.say(f'kind.{each.kind}')}{platform}"
        shown.append(["pair", label, isolate(each.normal)])
    return shown + _more(words, len(snapshot.identifiers) - len(shown), 4)


def _few(words: Words, texts: Sequence[str], part: int) -> Cell:
    """As many whole sentences as the page holds; the rest is counted, never cut."""
    shown: Cell = []
    letters = 0
    for text in texts:
        letters += len(text)
        if letters > MOST_LETTERS:
            break
        shown.append(["text", f"– {prose(text)}"])
    return shown + _more(words, len(texts) - len(shown), part)


def _more(words: Words, count: int, part: int) -> Cell:
    if count <= 0:
        return []
    text = words.say("front.more", count=words.number(count), part=words.number(part))
    return [["soft", text]]
