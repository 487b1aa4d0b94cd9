"""Whom to call: every number with its source, its date and whether somebody has checked that it answers (P12)."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from amana.packs import toml
from amana.packs.faults import PackFault

AUDIENCES = ("survivor", "desk")
AREAS = ("federal", "kri", "any")
KINDS = ("phone", "web", "email")


@dataclass(frozen=True)
class Service:
    """One service. `contact` is Latin and left to right; `seen` is the date of the source, `verified_on` the day when
    `verified_by` reached it."""

    id: str
    audience: str
    area: str
    contact: str
    kind: str
    name: dict[str, str]
    warning: dict[str, str]
    source: str
    seen: date
    verified_on: date | None
    verified_by: str

    def verified(self, *, today: date, days: int) -> bool:
        """Whether somebody reached it within that many days."""
        return self.verified_on is not None and today - self.verified_on <= timedelta(days=days)


@dataclass(frozen=True)
class Services:
    """All services of a pack; a check lasts `checked_days`."""

    all: tuple[Service, ...]
    checked_days: int

    def hers(self) -> tuple[Service, ...]:
        """Those that stand on her page."""
        return tuple(service for service in self.all if service.audience == "survivor")


def read_services(file: Path, languages: tuple[str, ...]) -> Services:
    """Raises PackFault."""
    content = toml.read(file)
    days = content.get("checked_days")
    if not isinstance(days, int) or days < 1:
        raise PackFault(file=file, key="checked_days", what="must be a number of days")
    found: list[Service] = []
    for row in toml.tables(content, "service", file=file):
        found.append(_read_one(row, languages))
        if len({service.id for service in found}) != len(found):
            raise row.fault("id", f"{found[-1].id!r} stands here twice")
    return Services(all=tuple(found), checked_days=days)


def _read_one(row: toml.Fields, languages: tuple[str, ...]) -> Service:
    service = Service(
        id=row.text("id"),
        audience=row.one_of("audience", AUDIENCES),
        area=row.one_of("area", AREAS),
        contact=row.text("contact"),
        kind=row.one_of("kind", KINDS),
        name=row.texts("name", languages),
        warning=row.texts("warning", languages),
        source=row.text("source"),
        seen=row.day("seen"),
        verified_on=row.day_or_none("verified_on"),
        verified_by=row.text("verified_by", empty=True),
    )
    state = row.one_of("state", ("unverified", "verified"))
    checked = service.verified_on is not None and service.verified_by != ""
    if (service.verified_on is not None) != (service.verified_by != ""):
        raise row.fault("verified_by", "a check has a date and a name, or neither")
    if (state == "verified") != checked:
        raise row.fault("state", "is verified exactly when verified_on and verified_by are filled")
    return service
