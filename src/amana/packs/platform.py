"""Links of platforms for reporting, getting an account back and removal, each with who opened it last and when (P12)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from amana.packs import toml
from amana.packs.faults import PackFault

PURPOSES: Final = ("recover", "report", "remove")
ADDRESS: Final = re.compile(r"https://[a-z0-9.-]+(/[\w./?=&-]*)?|mailto:[\w.-]+@[\w.-]+")
ID: Final = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class PlatformLink:
    """One address; `checked_on` None while nobody has opened it for this pack."""

    id: str
    purpose: str
    address: str
    source: str
    checked_on: date | None
    checked_by: str


@dataclass(frozen=True)
class Platform:
    """One platform and its links."""

    id: str
    name: dict[str, str]
    links: tuple[PlatformLink, ...]


@dataclass(frozen=True)
class Platforms:
    """All platforms of a pack; a check of a link lasts `checked_days`."""

    all: tuple[Platform, ...]
    checked_days: int

    def link(self, target: str) -> PlatformLink:
        """The link of `facebook.hacked`. Raises StopIteration: links have been checked before."""
        return next(link for name, link in self.links() if name == target)

    def links(self) -> tuple[tuple[str, PlatformLink], ...]:
        """Every link with its full name."""
        return tuple((f"{one.id}.{link.id}", link) for one in self.all for link in one.links)

    def unchecked(self, *, today: date) -> tuple[tuple[str, PlatformLink], ...]:
        """Links that nobody has opened within `checked_days`."""
        lasts = timedelta(days=self.checked_days)
        return tuple(
            (name, link)
            for name, link in self.links()
            if link.checked_on is None or today - link.checked_on > lasts
        )


def read_platforms(file: Path, languages: tuple[str, ...]) -> Platforms:
    """Raises PackFault."""
    content = toml.read(file)
    days = content.get("checked_days")
    if not isinstance(days, int) or days < 1:
        raise PackFault(file=file, key="checked_days", what="must be a number of days")
    found: list[Platform] = []
    for row in toml.tables(content, "platform", file=file):
        row.only("id", "name", "link")
        links = tuple(_read_link(inner) for inner in row.tables("link"))
        found.append(Platform(row.text("id"), row.texts("name", languages), links))
        if not ID.fullmatch(found[-1].id) or len({one.id for one in found}) != len(found):
            raise row.fault("id", "is small letters, digits and hyphens, and stands once")
        if len({link.id for link in links}) != len(links):
            raise row.fault("link", "has one id twice")
    return Platforms(tuple(found), days)


def _read_link(row: toml.Fields) -> PlatformLink:
    row.only("id", "purpose", "address", "source", "checked_on", "checked_by", "state")
    link = PlatformLink(
        id=row.text("id"),
        purpose=row.one_of("purpose", PURPOSES),
        address=row.text("address"),
        source=row.text("source"),
        checked_on=row.day_or_none("checked_on"),
        checked_by=row.text("checked_by", empty=True),
    )
    state = row.one_of("state", ("unverified", "verified"))
    if not ID.fullmatch(link.id):
        raise row.fault("id", "is small letters, digits and hyphens")
    if not ADDRESS.fullmatch(link.address):
        raise row.fault("address", "is https://… or mailto:…, in Latin letters")
    if (link.checked_on is not None) != (link.checked_by != ""):
        raise row.fault("checked_by", "a check has a date and a name, or neither")
    if (state == "verified") != (link.checked_on is not None):
        raise row.fault("state", "is verified exactly when checked_on and checked_by are filled")
    return link
