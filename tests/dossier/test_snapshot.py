"""A snapshot has one spelling, and what it does not know it refuses."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.dossier.snapshot import VERSION, LossState, Snapshot
from amana.dossier.stored import NotASnapshot, dump, load
from tests.dossier.sample import sample


def test_what_was_written_is_read_back_equal(language: str) -> None:
    """Given a whole case; when it is stored and read; then nothing is lost and the spelling is the same."""
    case = sample(language)
    stored = dump(case)
    assert load(stored) == case
    assert dump(load(stored)) == stored
    assert json.loads(stored)["v"] == VERSION


def test_there_is_no_field_for_her_name() -> None:
    """Given the form of a snapshot; then it has no place for a name, an address or a date of birth."""
    fields = set(Snapshot.__dataclass_fields__)
    assert not {"name", "address", "phone", "born", "survivor", "family"} & fields


@pytest.mark.parametrize(
    "change",
    [
        {"v": "amana-dossier/2"},
        {"her_name": "…"},
        {"officers": "C-1"},
        {"made_on": "yesterday"},
        {"specimen": 1},
        {"statement": [{"text": "…", "basis": "certain"}]},
        {"exhibits": [{"number": "1"}]},
        {
            "ledger": [
                {"kind": "cash", "when": {}, "amount": 1.5, "unit": "IQD", "state": "claimed"}
            ]
        },
    ],
)
def test_what_it_does_not_know_is_refused(change: dict[str, object]) -> None:
    """Given a stored case with one thing wrong; when it is read; then it is refused with a sentence, not guessed."""
    content = json.loads(dump(sample("en"))) | change
    with pytest.raises(NotASnapshot):
        load(json.dumps(content).encode())


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_other_bytes_are_refused(data: bytes) -> None:
    """Given any bytes; when they are read as a snapshot; then they are refused, never a crash."""
    with pytest.raises(NotASnapshot):
        load(data)


@pytest.mark.parametrize("nested", [b"[" * 100_000, b'{"v":' * 50_000])
def test_deep_nesting_is_refused(nested: bytes) -> None:
    """Given brackets without end; then they are refused."""
    with pytest.raises(NotASnapshot):
        load(nested)


def test_totals_never_cross_units_or_states() -> None:
    """Given dinars claimed and confirmed, and gold; then each has a sum of its own, to the last digit."""
    case = sample("en")
    doubled = replace(case, ledger=case.ledger * 2)
    assert dict(doubled.totals) == {
        ("IQD", LossState.CONFIRMED): Decimal(1_500_000),
        ("IQD", LossState.CLAIMED): Decimal(500_000),
        ("g", LossState.CLAIMED): Decimal("25.0"),
    }
