"""Who he is: identifiers that a person confirmed, set aside or entered, each with the places that it came from.

Suggestions are found anew in memory; what a person says of one is kept by its kind and normal form.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from django.db import transaction

from amana.desk.cases import kept
from amana.desk.cases.clock import today
from amana.desk.cases.history import note
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.marks import Spot
from amana.errors import AmanaError
from amana.matching.finding import find
from amana.matching.kinds import Kind

KIND: Final = "trace"
CONFIRMED, ASIDE = "confirmed", "aside"
MOST_PLACES: Final = 50  # kept with one identifier; its count tells of more
_LONGEST: Final = 300  # characters of an identifier


class NotAnIdentifier(AmanaError):
    """This cannot be kept as an identifier. Nothing was changed. Write the name, number, link or address as it stands in the exhibit."""


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One identifier of him, or one that was set aside."""

    key: int
    kind: str
    normal: str
    raw: str
    state: str
    places: tuple[Spot, ...]
    count: int
    by: str
    day: str
    words: str = ""  # why it is his, in the words of who confirmed it

    @classmethod
    def load(cls, record: kept.Kept) -> Self:
        """From its record."""
        value = dict(record.value)
        del value["v"]
        places = tuple(Spot(**spot) for spot in value.pop("places"))
        return cls(key=record.key, places=places, **value)

    @property
    def exhibits(self) -> list[int]:
        """The exhibits in which it stands."""
        return sorted({spot.exhibit for spot in self.places})


_PLATFORMS: Final = {
    "instagram": "Instagram", "telegram": "Telegram", "snapchat": "Snapchat", "tiktok": "TikTok",
    "facebook": "Facebook", "x": "X", "viber": "Viber",
}  # fmt: skip
_WALLETS: Final = {"btc": "Bitcoin", "evm": "Ethereum", "tron": "TRON"}
_PLAIN: Final = ("phone", "email", "link", "handle", "transfer", "account")


def dossier_kind(kind: str) -> tuple[str, str]:
    """How a court reads a kind: one of amana.dossier.terms.IdentifierKind, and the platform or network."""
    platform = kind.removesuffix("-id")
    if platform in _PLATFORMS:
        return ("account" if kind.endswith("-id") else "handle"), _PLATFORMS[platform]
    if kind in _WALLETS:
        return "wallet", _WALLETS[kind]
    return (kind if kind in _PLAIN else "other"), ""


def traces_of(opened: OpenedCase) -> list[Trace]:
    """All of a case, by kind and form."""
    found = [Trace.load(record) for record in kept.all_of(opened, KIND)]
    return sorted(found, key=lambda trace: (trace.kind, trace.normal))


def confirmed_of(opened: OpenedCase) -> list[Trace]:
    """Those that a person confirmed: what a dossier may name."""
    return [trace for trace in traces_of(opened) if trace.state == CONFIRMED]


@transaction.atomic
def settle(
    unlocked: Unlocked,
    number: int,
    *,
    kind: str,
    normal: str,
    raw: str,
    state: str,
    places: Sequence[Spot],
    words: str = "",
) -> None:
    """Confirms an identifier or sets it aside; what was said of it before is replaced. Raises NotAnIdentifier."""
    opened = open_case(unlocked, number)
    if not normal.strip() or len(normal) > _LONGEST or state not in {CONFIRMED, ASIDE}:
        raise NotAnIdentifier
    for known in traces_of(opened):
        if (known.kind, known.normal) == (kind, normal):
            kept.drop(opened, KIND, known.key)
    value = {
        "v": 1,
        "kind": kind,
        "normal": normal,
        "raw": raw[:_LONGEST],
        "state": state,
        "places": [vars(spot) for spot in places[:MOST_PLACES]],
        "count": len(places),
        "by": unlocked.officer.id,
        "day": today().isoformat(),
        "words": words.strip()[:_LONGEST],
    }
    kept.keep(opened, KIND, value)
    note(opened, unlocked, f"trace.{state}", kind=kind)
    opened.save()


def enter(
    unlocked: Unlocked, number: int, *, kind: str, raw: str, exhibit: int, words: str
) -> None:
    """Enters one that a person read in an exhibit; its normal form is made when its form is known. Raises NotAnIdentifier."""
    if not raw or kind not in {*Kind} - {Kind.CARD}:
        raise NotAnIdentifier
    found = next((each for each in find(raw) if each.kind.value == kind), None)
    spot = Spot(exhibit=exhibit, member="", start=0, end=0)
    settle(
        unlocked,
        number,
        kind=kind,
        normal=found.normal if found else raw,
        raw=raw,
        state=CONFIRMED,
        places=[spot] if exhibit else [],
        words=words,
    )


@transaction.atomic
def forget(unlocked: Unlocked, number: int, key: int) -> None:
    """Takes back what was said of an identifier; it becomes a suggestion again. Raises NotKept."""
    opened = open_case(unlocked, number)
    value = kept.drop(opened, KIND, key)
    note(opened, unlocked, "trace.taken-back", kind=value["kind"])
    opened.save()
