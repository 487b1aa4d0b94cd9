"""Identifiers and hashes once more, left to right in Latin letters, so that every reader program copies them right."""

from amana.dossier.isolates import unbroken
from amana.dossier.sheets.blocks import Part
from amana.dossier.snapshot import Snapshot
from amana.dossier.words import Words


def annex(snapshot: Snapshot, _: Words) -> Part:
    """Lines of a label and a value; the labels are the format's own, in English."""
    rows = [
        [f"{each.kind} · exhibits {_plain(each.exhibits)}", unbroken(each.normal)]
        for each in snapshot.identifiers
    ]
    rows += [
        [f"reference · exhibits {_plain(each.exhibits)}", unbroken(each.reference)]
        for each in snapshot.ledger
        if each.reference
    ]
    rows += [
        [f"exhibit {each.number} · SHA-256", unbroken(each.sha256)] for each in snapshot.exhibits
    ]
    return Part("annex", [{"is": "annex", "rows": rows}] if rows else [])


def _plain(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(each) for each in numbers) or "-"
