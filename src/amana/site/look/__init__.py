"""Colours, type and drawings of her site; `tokens.css` is the desk's as well."""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Final

from amana.packs.guides.library import Library
from amana.packs.language import Language
from amana.site.drawing import symbols
from amana.site.tree import Element

SHEETS: Final = ("tokens.css", "site.css", "guides.css")
# Names of digits in CSS (css-counter-styles-3); other digits are counted in Latin ones.
COUNTERS: Final = {"٠١٢٣٤٥٦٧٨٩": "arabic-indic", "۰۱۲۳۴۵۶۷۸۹": "persian"}

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
AROUND = re.compile(r" ?([{};,]) ?")


def read(name: str) -> str:
    """One file of this folder."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def style(languages: Iterable[Language], library: Library) -> str:
    """Tokens and page style as they are inlined, with the line height and digits of each language and
    the rules by which answers hide steps."""
    own = "".join(_of_language(language) for language in languages)
    sheets = "".join(read(name) for name in SHEETS)
    css = COMMENT.sub("", sheets + own + "".join(_of_questions(library)))
    return AROUND.sub(r"\1", SPACE.sub(" ", css)).replace(";}", "}").strip()


def _of_language(language: Language) -> str:
    counter = COUNTERS.get(language.digits, "decimal")
    return (
        f"body:lang({language.code}) {{ line-height: {language.line_height:g}; }}"
        f':lang({language.code}) .step > summary::before {{ content: counter(step, {counter}) ". "; }}'
        f":lang({language.code}) .count::after {{ content: counter(open, {counter}); }}"
        f":lang({language.code}) ol {{ list-style-type: {counter}; }}"
    )


def _of_questions(library: Library) -> Iterator[str]:
    """A browser without `:has()` drops each of these rules and shows everything, with its "if" line."""
    asked = [guide.questions() for guide in library.guides.values()]
    most = max(map(len, asked), default=0)
    for at in range(most):
        answered = f'main:has([name="q{at}"]:checked)'
        waiting = f'main:not(:has([name="q{at}"]:checked)):not(:has(#skip:checked))'
        yield f"{answered} .i{at} {{ display: none; }}"
        yield f"{waiting} .at{at + 1}, {waiting} .after{at} {{ display: none; }}"
        longest = max((len(one[at].answers) for one in asked if len(one) > at), default=0)
        for number in range(longest):
            yield f"main:has(#q{at}-{number}:checked) .h{at}-{number} {{ display: none; }}"


def drawings() -> Element:
    """The line drawings as SVG symbols: cup, door, phone, list, turn."""
    return symbols((files(__package__) / "drawings.svg").read_bytes())
