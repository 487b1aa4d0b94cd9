"""Messenger's and Instagram's downloads: words as they were written, newest first as the file has them."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from amana.chats.message import Item, Kind, Mark, Message
from amana.chats.meta import ENCRYPTED, INSTAGRAM, MESSENGER, chats, read, recognises
from amana.chats.mojibake import is_mojibake
from tests.chats.every_byte import messages, read_all, unread

AT = 1709658420000  # 5 March 2024, 20:07 in Baghdad
WORDS = "تدفعين ٥٠٠ باچر 😢 ڕۆژ ê"


def garbled(text: str) -> str:
    """As Meta writes it: each byte of UTF-8 a character of its own."""
    return text.encode().decode("latin-1")


def old(*told: dict[str, Any], ascii_only: bool = True) -> bytes:
    chat = {
        "participants": [{"name": garbled("علي")}, {"name": "N"}],
        "messages": list(told),
        "title": garbled("علي"),
        "is_still_participant": True,
        "thread_path": "inbox/ali_1234567890",
        "magic_words": [],
    }
    return json.dumps(chat, ensure_ascii=ascii_only, indent=2).encode()


def message(**fields: Any) -> dict[str, Any]:
    start = {"sender_name": garbled("علي"), "timestamp_ms": AT, "content": garbled(WORDS)}
    return start | {"is_geoblocked_for_viewer": False} | fields


def encrypted(*told: dict[str, Any]) -> bytes:
    chat = {"participants": ["علي", "N"], "threadName": "علي_12", "messages": list(told)}
    return json.dumps(chat, ensure_ascii=False, indent=2).encode()


def sealed(**fields: Any) -> dict[str, Any]:
    start = {"isUnsent": False, "media": [], "reactions": [], "senderName": "علي"}
    return start | {"text": WORDS, "timestamp": AT, "type": "text"} | fields


def told(data: bytes, app: str = INSTAGRAM) -> list[Item]:
    return read_all(read, data, app)


def one(**fields: Any) -> Message:
    (only,) = messages(told(old(message(**fields))))
    return only


@pytest.mark.parametrize("ascii_only", [True, False])
def test_words_that_meta_garbled_are_shown_as_they_were_written(ascii_only: bool):
    (only,) = messages(told(old(message(), ascii_only=ascii_only)))
    assert (only.sender, only.text) == ("علي", WORDS)
    assert only.at == datetime(2024, 3, 5, 17, 7, tzinfo=UTC)


def test_the_form_for_encrypted_chats_is_never_decoded_twice():
    (only,) = messages(told(encrypted(sealed(text="Ã© and café")), ENCRYPTED))
    assert only.text == "Ã© and café"


def test_a_true_file_with_a_word_that_looks_garbled_is_left_alone():
    data = json.dumps({"messages": [message(sender_name="علي", content="Ã©")]}).encode()
    (only,) = messages(told(data))
    assert only.text == "Ã©"


def test_a_file_with_accents_only_is_left_alone():
    data = old(message(sender_name="Zoé", content="très bien, à demain Ã©"))
    data = data.replace(json.dumps(garbled("علي")).encode(), b'"Ali"')
    (only,) = messages(told(data))
    assert (only.sender, only.text) == ("Zoé", "très bien, à demain Ã©")


def test_a_text_that_meta_cut_inside_a_letter_is_shown_as_it_stands():
    cut = garbled("سلام")[:-1]
    texts = [each.text for each in messages(told(old(message(content=cut), message())))]
    assert texts == [cut, WORDS]


def test_an_escaped_backslash_is_no_letter():
    assert is_mojibake(io.BytesIO(data := old(message(content="\\u0645"))), len(data))


def test_the_newest_message_comes_first_as_in_the_file():
    data = old(message(content="late", timestamp_ms=AT + 1), message(content="early"))
    assert [each.text for each in messages(told(data))] == ["late", "early"]


def test_a_shared_link_is_part_of_what_was_said():
    share = {"link": "https://pay.example/x", "share_text": garbled("ادفعي هنا")}
    assert one(content="sent", share=share).text == "sent\nhttps://pay.example/x\nادفعي هنا"


def test_files_are_named_and_a_message_that_was_taken_back_says_so():
    files = [{"uri": "photos/1.jpg", "creation_timestamp": 1}, {"uri": "photos/2.jpg"}]
    media = one(content=None, photos=files)
    assert (media.kind, media.attachment, media.text) == (
        Kind.MEDIA, "photos/1.jpg\nphotos/2.jpg", "",
    )  # fmt: skip
    unsent = one(is_unsent=True)
    assert (unsent.kind, unsent.marks) == (Kind.DELETED, (Mark.UNSENT,))


def test_a_call_tells_its_length():
    call = one(content="Ali called you.", call_duration=61, type="Call")
    assert (call.kind, call.text) == (Kind.CALL, 'Ali called you.\n"call_duration": 61')


def test_another_persons_reaction_is_not_put_into_the_senders_mouth():
    assert one(reactions=[{"reaction": garbled("😍"), "actor": "N"}]).text == WORDS


def test_a_field_of_a_later_version_is_shown_in_readable_letters():
    assert one(content=None, new_field=garbled("سر")).text == '"new_field": سر'


def test_encrypted_media_and_unsent_messages():
    data = encrypted(
        sealed(text="", type="media", media=[{"uri": "./media/1.jpg"}]),
        sealed(isUnsent=True, text=""),
    )
    media, unsent = messages(told(data, ENCRYPTED))
    assert (media.kind, media.attachment) == (Kind.MEDIA, "./media/1.jpg")
    assert (unsent.kind, unsent.marks) == (Kind.DELETED, (Mark.UNSENT,))


@pytest.mark.parametrize("stamp", [None, "soon", -5, 10**35])
def test_a_message_without_an_instant_is_kept_and_marked(stamp: Any):
    only = one(timestamp_ms=stamp)
    assert (only.at, only.marks, only.text) == (None, (Mark.DATE_UNKNOWN,), WORDS)


def test_what_is_no_message_is_told_and_a_cut_file_says_that_it_is_cut():
    data = old(message(), 5, {"sender_name": "N"})  # type: ignore[arg-type]
    assert [data[each.start : each.end] for each in unread(told(data))] == [
        b"5", b'{\n      "sender_name": "N"\n    }',
    ]  # fmt: skip
    cut = data[: data.index(b"5,")]
    assert [each.why for each in unread(told(cut))] == ["the file is cut here"]
    assert [each.text for each in messages(told(cut))] == [WORDS]


def test_the_chat_has_its_title_its_people_and_its_lasting_path():
    data = old(message())
    (chat,) = chats(io.BytesIO(data), len(data), INSTAGRAM)
    assert (chat.start, chat.end, chat.title) == (0, len(data), "علي")
    assert (chat.account, chat.participants) == ("instagram:inbox/ali_1234567890", ("علي", "N"))
    data = encrypted(sealed())
    (chat,) = chats(io.BytesIO(data), len(data), ENCRYPTED)
    assert (chat.title, chat.participants) == ("علي_12", ("علي", "N"))


def test_each_form_is_recognised_and_instagram_by_its_path():
    path = "your_instagram_activity/messages/inbox/ali_1/message_1.json"
    assert recognises(path, old(message())) == INSTAGRAM
    assert recognises("messages/inbox/ali_1/message_2.json", old(message())) == MESSENGER
    assert recognises("x", b"\xef\xbb\xbf" + encrypted(sealed())) == ENCRYPTED
    assert recognises("message_1.json", b'{"name": "a", "messages": []}') is None
