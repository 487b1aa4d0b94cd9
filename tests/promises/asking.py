"""Sentences that ask for the picture, in three languages: a picture, a way of giving it, and nothing that forbids it (P10).

A screenshot of his threats is no picture of her, so its names are taken out first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Tongue:
    """How one language names pictures, asks for things, and forbids."""

    screenshot: re.Pattern[str]
    picture: re.Pattern[str]
    giving: re.Pattern[str]
    forbidding: re.Pattern[str]

    def asks(self, sentence: str) -> bool:
        """Whether this sentence could be read as: give us the picture."""
        rest = self.screenshot.sub(" ", sentence)
        asked = self.picture.search(rest) and self.giving.search(rest)
        return bool(asked) and not self.forbidding.search(rest)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# A word of Arabic letters starts where neither a letter nor a vowel sign stands before.
_STARTS: Final = r"(?<![\w\u064b-\u0652])"

TONGUES: Final = {
    "en": Tongue(
        screenshot=_words(r"screen ?shots?|pictures? of the screen"),
        picture=_words(r"\b(pictures?|photos?|images?|videos?|selfies?|nudes?)\b"),
        giving=_words(
            r"\b(send|upload|attach|show|share|give|bring|add|forward|submit|provide|choose|need|require|want|want to see|"
            r"ask ((you|her|him|them) )?for|take (a|the|another))\b"
        ),
        forbidding=_words(
            r"\b(never|not|no|nobody|none|nothing|without|leave out|whoever|anyone who|refuse)\b|n['’]t\b"
        ),
    ),
    "ar": Tongue(
        screenshot=_words(
            r"(صور[ةه]?|لقط(ات|ة)|تصوير)\s+ل?(ال|لل)?(شاش[ةه]|سجل)|(ال)?صور[ةه]? الشاش[ةه]"
        ),
        picture=_words(r"صور|فيديو|مقطع|مقاطع"),
        giving=_words(
            _STARTS
            + r"[وف]?(أ?رسل|ارسل|نرسل|ترسل|إرسال|ابعث|ارفع|رفع|أرفق|إرفاق|أظهر|اظهر|إظهار|شارك|مشارك|أعط|اعط|إعطاء|"
            r"قدّم|قدم|تقديم|أضف|اضف|إضاف|نحتاج|تحتاج|نطلب|[تي]ُ?طلب منها|مطلوب|يلزم|يُرجى|يرجى|اختر|اختيار|التقط|التقاط)"
        ),
        forbidding=_words(
            _STARTS + r"[وف]?((لا|لن|لم|بلا|دون|بدون)(?!\w)|ليس|أبد[اً]+|ترك|حذف|من يطلب)"
        ),
    ),
    "ckb": Tongue(
        screenshot=_words(r"وێنە(یەک)?ی (شاشە|لیستی)\w*|سکرین ?شۆت\w*"),
        picture=_words(r"وێنە|ڤیدیۆ|ڤیدیو"),
        giving=_words(
            r"بنێر|دەنێر|ناردن|بار ?ب?کە|بارکردن|هاوپێچ|پیشان|نیشان|هاوبەشی? (پێ )?بکە|بدە|پێدان|زیاد ?ب?کە|پێویست|"
            r"داوا|بهێنە|هەڵبژێر|بگرە"
        ),
        forbidding=_words(r"\b(نا|نە|مە)\w+|هەرگیز|هیچ|بەبێ|\bبێ\b|گەڕێ|نییە|هەر کەسێک داوا"),
    ),
}


def sentences(text: str) -> Iterator[str]:
    """One after another; links and headings end a sentence as well."""
    for sentence in re.split(r"(?<=[.?!؟؛;:])\s|[\n|]", text):
        if sentence.strip():
            yield sentence.strip()
