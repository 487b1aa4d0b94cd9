"""Marks that a person put on messages, for good: threat, demand, payment and so on. What the lexicon suggests is never one of them.

A mark names the exhibit and the byte range of the message, so that it holds however often the chat is read again (P9).
"""

from dataclasses import dataclass
from typing import Any, Final, Self

from django.db import transaction

from amana.desk.cases import kept
from amana.desk.cases.clock import today
from amana.desk.cases.history import note
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError

KIND: Final = "mark"
TAGS: Final = ("threat", "demand", "payment", "deadline", "publication", "who", "other")


class NoSuchTag(AmanaError):
    """This is not a mark that can be put on a message. Nothing was changed. Choose one of the list."""


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A message by where it lies: exhibit number, path inside it, first byte and the byte after the last."""

    exhibit: int
    member: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One mark. `key` is its record's."""

    key: int
    spot: Spot
    tag: str
    by: str
    day: str

    @classmethod
    def load(cls, record: kept.Kept) -> Self:
        """From its record."""
        value = record.value
        return cls(
            key=record.key,
            spot=Spot(**value["spot"]),
            tag=value["tag"],
            by=value["by"],
            day=value["day"],
        )


def marks_of(opened: OpenedCase) -> list[Mark]:
    """Every mark of a case, by exhibit and place."""
    marks = [Mark.load(record) for record in kept.all_of(opened, KIND)]
    return sorted(marks, key=lambda m: (m.spot.exhibit, m.spot.member, m.spot.start, m.tag))


def by_spot(marks: list[Mark]) -> dict[Spot, list[Mark]]:
    """The marks of each message."""
    found: dict[Spot, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.spot, []).append(mark)
    return found


@transaction.atomic
def put(unlocked: Unlocked, number: int, spot: Spot, tag: str) -> None:
    """Puts a mark on a message, once. Raises NoSuchTag."""
    opened = open_case(unlocked, number)
    if tag not in TAGS:
        raise NoSuchTag
    if any(mark.spot == spot and mark.tag == tag for mark in marks_of(opened)):
        return
    value: dict[str, Any] = {
        "v": 1,
        "spot": vars(spot),
        "tag": tag,
        "by": unlocked.officer.id,
        "day": today().isoformat(),
    }
    kept.keep(opened, KIND, value)
    note(opened, unlocked, "mark.put", exhibit=spot.exhibit, tag=tag)
    opened.save()


@transaction.atomic
def take_off(unlocked: Unlocked, number: int, key: int) -> None:
    """Takes a mark off again. Raises NotKept."""
    opened = open_case(unlocked, number)
    value = kept.drop(opened, KIND, key)
    note(opened, unlocked, "mark.off", exhibit=value["spot"]["exhibit"], tag=value["tag"])
    opened.save()
