"""What a lawyer can ask the judge for: formal sentences, each with the law that it leans on. Nothing is asked by default."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from amana.errors import AmanaError
from amana.packs import toml
from amana.packs.dossier.prose import prose, read_id
from amana.packs.dossier.provenance import NAMES, Provenance, read_laws, read_provenance

KINDS: Final = ("letter", "preservation", "device", "hearing", "protection", "pictures", "filing")
# What a request needs to be of use: kinds of identifiers (amana.dossier.terms), or proof of a payment.
NEEDS: Final = ("handle", "account", "phone", "link", "email", "wallet", "transfer")
PLACEHOLDERS: Final = ("identifiers", "exhibits", "platform", "provider", "period")
PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
MOST_NAME: Final = 12  # words
MOST_TEXT: Final = 90
MOST_LAW: Final = 30
MOST_NOTE: Final = 60


class Unfilled(AmanaError):
    """A request to the judge has a gap that nothing fills. It was not written. Confirm the identifier or the exhibit that it
    needs, or leave the request out."""


@dataclass(frozen=True)
class RequestText:
    """One request. `name` is for the lawyer's list, `text` is printed, `law` is what it leans on (empty: not known), `note` says
    what to ask a lawyer first and is never printed. `needs`: of use when the case has one of these; empty: always."""

    id: str
    kind: str
    jurisdictions: tuple[str, ...]
    needs: tuple[str, ...]
    name: dict[str, str]
    text: dict[str, str]
    law: dict[str, str]
    note: dict[str, str]
    provenance: Provenance

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The gaps of its text, the same in every language, each once."""
        first = next(iter(self.text.values()))
        return tuple(dict.fromkeys(PLACEHOLDER.findall(first)))

    def filled(self, language: str, values: Mapping[str, str]) -> str:
        """The text with its gaps filled; a value is never read as a gap. Raises Unfilled."""

        def fill(gap: re.Match[str]) -> str:
            if not (value := values.get(gap[1], "").strip()):
                raise Unfilled(f"{self.id}: {gap[1]}")
            return value

        return PLACEHOLDER.sub(fill, self.text[language])


def read_requests(file: Path, languages: tuple[str, ...]) -> tuple[RequestText, ...]:
    """Raises PackFault."""
    found: list[RequestText] = []
    for row in toml.tables(toml.read(file), "request", file=file):
        found.append(_read_one(row, languages, {one.id for one in found}))
    return tuple(found)


def _law(row: toml.Fields, languages: tuple[str, ...]) -> dict[str, str]:
    """Empty where the pack knows no article: none is printed, and the lawyer names it."""
    if not row.has("law"):
        return dict.fromkeys(languages, "")
    return prose(row, "law", languages, words=MOST_LAW)


def _read_one(row: toml.Fields, languages: tuple[str, ...], taken: set[str]) -> RequestText:
    row.only("id", "kind", "jurisdictions", "needs", "name", "text", "law", "note", *NAMES)
    request = RequestText(
        id=read_id(row, taken),
        kind=row.one_of("kind", KINDS),
        jurisdictions=read_laws(row),
        needs=row.several("needs"),
        name=prose(row, "name", languages, words=MOST_NAME),
        text=prose(row, "text", languages, words=MOST_TEXT, gaps=True),
        law=_law(row, languages),
        note=prose(row, "note", languages, words=MOST_NOTE),
        provenance=read_provenance(row),
    )
    if not set(request.needs) <= set(NEEDS):
        raise row.fault("needs", f"names some of {', '.join(NEEDS)}")
    for code, text in request.text.items():
        gaps = PLACEHOLDER.findall(text)
        if not set(gaps) <= set(PLACEHOLDERS):
            raise row.fault(f"text.{code}", f"gaps are {', '.join(PLACEHOLDERS)}")
        if set(gaps) != set(request.placeholders):
            raise row.fault(f"text.{code}", f"must have the gaps of {languages[0]}")
    return request
