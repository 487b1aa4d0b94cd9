"""The invented people of the demonstration. Any likeness is chance: names are of things, not of persons."""

from dataclasses import dataclass
from typing import Final

from amana.seal.certificates import Role


@dataclass(frozen=True)
class Invented:
    """An officer: how she signs in, and how her page names her."""

    login: str
    roles: tuple[Role, ...]
    woman: bool
    language: str
    label: dict[str, str]


OFFICERS: Final = (
    Invented(
        "lead1",
        ("lead",),
        True,
        "ar",
        {
            "ar": "مسؤولة الحماية نخلة",
            "ckb": "بەرپرسی پاراستن نەخڵە",
            "en": "Safeguarding lead Palm",
        },
    ),
    Invented(
        "lead2",
        ("lead",),
        True,
        "ckb",
        {
            "ar": "مسؤولة الحماية رمانة",
            "ckb": "بەرپرسی پاراستن هەنار",
            "en": "Safeguarding lead Pomegranate",
        },
    ),
    Invented(
        "intake",
        ("intake",),
        True,
        "en",
        {
            "ar": "موظفة الاستقبال زيتونة",
            "ckb": "کارمەندی وەرگرتن زەیتوون",
            "en": "Intake officer Olive",
        },
    ),
    Invented(
        "caseworker",
        ("caseworker",),
        True,
        "ar",
        {"ar": "متابِعة الحالات ياسمين", "ckb": "کەیسوەرکەر یاسەمین", "en": "Caseworker Jasmine"},
    ),
    Invented(
        "lawyer",
        ("lawyer",),
        False,
        "ckb",
        {"ar": "المحامي صفصاف", "ckb": "پارێزەر بی", "en": "Lawyer Willow"},
    ),
    Invented(
        "supervisor",
        ("supervisor",),
        True,
        "en",
        {"ar": "المشرفة سنبلة", "ckb": "سەرپەرشتیار گوڵەگەنم", "en": "Supervisor Wheat"},
    ),
)

# Three people of two organisations, as live mode demands; none of them is an officer.
CERTIFIERS: Final = (
    ("Demo certifier one", "Demo organisation East"),
    ("Demo certifier two", "Demo organisation East"),
    ("Demo certifier three", "Demo organisation West"),
)

# Who keeps a share: nobody of set A is in set B.
SHARE_HOLDERS: Final = {
    "A": ("Demo organisation East", "Demo organisation East", "Demo organisation West"),
    "B": ("Demo organisation West", "Demo organisation West", "Demo organisation South"),
}

NAME: Final = {
    "ar": "مكتب تجريبي (ليس حقيقياً)",
    "ckb": "مەکتەبی تاقیکردنەوە (ڕاستەقینە نییە)",
    "en": "Demonstration desk (not a real one)",
}

COMPLAINTS: Final = {
    "ar": "جهة شكاوى تجريبية",
    "ckb": "لایەنی سکاڵای تاقیکردنەوە",
    "en": "Demonstration complaints body",
}

STATEMENT: Final = {
    "tells_families": {
        "ar": "لا نخبر العائلة بأي شيء. هذا مكتب تجريبي.",
        "ckb": "هیچ شتێک بە خێزان ناڵێین. ئەمە مەکتەبێکی تاقیکردنەوەیە.",
        "en": "Families are told nothing. This desk is a demonstration.",
    },
    "reads": {
        "ar": "من الأحد إلى الخميس، من الساعة ٩ إلى ١٦",
        "ckb": "لە یەکشەممە تا پێنجشەممە، کاتژمێر ٩ تا ١٦",
        "en": "Sunday to Thursday, 9 to 16",
    },
    "answers_within": {
        "ar": "خلال يوم واحد",
        "ckb": "لە ماوەی یەک ڕۆژدا",
        "en": "within one day",
    },
    "second_contact": {
        "ar": "شخص تجريبي من خارج المكتب",
        "ckb": "کەسێکی تاقیکردنەوە لە دەرەوەی مەکتەب",
        "en": "A demonstration person outside the desk",
    },
}

# The one report that waits after the first start: plainly synthetic.
REPORT_LANGUAGE: Final = "ar"
REPORT_WORDS: Final = (
    "هذا بلاغ تجريبي مصطنع، لا شخص حقيقي وراءه.\n"
    "شخص لا أعرفه يقول إن عنده رسائل من حسابي، ويطلب مبلغاً كل شهر حتى لا يرسلها إلى أخي.\n"
    "أريد أن يتوقف بهدوء، وأخاف أن يعرف أهلي.\n"
)
REPORT_ANSWERS: Final[dict[str, str | tuple[str, ...]]] = {
    "danger": "unsure",
    "threat_type": ("send_to_person", "tell_family"),
    "demand_type": ("recurring_money",),
    "leverage_type": ("chat_audio", "account_access"),
    "acquisition": "account_hack",
    "perpetrator_relation": "online_only",
    "channel": ("telegram",),
    "recipients": ("brother",),
    "desired_outcome": ("stop_quietly",),
}
