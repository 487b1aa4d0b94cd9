"""The custody chain: nothing can be changed, taken out, put in or moved without the first broken entry being named."""

import dataclasses
import hashlib
import json
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.evidence.custody import (
    Act,
    BadAct,
    BrokenCustody,
    Custody,
    ForeignHead,
    sign_head,
    verify_head,
)
from tests.evidence.cases import FILES, NOON, OTHER_SIGNER, SIGNER, custody_of

PUBLIC = SIGNER.public_key().public_bytes_raw()
LOOK = Act(at=NOON, zone="Asia/Baghdad", actor="officer-1", action="looked at", exhibit=2)
WHOLE = custody_of(FILES).dump()


def test_a_chain_comes_back_as_it_was_written_and_grows_on() -> None:
    # Given a chain that was kept
    custody = custody_of(FILES)
    again = Custody.load(custody.dump())
    assert (again.hash, again.position, again.id) == (custody.hash, 6, custody.id)
    # When something more is done
    line = again.append(LOOK)
    # Then it is one line more, and what stood before is the same
    assert again.dump() == custody.dump() + line + b"\n"
    assert Custody.load(again.dump()).position == 7


def test_an_entry_can_be_checked_with_nothing_but_a_hash() -> None:
    # Given the documented form, computed here by hand
    lines = [json.loads(line) for line in WHOLE.decode().splitlines()]
    previous = hashlib.sha256(b"amana-custody/1 start\n" + lines[0]["chain"].encode()).digest()
    for position, line in enumerate(lines[1:], start=1):
        spelled = json.dumps(
            line["content"], sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        content = hashlib.sha256(b"amana-custody/1 content\n" + spelled.encode()).digest()
        linked = b"amana-custody/1 link\n" + position.to_bytes(8, "big") + previous + content
        previous = hashlib.sha256(linked).digest()
        assert line["hash"] == previous.hex()


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, len(WHOLE) - 1), bit=st.integers(0, 7))
def test_any_flipped_bit_names_its_entry(at: int, bit: int) -> None:
    changed = bytearray(WHOLE)
    changed[at] ^= 1 << bit
    with pytest.raises(BrokenCustody) as broken:
        Custody.load(bytes(changed))
    # The chain's own number, on the line before the first, shows in the first entry.
    entry = WHOLE.count(b"\n", 0, at)
    assert broken.value.position in ({entry} if entry else {0, 1})


def test_entries_taken_out_put_in_or_moved_are_named() -> None:
    lines = WHOLE.splitlines(keepends=True)
    for changed, position in [
        (lines[:2] + lines[3:], 2),  # the second is gone
        ([*lines[:3], lines[2], *lines[3:]], 3),  # it stands there twice
        ([*lines[:2], lines[3], lines[2], *lines[4:]], 2),  # two are exchanged
        (lines[1:], 0),  # the line that opens the chain is gone
    ]:
        with pytest.raises(BrokenCustody) as broken:
            Custody.load(b"".join(changed))
        assert broken.value.position == position


def test_an_end_that_was_cut_off_shows_by_the_signed_head() -> None:
    custody = custody_of(FILES)
    head = sign_head(custody, SIGNER, NOON)
    verify_head(custody, head, PUBLIC)
    shorter = Custody.load(b"".join(WHOLE.splitlines(keepends=True)[:-1]))
    with pytest.raises(ForeignHead):
        verify_head(shorter, head, PUBLIC)


def test_a_head_signed_by_another_or_for_something_else_counts_for_nothing() -> None:
    custody = custody_of(FILES)
    with pytest.raises(ForeignHead):
        verify_head(custody, sign_head(custody, OTHER_SIGNER, NOON), PUBLIC)
    head = json.loads(sign_head(custody, SIGNER, NOON))
    bare = {name: value for name, value in head.items() if name != "signature"}
    text = json.dumps(bare, sort_keys=True, separators=(",", ":")).encode()
    for domain in (b"", b"amana-bundle/1\n"):
        head["signature"] = SIGNER.sign(domain + text).hex()
        forged = json.dumps(head, sort_keys=True, separators=(",", ":")).encode() + b"\n"
        with pytest.raises(ForeignHead):
            verify_head(custody, forged, PUBLIC)


def test_a_reader_of_some_exhibits_sees_nothing_of_the_others_and_the_chain_still_holds() -> None:
    # Given a case in which exhibit 9 was locked unseen
    custody = custody_of(FILES)
    # When the chain is shown to a reader of exhibits 1 and 2
    shown = custody.showing([1, 2])
    # Then no word of 3 and 9 is in it
    assert b"locked unseen" not in shown.dump()
    assert FILES[2].exhibit.salted.hex().encode() not in shown.dump()
    assert [entry is None for entry in shown.entries] == [False, False, True, False, True, False]
    # And it is the same chain, whole, for the same head
    assert Custody.load(shown.dump()).hash == custody.hash
    verify_head(shown, sign_head(custody, SIGNER, NOON), PUBLIC)
    # And it can be narrowed again
    assert shown.showing([1]).hash == custody.hash


def test_a_withheld_entry_cannot_be_guessed() -> None:
    # Given two chains in which the same was done
    one, two = Custody(custody_of(FILES).id), Custody(custody_of(FILES).id)
    one.append(LOOK)
    two.append(LOOK)
    # Then what stands for it when it is withheld is not the same
    assert one.showing([]).dump() != two.showing([]).dump()


def test_before_a_withheld_entry_nothing_can_be_changed_either() -> None:
    lines = custody_of(FILES).showing([1]).dump().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"officer-1", b"officer-2")
    with pytest.raises(BrokenCustody) as broken:
        Custody.load(b"".join(lines))
    assert broken.value.position == 1


@pytest.mark.parametrize(
    "bad",
    [
        {"at": datetime(2026, 11, 20)},  # noqa: DTZ001  a time without a zone says nothing
        {"salted": b"short"},
        {"exhibit": -1},
        {"details": {"words": "x" * 2_000_000}},
        {"action": "\ud800"},
    ],
)
def test_what_cannot_be_an_entry_is_refused_and_nothing_is_written(bad: dict[str, object]) -> None:
    custody = custody_of(FILES)
    with pytest.raises(BadAct):
        custody.append(dataclasses.replace(LOOK, **bad))  # type: ignore[arg-type]
    assert custody.dump().count(b"\n") == 7
