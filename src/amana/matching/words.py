"""The words that say what a number or a name is, as people in Iraq write them; compared in their `index` form."""

import re
from collections.abc import Iterable
from typing import Final

from amana.matching.kinds import Kind
from amana.matching.normal.text import index

_SHORT: Final = 4  # letters; longer words may carry any ending, short ones would become others
PLATFORMS: Final = {
    Kind.INSTAGRAM: ("instagram", "insta", "ig", "انستا", "انستغرام", "انستكرام", "انستقرام", "انستجرام", "ئینستا", "ئینستاگرام"),
    Kind.TELEGRAM: ("telegram", "tele", "تلي", "تليكرام", "تلكرام", "تلغرام", "تيليغرام", "تيليجرام", "تيليكرام", "تێلیگرام"),
    Kind.SNAPCHAT: ("snapchat", "snap", "سناب", "سناب شات", "سناپچات"),
    Kind.TIKTOK: ("tiktok", "tik tok", "تيكتوك", "تيك توك", "تک تۆک", "تیکتۆک"),
    Kind.FACEBOOK: ("facebook", "fb", "messenger", "فيس", "فيسبوك", "فيس بوك", "فەیسبووک", "ماسنجر", "مسنجر", "مەسنجەر"),
    Kind.X: ("twitter", "تويتر", "تویتەر"),
    Kind.VIBER: ("viber", "فايبر", "ڤایبەر"),
}  # fmt: skip
CREDIT: Final = (
    *("رصيد", "كارت", "كارتات", "كروت", "بطاقة", "شحن", "تعبئة", "اسياسيل", "اسيا سيل", "كورك", "باڵانس"),
    *("credit", "recharge", "scratch card", "top up", "topup", "voucher", "asiacell", "korek", "balans", "kart"),
)  # fmt: skip
BANK: Final = ("mastercard", "master card", "visa", "ماستر", "ماستركارد", "فيزا", "ڤیزا")
BITCOIN: Final = ("bitcoin", "btc", "بتكوين", "بيتكوين", "بیتکۆین")
REFERENCE: Final = (
    *("رقم العملية", "رقم الحوالة", "رقم المعاملة", "رقم التحويل", "رقم الايصال", "رقم الوصل", "كود الحوالة", "معرف العملية"),
    *("ژمارەی مامەڵە", "ژمارەی حەواڵە", "کۆدی حەواڵە", "ژمارەی پسوڵە", "hejmara veguhastinê", "koda hewaleyê"),
    *("reference", "ref", "transaction", "trx", "txn", "receipt", "mtcn", "pay id", "confirmation"),
)  # fmt: skip
MONEY: Final = (
    *("دولار", "دينار", "الف", "مليون", "ورقة", "دفتر", "دۆلار", "هەزار", "ملیۆن"),
    *("usd", "iqd", "usdt", "dollar", "dollars", "dinar", "dinars", "dolar", "hezar", "milyon", "million", "euro"),
)  # fmt: skip
CONNECTORS: Final = (
    *("is", "id", "user", "username", "name", "nick", "acc", "account", "handle", "my", "add"),
    *("حساب", "حسابي", "حسابه", "حسابك", "يوزر", "يوزره", "يوزري", "اسم", "اسمه", "معرف", "المعرف", "معرفه", "هو", "ضيفني", "ضيفيني"),
    *("مالتي", "مالته", "مالي"),
    *("ناو", "ناوی", "ناوم", "هەژمار", "هەژماری", "هەژمارم", "ئەکاونت", "ئەکاونتی", "یوزەر", "یوزەرم", "nav", "navê", "hesab", "hesabê"),
)  # fmt: skip


class Words:
    """Some words, to be looked for in an `index` text: by their bare letters first, which is fast, then exactly."""

    def __init__(self, words: Iterable[str], *, before: str = "", behind: str = "") -> None:
        """`before` and `behind` are expressions that must stand there too."""
        known = tuple(words)
        self.stems = "|".join(_stem(word) for word in known)
        self._stems = re.compile(self.stems)
        self._exact = re.compile(f"{before}(?:{any_of(known)}){behind}")

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first of the words within the place."""
        last = len(text) if end is None else end
        return (
            self._exact.search(text, start, last) if self._stems.search(text, start, last) else None
        )


def named(words: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    """A pattern whose last group is the name of the words that were found."""
    return re.compile("|".join(f"(?P<{name}>{any_of(all_)})" for name, all_ in words.items()))


def any_of(words: Iterable[str]) -> str:
    """An expression over `index` text for any of the words, the longest first."""
    return "|".join(map(_word, sorted(words, key=len, reverse=True)))


def _word(word: str) -> str:
    """Latin words stand alone; Arabic ones carry و, ب, ال before and endings behind."""
    folded = re.escape(index(word).text)
    if word[0].isascii():
        return rf"(?<![a-z0-9]){folded}(?![a-z0-9])"
    ending = "[يهكجم]?" if len(word) < _SHORT else r"\w{0,4}"
    return rf"(?<!\w)[وفبلكع]?(?:ال)?{folded}{ending}(?!\w)"


def _stem(word: str) -> str:
    """Two Latin letters stand in too many words to be looked for without their ends."""
    folded = index(word).text
    return rf"\b{folded}\b" if len(folded) < 3 else re.escape(folded)
