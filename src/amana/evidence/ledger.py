"""What he took: each loss with its proof, totalled per currency or unit and never across them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, NamedTuple

from amana.errors import AmanaError

_UNIT: Final = re.compile(r"[A-Z]{3,5}|[a-z]{1,12}")  # IQD, USDT, TRX; g, phone, card
_VISIBLE: Final = 4  # digits of a card code that may be seen, to tell one card from another
_MANY_DIGITS: Final = re.compile(rf"(?:\d[ -]?){{{_VISIBLE + 1},}}")
_LARGEST: Final = Decimal(10) ** 15
_FINEST: Final = 8  # decimal places: a satoshi


class BadLoss(AmanaError):
    """This line of the ledger has no amount above zero, or no currency or unit. Nothing was written. Enter both, such as
    500000 IQD or 12 g.
    """


class OpenCardCode(AmanaError):
    """This line shows a whole card code, which anyone could use. Nothing was written. Leave its last four digits only."""


class Kind(StrEnum):
    """What was taken."""

    TRANSFER = "transfer"
    CASH = "cash"
    GOLD = "gold"
    PHONE = "phone"
    CARD = "card"
    OTHER = "other"


class State(StrEnum):
    """Whether it is her claim or was confirmed against its proof by a person."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, kw_only=True)
class Loss:
    """`unit` is a currency code in capitals or a measure in small letters; `day` is claimed; `channel` is how it went.

    `proofs` are exhibit numbers. Raises BadLoss or OpenCardCode.
    """

    kind: Kind
    amount: Decimal
    unit: str
    day: date | None = None
    channel: str = ""
    proofs: tuple[int, ...] = ()
    state: State = State.CLAIMED
    reference: str = field(repr=False, default="")
    card: str = field(repr=False, default="")

    def __post_init__(self) -> None:
        known = self.amount.is_finite() and 0 < self.amount <= _LARGEST
        if not known or not _UNIT.fullmatch(self.unit) or -_places(self.amount) > _FINEST:
            raise BadLoss
        if _MANY_DIGITS.search(self.card):
            raise OpenCardCode

    def row(self) -> dict[str, Any]:
        """The line as it is exported; the amount as text, so that no program rounds it."""
        return {
            "kind": self.kind.value,
            "amount": plain(self.amount),
            "unit": self.unit,
            "day": self.day.isoformat() if self.day else "",
            "channel": self.channel,
            "reference": self.reference,
            "card": self.card,
            "proofs": list(self.proofs),
            "state": self.state.value,
        }


class Total(NamedTuple):
    """The sums of one currency or unit."""

    unit: str
    claimed: Decimal
    confirmed: Decimal


def masked(code: str) -> str:
    """A card code with only its last four digits (fewer of a short one), whatever digits it was written in."""
    digits = [str(int(sign)) for sign in code if sign.isdigit() and sign.isdecimal()]
    shown = min(_VISIBLE, len(digits) // 2)
    return "•" * (len(digits) - shown) + "".join(digits[len(digits) - shown :])


def totals(losses: Iterable[Loss]) -> list[Total]:
    """The sums per unit, in the order of their codes; what was confirmed is not in `claimed`."""
    sums: dict[str, dict[State, Decimal]] = defaultdict(lambda: dict.fromkeys(State, Decimal(0)))
    for loss in losses:
        sums[loss.unit][loss.state] += loss.amount
    return [
        Total(unit, found[State.CLAIMED], found[State.CONFIRMED])
        for unit, found in sorted(sums.items())
    ]


def plain(amount: Decimal) -> str:
    """An amount in digits, without an exponent."""
    return f"{amount:f}"


def _places(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
