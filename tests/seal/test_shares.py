"""Two of three sheets open; one says nothing; a mistyped word is caught."""

from itertools import combinations

import pytest

from amana.seal.shares import BadShares, combine, sheet, split

SECRET = bytes(range(32))


def test_any_two_sheets_give_the_secret_back() -> None:
    for pair in combinations(split(SECRET), 2):
        assert combine(pair) == SECRET


def test_one_or_three_sheets_do_not() -> None:
    shares = split(SECRET)
    for few in (shares[:1], shares, (shares[0], shares[0])):
        with pytest.raises(BadShares):
            combine(few)


def test_a_mistyped_word_and_a_foreign_sheet_are_caught() -> None:
    one, two, _ = split(SECRET)
    words = two.split()
    wrong = " ".join([*words[:6], "academic" if words[6] != "academic" else "acid", *words[7:]])
    for other in (wrong, split(SECRET)[1], "", "not words at all"):
        with pytest.raises(BadShares) as refusal:
            combine((one, other))
        assert "paper" in refusal.value.sentence


def test_a_sheet_numbers_every_word_and_can_be_typed_sloppily() -> None:
    one, two, _ = split(SECRET)
    printed = sheet(one)
    for number, word in enumerate(one.split(), 1):
        assert f"{number:2} {word}" in printed
    assert combine((one.upper() + "  \n", two)) == SECRET


def test_only_a_key_is_split() -> None:
    with pytest.raises(BadShares):
        split(bytes(16))
