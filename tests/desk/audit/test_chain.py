"""The audit: whole or broken at a named row, silent without a key, readable by two auditors and by who holds the case secret."""

import dataclasses
import io
import os
import threading
from datetime import date, timedelta

import pyrage
import pytest
import time_machine
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.desk.audit import chain, journal, parts
from amana.desk.audit.chain import BrokenChainError, Head, NotAnAuditError, Row


def made(length: int = 6) -> list[Row]:
    """A whole chain without a database."""
    rows, previous = [], chain.START
    for position in range(1, length + 1):
        day = date(2026, 3, 1) + timedelta(days=position // 3)
        case_part, actor_part = os.urandom(parts.CASE_PART), os.urandom(parts.ACTOR_PART)
        h = chain.digest(position, day, previous, case_part, actor_part)
        rows.append(
            Row(
                position=position,
                day=day,
                previous=previous,
                case_part=case_part,
                actor_part=actor_part,
                h=h,
            )
        )
        previous = h
    return rows


WHOLE = made()


def broken_at(rows, **more):
    with pytest.raises(BrokenChainError) as broken:
        chain.verify(rows, **more)
    return broken.value.position


def test_a_whole_chain_gives_its_head():
    assert chain.verify(WHOLE) == Head(position=6, h=WHOLE[-1].h)
    assert chain.verify([]) == Head(position=0, h=chain.START)


@settings(max_examples=60, deadline=None)
@given(
    row=st.integers(0, 5),
    name=st.sampled_from(["previous", "case_part", "actor_part", "h"]),
    bit=st.integers(0, 8 * 32 - 1),
)
def test_one_flipped_bit_is_found_at_its_row(row, name, bit):
    rows = list(WHOLE)
    changed = bytearray(getattr(rows[row], name))
    changed[bit // 8] ^= 1 << bit % 8
    rows[row] = dataclasses.replace(rows[row], **{name: bytes(changed)})

    assert broken_at(rows) == row + 1


def test_another_day_is_found():
    rows = list(WHOLE)
    rows[2] = dataclasses.replace(rows[2], day=rows[2].day + timedelta(days=1))
    assert broken_at(rows) == 3


@pytest.mark.parametrize("gone", range(5))
def test_a_deleted_row_is_found(gone):
    assert broken_at(WHOLE[:gone] + WHOLE[gone + 1 :]) == gone + 1


def test_two_rows_in_the_other_order_are_found():
    assert broken_at([WHOLE[0], WHOLE[2], WHOLE[1], *WHOLE[3:]]) == 2


def test_rows_cut_off_at_the_end_are_found_with_a_head_from_paper():
    noted = [Head(position=5, h=WHOLE[4].h)]

    assert chain.verify(WHOLE[:4]).position == 4  # nothing in the rows themselves can show it
    assert broken_at(WHOLE[:4], known=noted) == 5
    assert chain.verify(WHOLE, known=noted).position == 6


def test_a_chain_written_anew_is_found_with_a_head_from_paper():
    assert broken_at(made(), known=[Head(position=4, h=WHOLE[3].h)]) == 4


def test_an_export_is_read_back_whole_and_a_damaged_line_is_named():
    file = io.BytesIO()
    chain.export(WHOLE, file)
    file.seek(0)
    assert chain.verify(chain.load(file)) == chain.verify(WHOLE)

    lines = file.getvalue().splitlines(keepends=True)
    lines[3] = lines[3][:-40] + b"\n"
    assert broken_at(chain.load(io.BytesIO(b"".join(lines)))) == 3


@pytest.mark.parametrize("content", [b"", b"{}\n", b'{"v":"other/1"}\n', b"\xff\xfe"])
def test_another_file_is_refused(content):
    with pytest.raises(NotAnAuditError):
        list(chain.load(io.BytesIO(content)))


def test_every_row_has_one_size_and_the_live_chain_is_whole(desk):
    secret = os.urandom(32)
    journal.write(actor="A", action="case.opened", case_secret=secret, details={"file": "x" * 300})
    journal.write(actor="B", action="staff.signed_in")
    journal.write(actor="", action="clock")

    rows = list(journal.rows())

    assert {(len(row.case_part), len(row.actor_part)) for row in rows} == {(1024, 1664)}
    assert chain.verify(rows) == journal.head()


def test_both_auditors_read_who_did_what_but_not_about_which_case(desk):
    journal.write(actor="A", action="case.opened", case_secret=bytes(32), details={"number": 7})
    journal.write(actor="B", action="staff.left", details={"officer": "C"})

    for auditor in desk.auditors:
        (_, _, first), (_, _, second) = chain.read(journal.rows(), str(auditor))
        assert first is not None
        assert second is not None
        assert (first["actor"], first["action"]) == ("A", "case.opened")
        assert "details" not in first
        assert second["details"] == {"officer": "C"}
    stranger = str(pyrage.x25519.Identity.generate())
    assert [content for *_, content in chain.read(journal.rows(), stranger)] == [None, None]


def test_a_case_reads_its_own_history_with_old_and_new_secrets(desk):
    old, new, other = os.urandom(32), os.urandom(32), os.urandom(32)
    own = [
        journal.write(actor="A", action="case.opened", case_secret=old),
        journal.write(actor="A", action="case.resealed", case_secret=new),
    ]
    foreign = journal.write(actor="A", action="case.opened", case_secret=other)

    history = list(journal.of_case([new, old], [*own, foreign]))

    assert [(at, told["action"]) for at, told in history] == [
        (own[0], "case.opened"),
        (own[1], "case.resealed"),
    ]


def test_a_clock_set_back_does_not_break_the_chain(desk):
    journal.write(actor="A", action="one")
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        journal.write(actor="A", action="two")

    assert chain.verify(journal.rows()).position == 2


def test_a_step_that_fails_leaves_no_row(desk):
    from django.db import transaction

    with pytest.raises(RuntimeError), transaction.atomic():
        journal.write(actor="A", action="half")
        raise RuntimeError
    assert journal.head().position == 0


def test_many_writers_make_one_chain(desk):
    from django.db import connections

    def work(name):
        for _ in range(5):
            journal.write(actor=name, action="x")
        connections.close_all()

    threads = [threading.Thread(target=work, args=(f"t{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert chain.verify(journal.rows()).position == 20


def test_what_does_not_fit_a_row_is_refused(desk):
    with pytest.raises(parts.EntryTooLongError):
        journal.write(actor="A", action="x", case_secret=bytes(32), details={"a": "ا" * 2000})
