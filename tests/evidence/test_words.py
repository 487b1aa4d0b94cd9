"""Whatever the verifier finds, it has a sentence for it in each language, with the same facts."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from amana.evidence.verifier import assembled
from amana.evidence.verifier.words import LANGUAGES, WORDS

FOLDER = Path(assembled.__file__).parent
SAYING = {"fails", "holds", "note", "Broken"}


def said() -> Iterator[tuple[str, set[str]]]:
    """Every code in the sources, with the names of the facts given to it."""
    for module in assembled.ORDER:
        for node in ast.walk(ast.parse((FOLDER / f"{module}.py").read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in SAYING
            ):
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield str(code.value), {each.arg or "**" for each in node.keywords}


def holes(text: str) -> set[str]:
    return {name for _text, name, _form, _how in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", WORDS)
def test_the_languages_tell_the_same_facts(code: str) -> None:
    assert len(WORDS[code]) == len(LANGUAGES)
    assert len({frozenset(holes(text)) for text in WORDS[code]}) == 1
    assert all(text.strip() for text in WORDS[code])


def test_every_finding_has_its_sentence_and_the_facts_that_it_needs() -> None:
    found = list(said())
    assert len(found) > 40
    for code, facts in found:
        assert code in WORDS, code
        # The name of its manifest is added to a broken line where it is caught.
        given = facts | {"name"} if code == "manifest-line" else facts
        assert "**" in facts or holes(WORDS[code][2]) <= given, code


def test_no_sentence_is_there_for_nothing() -> None:
    handed_on = {
        "whole",
        "not-whole",
        "not-checked",
        "exhibits-whole",
        "opened-whole",
        "stamp-holds",
    }
    assert set(WORDS) == {code for code, _facts in said()} | handed_on
