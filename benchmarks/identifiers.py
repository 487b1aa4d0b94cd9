"""Budget: identifiers over 100,000 messages in ≤ 2 s. Beside it: the lexicon's speed, and its rates on lines of our own.

The rates are told without a budget: the lines were written by those who wrote the lexicon, and no native
speaker has marked them. They say nothing about real chats.
"""

import json
import random
from collections.abc import Iterator
from typing import Final

from benchmarks.figure import AtMost, Figure
from benchmarks.spread import median
from benchmarks.stage import Stage

BUDGET: Final = AtMost(2.0)  # s
MESSAGES: Final = 100_000
WITH_IDENTIFIER: Final = 0.03  # of the messages; more than in any chat that was seen
WITH_THREAT: Final = 0.05
RUNS: Final = 3
_ORDINARY: Final = (
    *("شلونج اليوم؟ شخبار الدوام", "تمام هسه اجي", "وين جنتي البارحة ليش ما رديتي علي", "هههههه", "باچر نروح للسوك سوة"),
    *("باشە سبەی دێم بۆ ماڵەوە", "چۆنی باشیت؟ کارەکەت چۆن بوو ئەمڕۆ", "Ez baş im, tu çawa yî?", "ok", "<Media omitted>"),
    *("hello how are you doing today my friend", "see you at 8:07 PM tomorrow night", "that was so funny, I told everyone at work"),
)  # fmt: skip
_IDENTIFIERS: Final = (
    *("رقمي ٠٧٧٠٠٠٠٠٠٠٠ اتصلي", "حول على زين كاش 07800000000 مبلغ 500000 دينار", "+964 750 000 0000", "انستا bad.user_01"),
    *("https://t.me/bad_user", "@bad_user", "https://www.facebook.com/profile.php?id=100000000000001", "bad.user@example.org"),
    *("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "رقم الحوالة 123456789"),
)  # fmt: skip

_FIND: Final = """
import json, sys, time
from amana.matching.finding import find
messages = json.load(open(sys.argv[1], encoding="utf-8"))
began = time.perf_counter()
found = sum(1 for text in messages for _ in find(text))
print(json.dumps([time.perf_counter() - began, found]))
"""
_MARK: Final = """
import json, sys, time
from pathlib import Path
from amana.packs.lexicon import read_lexicon
messages = json.load(open(sys.argv[1], encoding="utf-8"))
lexicon = read_lexicon(Path("packs/iq/lexicon.toml")).lexicon(live=False)
began = time.perf_counter()
marked = sum(1 for text in messages if lexicon.highlights(text))
print(json.dumps([time.perf_counter() - began, marked]))
"""
_RATES: Final = """
import json
from tests.matching.lines import HELD_BACK, LINES
from tests.matching.test_highlights import rates
from amana.packs.lexicon import LANGUAGES
groups = {language: tuple(line for line in LINES if line.language == language) for language in LANGUAGES}
groups["all"], groups["indirect"] = LINES, HELD_BACK
print(json.dumps({name: [len(lines), *rates(lines)] for name, lines in groups.items()}))
"""


def measure(stage: Stage) -> Iterator[Figure]:
    """Seconds for the whole export, single-threaded, median of three; then rates."""
    file = stage.folder / "messages.json"
    file.write_text(json.dumps(_messages(), ensure_ascii=False), encoding="utf-8")
    finds = [json.loads(stage.run(_FIND, file)) for _ in range(RUNS)]
    yield Figure("identifiers: 100,000 messages", median([s for s, _ in finds]), "s", BUDGET)
    yield Figure("identifiers: found in them", finds[0][1], "identifiers")
    marks = [json.loads(stage.run(_MARK, file)) for _ in range(RUNS)]
    yield Figure("lexicon: 100,000 messages", median([s for s, _ in marks]), "s")
    for name, (count, precision, recall) in json.loads(stage.run(_RATES)).items():
        what = f"lexicon, {count} own lines ({name})"
        yield Figure(f"{what}: of tags given, right", precision * 100, "%")
        yield Figure(f"{what}: of tags that belong, given", recall * 100, "%")


def _messages() -> list[str]:
    """The same in every run."""
    from tests.matching.lines import LINES

    drawn = random.Random(1)
    threats = [line.text for line in LINES if line.tags]
    return [_message(drawn, threats) for _ in range(MESSAGES)]


def _message(drawn: random.Random, threats: list[str]) -> str:
    share = drawn.random()
    if share < WITH_IDENTIFIER:
        return drawn.choice(_IDENTIFIERS)
    if share < WITH_IDENTIFIER + WITH_THREAT:
        return drawn.choice(threats)
    return " ".join(drawn.choices(_ORDINARY, k=drawn.randint(1, 2)))
