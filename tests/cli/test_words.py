"""Receipts and fingerprints as they are typed: commas, lines, spaces, things of two words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.cli.keys.words import UnknownWordsError, WordList
from amana.cli.report import read_receipt
from amana.seal.receipt import MistypedReceipt, Receipt

LANGUAGES = ("ar", "ckb", "en")


@settings(max_examples=60, deadline=None)
@given(
    secret=st.integers(0, 2**74 - 1),
    language=st.sampled_from(LANGUAGES),
    comma=st.sampled_from("،,;\n"),
)
def test_a_receipt_is_read_back_as_it_was_printed(secret, language, comma):
    receipt = Receipt.from_secret(secret)
    typed = comma.join(
        f"  \u2068{word}\u2069" for word in WordList.of(language).words(receipt.indices)
    )
    assert read_receipt(typed.replace("\u2068", "").replace("\u2069", ""), language) == receipt


def test_every_thing_is_found_again_between_spaces():
    for language in LANGUAGES:
        words = WordList.of(language)
        for index in range(1_024):
            (typed,) = words.words((index,))
            assert words.indices(typed.upper()) == (index,)


def test_a_mistyped_receipt_goes_nowhere():
    words = WordList.of("en").words(Receipt.from_secret(0x1234_5678_9ABC_DEF0_12).indices)
    with pytest.raises(MistypedReceipt):
        read_receipt(",".join([words[1], words[0], *words[2:]]), "en")
    with pytest.raises(UnknownWordsError):
        read_receipt("xyzzy " * 8, "en")
