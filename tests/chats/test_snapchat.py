"""Snapchat's saved chats, in both forms of its download."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from amana.chats.message import Kind, Mark, Message
from amana.chats.snapchat import APP, chats, read, recognises
from tests.chats.every_byte import messages, read_all, unread


def message(**fields: Any) -> dict[str, Any]:
    start: dict[str, Any] = {"From": "bad.user", "Media Type": "TEXT"}
    start |= {"Created": "2024-03-05 17:07:00 UTC"}
    start |= {"Content": "سأنشر", "Conversation Title": None, "IsSender": False}
    return (
        start | {"Created(microseconds)": 1709658420123, "IsSaved": True, "Media IDs": ""} | fields
    )


def export(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def one(**fields: Any) -> Message:
    (only,) = messages(read_all(read, export({"bad.user": [message(**fields)]}), APP))
    return only


def test_a_message_has_its_words_its_instant_and_the_name_of_the_account():
    only = one(Content="I&#39;ll سأنشر &lt;3")
    assert only.text == "I'll سأنشر <3"
    assert (only.sender, only.account) == ("bad.user", "snapchat:bad.user")
    assert only.at == datetime(2024, 3, 5, 17, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "created", ["2024-03-05 17:07:00 UTC", "Tue Mar 05 17:07:00 UTC 2024", 1709658420]
)
def test_each_way_of_writing_the_instant_is_read(created: Any):
    assert one(**{"Created": created, "Created(microseconds)": None}).at == datetime(
        2024, 3, 5, 17, 7, tzinfo=UTC
    )


def test_a_message_without_an_instant_is_kept_and_marked():
    only = one(**{"Created": "then", "Created(microseconds)": "then"})
    assert (only.at, only.marks, only.text) == (None, (Mark.DATE_UNKNOWN,), "سأنشر")


def test_a_screenshot_an_erased_message_and_pictures_are_told():
    shot = one(**{"Media Type": "STATUSCONVERSATIONCAPTURESCREENSHOT", "Content": None})
    assert (shot.kind, shot.text) == (
        Kind.SYSTEM, '"Media Type": STATUSCONVERSATIONCAPTURESCREENSHOT',
    )  # fmt: skip
    assert one(**{"Media Type": "STATUSERASEDMESSAGE"}).kind is Kind.DELETED
    picture = one(**{"Media Type": "MEDIA", "Media IDs": "b~one | b~two", "Content": ""})
    assert (picture.kind, picture.attachment) == (Kind.MEDIA, "b~one\nb~two")


def test_the_older_form_has_two_lists_and_names_nobody_for_what_was_sent():
    got = {"From": "bad.user", "Media Type": "TEXT", "Created": "2021-01-01 00:00:00 UTC"}
    sent = {"To": "bad.user", "Media Type": "TEXT", "Created": "2021-01-01 00:01:00 UTC"}
    data = export(
        {
            "Received Saved Chat History": [got | {"Text": "سلام"}],
            "Sent Saved Chat History": [sent | {"Text": "no"}],
        }
    )
    first, second = messages(read_all(read, data, APP))
    assert (first.sender, first.text) == ("bad.user", "سلام")
    assert (second.sender, second.account) == ("Sent Saved Chat History", "")
    assert second.text == 'no\n"To": bad.user'


def test_each_chat_is_told_with_its_place():
    data = export({"bad.user": [message()], "سارة": [message(From="سارة"), message()]})
    items = read_all(read, data, APP)
    told = list(chats(io.BytesIO(data), len(data)))
    assert [(each.title, each.account) for each in told] == [
        ("bad.user", "snapchat:bad.user"), ("سارة", "snapchat:سارة"),
    ]  # fmt: skip
    counts = [sum(c.start <= m.start < c.end for m in messages(items)) for c in told]
    assert counts == [1, 2]


def test_what_is_no_message_is_told_and_a_cut_file_says_that_it_is_cut():
    data = export({"bad.user": [message(), 7, {"From": "x"}, message()]})
    items = read_all(read, data, APP)
    assert len(messages(items)) == 2
    assert [data[each.start : each.end].split() for each in unread(items)] == [
        [b"7"], [b"{", b'"From":', b'"x"', b"}"],
    ]  # fmt: skip
    items = read_all(read, data[: data.rindex(b"IsSaved")], APP)
    assert [each.why for each in unread(items)][-1] == "the file is cut here"


def test_both_files_are_recognised_and_others_are_not():
    assert recognises("chat_history.json", export({"a": [message()]})) == APP
    snap = {"From": "a", "Media Type": "IMAGE", "Created": "2024-03-05 17:07:00 UTC"}
    assert recognises("snap_history.json", export({"a": [snap]})) == APP
    assert recognises("chat_history.json", b'{"a": [{"b": 1}]}') is None
