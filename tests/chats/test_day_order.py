"""The order of day and month comes from evidence; without any, both readings are told and a person
decides."""

from datetime import date, datetime

import pytest

from amana.chats.ballot import Evidence
from amana.chats.calendars import from_jalali
from amana.chats.dates import DayOrder
from amana.chats.message import Message
from tests.chats.reading_back import items_of, messages_of


def chat(*days: str, after: str = "") -> bytes:
    return "".join(f"{day}, 09:00 - A: a{after}\n" for day in days).encode()


def decided(data: bytes) -> list[tuple[DayOrder, Evidence]]:
    return [(run.order, run.evidence) for run in items_of(data)[0].runs]


def test_a_number_above_twelve_decides() -> None:
    assert decided(chat("1/2/24", "13/2/24")) == [(DayOrder.DMY, Evidence.ABOVE_TWELVE)]
    assert decided(chat("2/1/24", "2/13/24")) == [(DayOrder.MDY, Evidence.ABOVE_TWELVE)]


def test_time_running_forward_decides() -> None:
    assert decided(chat("10/3/24", "11/3/24", "1/4/24", "2/4/24")) == [
        (DayOrder.DMY, Evidence.FORWARD)
    ]
    assert decided(chat("3/10/24", "3/11/24", "4/1/24", "4/2/24")) == [
        (DayOrder.MDY, Evidence.FORWARD)
    ]


def test_the_form_decides_where_only_one_order_is_written_so() -> None:
    assert decided(chat("5.03.2024")) == [(DayOrder.DMY, Evidence.FORM)]
    assert decided("5\u200f/3\u200f/2024، 8:07 م - A: a\n".encode()) == [
        (DayOrder.DMY, Evidence.FORM)
    ]


@pytest.mark.parametrize(
    "name",
    ["IMG-20240305-WA0001.jpg (file attached)", "<attached: 01-PHOTO-2024-03-05-09-00-00.jpg>"],
)
def test_the_name_of_a_file_sent_decides(name: str) -> None:
    assert decided(f"3/5/24, 09:00 - A: {name}\n".encode()) == [(DayOrder.MDY, Evidence.FILE_NAME)]
    assert decided(f"5/3/24, 09:00 - A: {name}\n".encode()) == [(DayOrder.DMY, Evidence.FILE_NAME)]


def test_a_file_name_of_another_day_decides_nothing() -> None:
    data = b"3/5/24, 09:00 - A: IMG-20200101-WA0001.jpg (file attached)\n"

    assert decided(data) == [(DayOrder.AMBIGUOUS, Evidence.NONE)]


def test_nothing_decides_and_both_readings_are_told() -> None:
    data = chat("1/2/24", "2/2/24", "3/2/24")

    assert decided(data) == [(DayOrder.AMBIGUOUS, Evidence.NONE)]
    first, second, third = messages_of(data)
    assert first.at == datetime(2024, 2, 1, 9)  # noqa: DTZ001
    assert first.either == datetime(2024, 1, 2, 9)  # noqa: DTZ001
    assert (second.at, second.either) == (datetime(2024, 2, 2, 9), None)  # noqa: DTZ001
    assert third.either == datetime(2024, 3, 2, 9)  # noqa: DTZ001


@pytest.mark.parametrize(("chosen", "month"), [("dmy", 2), ("mdy", 1)])
def test_a_person_decides_what_nothing_else_does(chosen: str, month: int) -> None:
    part, items = items_of(chat("1/2/24"), day_order=chosen)  # type: ignore[arg-type]

    assert part.runs[0].evidence is Evidence.PERSON
    (message,) = items
    assert isinstance(message, Message)
    assert message.at
    assert (message.at.month, message.either) == (month, None)


def test_a_person_does_not_overrule_evidence() -> None:
    part, _ = items_of(chat("13/2/24", "1/3/24"), day_order="mdy")

    assert part.runs[0].order is DayOrder.DMY


def test_another_part_of_the_chat_written_the_same_way_decides() -> None:
    english = chat("13/2/24", "14/2/24", "15/2/24", "16/2/24")
    other = b"".join(b"2024-02-%d 10:00 - A: x\n" % day for day in (17, 18, 19, 20))
    part, _ = items_of(english + other + chat("1/3/24", "2/3/24", "3/3/24", "4/3/24"))

    assert [run.evidence for run in part.runs] == [
        Evidence.ABOVE_TWELVE,
        Evidence.YEAR_FIRST,
        Evidence.SAME_FORM,
    ]


def test_an_order_that_changes_inside_one_form_leaves_what_lies_between_to_a_person() -> None:
    day_first = [f"{day}/2/24" for day in (14, 15, 16, 17)]
    unsure = ["1/3/24"]
    month_first = [f"3/{day}/24" for day in (20, 21, 22, 23)]
    data = chat(*day_first, *unsure, *month_first)

    assert decided(data) == [
        (DayOrder.DMY, Evidence.ABOVE_TWELVE),
        (DayOrder.AMBIGUOUS, Evidence.NONE),
        (DayOrder.MDY, Evidence.ABOVE_TWELVE),
    ]
    assert len(messages_of(data)) == 9


def test_a_year_of_two_or_four_digits_and_a_lost_clock() -> None:
    years = [message.at and message.at.year for message in messages_of(chat("13/2/24"))]
    years += [message.at and message.at.year for message in messages_of(chat("13/2/1970"))]

    assert years == [2024, 1970]


@pytest.mark.parametrize(
    ("persian", "common"),
    [
        ((1380, 1, 1), date(2001, 3, 21)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1402, 12, 29), date(2024, 3, 19)),
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 7, 1), date(2025, 9, 23)),
        ((1408, 12, 30), date(2030, 3, 20)),
    ],
)
def test_days_of_the_persian_calendar(persian: tuple[int, int, int], common: date) -> None:
    assert from_jalali(*persian) == common


@pytest.mark.parametrize("never", [(1403, 13, 1), (1402, 12, 30), (1403, 7, 31), (1500, 1, 1)])
def test_days_that_the_persian_calendar_does_not_have(never: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no day"):
        from_jalali(*never)
