"""How she is spoken to is checked in every text and guide of every language."""

import shutil
from pathlib import Path

import pytest

from amana.packs import faults, load
from amana.packs.lint import Avoided
from tests.packs.small import TODAY, guide_file, small_pack


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "zz"
    small_pack(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "zz"))


def said(folder: Path, code: str, words: str) -> list[str]:
    file = guide_file(folder, code=code)
    file.write_text(file.read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")
    line = len(file.read_text(encoding="utf-8").splitlines())
    found = [str(fault) for fault in faults(load(folder), today=TODAY)]
    assert all(text.startswith(f"{file}:{line}: ") for text in found)
    return found


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Every victim knows."),
        ("en", "It is called revenge porn."),
        ("en", "Do not be Ashamed, shame on nobody."),
        ("en", "Now you are safe."),
        ("ar", "أنت الضحية هنا."),
        ("ar", "هذه فضيحة."),
        ("ckb", "تۆ قوربانیت."),
    ],
)
def test_words_that_blame_or_promise_are_named_with_what_to_write(
    folder: Path, code: str, words: str
):
    (found,) = said(folder, code, words)
    assert "; write " in found


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "A safer place."),
        ("ar", "أحد المعارف أرسل رسالة إلى الأطفال في الشارع."),
        ("ckb", "کەسێک کە دەیناسیت."),
    ],
)
def test_ordinary_words_pass(folder: Path, code: str, words: str):
    assert said(folder, code, words) == []


def test_a_long_sentence_is_counted(folder: Path):
    (found,) = said(folder, "en", "One. " + "word " * 21 + "end. Two.")
    assert "a sentence of 22 words (“word word word word word …”); at most 20" in found


def test_whole_words_only():
    assert not Avoided("en", "honor", "", "").pattern().search("honorary")
    assert Avoided("en", "*honor*", "", "").pattern().search("dishonored")
