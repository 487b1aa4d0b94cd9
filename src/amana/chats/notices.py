"""What WhatsApp itself writes in place of a message's words, in Arabic, Persian, Turkish and English.

WhatsApp has no Kurdish: phones set to Kurdish show one of these (its own tables of strings, and exports
seen in public code; evidence §2.1). A person may type the same words: so the words are always shown,
and what is told here is never more than a label.
"""

import re
from typing import Final, NamedTuple

from amana.chats.message import Kind, Mark


class Notice(NamedTuple):
    """What a message's words say that it is."""

    kind: Kind = Kind.TEXT
    marks: tuple[Mark, ...] = ()
    attachment: str = ""


PLAIN: Final = Notice()
_DELETED: Final = Notice(Kind.DELETED)
_CALL: Final = Notice(Kind.CALL)
_SYSTEM_LINE: Final = Notice(Kind.SYSTEM)
_LEFT_OUT: Final = Notice(Kind.MEDIA, (Mark.MEDIA_LEFT_OUT,))
_ONCE: Final = Notice(Kind.MEDIA, (Mark.MEDIA_LEFT_OUT, Mark.VIEW_ONCE))

INVISIBLE: Final = "\u200e\u200f\u061c\u200b\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"
_LOOSE: Final = INVISIBLE + " \u202f\xa0\r\n"
_AROUND: Final = _LOOSE + ".<>"

_WHOLE: Final[dict[Notice, tuple[str, ...]]] = {
    _DELETED: (
        "This message was deleted",
        "You deleted this message",
        "This message was deleted by admin",
        "تم حذف هذه الرسالة",
        "حذفتَ هذه الرسالة",
        "حذفت هذه الرسالة",
        "لقد حذفت هذه الرسالة",
        "Bu mesaj silindi",
        "Bu mesajı sildiniz",
        "این پیام حذف شد",
        "این پیام حذف شده است",
        "شما این پیام را حذف کردید",
        "این پیام را حذف کردید",
    ),
    _LEFT_OUT: (
        "Media omitted",
        "image omitted",
        "video omitted",
        "audio omitted",
        "sticker omitted",
        "GIF omitted",
        "document omitted",
        "Contact card omitted",
        "video note omitted",
        "تم استبعاد الوسائط",
        "تم استبعاد الصورة",
        "تم استبعاد الفيديو",
        "تم استبعاد الصوت",
        "تم استبعاد الملصق",
        "تم حذف الملصقات",
        "الوسائط غير مضمّنة",
        "الوسائط غير مضمنة",
        "الصورة غير مشمولة",
        "الفيديو غير مشمول",
        "لم يتم إدراج الصورة",
        "لم يتم إدراج صورة GIF",
        "لم يتم إدراج الفيديو",
        "لم يتم إدراج الفيديوهات",
        "لم يتم إدراج المقاطع الصوتية",
        "لم يتم إدراج المقطع الصوتي",
        "لم يتم إدراج الملصق",
        "لم يتم إدراج المستند",
        "لم يتم إدراج بطاقة جهة اتصال",
        "Medya dahil edilmedi",
        "Medya atlanmış",
        "görüntü dahil edilmedi",
        "video dahil edilmedi",
        "ses dahil edilmedi",
        "Çıkartma dahil edilmedi",
        "çıkartma dahil edilmedi",
        "GIF dahil edilmedi",
        "belge dahil edilmedi",
        "Kişi kartı dahil edilmedi",
        "پيوست نما/آهنگ حذف شد",
        "پیوست نما/آهنگ حذف شد",
        "تصویر حذف شد",
        "ویدیو حذف شد",
        "صدا حذف شد",
        "استیکر حذف شد",
        "GIF حذف شد",
        "سند حذف شد",
        "برگ مخاطب حذف شد",
    ),
    _ONCE: (
        "View once voice message omitted",
        "View once message omitted",
        "View once photo omitted",
        "View once video omitted",
    ),
}
_NOTICES: Final = {words: notice for notice, each in _WHOLE.items() for words in each}

_EDITED: Final = (
    "<This message was edited>",
    "<تم تعديل هذه الرسالة>",
    "<Bu mesaj düzenlendi>",
    "<این پیام ویرایش شد>",
    "<این پیام ویرایش شده است>",
)
_ATTACHED: Final = re.compile(
    r"^(?P<android>[^\n<>]+?) \((?:file attached|الملف مرفق|ملف مرفق|dosya ekli|dosya eklendi|"
    r"پیوست شد|فایل پیوست شد)\)[^\S\n]*$"
    r"|<(?:attached|مرفق|المرفق|المُرفق|ekli dosya|eklendi|پیوست): ?(?P<ios>[^<>\n]+)>"
    r"|<(?P<turkish>[^<>\n]+\.\w{2,5}) eklendi>",
    re.MULTILINE,
)
_CALLS: Final = re.compile(
    r"(?:(?:Missed|Silenced|Declined)? ?(?:group )?(?:voice|video) call"
    r"|مكالمة (?:صوتية|فيديو)(?: جماعية)?(?: فائتة)?"
    r"|Cevapsız (?:sesli|görüntülü) arama|(?:Sesli|Görüntülü) arama"
    r"|تماس (?:صوتی|تصویری)(?: پاسخ داده نشده| بی‌?پاسخ)?)(?:[.,،].{0,60})?",
    re.IGNORECASE | re.DOTALL,
)
_CALL_STARTS: Final = frozenset(
    ("miss", "sile", "decl", "voic", "vide", "grou", "مكال", "ceva", "sesl", "görü", "تماس")
)
_LONGEST_CALL: Final = 100  # letters: "Missed voice call, tap to call back", with a length
_SYSTEM: Final = re.compile(
    r"Messages and calls are end-to-end encrypted|الرسائل والمكالمات (?:مشفرة|مشفّرة)"
    r"|Mesajlar ve aramalar uçtan uca şifrelidir|پیام‌?ها و تماس‌?ها سرتاسر رمزگذاری"
    r"|Your security code with|رمز الأمان|کد امنیتی شما|Güvenlik kodunuz"
)
_LEFT_OPEN: Final = re.compile(r'[^"]*"(?:[^"]*"[^"]*")*[^"]*|.*[“«][^”»]*', re.DOTALL)


def notice_of(text: str) -> Notice:
    """What the words of a message with a sender say that it is."""
    bare = text.strip(_AROUND)
    known = _NOTICES.get(bare)
    if known is not None:
        return known
    if "<" in text or ")" in text:
        return _marked(text)
    if "\u200e" in text or "\u200f" in text:
        return _after_mark(text, bare)
    if len(text) < _LONGEST_CALL and bare[:4].lower() in _CALL_STARTS and _CALLS.fullmatch(bare):
        return _CALL
    return PLAIN


def _marked(text: str) -> Notice:
    """A message with something in brackets: files, edits, or only her words."""
    attached = _ATTACHED.search(text)
    edited = (Mark.EDITED,) if text.rstrip(_LOOSE).endswith(_EDITED) else ()
    if attached is not None:
        name = (attached["android"] or attached["ios"] or attached["turkish"]).strip(INVISIBLE)
        return Notice(Kind.MEDIA, edited, name)
    return Notice(Kind.TEXT, edited) if edited else PLAIN


def _after_mark(text: str, bare: str) -> Notice:
    """An iPhone sets a direction mark before what it writes itself, after a caption or a name."""
    if _SYSTEM.match(bare):
        return _SYSTEM_LINE
    if len(text) < _LONGEST_CALL and _CALLS.fullmatch(bare):
        return _CALL
    own = text[max(text.rfind("\u200e"), text.rfind("\u200f")) + 1 :]
    return _NOTICES.get(own.strip(_AROUND), PLAIN)


def is_said_by_nobody(before_colon: str) -> bool:
    """Whether what stands before a colon is the start of a notice, not a name."""
    return bool(_SYSTEM.match(before_colon) or _LEFT_OPEN.fullmatch(before_colon))
