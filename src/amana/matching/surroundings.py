"""What stands near a number or a name and says what it is: a platform, a way of paying, phone credit."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from amana.matching.kinds import Kind
from amana.matching.normal.text import Mapped, index
from amana.matching.normal.transfers import RAILS

REACH: Final = 60  # characters before and behind; farther away it speaks of something else
_SHORT: Final = 4  # letters; longer words may carry any ending, short ones would become others
_PLATFORMS: Final = {
    Kind.INSTAGRAM: ("instagram", "insta", "ig", "انستا", "انستغرام", "انستكرام", "انستقرام", "انستجرام", "ئینستا", "ئینستاگرام"),
    Kind.TELEGRAM: ("telegram", "tele", "تلي", "تليكرام", "تلكرام", "تلغرام", "تيليغرام", "تيليجرام", "تيليكرام", "تێلیگرام"),
    Kind.SNAPCHAT: ("snapchat", "snap", "سناب", "سناب شات", "سناپچات"),
    Kind.TIKTOK: ("tiktok", "tik tok", "تيكتوك", "تيك توك", "تک تۆک", "تیکتۆک"),
    Kind.FACEBOOK: ("facebook", "fb", "messenger", "فيس", "فيسبوك", "فيس بوك", "فەیسبووک", "ماسنجر", "مسنجر", "مەسنجەر"),
    Kind.X: ("twitter", "تويتر", "تویتەر"),
    Kind.VIBER: ("viber", "فايبر", "ڤایبەر"),
}  # fmt: skip
_CREDIT: Final = (
    *("رصيد", "كارت", "كارتات", "كروت", "بطاقة", "شحن", "تعبئة", "اسياسيل", "اسيا سيل", "كورك", "باڵانس"),
    *("credit", "recharge", "scratch card", "top up", "topup", "voucher", "asiacell", "korek", "balans", "kart"),
)  # fmt: skip
_BANK: Final = ("mastercard", "master card", "visa", "ماستر", "ماستركارد", "فيزا", "ڤیزا")
_BITCOIN: Final = ("bitcoin", "btc", "بتكوين", "بيتكوين", "بیتکۆین")
_REFERENCE: Final = (
    *("رقم العملية", "رقم الحوالة", "رقم المعاملة", "رقم التحويل", "رقم الايصال", "رقم الوصل", "كود الحوالة", "معرف العملية"),
    *("ژمارەی مامەڵە", "ژمارەی حەواڵە", "کۆدی حەواڵە", "ژمارەی پسوڵە", "hejmara veguhastinê", "koda hewaleyê"),
    *("reference", "ref", "transaction", "trx", "txn", "receipt", "mtcn", "pay id", "confirmation"),
)  # fmt: skip
_MONEY: Final = (
    *("دولار", "دينار", "الف", "مليون", "ورقة", "دفتر", "دۆلار", "هەزار", "ملیۆن"),
    *("usd", "iqd", "usdt", "dollar", "dollars", "dinar", "dinars", "dolar", "hezar", "milyon", "million", "euro"),
)  # fmt: skip
_CONNECTORS: Final = (
    *("is", "id", "user", "username", "name", "nick", "acc", "account", "handle", "my", "add"),
    *("حساب", "حسابي", "حسابه", "حسابك", "يوزر", "يوزره", "يوزري", "اسم", "اسمه", "معرف", "المعرف", "معرفه", "هو", "ضيفني", "ضيفيني"),
    *("مالتي", "مالته", "مالي"),
    *("ناو", "ناوی", "ناوم", "هەژمار", "هەژماری", "هەژمارم", "ئەکاونت", "ئەکاونتی", "یوزەر", "یوزەرم", "nav", "navê", "hesab", "hesabê"),
)  # fmt: skip


def _word(word: str) -> str:
    """Latin words stand alone; Arabic ones carry و, ب, ال before and endings behind."""
    folded = re.escape(index(word).text)
    if word[0].isascii():
        return rf"(?<![a-z0-9]){folded}(?![a-z0-9])"
    ending = "[يهكجم]?" if len(word) < _SHORT else r"\w{0,4}"
    return rf"(?<!\w)[وفبلكع]?(?:ال)?{folded}{ending}(?!\w)"


def any_of(words: Iterable[str]) -> str:
    """A pattern over `index` text for any of the words, the longest first."""
    return "|".join(map(_word, sorted(words, key=len, reverse=True)))


PLATFORM: Final = re.compile("|".join(f"(?P<{k.name}>{any_of(w)})" for k, w in _PLATFORMS.items()))
# Their beginnings, without what may stand around them: fast, and never finds fewer.
PLATFORM_STEMS: Final = "|".join(
    re.escape(index(word).text) for words in _PLATFORMS.values() for word in words
)
_RAIL: Final = re.compile("|".join(f"(?P<{name}>{any_of(words)})" for name, words in RAILS.items()))
_CREDIT_WORD: Final = re.compile(any_of(_CREDIT))
_BANK_WORD: Final = re.compile(any_of(_BANK))
_BITCOIN_WORD: Final = re.compile(any_of(_BITCOIN))
_REFERENCE_WORD: Final = re.compile(
    rf"(?:{any_of(_REFERENCE)})[^\w\n]*(?:(?:no|number|id|رقم)?[^\w\n]*)$"
)
_MONEY_BEHIND: Final = re.compile(rf"\W{{0,2}}(?:{any_of(_MONEY)}|\$|€)")
_MONEY_BEFORE: Final = re.compile(rf"(?:{any_of(_MONEY)}|\$|€)\W{{0,2}}$")
CONNECTOR: Final = re.compile(rf"[^\w\n]*(?:(?:{any_of(_CONNECTORS)})[^\w\n]*|[:=]\s*)*")


class Surroundings:
    """The `index` form of one text, asked about a place in the original (`start` and `end`)."""

    def __init__(self, form: Mapped) -> None:
        self._text, self._at = form

    def platform(self, start: int, end: int) -> Kind | None:
        """The nearest platform that is named."""
        name = self._nearest(PLATFORM, start, end)
        return Kind[name] if name else None

    def rail(self, start: int, end: int) -> str | None:
        """The nearest way of paying that is named, as in RAILS."""
        return self._nearest(_RAIL, start, end)

    def speaks_of_credit(self, start: int, end: int) -> bool:
        """Whether phone credit is named near."""
        return self._near(_CREDIT_WORD, start, end)

    def speaks_of_bank_card(self, start: int, end: int) -> bool:
        """Whether a bank card is named near."""
        return self._near(_BANK_WORD, start, end)

    def speaks_of_bitcoin(self, start: int, end: int) -> bool:
        """Whether Bitcoin is named near."""
        return self._near(_BITCOIN_WORD, start, end)

    def is_called_reference(self, start: int) -> bool:
        """Whether the words right before call it the reference of a payment."""
        here = bisect_left(self._at, start)
        return bool(_REFERENCE_WORD.search(self._text[max(0, here - REACH) : here]))

    def is_amount(self, start: int, end: int) -> bool:
        """Whether a currency stands beside it."""
        first, last = bisect_left(self._at, start), bisect_left(self._at, end)
        before = self._text[max(0, first - REACH) : first]
        return bool(_MONEY_BEHIND.match(self._text, last) or _MONEY_BEFORE.search(before))

    def _near(self, words: re.Pattern[str], start: int, end: int) -> bool:
        first, last = bisect_left(self._at, start), bisect_left(self._at, end)
        return bool(words.search(self._text, max(0, first - REACH), last + REACH))

    def _nearest(self, words: re.Pattern[str], start: int, end: int) -> str | None:
        first, last = bisect_left(self._at, start), bisect_left(self._at, end)
        found: dict[int, str] = {}
        for match in words.finditer(self._text, max(0, first - REACH), last + REACH):
            away = first - match.end() if match.end() <= first else match.start() - last
            if away >= 0 and match.lastgroup:
                found.setdefault(away, match.lastgroup)
        return found[min(found)] if found else None
