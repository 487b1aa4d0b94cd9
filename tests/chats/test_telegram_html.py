"""Telegram Desktop's pages: whoever reads the transcript sees what the page showed, and who said it."""

import io
from datetime import UTC, datetime, timedelta

import pytest

from amana.chats.json_spans import MAX_VALUE
from amana.chats.message import Gap, Kind, Mark, Message
from amana.chats.telegram_html import APP, chats, read, recognises
from tests.chats.every_byte import Endless, messages, peak_memory, read_all, unread
from tests.chats.telegram_pages import BEFORE, HEAD, MEDIA, PHOTO, TAIL, message, page, service

LEFT_OUT = "Not included, change data exporting settings to download."


def told(*parts: str) -> list[Message]:
    return messages(read_all(read, page(*parts), APP))


def one(*parts: str) -> Message:
    (only,) = told(*parts)
    return only


def test_a_message_has_its_words_its_instant_and_its_sender():
    only = one(message("سأنشر &lt;كل شيء&gt; &amp; أكثر<br>باچر 😢"))
    assert only.text == "سأنشر <كل شيء> & أكثر\nباچر 😢"
    assert only.at == datetime(2024, 3, 5, 17, 7, tzinfo=UTC)
    assert only.at.utcoffset() == timedelta(hours=3)
    assert (only.sender, only.kind) == ("علي", Kind.TEXT)


def test_an_older_page_tells_the_computers_own_hour():
    assert one(message("a", at="05.03.2024 20:07:00")).at == datetime(2024, 3, 5, 20, 7)  # noqa: DTZ001


@pytest.mark.parametrize("at", ["", "31.02.2024 20:07:00", "05.03.2024 20:07:00 UTC+99:00"])
def test_a_message_without_a_date_is_kept_and_marked(at: str):
    only = one(message("words", at=at))
    assert (only.at, only.text, only.marks) == (None, "words", (Mark.DATE_UNKNOWN,))


def test_a_message_without_a_name_is_the_last_senders_and_shows_where_the_name_stands():
    parts = (message("one", name="علي"), message("two", name=""), message("three", name="سارة"))
    data = page(*parts, service("علي took a screenshot"), message("four", name=""))
    read_back = messages(read_all(read, data, APP))
    assert [(each.sender, each.text) for each in read_back] == [
        ("علي", "one"), ("علي", "two"), ("سارة", "three"),
        ("", "علي took a screenshot"), ("سارة", "four"),
    ]  # fmt: skip


def test_where_a_link_really_leads_is_told():
    links = (
        '<a href="https://pay.example/x">ادفعي</a> <a href="https://t.me/ok">https://t.me/ok</a>'
    )
    links += ' <a href="" onclick="return ShowHashtag(&quot;x&quot;)">#x</a>'
    assert one(message(links)).text == "ادفعي https://t.me/ok #x\nhttps://pay.example/x"


def test_a_picture_that_came_along_is_named_and_one_that_did_not_is_marked():
    here = one(message("شوفي", more=PHOTO))
    assert (here.kind, here.text) == (Kind.MEDIA, "شوفي")
    assert here.attachment == "photos/photo_1@05-03-2024.jpg"
    media = MEDIA.format(
        kind="media_photo", title="Photo", description=LEFT_OUT, status="1x1, 50 KB"
    )
    left = one(message(more=media))
    assert left.text == f"Photo\n{LEFT_OUT}\n1x1, 50 KB"
    assert (left.kind, left.attachment, left.marks) == (Kind.MEDIA, "", (Mark.MEDIA_LEFT_OUT,))


def test_a_call_and_a_contact_are_told():
    call = MEDIA.format(kind="media_call", title="سارة", description="", status="Missed")
    assert (one(message(more=call)).kind, one(message(more=call)).text) == (
        Kind.CALL,
        "سارة\nMissed",
    )
    contact = MEDIA.format(
        kind="media_contact", title="Ali", description="", status="+964 770 000 0000"
    )
    assert one(message(more=contact)).text == "Ali\n+964 770 000 0000"


def test_a_forwarded_message_says_whose_it_was_and_who_sent_it_on():
    forwarded = (
        '<div class="forwarded body"><div class="from_name">مجهول <span class="date details" '
    )
    forwarded += 'title="04.03.2024 10:00:00 UTC+03:00"> 04.03.2024 10:00:00</span></div>'
    only = one(message(more=forwarded + '<div class="text">\nwords\n</div></div>'))
    assert only.sender == "علي"
    assert only.marks == (Mark.FORWARDED,)
    assert only.at == datetime(2024, 3, 5, 17, 7, tzinfo=UTC)
    assert only.text == "مجهول  04.03.2024 10:00:00\nwords"


def test_a_reaction_is_not_put_into_the_senders_mouth():
    reaction = (
        '<span class="reactions"><span class="reaction"><span class="emoji">👍</span></span></span>'
    )
    assert one(message("words", more=reaction)).text == "words"


def test_words_in_a_place_that_telegram_never_used_are_shown():
    assert one(message("a", more="loose <div>in <div>here</div> too</div>")).text == (
        "loose\nin\nhere\ntoo\na"
    )


def test_words_between_messages_are_told():
    data = page(message("one"), "secret words", message("two"))
    items = read_all(read, data, APP)
    assert [data[each.start : each.end].strip() for each in unread(items)] == [b"secret words"]


def test_the_links_between_pages_and_the_heading_of_a_day_are_the_pages_own():
    items = read_all(
        read,
        page(message("a")).replace(b"     <div class=", BEFORE.encode() + b"     <div class=", 1),
        APP,
    )
    assert unread(items) == []
    assert "the heading of a day" in [each.why for each in items if isinstance(each, Gap)]


@pytest.mark.parametrize(
    "place", [b"two", b'<div class="message default clearfix" id="message12">']
)
def test_a_page_cut_in_the_middle_says_that_it_is_cut(place: bytes):
    data = page(message("one"), message("two"))
    items = read_all(read, data[: data.rindex(place)], APP)
    assert [each.text for each in messages(items)] == ["one"]
    assert "the file is cut here" in [each.why for each in unread(items)]


def test_a_message_longer_than_any_is_told_and_the_next_is_read():
    items = read_all(read, page(message("x" * MAX_VALUE), message("two")), APP)
    assert [each.text for each in messages(items)] == ["two"]
    assert [each.why for each in unread(items)] == ["a message without an end"]


def test_a_name_with_a_direction_override_stays_as_it_is():
    assert one(message("a", name="\u202eilA")).sender == "\u202eilA"


def test_the_chat_is_named_on_the_page():
    data = page(message("a"))
    assert [each.title for each in chats(io.BytesIO(data), len(data))] == ["علي & سارة"]
    assert recognises("messages.html", data) == APP
    assert recognises("messages.html", b"<html><title>Exported Data</title>") is None


def test_memory_does_not_grow_with_the_file():
    peaks = []
    for times in (600, 2_400):
        source = Endless(HEAD.encode(), message("words").encode(), times, TAIL.encode())
        peak, count = peak_memory(read, source, APP)
        assert count == times
        peaks.append(peak)
    assert peaks[1] < peaks[0] * 1.2
