"""Given an exported chat, then the dark room gives the same messages as the reader itself, and every byte is accounted for (P9)."""

import io
import json
import zipfile
from datetime import timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.chats.errors import ExportRefused, NotAChat, SpansBroken, StrangeArchive
from amana.chats.importing import read_export
from amana.chats.message import Gap, Kind, Mark, Message, Reading, Slice
from amana.chats.part import Part
from amana.darkroom import room
from amana.darkroom.errors import DarkRoomRefused, NoSuchPlace
from amana.darkroom.transcript import packed, part_of, unpacked

ANDROID = "".join(
    f"{1 + n % 28:02}/03/2025, {n % 24:02}:15 - {'Her' if n % 2 else 'مجهول'}: رسالة {n} 500 USDT\n"
    for n in range(2_500)
).encode()
MAIL = (
    b"From: a@example.org\r\nTo: b@example.org\r\nDate: Sat, 1 Mar 2025 22:15:00 +0300\r\n"
    b"Message-ID: <1@example.org>\r\nSubject: =?windows-1256?B?x+HT4cfj?=\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain; charset=windows-1256\r\n\r\n\xc7\xe1\xd3\xe1\xc7\xe3\r\n"
)
TELEGRAM = json.dumps(
    {
        "name": "Example",
        "type": "personal_chat",
        "id": 1,
        "messages": [
            {
                "id": 1,
                "type": "message",
                "date": "2025-03-01T22:15:00",
                "date_unixtime": "1740856500",
                "from": "Example",
                "from_id": "user1",
                "text": "words \ud83d\ude00",
                "text_entities": [{"type": "plain", "text": "words \ud83d\ude00"}],
            }
        ],
    }
).encode()


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


ZIP = zipped(
    **{"chat__one.txt": ANDROID, "picture.jpg": b"\xff\xd8\xff", "two.txt": ANDROID[:9_000]}
)
EXPORTS = {"chat.txt": ANDROID, "mail.eml": MAIL, "result.json": TELEGRAM, "all.zip": ZIP}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_parts_and_the_same_messages(name):
    content = EXPORTS[name]
    straight = read_export(io.BytesIO(content), name, size=len(content))
    wanted = [(part, list(part.items())) for part in straight]
    found = [(part, list(part.items())) for part in room.chats(room.Held(content), name)]
    assert found == wanted
    assert sum(len(items) for _, items in found) > 0


def test_a_part_that_nobody_reads_does_not_hold_up_the_next():
    names = [part.member for part in room.chats(room.Held(ZIP), "all.zip")]
    assert names == ["chat/one.txt", "picture.jpg", "two.txt"]


def test_the_process_is_gone_when_nobody_reads_on():
    parts = room.chats(room.Held(ANDROID), "chat.txt")
    next(parts)
    parts.close()  # type: ignore[attr-defined]
    assert list(parts) == []


def test_a_person_decides_the_order_of_day_and_month():
    low = b"".join(b"03/01/2025, 10:%02d - Her: words\n" % n for n in range(20))
    months = []
    for order in ("dmy", "mdy"):
        (items,) = (
            list(part.items()) for part in room.chats(room.Held(low), "chat.txt", day_order=order)
        )
        months += [item.at.month for item in items[:1] if isinstance(item, Message) and item.at]
    assert months == [1, 3]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(b"", NotAChat), (b"only words", NotAChat), (b"PK\x03\x04" + bytes(60), StrangeArchive)],
)
def test_what_is_no_chat_says_what_to_ask_for(content, refusal):
    with pytest.raises(refusal) as told:
        list(room.chats(room.Held(content), "chat.txt"))
    assert "kept" in told.value.sentence


def test_bytes_that_were_not_understood_are_read_again_where_they_lie():
    spans = [("two.txt", 0, 10), ("chat/one.txt", len(ANDROID) - 5, len(ANDROID)), ("", 0, 4)]
    assert room.slices(room.Held(ZIP), spans) == [ANDROID[:10], ANDROID[-5:], ZIP[:4]]


def test_a_member_that_is_not_there_is_said_to_be_none():
    with pytest.raises(NoSuchPlace):
        room.slices(room.Held(ZIP), [("../../etc/passwd", 0, 10)])


def test_a_worker_that_leaves_bytes_out_is_found_out():
    part = part_of(
        ["", "whatsapp-android", 10, "", "", [], [], [], None],
        lambda size: iter(unpacked(b'[[0,4,true,""]]', size)),
    )
    assert list(part.items())[-1] == Gap(4, 10, understood=False, why="could not be read")


@pytest.mark.parametrize("second", [[3, 9, True, ""], [4, 11, True, ""]])
def test_a_worker_that_shows_bytes_twice_is_found_out(second):
    rows = json.dumps([[0, 4, True, ""], second]).encode()
    part = part_of(
        ["", "mail", 10, "", "", [], [], [], None], lambda size: iter(unpacked(rows, size))
    )
    with pytest.raises(SpansBroken):
        list(part.items())


@pytest.mark.parametrize(
    "row",
    [
        [0, 4, "text", None, "a", "b", [], [[0, 99, "utf-8", ""]]],
        [0, 4, "text", None, "a", "b", [], [3, 2]],
        [0, 4, "text", None, "a", "b", [], [0, 1, 2]],
        [0, 4, "text", "yesterday", "a", "b", [], []],
        [0, 4, "letter", None, "a", "b", [], []],
        [0, 4, "text", None, "\ud800", "b", [], []],
        [-1, 4, "text", None, "a", "b", [], []],
        [0.0, 4, "text", None, "a", "b", [], []],
        [0, 4, "text", None, "a", "b", [], [], None, "", "", ["burning"]],
        [0, 4, "text"],
        {"start": 0},
        7,
    ],
)
def test_a_worker_that_was_taken_over_can_send_no_message_of_another_form(row):
    with pytest.raises(DarkRoomRefused):
        unpacked(json.dumps([row]).encode(), 10)


@pytest.mark.parametrize(
    "told",
    [
        [],
        ["", "mail", 10, "moon time", "", [], [], [], None],
        ["", "mail", 10, "", "", [], [], [], "no-dark-room"],
        ["", "mail", 10, "", "", [], [], [], "nonsense"],
        ["", "mail", -1, "", "", [], [], [], None],
        [1, "mail", 10, "", "", [], [], [], None],
        ["", "mail", 10, "", "", [], [[0, 0, "dmy", "a guess"]], [], None],
    ],
)
def test_nor_a_part_of_another_form(told):
    with pytest.raises(DarkRoomRefused):
        part_of(told, lambda _size: iter(()))


def test_a_part_that_was_refused_keeps_its_reason():
    part: Part = part_of(["a", "unreadable", 3, "", "", [], [], [], "bomb"], lambda _size: iter(()))
    assert isinstance(part.refusal, ExportRefused)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
places = st.integers(0, 10**10)
slices = st.builds(
    lambda start, length, reading, note: Slice(start, start + length, reading, note),
    places,
    places,
    st.sampled_from(Reading),
    texts,
)
zones = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
messages = st.builds(
    Message,
    places,
    places,
    st.sampled_from(Kind),
    st.none() | st.datetimes() | st.datetimes(timezones=zones),
    texts,
    texts,
    st.lists(slices, max_size=3).map(tuple),
    st.lists(slices, max_size=3).map(tuple),
    st.none() | st.datetimes(),
    texts,
    texts,
    st.lists(st.sampled_from(Mark), max_size=3).map(tuple),
)
gaps = st.builds(Gap, places, places, st.booleans(), texts)


@given(st.lists(messages | gaps, max_size=5))
@settings(deadline=None)
def test_every_item_arrives_as_it_was(items):
    sent = [json.dumps(batch, ensure_ascii=False).encode() for batch in packed(items)]
    assert [item for batch in sent for item in unpacked(batch, 10**12)] == items
