"""Whom to call: every number with its source, its date, and what it does with a call, as far as anybody knows (P10, P12)."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from amana.packs import toml
from amana.packs.faults import PackFault

AUDIENCES = ("survivor", "desk")
AREAS = ("federal", "kri", "any")
KINDS = ("phone", "web", "email")
GROUPS = ("ngo", "health", "child", "state")  # the order in which she reads them
YES, NO, UNKNOWN = "yes", "no", "unknown"
NAMES = (
    *("id", "audience", "area", "group", "contact", "kind", "name", "answers", "warning"),
    *("logs", "tells_families", "asks_files", "text_works", "call_list"),
    *("source", "seen", "state", "verified_on", "verified_by"),
)


@dataclass(frozen=True)
class Fact:
    """What is known: `value` yes, no or unknown, and where that stands; nobody vouches for it otherwise."""

    value: str
    source: str


@dataclass(frozen=True)
class Service:
    """One service. `contact` is Latin and left to right; `answers` says who answers, `call_list` what a call leaves on the
    phone; `seen` is the date of the source, `verified_on` the day when `verified_by` reached it."""

    id: str
    audience: str
    area: str
    group: str
    contact: str
    kind: str
    name: dict[str, str]
    answers: dict[str, str]
    warning: dict[str, str]
    logs: Fact
    tells_families: Fact
    asks_files: Fact
    text_works: Fact
    call_list: dict[str, str]
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

    def of(self, groups: tuple[str, ...]) -> tuple[Service, ...]:
        """Hers, of these groups in their order."""
        return tuple(one for group in groups for one in self.hers() if one.group == group)

    def one(self, id: str) -> Service:
        """The service of that id. Raises StopIteration: links have been checked before."""
        return next(service for service in self.all if service.id == id)

    def grown_old(self, *, today: date) -> tuple[Service, ...]:
        """Those that somebody reached, too long ago to say that they answer."""
        days = self.checked_days
        checked = (service for service in self.all if service.verified_on is not None)
        return tuple(one for one in checked if not one.verified(today=today, days=days))


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
    row.only(*NAMES)
    service = Service(
        id=row.text("id"),
        audience=row.one_of("audience", AUDIENCES),
        area=row.one_of("area", AREAS),
        group=row.one_of("group", GROUPS),
        contact=row.text("contact"),
        kind=row.one_of("kind", KINDS),
        name=row.texts("name", languages),
        answers=row.texts("answers", languages),
        warning=row.texts("warning", languages),
        logs=_fact(row, "logs"),
        tells_families=_fact(row, "tells_families"),
        asks_files=_fact(row, "asks_files"),
        text_works=_fact(row, "text_works"),
        call_list=row.texts("call_list", languages),
        source=row.text("source"),
        seen=row.day("seen"),
        verified_on=row.day_or_none("verified_on"),
        verified_by=row.text("verified_by", empty=True),
    )
    _check_state(row, service)
    if service.audience == "survivor" and service.asks_files.value == YES:
        raise row.fault("audience", "a service that asks for files is never shown to her (P10)")
    return service


def _fact(row: toml.Fields, name: str) -> Fact:
    inner = row.inner(name)
    inner.only("is", "source")
    value = inner.one_of("is", (YES, NO, UNKNOWN))
    source = "" if value == UNKNOWN else inner.text("source")
    return Fact(value, source)


def _check_state(row: toml.Fields, service: Service) -> None:
    state = row.one_of("state", ("unverified", "verified"))
    checked = service.verified_on is not None and service.verified_by != ""
    if (service.verified_on is not None) != (service.verified_by != ""):
        raise row.fault("verified_by", "a check has a date and a name, or neither")
    if (state == "verified") != checked:
        raise row.fault("state", "is verified exactly when verified_on and verified_by are filled")
