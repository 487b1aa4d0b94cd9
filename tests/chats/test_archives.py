"""Zips from a stranger: names are labels, nothing is unpacked that a chat does not need, and each refusal
says what to ask her for instead."""

import stat
import tracemalloc
from zipfile import ZIP_BZIP2, ZIP_STORED

import pytest

from amana.chats.errors import (
    BombArchive,
    LinkInArchive,
    LockedArchive,
    NestedArchive,
    NotAChat,
    SavedAgain,
    StrangeArchive,
)
from amana.chats.message import Gap, Message
from amana.chats.part import ATTACHMENT, CHECKSUM, UNREADABLE, Part
from tests.chats.reading_back import assert_verbatim, parts_of
from tests.chats.zips import (
    CHAT,
    bomb,
    checksum_of_other_bytes,
    locked,
    lying_about_size,
    overlapping,
    with_attributes,
    zipped,
)

PICTURE = b"\xff\xd8\xff\xe0" + bytes(100)


def only_chat(data: bytes) -> Part:
    (part,) = (part for part in parts_of(data) if part.app not in (ATTACHMENT, UNREADABLE))
    return part


@pytest.mark.parametrize("packing", [ZIP_STORED, 8])
def test_a_chat_with_pictures(packing: int) -> None:
    data = zipped(
        ("IMG-20240225-WA0001.jpg", PICTURE), ("_chat.txt", CHAT), ("notes.txt", b"hello"),
        packing=packing,
    )  # fmt: skip

    picture, chat, notes = parts_of(data, "WhatsApp Chat - سارة.zip")

    assert (picture.member, picture.app, picture.size) == (
        "IMG-20240225-WA0001.jpg",
        ATTACHMENT,
        len(PICTURE),
    )
    assert (chat.member, chat.app, chat.title) == ("_chat.txt", "whatsapp-android", "سارة")
    assert notes.app == ATTACHMENT
    assert_verbatim(CHAT, list(chat.items()))
    assert [gap.end for gap in picture.items()] == [len(PICTURE)]


def test_the_parts_can_be_read_in_any_order_and_twice() -> None:
    first, second = parts_of(zipped(("a.txt", CHAT), ("b.txt", CHAT * 2)))

    assert_verbatim(CHAT * 2, list(second.items()))
    assert_verbatim(CHAT, list(first.items()))
    assert list(first.items()) == list(first.items())


def test_names_lead_nowhere() -> None:
    names = ["../../etc/passwd.txt", "/etc/shadow.txt", "C:\\x.txt", "a\x01b.txt", "x" * 60_000]
    parts = parts_of(zipped(*((name, CHAT) for name in names)))

    assert [part.app for part in parts] == ["whatsapp-android"] * len(names)
    assert [len(list(part.items())) for part in parts] == [2] * len(names)


def test_an_arabic_name_that_is_not_said_to_be_utf8() -> None:
    plain = zipped(("x" * 21 + ".txt", CHAT))
    named = plain.replace(b"x" * 21, "محادثة سارة".encode())

    assert only_chat(named).member.startswith("محادثة")


def test_two_members_of_one_name_are_two_parts() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("_chat.txt", CHAT), ("_chat.txt", CHAT * 3))

    assert [part.size for part in parts_of(data)] == [len(CHAT), 3 * len(CHAT)]


def test_a_locked_zip() -> None:
    with pytest.raises(LockedArchive) as refused:
        parts_of(locked(zipped(("_chat.txt", CHAT), ("a.jpg", PICTURE))))

    assert "password" in refused.value.sentence


def test_a_bomb_is_listed_and_not_unpacked() -> None:
    data = bomb(300 << 20)

    tracemalloc.start()
    chat, large = parts_of(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert chat.app == "whatsapp-android"
    assert (large.app, type(large.refusal)) == (UNREADABLE, BombArchive)
    (gap,) = large.items()
    assert isinstance(gap, Gap)
    assert not gap.understood
    assert "without media" in gap.why
    assert most < 8 << 20


@pytest.mark.parametrize("name", ["inner.zip", "inner.txt", "inner"])
def test_an_archive_inside_is_listed_and_not_opened(name: str) -> None:
    inner = zipped(("_chat.txt", CHAT))

    chat, nested = parts_of(zipped(("_chat.txt", CHAT), (name, inner)))

    assert chat.refusal is None
    assert type(nested.refusal) is NestedArchive
    with pytest.raises(NestedArchive):
        parts_of(zipped((name, inner)))


def test_a_link_is_not_followed() -> None:
    link, chat = parts_of(with_attributes("x.txt", b"/etc/passwd", stat.S_IFLNK | 0o777))

    assert type(link.refusal) is LinkInArchive
    assert len(list(chat.items())) == 2


def test_two_entries_on_one_member() -> None:
    with pytest.raises(StrangeArchive):
        parts_of(overlapping())


def test_packing_that_no_phone_uses() -> None:
    with pytest.raises(StrangeArchive):
        parts_of(zipped(("_chat.txt", CHAT), packing=ZIP_BZIP2))


@pytest.mark.parametrize("cut", [1, 30, 60, 100])
def test_a_zip_cut_off(cut: int) -> None:
    with pytest.raises(StrangeArchive):
        parts_of(zipped(("_chat.txt", CHAT))[:-cut])


def test_a_picture_that_ends_as_a_zip_is_no_zip() -> None:
    with pytest.raises(NotAChat):
        parts_of(PICTURE + zipped(("_chat.txt", CHAT)))


def test_two_zips_in_one_file_are_not_half_read() -> None:
    with pytest.raises(StrangeArchive):
        parts_of(zipped(("hidden.txt", CHAT)) + zipped(("_chat.txt", CHAT)))


def test_a_zip_without_a_chat() -> None:
    with pytest.raises(NotAChat):
        parts_of(zipped(("a.jpg", PICTURE), ("notes.txt", b"hello")))
    with pytest.raises(NotAChat):
        parts_of(zipped())


def test_a_text_saved_again_inside_a_zip() -> None:
    with pytest.raises(SavedAgain):
        parts_of(zipped(("_chat.txt", CHAT.decode().encode("utf-16"))))


@pytest.mark.parametrize("claimed", [10, len(CHAT) - 1, len(CHAT) + 1, len(CHAT) + 1_000])
def test_a_member_longer_or_shorter_than_it_claims(claimed: int) -> None:
    part = only_chat(lying_about_size(max(claimed, 30)))

    *items, told = part.items()

    assert isinstance(told, Gap)
    assert told.why == CHECKSUM
    assert items[-1].end == part.size


def test_a_changed_byte_is_shown_and_told() -> None:
    first, second, told = only_chat(checksum_of_other_bytes()).items()

    assert isinstance(first, Message)
    assert isinstance(second, Message)
    assert second.text == "c"
    assert isinstance(told, Gap)
    assert (told.understood, told.why) == (False, CHECKSUM)


def test_what_can_be_unpacked_of_a_damaged_member_is_shown() -> None:
    lines = b"".join(
        b"25/02/2024, 09:00 - A: %d\n" % (number * 7919 % 100_000) for number in range(20_000)
    )
    data = bytearray(zipped(("_chat.txt", lines)))
    middle = len(data) // 2
    data[middle : middle + 64] = b"\xff" * 64

    items = list(only_chat(bytes(data)).items())

    shown = [item for item in items if isinstance(item, Message)]
    assert len(shown) > 5_000
    assert shown[0].text == "0"
    assert items[-1].end == len(lines)
    assert [gap.why for gap in items if isinstance(gap, Gap)][-1] == CHECKSUM


def test_every_refusal_says_what_is_safe_and_what_to_ask() -> None:
    for refusal in (BombArchive, LinkInArchive, LockedArchive, NestedArchive, StrangeArchive):
        sentence = refusal().sentence
        assert "Ask her" in sentence
