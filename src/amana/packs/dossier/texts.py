"""All of a country's words for dossiers, by jurisdiction and by what a case is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from amana.packs.dossier.court import Court, read_courts
from amana.packs.dossier.element import ElementText, read_elements
from amana.packs.dossier.explainer import Explainer, compare, read_explainer
from amana.packs.dossier.exposure import Exposure, read_exposures
from amana.packs.dossier.provenance import holds
from amana.packs.dossier.request import RequestText, read_requests
from amana.packs.dossier.sheet import Sheet, read_head
from amana.packs.faults import PackFault

FOLDER: Final = "dossier"
HEAD, LINT = "dossier.toml", "lint.toml"
COURTS, REQUESTS, ELEMENTS, EXPOSURES = (
    "courts.toml",
    "requests.toml",
    "elements.toml",
    "exposure.toml",
)
EXPLAINERS: Final = "explainers"
Row = Court | RequestText | ElementText | Exposure
Local = TypeVar("Local", Court, RequestText, Exposure)


@dataclass(frozen=True)
class LegalRow:
    """One row that states law, and where it stands: `dossier/requests.toml`, `request[3]`."""

    file: str
    key: str
    row: Row


@dataclass(frozen=True)
class DossierTexts:
    """`jurisdictions["kri"]["ar"]`, `explainers["facebook", "ar"]`. A lawyer's check lasts `checked_days`."""

    checked_days: int
    jurisdictions: dict[str, dict[str, str]]
    courts: tuple[Court, ...]
    requests: tuple[RequestText, ...]
    elements: tuple[ElementText, ...]
    exposures: tuple[Exposure, ...]
    sheets: tuple[Sheet, ...]
    explainers: dict[tuple[str, str], Explainer]

    def courts_of(self, jurisdiction: str) -> tuple[Court, ...]:
        """Courts there; of both sides where the place is `disputed`, and a lawyer chooses."""
        return _there(self.courts, jurisdiction)

    def requests_of(self, jurisdiction: str) -> tuple[RequestText, ...]:
        """Requests that can be made there."""
        return _there(self.requests, jurisdiction)

    def exposures_of(self, jurisdiction: str, *, shown: str) -> tuple[Exposure, ...]:
        """Warnings there: before a marked `sentence`, or `always` before a dossier."""
        return tuple(one for one in _there(self.exposures, jurisdiction) if one.shown == shown)

    def explainers_of(self, codes: set[str], language: str) -> tuple[Explainer, ...]:
        """One explanation for each platform that a case touches: codes of channels, platforms, kinds of identifiers."""
        return tuple(
            self.explainers[sheet.id, language]
            for sheet in self.sheets
            if codes & set(sheet.covers)
        )

    def rows(self) -> Iterator[LegalRow]:
        """Every row that states law."""
        named: tuple[tuple[str, str, Sequence[Row]], ...] = (
            (COURTS, "court", self.courts),
            (REQUESTS, "request", self.requests),
            (ELEMENTS, "element", self.elements),
            (EXPOSURES, "exposure", self.exposures),
        )
        for name, table, rows in named:
            for at, row in enumerate(rows):
                yield LegalRow(f"{FOLDER}/{name}", f"{table}[{at}]", row)

    def unverified(self, *, today: date) -> tuple[LegalRow, ...]:
        """Rows that no lawyer has confirmed within `checked_days`."""
        days = self.checked_days
        return tuple(
            one for one in self.rows() if not one.row.provenance.verified(today=today, days=days)
        )


def _there(rows: tuple[Local, ...], jurisdiction: str) -> tuple[Local, ...]:
    return tuple(row for row in rows if holds(row.jurisdictions, jurisdiction))


def read_dossier(folder: Path, languages: tuple[str, ...]) -> DossierTexts:
    """The texts in `folder` (such as `packs/iq/dossier`). Raises PackFault."""
    head = read_head(folder / HEAD, languages)
    known = {sheet.id for sheet in head.sheets}
    for found in sorted((folder / EXPLAINERS).glob("*/*")):
        if found.parent.name not in known or found.name not in {f"{one}.md" for one in languages}:
            what = f"is named explainers/ID/LANGUAGE.md after an explainer of {HEAD}"
            raise PackFault(file=found, key="(whole file)", what=what)
    return DossierTexts(
        checked_days=head.checked_days,
        jurisdictions=head.jurisdictions,
        courts=read_courts(folder / COURTS, languages),
        requests=read_requests(folder / REQUESTS, languages),
        elements=read_elements(folder / ELEMENTS, languages),
        exposures=read_exposures(folder / EXPOSURES, languages),
        sheets=head.sheets,
        explainers=dict(_explainers(folder, head.sheets, languages)),
    )


def _explainers(
    folder: Path, sheets: tuple[Sheet, ...], languages: tuple[str, ...]
) -> Iterator[tuple[tuple[str, str], Explainer]]:
    for sheet in sheets:
        first: Explainer | None = None
        for code in languages:
            file = folder / EXPLAINERS / sheet.id / f"{code}.md"
            one = read_explainer(file, id=sheet.id, language=code)
            first = first or one
            compare(first, one, file)
            yield (sheet.id, code), one
