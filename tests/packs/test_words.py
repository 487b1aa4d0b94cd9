"""The receipt words: aligned, frozen, impossible to mistake for one another, and harmless."""

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

LANGUAGES = ("ar", "ckb", "en")
WORDS = Path(__file__).parents[2] / "packs" / "iq" / "words"

# A receipt is worth nothing once its list has changed: these never change after the first one.
FROZEN = {
    "ar": "4edd37e9c03a671b18308a19996f1fc907f53ec3159b8367b8032cbd8ea15461",
    "ckb": "a3f928021915ce3f01fc0ea688c01c30360efe4245a1aae343a9f14315e511a4",
    "en": "24f49aff0c6794662d9bbad19cf37b79d038f3de305b6fe42543e4ca116f3407",
}

LETTERS = {
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنهوۆیێە",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
PHRASES_ALLOWED = {"ar": 30, "ckb": 30, "en": 0}

MARKS = re.compile("[\u0640\u064b-\u065f\u0670\u200c]")
ARABIC = str.maketrans("أإآٱىةؤئ", "اااايهوي")
SORANI = str.maketrans("ڕڵێۆيكھە", "رلیویکهه")

# What a list on a kitchen table must not say: whole words, or with a star whatever begins so.
DENIED = {
    "ar": """
        الله قران* صلاة صوم مسجد* جامع حسيني* كنيس* صليب* اسلام* مسيح* يهود* شيعي سني شيطان* جن
        حزب احزاب انتخاب* رئيس وزير* ملك حكوم* برلمان* علم اعلام ثورة دولة حلال حرام محارم
        سكين* سيف بندقية مسدس رصاصة قنبل* عبوة سلاح اسلحة هاون دبابة كلاش* حرب جيش جندي فاس خنجر
        صاروخ شرطة شرطي سجن محكم* قاضي ضابط قتل قاتل دم موت ميت مقبر* قبر قبور جثة كفن ذبح خطف
        اعدام مشنق* حبل تهديد* ابتزاز* فضيح* شرف عار عشير* قبيلة اب ابو ام اخ اخت عم عمة خال خالة
        زوجة زواج عرس عروس طلاق ابنة ولد بنت جسد جسم صدرية ثدي نهد مني مهبل رحم عري عاري* قبلة
        شفاه شفة حمالات سوتيان* سرير فراش جنس* بكارة شهيد شهد كلب خنزير قرد حمار بغل خمر* عرق نبيذ
        بيرة مشروب صورة صور كاميرا علاقة
    """,
    "ckb": """
        خوا خودا قورئان* نوێژ* مزگەوت* کەنیسە خاچ ئیسلام* مەسیحی* جوولەکە شیعە سوننە شەیتان* جنۆکە
        حەرام حەڵاڵ حیزب* هەڵبژاردن* سەرۆک* وەزیر* حکومەت* پەرلەمان* ئاڵا شۆڕش* پێشمەرگە
        چەقۆ شمشێر* تفەنگ* دەمانچە گوللە بۆمب* چەک دەبابە جەنگ* شەڕ سەرباز* تەور خەنجەر مووشەک*
        هاوەن پۆلیس پۆلیسەکان پۆلیسخانە زیندان* دادگا* دادوەر* کوشتن* خوێن مردن مردوو گۆڕ گۆڕستان کفن ڕفاندن
        سێدارە پەت گوریس هەڕەشە* ئابڕوو نامووس شەرەف* هۆز عەشیرەت تیرە باوک دایک برا خوشک مام خاڵ
        پوور کچ کوڕ ژن مێرد هاوسەر* زەماوەند بووک لەش جەستە مەمک* سنگ ڕووت ماچ لێو نوێن سێکس* شەهید
        سەگ بەراز مەیموون کەر ئێستر شەراب* عارەق وێنە کامێرا سیخوڕ* جاسووس* داوێن کێر قوز قۆزی دیو
    """,
    "en": """
        god allah quran* koran* prayer* mosque* church* cross christ* islam* shia* sunni* jew devil
        demon* halal haram party vote* president* minister* king government* flag revolution*
        knife knives sword* gun guns pistol* rifle* bullet* bomb* weapon* mortar* tank tanks war
        army soldier* axe dagger* rocket* missile* police* prison* jail* court judge murder* kill*
        blood* dead* death* grave graves coffin* kidnap* noose* rope ropes threat* blackmail* extort*
        scandal* honor* honour* shame* tribe* clan father* mother* brother* sister* uncle* aunt
        wife husband* marriage* wedding* bride bridal divorce* son daughter* cousin* body breast*
        nipple* womb* naked nude* kiss* lips lipstick underwear bra bras bed bedroom sex* virgin*
        martyr* dog dogs pig pigs monkey* donkey* mule mules wine* beer* photo* picture* camera*
    """,
}


@cache
def words(language: str) -> tuple[str, ...]:
    text = (WORDS / f"{language}.txt").read_bytes().decode("utf-8")
    assert text.endswith("\n"), "the last line is closed"
    return tuple(text.removesuffix("\n").split("\n"))


def normalise(word: str, language: str) -> str:
    word = MARKS.sub("", unicodedata.normalize("NFC", word.lower()))
    if language == "en":
        return word
    word = word.translate(ARABIC)
    return word.translate(SORANI) if language == "ckb" else word


def one_step_apart(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) <= 1
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def too_close(normalised: list[str]) -> Iterator[tuple[str, str]]:
    """Words one edit apart share a form: the word itself, or the word less one letter."""
    sharing: dict[str, list[str]] = defaultdict(list)
    for word in normalised:
        for form in {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}:
            sharing[form].append(word)
    for group in sharing.values():
        yield from (pair for pair in combinations(group, 2) if one_step_apart(*pair))


def is_denied(word: str, language: str) -> bool:
    parts = normalise(word, language).split()
    patterns = [normalise(pattern, language) for pattern in DENIED[language].split()]
    return any(fnmatchcase(part, pattern) for part in parts for pattern in patterns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_1024_lines_so_a_line_number_means_the_same_thing_everywhere(
    language: str,
) -> None:
    assert len(words(language)) == 1024


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_plain_nfc_with_unix_lines(language: str) -> None:
    raw = (WORDS / f"{language}.txt").read_bytes()
    text = raw.decode("utf-8")
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert text == unicodedata.normalize("NFC", text)
    assert all(word == word.strip() != "" for word in words(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_the_one_receipts_were_made_from(language: str) -> None:
    assert hashlib.sha256((WORDS / f"{language}.txt").read_bytes()).hexdigest() == FROZEN[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_letters_of_the_language_are_used(language: str) -> None:
    shape = re.compile(f"[{LETTERS[language]}]+( [{LETTERS[language]}]+)?")
    assert [word for word in words(language) if not shape.fullmatch(word)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_short_and_mostly_single(language: str) -> None:
    longest = 10 if language == "en" else 16
    assert [word for word in words(language) if not 3 <= len(word) <= longest] == []
    assert sum(" " in word for word in words(language)) <= PHRASES_ALLOWED[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_words_are_one_slip_apart(language: str) -> None:
    normalised = [normalise(word, language) for word in words(language)]
    assert len(set(normalised)) == len(normalised)
    assert sorted(set(too_close(normalised))) == []


def test_the_check_for_slips_sees_each_kind() -> None:
    assert list(too_close(["tomato", "tomata"]))  # one letter for another
    assert list(too_close(["plum", "plums"]))  # one more
    assert list(too_close(["tea", "tea"]))  # none at all
    assert not list(too_close(["form", "from"]))  # two letters swapped are two steps
    assert normalise("گوڵ", "ckb") == normalise("گۆل", "ckb")
    assert normalise("أَرُزّ", "ar") == "ارز"


def test_no_arabic_word_carries_the_article() -> None:
    assert [word for word in words("ar") if word.startswith("ال")] == []


def test_no_sorani_word_ends_in_an_arabic_heh() -> None:
    assert [word for word in words("ckb") if re.search(r"ه\b", word)] == []


def test_the_order_is_the_english_alphabet() -> None:
    assert list(words("en")) == sorted(words("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_first_letters_hold_too_many_for_the_pad(language: str) -> None:
    starts = Counter(normalise(word, language)[:2] for word in words(language))
    assert [(start, held) for start, held in starts.items() if held > 40] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_the_list_could_hurt_to_be_found_with(language: str) -> None:
    assert [word for word in words(language) if is_denied(word, language)] == []


def test_the_check_for_hurtful_words_sees_endings_and_phrases() -> None:
    assert is_denied("weapons", "en")
    assert is_denied("تهديدات", "ar")
    assert is_denied("حبل غسيل", "ar")
    assert is_denied("پۆلیسەکان", "ckb")
    assert not is_denied("crossroads", "en")
