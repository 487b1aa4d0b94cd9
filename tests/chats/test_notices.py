"""What WhatsApp writes in place of words is labelled, in each of its languages; the words stay."""

import pytest

from amana.chats.message import Kind, Mark
from amana.chats.notices import Notice, is_said_by_nobody, notice_of
from amana.chats.titles import title_of

RLM, LRM = "\u200f", "\u200e"


@pytest.mark.parametrize(
    "text",
    [
        "<Media omitted>",
        f"{LRM}image omitted",
        "<تم استبعاد الوسائط>",
        f"{RLM}لم يتم إدراج الصورة",
        f"{LRM}الصورة غير مشمولة",
        "<Medya dahil edilmedi>",
        f"{LRM}görüntü dahil edilmedi",
        "< پيوست نما/آهنگ حذف شد >",
        "تصویر حذف شد",
        f"contract.pdf • {LRM}1 page {LRM}document omitted",
    ],
)
def test_media_left_out(text: str) -> None:
    assert notice_of(text) == Notice(Kind.MEDIA, (Mark.MEDIA_LEFT_OUT,))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IMG-20240305-WA0001.jpg (file attached)", "IMG-20240305-WA0001.jpg"),
        (f"{LRM}PTT-20240305-WA0002.opus (الملف مرفق)\nتعليق", "PTT-20240305-WA0002.opus"),
        ("عقد الإيجار.pdf (ملف مرفق)", "عقد الإيجار.pdf"),
        ("VID-1.mp4 (dosya ekli)", "VID-1.mp4"),
        ("a.jpg (پیوست شد)", "a.jpg"),
        (f"{LRM}<attached: 00000012-PHOTO-2024-03-05.jpg>", "00000012-PHOTO-2024-03-05.jpg"),
        (f"see this {LRM}<attached: 1-DOC.pdf>", "1-DOC.pdf"),
        (f"{RLM}<مرفق: 0001-PHOTO.jpg>", "0001-PHOTO.jpg"),
        (f"{LRM}<00000012-PHOTO.jpg eklendi>", "00000012-PHOTO.jpg"),
    ],
)
def test_a_file_sent(text: str, name: str) -> None:
    assert notice_of(text) == Notice(Kind.MEDIA, (), name)


@pytest.mark.parametrize(
    "text",
    [
        "You deleted this message",
        f"{LRM}This message was deleted.",
        "تم حذف هذه الرسالة",
        "حذفتَ هذه الرسالة",
        "Bu mesaj silindi",
        "این پیام حذف شد",
    ],
)
def test_a_deleted_message(text: str) -> None:
    assert notice_of(text).kind is Kind.DELETED


@pytest.mark.parametrize(
    "text",
    [
        "pay <This message was edited>",
        f"ادفع {RLM}<تم تعديل هذه الرسالة>",
        "öde <Bu mesaj düzenlendi>",
    ],
)
def test_an_edited_message(text: str) -> None:
    assert notice_of(text) == Notice(Kind.TEXT, (Mark.EDITED,))


@pytest.mark.parametrize(
    "text",
    [
        "Missed voice call",
        f"{LRM}Missed video call, {LRM}Tap to call back",
        f"{LRM}Voice call, {LRM}5 min",
        "مكالمة فيديو فائتة",
        "Cevapsız sesli arama",
        "تماس صوتی پاسخ داده نشده",
    ],
)
def test_a_call(text: str) -> None:
    assert notice_of(text).kind is Kind.CALL


def test_a_view_once_message() -> None:
    notice = notice_of("<View once voice message omitted>")

    assert (notice.kind, Mark.VIEW_ONCE in notice.marks) == (Kind.MEDIA, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pay 500 (now)",
        "<3",
        "video call me at ten",
        "a media omitted b",
        "null",
        "(file attached)",
        "صورة",
        f"{RLM}مرحبا{LRM}",
        "if x < 3 and y > 4 :)",
    ],
)
def test_her_own_words_are_only_words(text: str) -> None:
    assert notice_of(text) == Notice()


def test_what_stands_before_a_colon_and_is_no_name() -> None:
    assert is_said_by_nobody('A changed the subject from "x')
    assert is_said_by_nobody("غيّر A الموضوع إلى «x")
    assert is_said_by_nobody("الرسائل والمكالمات مشفّرة تمامًا بين الطرفين")
    for name in ("O'Brien", 'Ali "the boss"', "أم «سارة»", "~ ئازاد", "+964 770 000 0000"):
        assert not is_said_by_nobody(name)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("WhatsApp Chat with Test Person.txt", "Test Person"),
        ("exports/WhatsApp Chat - سارة.zip", "سارة"),
        ("محادثة واتساب مع سارة.txt", "سارة"),
        ("محادثة واتساب مع سارة (1).txt", "سارة"),
        ("Azad ile WhatsApp Sohbeti.txt", "Azad"),
        ("_chat.txt", ""),
        ("", ""),
    ],
)
def test_with_whom_a_chat_was(name: str, title: str) -> None:
    assert title_of(name) == title
