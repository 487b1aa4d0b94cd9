"""Whatever is given out as a chat, each of its bytes is told once, each text stands in it, and nothing
falls over."""

import io
from datetime import datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from amana.chats.chunks import BLOCK
from amana.chats.errors import ExportRefused
from amana.chats.importing import read_export
from amana.chats.message import Message
from amana.chats.part import ATTACHMENT, UNREADABLE, Part
from amana.chats.whatsapp_stamp import HEADER
from tests.chats.corpus import PHONES, Phone, Said, conversation, written
from tests.chats.exports import exports
from tests.chats.reading_back import assert_verbatim, messages_of
from tests.chats.zips import zipped

EXPORTS = exports()
PIECES = (
    [phone.header(datetime(2024, 3, 5, 20, 7)) for phone in PHONES]  # noqa: DTZ001
    + ["25/02/2024, 09:00 - ", "2/25/24, 9:00 AM - ", "[1/2/24, 9:00:01] ", "99/99/2024, 99:99 - "]
    + [
        "A: ",
        ": ",
        "سارة: ",
        "\n",
        "\r\n",
        "\r",
        "\ufeff",
        "\u200f",
        "\u202e",
        "text",
        " - ",
        "12/",
    ]
    + ["<Media omitted>", "IMG-20240225-WA0001.jpg (file attached)", "\x00", "]", "[", "😀"]
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)


def read(data: bytes, name: str) -> None:
    """Reads all of an export; what is refused is refused with a sentence."""
    try:
        parts = list(read_export(io.BytesIO(data), name, size=len(data)))
    except ExportRefused as refused:
        assert refused.sentence
        return
    for part in parts:
        items = list(part.items())
        if part.app not in (ATTACHMENT, UNREADABLE):
            assert_spans(part, data, items)


def assert_spans(part: Part, data: bytes, items: list) -> None:
    if not part.member:
        assert_verbatim(data, items)
    assert sum(item.end - item.start for item in items) == part.size


@given(texts)
@settings(max_examples=400, deadline=None)
def test_anything_made_of_the_parts_of_a_chat(text: str) -> None:
    read(text.encode("utf-8", "surrogatepass"), "chat.txt")
    read(b"25/02/2024, 09:00 - A: a\n" + text.encode("utf-8", "surrogatepass"), "chat.txt")


@given(st.binary(max_size=400), st.sampled_from(sorted(EXPORTS)), st.integers(0, 4_000))
@settings(max_examples=400, deadline=None)
def test_anything_in_the_middle_of_any_export(raw: bytes, app: str, place: int) -> None:
    name, data = EXPORTS[app]
    place %= len(data)
    read(data[:place] + raw + data[place:], name)
    read(data[:place] + raw + data[place + len(raw) :], name)


@given(st.data(), st.sampled_from(sorted(EXPORTS)))
@settings(max_examples=150, deadline=None)
def test_a_zip_with_anything_changed(drawn: st.DataObject, app: str) -> None:
    data = bytearray(zipped(EXPORTS[app], ("a.jpg", b"\xff\xd8")))
    for _ in range(drawn.draw(st.integers(1, 4))):
        data[drawn.draw(st.integers(4, len(data) - 1))] = drawn.draw(st.integers(0, 255))
    read(bytes(data[: drawn.draw(st.integers(0, len(data)))]), "x.zip")
    read(bytes(data), "x.zip")


names = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs"], exclude_characters=':"“«<>'
    ),
    min_size=1,
    max_size=30,
)
# WhatsApp's own line end is \n: a \r at the end of a message cannot be told from one of Windows.
said = st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(
    lambda text: text.rstrip("\r\n")
)


@given(
    st.sampled_from(PHONES),
    st.lists(st.tuples(names, said, st.integers(0, 100_000)), min_size=1, max_size=12),
)
@settings(max_examples=300, deadline=None)
def test_what_was_said_comes_back(phone: Phone, turns: list[tuple[str, str, int]]) -> None:
    at = datetime(2024, 1, 13, 9)  # noqa: DTZ001
    chat: list[Said] = []
    for sender, text, seconds in turns:
        at += timedelta(seconds=seconds if phone.iphone else seconds // 60 * 60)
        chat.append(Said(at, sender, text))
    assume(not any(HEADER.search(b"\n" + each.text.encode()) for each in chat))

    came = messages_of(written(phone, chat))

    assert [(each.at, each.sender, each.text) for each in came] == [
        (each.at, each.sender, each.text) for each in chat
    ]


@given(st.sampled_from(PHONES), st.integers(-40, 40))
@settings(max_examples=60, deadline=None)
def test_a_piece_may_end_anywhere(phone: Phone, shift: int) -> None:
    chat = conversation(phone)
    long = Said(chat[0].at, "A", "m" * (BLOCK - 2_000 + shift))
    data = written(phone, [Said(chat[0].at, "", "x"), *[long] * 2, *chat])

    texts = [message.text for message in messages_of(data)]

    assert texts[3:] == [each.text for each in chat]


def test_no_sample_of_the_corpus_is_only_gaps() -> None:
    for name, data in EXPORTS.values():
        (part,) = read_export(io.BytesIO(data), name, size=len(data))
        assert any(isinstance(item, Message) for item in part.items())
