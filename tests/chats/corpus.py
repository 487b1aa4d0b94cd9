"""Synthetic WhatsApp exports as every phone met in Iraq would write them: dates and times from CLDR's
patterns, both phone systems, with traps planted. All people and numbers are invented."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel import Locale
from babel.dates import format_date, format_time

from amana.chats.message import Kind, Mark

_DIGITS = {"arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹", "latn": "0123456789"}
# First days of Persian years, from the calendar printed in Iran.
_NOWRUZ = {
    1400: date(2021, 3, 21),
    1401: date(2022, 3, 21),
    1402: date(2023, 3, 21),
    1403: date(2024, 3, 20),
    1404: date(2025, 3, 21),
    1405: date(2026, 3, 21),
}
RLM, LRM, NNBSP = "\u200f", "\u200e", "\u202f"


@dataclass(frozen=True)
class Phone:
    """A phone by its locale, digits, hours and system."""

    name: str
    locale: str
    digits: str
    hours: int
    iphone: bool
    words: str  # the language that WhatsApp itself speaks on it
    jalali: bool = False

    def header(self, at: datetime) -> str:
        """What this phone writes before a message."""
        locale = Locale.parse(self.locale)
        joining = str(locale.datetime_formats["short"])
        skeleton = ("h" if self.hours == 12 else "H") + ("ms" if self.iphone else "m")
        pattern = locale.datetime_skeletons[skeleton].pattern
        time = self._in_digits(format_time(at, pattern, locale=self.locale))
        stamp = joining.replace("{1}", self._date(at.date())).replace("{0}", time)
        if not self.iphone:
            return f"{stamp} - "
        if self.words == "ar":
            return f"{RLM}[{RLM}{stamp}] "
        return f"[{stamp}] "

    def _date(self, day: date) -> str:
        pattern = Locale.parse(self.locale).date_formats["short"].pattern
        if self.jalali:
            return self._in_digits("{}/{}/{}".format(*_persian(day)))
        return self._in_digits(format_date(day, pattern, locale=self.locale))

    def _in_digits(self, text: str) -> str:
        return text.translate(dict(zip(map(ord, "0123456789"), _DIGITS[self.digits], strict=True)))


def _persian(day: date) -> tuple[int, int, int]:
    year = max(year for year, first in _NOWRUZ.items() if first <= day)
    passed = (day - _NOWRUZ[year]).days
    for month in range(1, 13):
        length = 31 if month <= 6 else 30
        if passed < length or month == 12:
            return year, month, passed + 1
        passed -= length
    raise AssertionError


def _phones() -> Iterator[Phone]:
    kinds = [
        ("ar-IQ", "ar_IQ", "arab", 12, "ar", False),
        ("ar-IQ-24", "ar_IQ", "arab", 24, "ar", False),
        ("ar-latin", "ar", "latn", 12, "ar", False),
        ("ar-latin-24", "ar", "latn", 24, "ar", False),
        ("ckb", "ckb_IQ", "arab", 12, "en", False),
        ("ckb-arabic-words", "ckb_IQ", "arab", 12, "ar", False),
        ("ckb-24", "ckb_IQ", "arab", 24, "ar", False),
        ("kmr", "ku", "latn", 24, "en", False),
        ("kmr-12", "ku", "latn", 12, "tr", False),
        ("fa", "fa", "arabext", 24, "fa", True),
        ("fa-12", "fa", "arabext", 12, "fa", True),
        ("tr", "tr", "latn", 24, "tr", False),
        ("tr-12", "tr", "latn", 12, "tr", False),
        ("en-US", "en_US", "latn", 12, "en", False),
        ("en-US-24", "en_US", "latn", 24, "en", False),
        ("en-GB", "en_GB", "latn", 24, "en", False),
        ("en-GB-12", "en_GB", "latn", 12, "en", False),
        ("en-AU", "en_AU", "latn", 12, "en", False),
        ("en-IN", "en_IN", "latn", 12, "en", False),
        ("en-CA", "en_CA", "latn", 12, "en", False),
    ]
    for name, locale, digits, hours, words, jalali in kinds:
        for iphone in (False, True):
            system = "iphone" if iphone else "android"
            yield Phone(f"{name}-{system}", locale, digits, hours, iphone, words, jalali)


PHONES = tuple(_phones())


@dataclass(frozen=True)
class Said:
    """One message as it must come out."""

    at: datetime
    sender: str
    text: str
    kind: Kind = Kind.TEXT
    marks: tuple[Mark, ...] = ()
    attachment: str = ""
    decor: str = ""  # what the phone writes before the name and no reader should take for it


_NOTICES = {
    "ar": ("<تم استبعاد الوسائط>", "تم حذف هذه الرسالة", "<تم تعديل هذه الرسالة>", "مكالمة صوتية فائتة"),
    "fa": ("تصویر حذف شد", "این پیام حذف شد", "<این پیام ویرایش شد>", "تماس صوتی پاسخ داده نشده"),
    "tr": ("<Medya dahil edilmedi>", "Bu mesaj silindi", "<Bu mesaj düzenlendi>", "Cevapsız sesli arama"),
    "en": ("<Media omitted>", "This message was deleted", "<This message was edited>", "Missed voice call"),
}  # fmt: skip
_ENCRYPTED = {
    "ar": "الرسائل والمكالمات مشفرة تمامًا بين الطرفين: لا يستطيع أحد خارج هذه الدردشة قراءتها",
    "fa": "پیام‌ها و تماس‌ها سرتاسر رمزگذاری شده‌اند",
    "tr": "Mesajlar ve aramalar uçtan uca şifrelidir. Kimse okuyamaz",
    "en": "Messages and calls are end-to-end encrypted. No one outside of this chat can read them",
}
_ATTACHED = {"ar": "الملف مرفق", "fa": "پیوست شد", "tr": "dosya ekli", "en": "file attached"}
_ATTACHED_IPHONE = {"ar": "مرفق", "fa": "پیوست", "tr": "attached", "en": "attached"}

HER, HIM, NUMBER, UNSAVED = "سارة", "Test Person", "+964 770 000 0000", f"~{NNBSP}ئازاد"


def conversation(phone: Phone, begin: datetime = datetime(2024, 2, 27, 21, 40)) -> list[Said]:  # noqa: DTZ001
    """A short chat over two weeks with something of everything, as this phone would write it."""
    left_out, deleted, edited, missed = _NOTICES[phone.words]
    plain: Sequence[tuple[str, str]] = (
        (HER, "مرحبا"),
        (HIM, "hello: with a colon, a - dash, [brackets] and 12/03/2024"),
        (NUMBER, "سطر أول\nسطر ثانٍ\n\nسطر بعد فراغ"),
        (UNSAVED, "سڵاو، ٥٠٠ دۆلار 😀"),
        (HER, f"{RLM}مع علامات{LRM} اتجاه \u2067داخل\u2069 النص"),
        (HIM, ""),
        (HER, "  leading and trailing spaces  "),
        (HIM, "ANKET:\nkaç?\nSEÇENEK: 500 (1 oy)"),
        (HER, "10:15 - not a date: it is a time"),
        (NUMBER, "[3/5, 8:07 PM] Copied: what a phone copies has no year"),
    )
    said = [Said(begin, "", _ENCRYPTED[phone.words], Kind.SYSTEM)]
    at = begin
    for turn in range(3):
        for sender, text in plain:
            at += timedelta(hours=7, minutes=13 + turn)
            said.append(Said(at, sender, text))
        said.append(Said(at, HER, left_out, Kind.MEDIA, (Mark.MEDIA_LEFT_OUT,)))
        said.append(Said(at, HIM, deleted, Kind.DELETED))
        said.append(Said(at, HIM, f"500 {edited}", Kind.TEXT, (Mark.EDITED,)))
        said.append(Said(at, NUMBER, missed, Kind.CALL))
        said.append(_attached(phone, at))
    return said


def _attached(phone: Phone, at: datetime) -> Said:
    if phone.iphone:
        name = f"00000012-PHOTO-{at:%Y-%m-%d-%H-%M-%S}.jpg"
        text = f"{LRM}<{_ATTACHED_IPHONE[phone.words]}: {name}>"
    else:
        name = f"IMG-{at:%Y%m%d}-WA0001.jpg"
        text = f"{LRM}{name} ({_ATTACHED[phone.words]})\nwith a caption"
    return Said(at, HER, text, Kind.MEDIA, (), name)


def written(phone: Phone, said: Sequence[Said], *, bom: bool = False, end: str = "\n") -> bytes:
    """The export's bytes."""
    lines = [
        phone.header(each.at) + each.decor + (f"{each.sender}: " if each.sender else "") + each.text
        for each in said
    ]
    text = ("\ufeff" if bom else "") + "".join(line + end for line in lines)
    return text.encode()
