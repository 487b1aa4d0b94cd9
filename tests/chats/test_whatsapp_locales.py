"""Every phone met in Iraq writes dates its own way; each message comes out at the right time, from the
right person, in exactly the words that stand in the file."""

import pytest

from amana.chats.dates import DayOrder
from amana.chats.message import Message
from tests.chats.corpus import PHONES, Phone, conversation, written
from tests.chats.reading_back import items_of, messages_of

every_phone = pytest.mark.parametrize("phone", PHONES, ids=lambda phone: phone.name)


@every_phone
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_each_message_comes_out_as_it_was_said(phone: Phone, end: str) -> None:
    said = conversation(phone)
    data = written(phone, said, bom=True, end=end)

    part, items = items_of(data)

    assert part.app == ("whatsapp-ios" if phone.iphone else "whatsapp-android")
    assert all(isinstance(item, Message) for item in items)
    assert len(items) == len(said)
    for item, each in zip(items, said, strict=True):
        assert isinstance(item, Message)
        assert (item.at, item.sender, item.text) == (each.at, each.sender, each.text)
        assert (item.kind, item.marks, item.attachment) == (each.kind, each.marks, each.attachment)
        assert item.either is None


@every_phone
def test_the_order_of_day_and_month_is_decided(phone: Phone) -> None:
    data = written(phone, conversation(phone))

    (run,) = items_of(data)[0].runs

    if phone.jalali:
        assert run.order is DayOrder.JALALI
    elif phone.locale in ("ckb_IQ", "en_CA"):
        assert run.order is DayOrder.YMD
    else:
        assert run.order is (DayOrder.MDY if phone.locale == "en_US" else DayOrder.DMY)


@every_phone
def test_a_last_line_without_its_end_is_there(phone: Phone) -> None:
    said = conversation(phone)[:5]
    data = written(phone, said).rstrip(b"\n")

    assert [message.text for message in messages_of(data)] == [each.text for each in said]
