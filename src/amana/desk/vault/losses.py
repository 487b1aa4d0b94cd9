"""What he took: a ledger with the proof of each line, totalled per currency or unit and never across them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final, Self

from django.db import transaction

from amana.desk.cases import kept
from amana.desk.cases.history import note
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError
from amana.evidence.ledger import BadLoss, Kind, Loss, State, Total, masked, plain, totals
from amana.wire.encoding import JsonObject

KIND: Final = "loss"
UNITS: Final = ("IQD", "USD", "USDT", "EUR", "g", "piece", "card")
_LINE: Final = 200  # characters


class NotALoss(AmanaError):
    """This line cannot be kept: its kind or day is not one that can be. Nothing was changed. Choose the kind, and write the day
    as it is or leave it empty."""


@dataclass(frozen=True)
class Lost:
    """One line, with what it was in words and who entered it."""

    key: int
    loss: Loss
    what: str
    by: str

    @classmethod
    def load(cls, record: kept.Kept) -> Self:
        """From its record."""
        told = dict(record.value["loss"])
        loss = Loss(
            kind=Kind(told["kind"]),
            amount=Decimal(told["amount"]),
            unit=told["unit"],
            day=datetime.date.fromisoformat(told["day"]) if told["day"] else None,
            channel=told["channel"],
            proofs=tuple(told["proofs"]),
            state=State(told["state"]),
            reference=told["reference"],
            card=told["card"],
        )
        return cls(record.key, loss, record.value["what"], record.value["by"])

    @property
    def amount(self) -> str:
        """In digits."""
        return plain(self.loss.amount)


def losses_of(opened: OpenedCase) -> list[Lost]:
    """The lines of a case, by day."""
    found = [Lost.load(record) for record in kept.all_of(opened, KIND)]
    return sorted(found, key=lambda lost: (lost.loss.day or datetime.date.max, lost.key))


def totals_of(lost: Sequence[Lost]) -> list[Total]:
    """Sums per currency or unit."""
    return totals(each.loss for each in lost)


@transaction.atomic
def enter(unlocked: Unlocked, number: int, told: Mapping[str, str], proofs: Sequence[int]) -> None:
    """Adds a line as claimed. A card code is masked before it is kept. Raises NotALoss, BadLoss."""
    opened = open_case(unlocked, number)
    try:
        kind = Kind(told.get("kind", ""))
        day = datetime.date.fromisoformat(told["day"]) if told.get("day") else None
    except ValueError as error:
        raise NotALoss from error
    reference = told.get("reference", "").strip()[:_LINE]
    loss = Loss(
        kind=kind,
        amount=_amount(told.get("amount", "")),
        unit=told.get("unit", "").strip(),
        day=day,
        channel=told.get("channel", "").strip()[:_LINE],
        proofs=tuple(sorted(set(proofs))),
        state=State.CLAIMED,
        reference="" if kind is Kind.CARD else reference,
        card=masked(reference) if kind is Kind.CARD else "",
    )
    what = told.get("what", "").strip()[:_LINE]
    kept.keep(opened, KIND, _record(loss, what, unlocked.officer.id))
    note(opened, unlocked, "loss.entered", kind=kind.value)
    opened.save()


@transaction.atomic
def confirm(unlocked: Unlocked, number: int, key: int, *, confirmed: bool) -> None:
    """Says that a person compared a line with its proof, or takes that back. Raises NotKept."""
    opened = open_case(unlocked, number)
    record = kept.one_of(opened, KIND, key)
    value = dict(record.value)
    state = State.CONFIRMED if confirmed else State.CLAIMED
    value["loss"] = value["loss"] | {"state": state.value}
    kept.change(opened, KIND, key, value)
    note(opened, unlocked, "loss.confirmed" if confirmed else "loss.claimed")
    opened.save()


@transaction.atomic
def remove(unlocked: Unlocked, number: int, key: int) -> None:
    """Takes a line out. Raises NotKept."""
    opened = open_case(unlocked, number)
    kept.drop(opened, KIND, key)
    note(opened, unlocked, "loss.removed")
    opened.save()


def _record(loss: Loss, what: str, by: str) -> JsonObject:
    return {"v": 1, "loss": loss.row(), "what": what, "by": by}


def _amount(text: str) -> Decimal:
    """In Latin, Arabic or Persian digits, with thousands set apart or not."""
    plain_digits = "".join(
        str(int(sign)) if sign.isdecimal() else sign for sign in text if sign not in " ,٬'\u00a0"
    )
    try:
        return Decimal(plain_digits.replace("٫", "."))
    except InvalidOperation as error:
        raise BadLoss from error
