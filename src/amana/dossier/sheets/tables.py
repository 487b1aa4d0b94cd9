"""The three tables that a judge looks for: legal elements, identifiers, and what was taken."""

from decimal import Decimal

from amana.dossier.isolates import isolate, name, prose
from amana.dossier.rows import ElementRow, Identifier, Loss
from amana.dossier.sheets.blocks import Cell, Part, exhibit_mark, moment, sentence, table
from amana.dossier.snapshot import Snapshot
from amana.dossier.terms import Support
from amana.dossier.words import Words

_MARK: str = "19mm"


def elements(snapshot: Snapshot, words: Words) -> Part:
    """Supported by exhibits, not shown, or unknown: never more than that (P12)."""
    head = [words.say("column.element"), words.say("column.shown")]
    rows = [_element(words, row) for row in snapshot.elements]
    return Part("elements", [table(["46mm", "1fr"], head, rows)] if rows else [])


def support(words: Words, row: ElementRow) -> str:
    """What the exhibits give for one element, in words."""
    exhibits = words.numbers(row.exhibits)
    given = exhibits if row.support is Support.SUPPORTED else ""
    return words.say(f"support.{row.support}", exhibits=given)


def _element(words: Words, row: ElementRow) -> list[Cell]:
    what: Cell = [["bold", prose(row.name)]]
    if row.looks_for:
        what.append(["soft", prose(row.looks_for)])
    return [what, [["bold", support(words, row)], *sentence(row.note)]]


def identifiers(snapshot: Snapshot, words: Words) -> Part:
    """Normal form first, as it stands below it where it differs."""
    head = [words.say("column.kind"), words.say("column.value"), words.say("column.exhibits")]
    rows = [_identifier(words, row) for row in snapshot.identifiers]
    return Part("identifiers", [table(["34mm", "1fr", _MARK], head, rows)] if rows else [])


def _identifier(words: Words, row: Identifier) -> list[Cell]:
    kind: Cell = [["bold", words.say(f"kind.{row.kind}")]]
    if row.platform:
        kind.append(["soft", name(row.platform)])
    value: Cell = [["mono", isolate(row.normal)]]
    if row.raw != row.normal:
        value.append(["soft", f"{words.say('column.raw')}: {isolate(row.raw)}"])
    if row.note:
        value.append(["text", prose(row.note)])
    if row.confirmed_by:
        value.append(["soft", words.say("column.confirmed", by=isolate(row.confirmed_by))])
    return [kind, value, [["text", exhibit_mark(words, row.exhibits)]]]


def ledger(snapshot: Snapshot, words: Words) -> Part:
    """Entries, then a total for each unit and state."""
    head = [words.say(f"column.{each}") for each in ("when", "what", "amount", "exhibits")]
    rows = [_loss(words, row) for row in snapshot.ledger]
    widths = ["34mm", "1fr", "36mm", _MARK]
    blocks = [table(widths, head, rows)] if rows else []
    if snapshot.totals:
        titles = [words.say("loss.total"), words.say("column.amount"), words.say("column.state")]
        blocks.append(table(["1fr", "60mm", "44mm"], titles, _totals(snapshot, words)))
    return Part("ledger", blocks)


def _loss(words: Words, row: Loss) -> list[Cell]:
    what: Cell = [["bold", words.say(f"loss.{row.kind}")], *sentence(row.what)]
    if row.channel:
        what.append(["soft", name(row.channel)])
    if row.reference:
        what.append(["soft", f"{words.say('loss.reference')}: {isolate(row.reference)}"])
    amount = money(row.amount, row.unit) if row.amount is not None else words.say("loss.unknown")
    state = words.say(f"loss.{row.state}")
    mark = exhibit_mark(words, row.exhibits)
    return [
        moment(words, row.when, zone=False),
        what,
        [["bold", amount], ["soft", state]],
        [["text", mark]],
    ]


def _totals(snapshot: Snapshot, words: Words) -> list[list[Cell]]:
    return [
        [
            [["text", name(unit)]],
            [["bold", money(sum_, unit)]],
            [["soft", words.say(f"loss.{state}")]],
        ]
        for (unit, state), sum_ in snapshot.totals.items()
    ]


def money(amount: Decimal, unit: str) -> str:
    """An amount with its unit, thousands apart, left to right as one thing."""
    return isolate(f"{amount:,f} {unit}")
