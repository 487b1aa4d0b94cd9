"""A mail as a file: what it says and carries, and every header of the way that it came."""

import io
from base64 import b64encode
from datetime import UTC, datetime
from email.message import EmailMessage
from email.mime.text import MIMEText

import pytest

from amana.chats.json_spans import MAX_VALUE
from amana.chats.mail import APP, chats, facts, read, recognises
from amana.chats.mail_parts import MAX_PARTS
from amana.chats.message import Gap, Item, Kind, Mark, Message
from tests.chats.every_byte import Endless, messages, peak_memory, read_all, unread

WORDS = "سأنشر صورچ باچر إذا ما تدفعين ٥٠٠ دولار\nبڕیار بدە\n"


def mail(text: str = WORDS, **headers: str) -> EmailMessage:
    made = EmailMessage()
    told = {"From": "علي <Bad.User@mail.example>", "To": "n@mail.example", "Subject": "آخر تحذير"}
    told |= {"Date": "Tue, 05 Mar 2024 20:07:00 +0300", "Message-ID": "<1@mail.example>"}
    for name, value in (told | headers).items():
        if value:
            made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def told(data: bytes) -> list[Item]:
    return read_all(read, data, APP)


def one(made: EmailMessage) -> Message:
    (only,) = messages(told(made.as_bytes()))
    return only


def test_a_mail_has_its_subject_its_words_its_date_and_the_address_of_its_sender():
    only = one(mail())
    assert only.text == f"آخر تحذير\n{WORDS}"
    assert only.at == datetime(2024, 3, 5, 17, 7, tzinfo=UTC)
    assert only.sender == "علي <Bad.User@mail.example>"
    assert only.account == "mail:bad.user@mail.example"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_each_way_of_packing_words_is_read(encoding: str):
    made = mail()
    made.set_content(WORDS, cte=encoding)
    assert one(made).text == f"آخر تحذير\n{WORDS}"


def test_words_that_claim_to_be_packed_and_are_not_are_shown_and_a_cut_package_is_opened():
    head = b"From: a@mail.example\nDate: x\nContent-Transfer-Encoding: base64\n\n"
    plain = "سأنشر صورچ + hidden words"
    assert messages(told(head + plain.encode()))[0].text == plain
    packed = b64encode(WORDS.encode())
    cut = messages(told(head + packed[: len(packed) // 2 - 1]))[0].text
    assert len(cut) > 20
    assert WORDS.startswith(cut.partition("\\x")[0])


def test_an_old_charset_is_read_and_an_unknown_one_shows_its_bytes():
    raw = b"From: a@mail.example\nDate: x\nContent-Type: text/plain; charset=%s\n\n\xd3\xe1\xc7\xe3"
    assert messages(told(raw % b"windows-1256"))[0].text == "سلام"
    for charset in (b"no-such", b"hex", b"idna", b"undefined", b'"\xff"', b"utf-8|html"):
        assert messages(told(raw % charset))[0].text == "\\xd3\\xe1\\xc7\\xe3"


def test_every_header_is_kept_and_the_way_that_it_came_is_told_in_order():
    made = mail()
    for host in ("c", "b", "a"):
        made["Received"] = f"from {host}.example by mail.example; Tue, 05 Mar 2024 20:07:01 +0300"
    made["DKIM-Signature"] = "v=1; d=mail.example; s=s1; b=AAAA"
    data = made.as_bytes()
    way = [each.text[:6] for each in facts(io.BytesIO(data), len(data)) if each.name == "Received"]
    assert way == ["from c", "from b", "from a"]
    named = {each.name for each in facts(io.BytesIO(data), len(data))}
    assert {"Message-ID", "DKIM-Signature", "Date", "From", "To"} <= named
    gaps = [each for each in told(data) if isinstance(each, Gap)]
    kept = {
        each.why: data[each.start : each.end] for each in gaps if each.why.startswith("header: ")
    }
    assert b"d=mail.example" in kept["header: DKIM-Signature"]
    assert len(kept) == len({name.lower() for name in made})


def test_the_same_words_as_a_page_are_not_shown_twice():
    made = mail()
    made.add_alternative(f"<p>{WORDS.replace(chr(10), '<br>')}</p>", subtype="html")
    items = told(made.as_bytes())
    assert len(messages(items)) == 1
    assert "the same words, as a page" in [each.why for each in items if isinstance(each, Gap)]


def test_a_page_that_says_more_is_shown_with_where_its_links_lead():
    made = mail("short")
    page = '<style>p{}</style><p>short <a href="https://pay.example/x">ادفعي</a></p><p>&lt;end&gt;'
    made.add_alternative(page, subtype="html")
    plain, rich = messages(told(made.as_bytes()))
    assert plain.text == "آخر تحذير\nshort\n"
    assert rich.text == "short ادفعي <https://pay.example/x>\n<end>"


def test_a_picture_is_named_and_never_opened():
    made = mail()
    made.add_attachment(b"\xff\xd8" * 500, maintype="image", subtype="jpeg", filename="صورة.jpg")
    text, picture = messages(told(made.as_bytes()))
    assert text.kind is Kind.TEXT
    assert (picture.kind, picture.attachment, picture.text) == (Kind.MEDIA, "صورة.jpg", "")


def test_a_mail_inside_a_mail_has_its_own_sender_and_date():
    inner = mail(
        "inner", From="other@mail.example", Subject="", Date="Mon, 04 Mar 2024 10:00:00 -0000"
    )
    outer = mail("outer")
    outer.add_attachment(inner)
    first, second = messages(told(outer.as_bytes()))
    assert first.account == "mail:bad.user@mail.example"
    assert (second.account, second.text) == ("mail:other@mail.example", "inner\n")
    assert second.at == datetime(2024, 3, 4, 10, 0, tzinfo=UTC)


def test_a_mail_that_says_only_its_subject_is_still_a_message():
    data = (
        "From: a@mail.example\nSubject: سأنشر\nDate: Tue, 05 Mar 2024 20:07:00 +0300\n\n".encode()
    )
    (only,) = messages(told(data))
    assert only.text == "سأنشر"


@pytest.mark.parametrize(
    "date", ["", "soon", "Tue, 99 Mar 2024 20:07:00 +0300", "31 Dec 9999 23:59 -2359"]
)
def test_a_mail_without_a_date_is_kept_and_marked(date: str):
    (only,) = messages(told(f"From: a@mail.example\nDate: {date}\n\nwords".encode()))
    assert (only.at, only.marks, only.text) == (None, (Mark.DATE_UNKNOWN,), "words")


def test_the_address_and_not_the_name_that_pretends_to_be_one():
    assert (
        one(mail(From='"police@gov.example" <bad@mail.example>')).account == "mail:bad@mail.example"
    )


def test_two_senders_are_both_shown():
    data = b"From: one@mail.example\nFrom: two@mail.example\nDate: x\n\nwords"
    assert messages(told(data))[0].sender == "one@mail.example\ntwo@mail.example"


def test_a_letter_cut_between_two_encoded_words_is_whole_again():
    data = b"Subject: =?utf-8?B?2LPY?=\r\n =?utf-8?B?o9mG?=\r\nFrom: a@mail.example\r\n\r\nwords"
    assert messages(told(data))[0].text == "سأن\nwords"


def test_lines_that_are_no_header_and_words_outside_of_parts_are_told():
    made = MIMEText("words").as_bytes().replace(b"\n\n", b"\nodd line\n\n", 1)
    assert [each.why for each in unread(told(made))] == ["a line that is no header"]
    mixed = mail()
    mixed.add_attachment(b"x", maintype="image", subtype="png", filename="a.png")
    data = mixed.as_bytes() + b"hidden words\n"
    (gap,) = unread(told(data))
    assert b"hidden words" in data[gap.start : gap.end]


def test_a_mail_saved_from_a_mailbox_begins_with_its_line():
    data = b"From - Tue Mar  5 20:07:00 2024\n" + mail().as_bytes()
    assert unread(told(data)) == []
    assert recognises("a.eml", data) == APP


def test_a_mail_cut_in_the_middle_says_that_it_is_cut():
    made = mail()
    made.add_attachment(b"x" * 3000, maintype="image", subtype="png", filename="a.png")
    data = made.as_bytes()
    items = told(data[: len(data) // 2])
    assert messages(items)[0].text == f"آخر تحذير\n{WORDS}"
    assert [each.why for each in unread(items)] == ["the mail is cut here"]


def test_a_text_longer_than_a_message_is_cut_and_the_rest_is_told():
    data = mail().as_bytes() + b"line\n" * (MAX_VALUE // 4)
    (only,), (gap,) = messages(told(data)), unread(told(data))
    assert only.marks == (Mark.CUT,)
    assert gap.end == len(data)
    assert gap.end - gap.start > 0


def test_a_mail_with_too_many_parts_and_one_too_deep_stop_nobody():
    many = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n"
    items = told(many + b"--x\n\nwords\n" * (MAX_PARTS + 5) + b"--x--\n")
    assert len(messages(items)) == MAX_PARTS
    assert [each.why for each in unread(items)] == ["more parts than a mail has"]
    deep = b"From: a@b.example\n"
    for level in range(40):
        deep += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
    assert told(deep + b"\nwords")


def test_a_chat_is_named_after_the_subject_and_a_whatsapp_text_is_no_mail():
    data = mail().as_bytes()
    (chat,) = chats(io.BytesIO(data), len(data))
    assert (chat.title, chat.account) == ("آخر تحذير", "<1@mail.example>")
    assert recognises("x", data) == APP
    assert recognises("x.eml", b"05/03/2024, 20:07 - Ali: from: me\n") is None
    assert recognises("x.eml", b"hello\n") is None


def test_memory_does_not_grow_with_an_attachment():
    made = mail()
    made.add_attachment(b"x", maintype="video", subtype="mp4", filename="v.mp4")
    head, _, tail = made.as_bytes().partition(b"eA==")
    lines = (b"x" * 76 + b"\n") * 1000
    peaks = []
    for times in (20, 200):
        peak, count = peak_memory(read, Endless(head, lines, times, tail), APP)
        assert count == 2
        peaks.append(peak)
    assert peaks[1] < peaks[0] * 1.2
