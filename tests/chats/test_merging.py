"""One time line over several chats: everything is on it once, in an order that a judge can follow."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.chats.aligning import HOLE, RUN_OF_ONE_VOICE, ascending
from amana.chats.merging import Entry, Origin, Transcript, merge
from amana.chats.message import Gap, Item, Kind, Message

BAGHDAD = ZoneInfo("Asia/Baghdad")
START = datetime(2024, 3, 5, 20, 7)  # noqa: DTZ001  # a phone's own clock


def said(text: str, minute: float | None = 0, sender: str = "علي", *, utc: bool = False) -> Message:
    at = None if minute is None else START + timedelta(minutes=minute)
    if at and utc:
        at = (at - timedelta(hours=3)).replace(tzinfo=UTC)
    return Message(0, 1, Kind.TEXT, at, sender, text, (), ())


def talk(first: int, last: int) -> list[Item]:
    """Two voices in turn, one line a minute."""
    return [said(f"line {n}", n, ("علي", "سارة")[n % 2]) for n in range(first, last)]


def line(*transcripts: Sequence[Item]) -> list[Entry]:
    return list(merge([Transcript(each) for each in transcripts], BAGHDAD))


def texts(entries: list[Entry], *transcripts: Sequence[Item]) -> list[str]:
    shown = []
    for entry in entries:
        item = transcripts[entry.origins[0].transcript][entry.origins[0].item]
        shown.append(item.text if isinstance(item, Message) else "gap")
    return shown


def test_chats_with_and_without_a_zone_are_one_time_line_in_hers():
    phone = [said("one", 0), said("three", 2)]
    cloud = [said("two", 1, utc=True), said("four", 3, utc=True)]
    entries = line(phone, cloud)
    assert texts(entries, phone, cloud) == ["one", "two", "three", "four"]
    assert [entry.at and (entry.at.hour, entry.at.minute) for entry in entries] == [
        (20, 7), (20, 8), (20, 9), (20, 10),
    ]  # fmt: skip
    assert all(entry.at and entry.at.tzinfo is BAGHDAD for entry in entries)


def test_messages_of_the_same_minute_keep_the_order_of_their_file():
    chat: list[Item] = [said(f"line {n}") for n in range(9)]
    assert texts(line(chat), chat) == [f"line {n}" for n in range(9)]


def test_a_clock_that_jumps_moves_no_message_of_its_own_chat_and_is_told():
    chat = [
        said("a", 0),
        said("b", 1),
        said("jump", 60 * 24 * 999),
        said("back", -500),
        said("c", 2),
    ]
    other = [said("other", 1.5, "سارة")]
    entries = line(chat, other)
    assert texts(entries, chat, other) == ["a", "b", "jump", "back", "other", "c"]
    assert [entry.out_of_order for entry in entries] == [False, False, True, True, False, False]
    assert entries[2].at is not None and entries[2].at.year > 2025  # shown as stated


def test_a_message_without_a_date_stays_where_its_file_has_it():
    chat = [said("a", 0), said("?", None), said("c", 9)]
    other = [said("b", 5, "سارة")]
    entries = line(chat, other)
    assert texts(entries, chat, other) == ["a", "?", "b", "c"]
    assert entries[1].at is None


def test_a_file_that_runs_backwards_is_read_forwards():
    chat = [said("late", 9), said("middle", 5), said("early", 0)]
    entries = line(chat)
    assert texts(entries, chat) == ["early", "middle", "late"]
    assert [entry.origins for entry in entries] == [
        (Origin(0, 2),),
        (Origin(0, 1),),
        (Origin(0, 0),),
    ]
    forwards = list(merge([Transcript(chat, newest_first=False)], BAGHDAD))
    assert texts(forwards, chat) == ["late", "middle", "early"]


def test_two_exports_of_one_chat_are_one_and_show_both_origins():
    first, second = talk(0, 20), talk(10, 30)
    entries = line(first, second)
    assert texts(entries, first, second) == [f"line {n}" for n in range(30)]
    both = [entry.origins for entry in entries if len(entry.origins) == 2]
    assert both == [(Origin(0, n), Origin(1, n - 10)) for n in range(10, 20)]


def test_seconds_in_one_export_and_minutes_in_the_other_are_the_same_message():
    first = talk(0, 10)
    second: list[Item] = [said(f"line {n}", n + 0.5, ("علي", "سارة")[n % 2]) for n in range(10)]
    assert all(len(entry.origins) == 2 for entry in line(first, second))


def test_what_differs_inside_an_overlap_is_shown_from_both_sides():
    first, second = talk(0, 12), talk(0, 12)
    second[5] = said("This message was deleted", 5, "سارة")
    entries = line(first, second)
    shown = texts(entries, first, second)
    assert shown.index("line 4") < shown.index("line 5") < shown.index("line 6")
    assert shown.index("line 4") < shown.index("This message was deleted") < shown.index("line 6")
    assert len(entries) == 13


def test_like_words_in_two_chats_do_not_make_them_one():
    first = [said("hi", 0, "سارة"), said("ok", 1), said("one", 2)]
    second = [said("hi", 0, "سارة"), said("no", 1, "x"), said("two", 3, "x")]
    assert len(line(first, second)) == 6


def test_lines_that_she_sends_to_two_people_at_once_stay_two():
    hers: list[Item] = [said(f"help {n}", n, "سارة") for n in range(RUN_OF_ONE_VOICE - 1)]
    first, second = [*hers, said("yes", 50, "x")], [*hers, said("what", 50, "y")]
    assert len(line(first, second)) == len(first) + len(second)


def test_the_same_short_file_sent_twice_is_shown_once():
    chat = [said("pay", 0)]
    assert [entry.origins for entry in line(chat, list(chat))] == [(Origin(0, 0), Origin(1, 0))]


def test_an_overlap_with_a_long_hole_is_two_runs():
    first = talk(0, 40)
    second = [*talk(0, 10), *[said("new", n, "x") for n in range(10, 10 + HOLE + 2)], *talk(30, 40)]
    entries = line(first, second)
    assert sum(len(entry.origins) == 2 for entry in entries) == 20
    assert len(entries) == len(first) + len(second) - 20


def test_three_exports_of_one_chat_are_one():
    entries = line(talk(0, 20), talk(5, 25), talk(10, 30))
    assert len(entries) == 30
    assert max(len(entry.origins) for entry in entries) == 3


def test_bytes_that_were_not_understood_have_their_place_on_the_line():
    chat: list[Item] = [
        said("a", 0),
        Gap(1, 9, False, "broken"),
        Gap(9, 10, True, "x"),
        said("b", 1),
    ]
    assert texts(line(chat), chat) == ["a", "gap", "b"]


@pytest.mark.parametrize("year", [1, 9999])
def test_the_edges_of_the_calendar_stop_nobody(year: int):
    for zone in (None, UTC):
        edge = said("edge")._replace(at=datetime(year, 1 if year == 1 else 12, 1, tzinfo=zone))
        assert len(line([edge, said("b", 1)])) == 2


def test_no_chats_and_empty_chats_make_an_empty_line():
    assert line() == line([], []) == []


chats_of_few_words = st.lists(
    st.builds(
        said,
        st.sampled_from(["a", "b", "c"]),
        st.none() | st.integers(0, 6),
        st.sampled_from(["علي", "سارة"]),
    ),
    max_size=12,
)


@given(st.lists(chats_of_few_words, max_size=4))
def test_nothing_is_dropped_or_told_twice_and_two_chats_keep_their_order(
    chats: list[Sequence[Item]],
):
    entries = list(merge([Transcript(each, newest_first=False) for each in chats], BAGHDAD))
    told = [origin for entry in entries for origin in entry.origins]
    assert sorted(told) == [
        Origin(index, place) for index, each in enumerate(chats) for place in range(len(each))
    ]
    for entry in entries:
        assert len({origin.transcript for origin in entry.origins}) == len(entry.origins)
        shown = {chats[o.transcript][o.item][4:6] for o in entry.origins}
        assert len(shown) == 1, "only like messages become one"
    if len(chats) < 3:  # three can contradict one another in their order
        for index in range(len(chats)):
            mine = [origin.item for origin in told if origin.transcript == index]
            assert mine == sorted(mine)


@given(st.lists(st.integers(0, 9), max_size=12), st.booleans())
def test_the_longest_ascending_choice_is_the_longest(values: list[int], equal: bool):
    chosen = [values[place] for place in ascending(values, equal=equal)]
    assert all(one <= two if equal else one < two for one, two in pairwise(chosen))
    longest: list[int] = []
    for place, value in enumerate(values):
        before = [
            longest[k] for k in range(place) if values[k] < value or (equal and values[k] == value)
        ]
        longest.append(1 + max(before, default=0))
    assert len(chosen) == max(longest, default=0)
