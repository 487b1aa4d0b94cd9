"""Telegram Desktop's result.json: whoever reads the transcript sees what was written, and by which account."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from amana.chats.message import Gap, Kind, Mark, Message
from amana.chats.telegram_json import APP, chats, read, recognises
from tests.chats.every_byte import Endless, messages, peak_memory, read_all, unread

AT = 1709658420  # 5 March 2024, 20:07 in Baghdad
LEFT_OUT = "(File not included. Change data exporting settings to download.)"


def message(**fields: Any) -> dict[str, Any]:
    start = {"id": 7, "type": "message", "date": "2024-03-05T20:07:00", "date_unixtime": str(AT)}
    return start | {"from": "علي", "from_id": "user4001", "text": "مرحبا"} | fields


def service(**fields: Any) -> dict[str, Any]:
    start = {"id": 8, "type": "service", "date": "2024-03-05T20:07:00", "date_unixtime": str(AT)}
    return start | {"actor": "علي", "actor_id": "user4001"} | fields | {"text": ""}


def export(*told: dict[str, Any], **fields: Any) -> bytes:
    """As tdesktop writes it: UTF-8, one space a level."""
    chat = {"name": "علي", "type": "personal_chat", "id": 4001} | fields | {"messages": list(told)}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


def one(**fields: Any) -> Message:
    (only,) = messages(read_all(read, export(message(**fields)), APP))
    return only


def happened(**fields: Any) -> Message:
    (only,) = messages(read_all(read, export(service(**fields)), APP))
    return only


def test_a_message_has_its_words_its_instant_and_the_lasting_id_of_its_sender():
    only = one(text="راح أنشر صورچ 😢 ڕۆژ\nباچر")
    assert only.text == "راح أنشر صورچ 😢 ڕۆژ\nباچر"
    assert only.at == datetime(2024, 3, 5, 17, 7, tzinfo=UTC)
    assert (only.sender, only.account, only.kind) == ("علي", "telegram:user4001", Kind.TEXT)


def test_the_instant_counts_and_not_the_local_hour_of_the_computer():
    assert one(date="1999-01-01T00:00:00").at == datetime(2024, 3, 5, 17, 7, tzinfo=UTC)


def test_an_old_export_without_the_instant_has_the_phones_own_hour_and_a_bare_id():
    old = {
        "id": 1,
        "type": "message",
        "date": "2019-03-05T20:07:00",
        "from": "Ali",
        "from_id": 4001,
    }
    (only,) = messages(read_all(read, export(old | {"text": "hi"}), APP))
    assert only.at == datetime(2019, 3, 5, 20, 7)  # noqa: DTZ001  # naive: no zone is told
    assert only.account == "telegram:4001"


def test_a_message_without_a_date_is_kept_and_marked():
    only = one(date=None, date_unixtime="9" * 30)
    assert only.at is None
    assert Mark.DATE_UNKNOWN in only.marks


def test_a_deleted_account_has_no_name_but_its_id():
    only = one(**{"from": None})
    assert (only.sender, only.account) == ("", "telegram:user4001")


def test_a_text_of_pieces_is_one_text_and_tells_where_a_link_really_leads():
    pieces = [
        "ادفعي على ",
        {"type": "text_link", "text": "هذا الرابط", "href": "https://pay.example/x"},
        " أو ",
        {"type": "mention_name", "text": "سارة", "user_id": 4002},
        {"type": "bold", "text": " اليوم"},
    ]
    assert one(text=pieces).text == (
        'ادفعي على هذا الرابط أو سارة اليوم\n"href": https://pay.example/x\n"user_id": 4002'
    )


def test_a_control_character_as_telegram_writes_it_is_shown_and_nothing_is_lost():
    data = export(message()).replace("مرحبا".encode(), rb"\x0Bhi\x1F \u2028")
    (only,) = messages(read_all(read, data, APP))
    assert only.text == "\\x0Bhi\\x1F \u2028"


def test_half_a_surrogate_pair_and_bad_bytes_are_shown_as_they_stand():
    data = export(message()).replace("مرحبا".encode(), rb"a\ud83d" + b" \xff")
    (only,) = messages(read_all(read, data, APP))
    assert only.text == "a\\ud83d \\xff"


@pytest.mark.parametrize("field", ["photo", "file"])
def test_a_picture_that_came_along_is_named_and_one_that_did_not_is_marked(field: str):
    here = one(**{field: "photos/photo_1.jpg", "text": "شوفي"})
    assert (here.kind, here.attachment, here.text) == (Kind.MEDIA, "photos/photo_1.jpg", "شوفي")
    left = one(**{field: LEFT_OUT, "text": ""})
    assert (left.kind, left.attachment, left.marks) == (Kind.MEDIA, "", (Mark.MEDIA_LEFT_OUT,))
    assert left.text == f'"{field}": {LEFT_OUT}'


def test_a_file_whose_own_name_speaks_of_a_file_is_still_here():
    assert one(file="files/a (File 1).pdf").attachment == "files/a (File 1).pdf"


def test_marks_for_what_was_edited_forwarded_and_to_be_seen_once():
    only = one(
        edited_unixtime=str(AT + 60), forwarded_from="مجهول", self_destruct_period_seconds=2**31 - 1
    )
    assert only.marks == (Mark.EDITED, Mark.FORWARDED, Mark.VIEW_ONCE)
    assert '"forwarded_from": مجهول' in only.text


def test_what_was_never_edited_is_not_said_to_be():
    assert one(edited="1970-01-01T03:00:00").marks == ()
    assert one(edited="2024-03-05T20:09:00").marks == (Mark.EDITED,)


def test_another_persons_reaction_is_not_put_into_the_senders_mouth():
    reaction = {"type": "emoji", "count": 1, "emoji": "👍", "recent": [{"from": "سارة"}]}
    assert one(reactions=[reaction]).text == "مرحبا"


def test_a_shared_contact_and_a_field_of_a_later_version_are_shown_as_they_stand():
    phone = {"first_name": "Ali", "last_name": "", "phone_number": "+964 770 000 0000"}
    only = one(contact_information=phone, new_field="سر")
    assert "+964 770 000 0000" in only.text
    assert '"new_field": سر' in only.text


def test_a_call_and_a_screenshot_are_events_of_the_chat():
    call = happened(action="phone_call", duration_seconds=12, discard_reason="missed")
    assert (call.kind, call.sender, call.account) == (Kind.CALL, "علي", "telegram:user4001")
    assert call.text == '"action": phone_call\n"duration_seconds": 12\n"discard_reason": missed'
    assert happened(action="take_screenshot").kind is Kind.SYSTEM


def test_words_that_an_event_writes_before_an_empty_text_are_not_lost():
    data = export(service(action="send_webview_data"))
    data = data.replace(b'"text": ""', '"text": "سر",\n   "text": ""'.encode())
    (only,) = messages(read_all(read, data, APP))
    assert only.text.startswith("سر")


def test_two_senders_in_one_message_are_not_chosen_between():
    data = export(message(), message(text="whole"))
    data = data.replace(b'"from_id"', '"from": "سارة",\n   "from_id"'.encode(), 1)
    items = read_all(read, data, APP)
    assert [each.text for each in messages(items)] == ["whole"]
    (gap,) = unread(items)
    assert "سارة".encode() in data[gap.start : gap.end]


def test_what_telegram_could_not_export_is_a_gap_or_a_message_but_never_nothing():
    data = export({"id": 1, "type": "unsupported"}, {"strange": 1}, message())
    items = read_all(read, data, APP)
    told = [(each.kind, each.text) for each in messages(items)]
    assert told == [(Kind.SYSTEM, '"type": unsupported'), (Kind.TEXT, "مرحبا")]
    assert [data[each.start : each.end] for each in unread(items)] == [b'{\n   "strange": 1\n  }']


def test_a_chat_cut_in_the_middle_keeps_what_came_and_says_that_it_is_cut():
    data = export(message(text="one"), message(text="two"), message(text="three"))
    data = data[: data.index(b"three")]
    items = read_all(read, data, APP)
    assert [each.text for each in messages(items)] == ["one", "two"]
    assert [each.why for each in unread(items)] == ["the file is cut here"]


def whole_account() -> bytes:
    told = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1, "first_name": "N"},
        "contacts": {"about": "", "list": [{"first_name": "Ali"}]},
        "a_new_section": [1],
        "chats": {
            "about": "This page lists all chats from this export.",
            "list": [
                json.loads(export(message(text="first chat"))),
                {"type": "saved_messages", "id": 9, "messages": [message(text="note")]},
            ],
        },
        "left_chats": {"about": "", "list": [json.loads(export(message(text="left"), id=5))]},
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def test_the_export_of_a_whole_account_tells_which_chat_each_message_is_from():
    data = whole_account()
    items = read_all(read, data, APP)
    told = list(chats(io.BytesIO(data), len(data)))
    assert [(each.title, each.account) for each in told] == [
        ("علي", "telegram:4001"), ("", "telegram:9"), ("علي", "telegram:5"),
    ]  # fmt: skip
    of = [[m.text for m in messages(items) if c.start <= m.start < c.end] for c in told]
    assert of == [["first chat"], ["note"], ["left"]]
    assert [data[each.start : each.end] for each in unread(items)] == [b"[\n  1\n ]"]


def test_the_name_of_a_chat_stands_before_its_messages():
    items = read_all(read, export(message()), APP)
    names = [each.why for each in items if isinstance(each, Gap) and each.why.startswith("chat: ")]
    assert names == ["chat: علي"]


@pytest.mark.parametrize("data", [export(message()), b"\xef\xbb\xbf" + export(), whole_account()])
def test_an_export_is_recognised_by_how_it_begins(data: bytes):
    assert recognises("anything.bin", data[:65536]) == APP


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"a": 1}', b'{"messages": [{"sender_name": "a", "type": "b", "id": 1}]}']
)
def test_other_files_are_not_taken_for_one(data: bytes):
    assert recognises("result.json", data) is None


def test_memory_does_not_grow_with_the_file():
    one_message = json.dumps(message()).encode() + b",\n"
    head = b'{"name": "a", "type": "personal_chat", "id": 1, "messages": ['
    sizes = (1_500, 6_000)
    peaks = []
    for times in sizes:
        peak, count = peak_memory(read, Endless(head, one_message, times, b"]}"), APP)
        assert count == times
        peaks.append(peak)
    assert peaks[1] < peaks[0] * 1.2
