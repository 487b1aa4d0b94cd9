"""What he took is totalled per currency, never across, and no card code can be used by who reads it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.evidence.ledger import BadLoss, Kind, Loss, OpenCardCode, State, Total, masked, totals


def loss(amount: str, unit: str, state: State = State.CLAIMED, card: str = "") -> Loss:
    return Loss(kind=Kind.OTHER, amount=Decimal(amount), unit=unit, state=state, card=card)


def test_each_currency_has_its_own_sum_and_what_is_confirmed_stands_apart() -> None:
    found = totals(
        [
            loss("500000", "IQD"),
            loss("250000.50", "IQD", State.CONFIRMED),
            loss("100", "USD"),
            loss("0.00000001", "BTC"),
            loss("12.5", "g"),
            loss("1", "IQD"),
        ]
    )
    assert found == [
        Total("BTC", Decimal("0.00000001"), Decimal(0)),
        Total("IQD", Decimal("500001"), Decimal("250000.50")),
        Total("USD", Decimal(100), Decimal(0)),
        Total("g", Decimal("12.5"), Decimal(0)),
    ]


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        ("0", "IQD"),
        ("-5", "IQD"),
        ("NaN", "IQD"),
        ("1e400", "IQD"),
        ("5", ""),
        ("5", "=cmd"),
        ("0.000000001", "BTC"),
    ],
)
def test_a_line_without_amount_or_unit_is_refused(amount: str, unit: str) -> None:
    with pytest.raises(BadLoss):
        loss(amount, unit)


@pytest.mark.parametrize("code", ["1234567890123456", "1234 5678 9012 3456", "١٢٣٤٥٦٧٨٩٠١٢٣٤"])
def test_a_whole_card_code_never_enters_the_ledger(code: str) -> None:
    with pytest.raises(OpenCardCode):
        loss("5", "USD", card=code)
    shown = masked(code)
    assert loss("5", "USD", card=shown).card == shown
    assert shown.endswith(("3456", "1234"))


@given(st.text(alphabet="0123456789٠١٢٣ -", max_size=24))
def test_at_most_four_digits_of_any_code_are_seen(code: str) -> None:
    shown = masked(code)
    digits = sum(sign.isdigit() for sign in code)
    assert sum(sign.isdigit() for sign in shown) <= min(4, digits / 2)
    assert len(shown) == digits
