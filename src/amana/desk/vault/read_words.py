"""Identifiers in words that a machine read from pictures: an aid that errs, so each stays a suggestion until a person has looked."""

from amana.desk.cases.opened import OpenedCase
from amana.desk.vault import derived
from amana.desk.vault.files import files_of
from amana.desk.vault.marks import Spot
from amana.desk.vault.models import Derived
from amana.desk.vault.suggestions import Suggestion
from amana.matching.finding import find


def in_pictures(opened: OpenedCase) -> list[Suggestion]:
    """Each with the exhibit as its place; a machine's reading has no byte range."""
    found: dict[tuple[str, str], Suggestion] = {}
    for file in files_of(opened):
        if file.facts.seen.get("text") != "read":
            continue
        spot = Spot(exhibit=file.facts.exhibit, member="", start=0, end=0)
        for line in derived.json_of(opened, file, Derived.TEXT) or []:
            for each in find(str(line["text"])):
                key = (each.kind.value, each.normal)
                places = (*(found[key].places if key in found else ()), spot)
                hints = ("read-by-machine", *each.hints)
                found[key] = Suggestion(
                    each.kind.value, each.raw, each.normal, places, (), hints, each.checksum
                )
    return list(found.values())
