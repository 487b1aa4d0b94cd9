"""Eight words give the keys back; a slip of the pen is caught before anything is sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.seal.receipt import MistypedReceipt, Receipt, ReceiptKeys, fingerprint

secrets = st.integers(0, (1 << 74) - 1)


@given(secrets)
def test_words_give_the_receipt_back(secret: int) -> None:
    receipt = Receipt.from_secret(secret)
    assert Receipt.from_indices(receipt.indices) == receipt
    assert all(0 <= index < 1024 for index in receipt.indices)


def test_most_slips_are_caught() -> None:
    """Six check bits let one slip in 64 through."""
    words = list(Receipt.from_secret(12345678901234567890).indices)
    caught = 0
    for wrong in range(1024):
        try:
            Receipt.from_indices([*words[:4], wrong, *words[5:]])
        except MistypedReceipt as error:
            caught += 1
            assert "Nothing was sent" in error.sentence
    assert caught > 1024 * 0.95


@pytest.mark.parametrize("indices", [[], [0] * 7, [0] * 9, [0] * 7 + [-1], [0] * 7 + [1024]])
def test_what_is_no_receipt_is_refused(indices: list[int]) -> None:
    with pytest.raises(MistypedReceipt):
        Receipt.from_indices(indices)


def test_no_two_draws_are_equal() -> None:
    assert len({Receipt.draw().indices for _ in range(50)}) == 50


def test_nothing_secret_is_printed() -> None:
    receipt = Receipt.draw()
    keys = ReceiptKeys.derive(receipt, salt=bytes(32))
    assert repr(receipt) == "Receipt()"
    assert repr(keys) == "ReceiptKeys()"


def test_another_instance_gives_other_keys() -> None:
    receipt = Receipt.from_secret(1)
    here, there = (ReceiptKeys.derive(receipt, salt=bytes([n]) * 32) for n in (1, 2))
    names = list(vars(here))
    assert len({getattr(here, name) for name in names}) == len(names)
    assert all(getattr(here, name) != getattr(there, name) for name in names)


def test_a_fingerprint_is_eight_words_with_check_bits() -> None:
    words = fingerprint(b"k" * 32)
    Receipt.from_indices(words)
    assert words != fingerprint(b"l" * 32)
