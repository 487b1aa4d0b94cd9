"""Damaged, endless and strange texts: memory stays small, nothing is lost silently."""

import io

import pytest

from amana.chats.dates import DayOrder
from amana.chats.errors import NotAChat, SavedAgain
from amana.chats.importing import read_export
from amana.chats.message import Gap, Mark, Message
from amana.chats.whatsapp import MAX_WORDS, TOO_LONG
from tests.chats.reading_back import items_of, messages_of, parts_of

FIRST = b"25/02/2024, 09:00 - A: a\n"
NEXT = b"25/02/2024, 09:01 - B: b\n"


def test_bytes_that_are_no_text_are_shown_as_such() -> None:
    (message, _) = messages_of(b"25/02/2024, 09:00 - A\xff: caf\xe9 \xd9\n" + NEXT)

    assert message.sender == "A\\xff"
    assert message.text == "caf\\xe9 \\xd9"


def test_zeros_and_controls_are_kept() -> None:
    assert messages_of(FIRST[:-1] + b"\x00\x01\x0b\x0c\x85\n" + NEXT)[0].text.startswith(
        "a\x00\x01"
    )


@pytest.mark.parametrize("letter", ["x", "ه", "€", "😀"], ids=len)
def test_one_endless_line_is_cut_and_the_rest_told(letter: str) -> None:
    data = b"25/02/2024, 09:00 - A: " + (letter * (MAX_WORDS + 7)).encode() + b"\n" + NEXT

    first, rest, second = items_of(data)[1]

    assert isinstance(first, Message)
    assert first.marks == (Mark.CUT,)
    assert set(first.text) == {letter}
    assert MAX_WORDS - 4 < len(first.text.encode()) <= MAX_WORDS
    assert isinstance(rest, Gap)
    assert (rest.understood, rest.why) == (False, TOO_LONG)
    assert isinstance(second, Message)
    assert (second.sender, second.marks) == ("B", ())


def test_the_longest_message_of_whatsapp_is_whole() -> None:
    text = "😀" * (MAX_WORDS // 4)

    assert messages_of(f"25/02/2024, 09:00 - A: {text}\n".encode() + NEXT)[0].text == text


@pytest.mark.parametrize(
    "hostile",
    [
        b"\n" + b"\xe2\x80\x8f" * 400_000,
        b"\n" + b"\xe2\x80\x8f[" * 300_000,
        b":" * 1_000_000,
        b"a:a" * 300_000,
        b"\nA" + b"\xe2\x80\x8f" * 300_000 + b": x",
        b"\n" + b"9" * 1_000_000,
        b"<" * 250_000,
        b"<a.b " * 50_000,
        b"a (file attache" * 17_000,
        b"\n" * 1_000_000,
    ],
)
def test_a_hostile_line_costs_no_more_than_it_is_long(hostile: bytes) -> None:
    data = FIRST + b"25/02/2024, 09:00 - A: " + hostile + b"\n" + NEXT

    messages = messages_of(data)

    assert (messages[0].text, messages[-1].text) == ("a", "b")


class Endless(io.RawIOBase):
    """A text of `size` bytes that is made as it is read; the most that was asked for is noted."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size, self.at, self.most = size, 0, 0

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        assert whence == io.SEEK_SET
        self.at = offset
        return offset

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert size >= 0
        self.most = max(self.most, size)
        begin, end = self.at, min(self.at + size, self.size)
        self.at = end
        line = b"25/02/2024, 09:00 - A: " + b"m" * 976 + b"\n"
        lines = line * ((end - begin) // len(line) + 2)
        return lines[begin % len(line) :][: end - begin]


def test_a_large_text_is_read_in_pieces() -> None:
    size = 40_000_000
    source = Endless(size)

    (part,) = read_export(source, "chat.txt", size=size)  # type: ignore[arg-type]
    held = [item.end - item.start for item in part.items()]

    assert sum(held) == size
    assert len(held) == size // 1_000
    assert source.most <= 1 << 20


def test_a_source_that_ends_early_is_told() -> None:
    whole = FIRST + NEXT
    (part,) = read_export(io.BytesIO(whole), "chat.txt", size=len(whole) + 100)

    *messages, gap = part.items()

    assert len(messages) == 2
    assert isinstance(gap, Gap)
    assert (gap.start, gap.end, gap.understood) == (len(whole), len(whole) + 100, False)


def test_what_is_no_chat_is_refused_with_what_to_ask_for() -> None:
    for data in (b"", b"hello", b"\x00" * 500, b"%PDF-1.7", b"12/03/2024 shopping list\n"):
        with pytest.raises(NotAChat) as refused:
            parts_of(data)
        assert "Export chat" in refused.value.sentence


def test_one_message_is_a_chat_but_not_one_stamp_in_a_letter() -> None:
    assert [message.text for message in messages_of(b"\r\n" + FIRST)] == ["a"]
    with pytest.raises(NotAChat):
        parts_of(b"Dear all,\n" + FIRST)


def test_a_text_saved_again_is_refused_with_what_to_ask_for() -> None:
    with pytest.raises(SavedAgain):
        parts_of(FIRST.decode().encode("utf-16"))


@pytest.mark.parametrize("cut", [2, 9, 15, 20, 23, 24])
@pytest.mark.parametrize("block", [1, 2, 3, 7, 30, 31, 32])
def test_pieces_of_any_size_give_the_same(
    monkeypatch: pytest.MonkeyPatch, cut: int, block: int
) -> None:
    data = FIRST * 3 + NEXT[:-1] + b"\r\nx\r\n" + FIRST[:cut]
    whole = items_of(data)[1]
    monkeypatch.setattr("amana.chats.chunks.BLOCK", block)

    assert items_of(data)[1] == whole


def test_a_calendar_that_is_not_read_shows_words_without_dates() -> None:
    text = "٢٥\u200f/٨\u200f/١٤٤٥، ٨:٠٧ م - A: a\n٢٦\u200f/٨\u200f/١٤٤٥، ٨:٠٨ م - B: b\n"

    part, items = items_of(text.encode())

    assert [run.order for run in part.runs] == [DayOrder.UNKNOWN]
    first, second = (item for item in items if isinstance(item, Message))
    assert first.at is None
    assert first.marks == (Mark.DATE_UNKNOWN,)
    assert (second.sender, second.text) == ("B", "b")
