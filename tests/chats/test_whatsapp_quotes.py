"""Lines that imitate the start of a message: nobody's words are silently given to somebody else."""

from amana.chats.dates import DayOrder
from amana.chats.message import Mark, Message
from tests.chats.reading_back import items_of, messages_of

BEFORE = "25/02/2024, 09:00 - Test Person: first\n"


def told(text: str) -> list[tuple[str, str, tuple[Mark, ...]]]:
    return [(each.sender, each.text, each.marks) for each in messages_of(text.encode())]


def test_a_quote_written_as_another_phone_writes_stays_with_who_sent_it() -> None:
    quote = "[24/02/2024, 21:00:10] سارة: I agree\n[24/02/2024, 21:01:10] سارة: yes\n" * 3
    text = BEFORE + "25/02/2024, 10:00 - Test Person: look what she wrote:\n" + quote
    text += "25/02/2024, 10:01 - سارة: I never wrote that\n"

    said = told(text)

    assert [each[0] for each in said] == ["Test Person", "Test Person", "سارة"]
    assert said[1][1] == "look what she wrote:\n" + quote.rstrip("\n")
    assert said[1][2] == (Mark.HEADER_INSIDE,)
    assert said[2][2] == ()


def test_a_quote_written_as_this_phone_writes_is_marked() -> None:
    text = BEFORE + "25/02/2024, 10:00 - Test Person: look:\n"
    text += "24/02/2024, 21:00 - سارة: I agree\n24/02/2024, 21:05 - سارة: yes\n"
    text += "25/02/2024, 10:01 - سارة: I never wrote that\n"

    said = told(text)

    assert [mark for _, _, mark in said] == [(), (), *[(Mark.OUT_OF_ORDER,)] * 2, ()]


def test_a_forged_line_from_the_future_is_marked_not_all_that_follows() -> None:
    text = BEFORE + "25/02/2024, 10:00 - Test Person: look:\n"
    text += "25/02/2026, 10:00 - سارة: I owe him 500\n"
    text += "".join(f"25/02/2024, 10:{minute} - سارة: {minute}\n" for minute in range(10, 60))

    said = told(text)

    assert said[2][2] == (Mark.OUT_OF_ORDER,)
    assert all(mark == () for _, _, mark in said[:2] + said[3:])


def test_a_clock_that_was_set_back_is_marked_once_and_nothing_is_moved() -> None:
    text = "".join(f"25/02/2024, 10:{minute} - A: {minute}\n" for minute in range(10, 60))
    text += "".join(f"01/01/2010, 00:{minute} - B: {minute}\n" for minute in range(10, 60))

    said = told(text)

    assert [each[1] for each in said] == [str(minute) for minute in range(10, 60)] * 2
    assert [index for index, each in enumerate(said) if each[2]] == [50]


def test_one_late_message_is_marked() -> None:
    text = BEFORE + "25/02/2024, 10:00 - A: a\n25/02/2024, 09:58 - B: b\n25/02/2024, 10:01 - A: c\n"

    assert [mark for _, _, mark in told(text)] == [(), (), (Mark.OUT_OF_ORDER,), ()]


def test_a_date_that_this_chat_cannot_have_is_words() -> None:
    text = BEFORE + "25/02/2024, 10:00 - A: see\n02/26/2024, 10:00 - B: quoted\n"

    assert told(text)[1:] == [
        ("A", "see\n02/26/2024, 10:00 - B: quoted", (Mark.HEADER_INSIDE,)),
    ]


def test_numbers_that_are_no_date_are_words() -> None:
    text = BEFORE + "25/02/2024, 10:00 - A: see\n99/99/2024, 10:00 - B: x\n1/2/2024, 25:61 - B: y\n"

    assert told(text)[1:] == [("A", "see\n99/99/2024, 10:00 - B: x\n1/2/2024, 25:61 - B: y", ())]


def test_a_phone_that_changed_its_language_in_the_middle() -> None:
    english = "".join(f"2/{day}/24, 9:00\u202fPM - A: {day}\n" for day in range(20, 26))
    arabic = "".join(f"{day}\u200f/3\u200f/2024، 9:00 م - سارة: {day}\n" for day in range(1, 7))

    part, items = items_of((english + arabic).encode())

    assert [run.order for run in part.runs] == [DayOrder.MDY, DayOrder.DMY]
    assert part.runs[1].start == len(english.encode())
    messages = [item for item in items if isinstance(item, Message)]
    assert [message.sender for message in messages] == ["A"] * 6 + ["سارة"] * 6
    assert [message.at and message.at.month for message in messages] == [2] * 6 + [3] * 6
    assert all(message.marks == () for message in messages)


def test_a_language_changed_just_before_the_end() -> None:
    text = BEFORE + "25\u200f/2\u200f/2024، 9:30 م - سارة: last\n"

    assert told(text) == [("Test Person", "first", ()), ("سارة", "last", ())]


def test_a_quote_at_the_very_end_stays_with_who_sent_it() -> None:
    text = BEFORE + "[24/02/2024, 21:00:10] سارة: I agree\n"

    assert told(text) == [
        ("Test Person", "first\n[24/02/2024, 21:00:10] سارة: I agree", (Mark.HEADER_INSIDE,))
    ]


def test_a_chat_cut_in_the_middle_of_a_message() -> None:
    data = ("rest of a message\nof two lines\n" + BEFORE).encode()

    part, items = items_of(b"1/1/2024, 10:00 - not at the start\n" + data)
    assert part.app == "whatsapp-android"
    assert len(items) == 2

    _, items = items_of(data + BEFORE.encode())
    assert items[0].end == data.index(b"25/02")
    assert not isinstance(items[0], Message)
    assert not items[0].understood


def test_names_with_marks_colons_and_overrides() -> None:
    text = "25/02/2024, 09:00 - \u202a+964 770 000 0000\u202c: a\n"
    text += "25/02/2024, 09:01 - Work 10:30 shift: b\n"
    text += "25/02/2024, 09:02 - \u202egnp.exe: c\n"
    text += 'x25/02/2024, 09:03 - y\n25/02/2024, 09:04 - A changed the subject from "a: b" to "c"\n'

    assert [(sender, words) for sender, words, _ in told(text)] == [
        ("+964 770 000 0000", "a"),
        ("Work 10:30 shift", "b"),
        ("gnp.exe", "c\nx25/02/2024, 09:03 - y"),
        ("", 'A changed the subject from "a: b" to "c"'),
    ]
