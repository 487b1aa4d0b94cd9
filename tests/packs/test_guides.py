"""Guides are read into plain elements; whatever is wrong names its file, its line and its mend."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amana.packs import PackFault, faults, load, missing
from amana.packs.guides import examine, read_library
from amana.packs.guides.elements import Answers, Numbers, Paragraph, Question, Step, plain
from amana.packs.guides.guide import read_guide
from tests.packs.small import HEAD, IRAQ, TODAY, change, guide_file, small_pack, write_guide


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "zz"
    small_pack(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "zz"))


def found(folder: Path) -> list[str]:
    """Faults as a person sees them, without the folder's own path."""
    lines = (str(fault) for fault in faults(load(folder), today=TODAY))
    return [line.removeprefix(f"{folder}/") for line in lines]


def test_a_new_pack_is_without_fault(folder: Path):
    assert found(folder) == []
    assert {row.template for row in read_library(load(folder)).rows} == {
        *("questions", "page", "checklist", "lesson", "prompts", "plan", "services")
    }


def test_the_tree_holds_words_and_nothing_else(folder: Path):
    guide = read_library(load(folder)).guides["now", "en"]
    question, keep, _ = guide.content
    assert isinstance(question, Question) and isinstance(keep, Step)
    assert [answer.id for answer in question.answers] == ["mine", "shared", "unsaid"]
    assert plain(question.answers[0].label) == "No, it is mine alone"
    assert (keep.when[0].question, keep.when[0].answers) == ("phone", ("mine",))
    assert [link.target for _, link in guide.links()] == ["pay"]


def test_what_she_is_told_may_follow_with_or_without_an_empty_line(folder: Path):
    write_guide(
        folder,
        "::: answers one\nKnown?\n- yes: Yes\n  Told at once.\n- no: No\n\n  Told **after** a gap.\n\n  Twice.\n:::\n",
        id="danger",
    )
    element = read_library(load(folder)).guides["danger", "en"].content[0]
    assert isinstance(element, Answers)
    first, second = (choice.told for choice in element.answers)
    assert [plain(one.words) for one in first if isinstance(one, Paragraph)] == ["Told at once."]
    assert len(second) == 2


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("Stop!\n", 9, "exclamation marks are not used"),
        ("One.\n\nA <b>word</b>.\n", 11, "HTML is not used"),
        ("See https://example.org today.\n", 9, "addresses stand in platforms.toml"),
        ("[words](https://example.org)\n", 9, "a link leads to guide:ID"),
        ("[words](guide:nothing)\n", 9, "leads nowhere"),
        ("[words](service:nothing)\n", 9, "leads nowhere"),
        ("[words](platform:facebook.nothing)\n", 9, "leads nowhere"),
        ("# Big\n", 9, "here only ## may stand"),
        ("_slanted_\n", 9, "slanted words are not used"),
        ("`code`\n", 9, "code is not used"),
        ("::: note\nOpen\n", 9, "is not closed"),
        ("::: note\n::: attention\nIn.\n:::\n:::\n", 10, "do not stand within others"),
        ("::: notes\nWord.\n:::\n", 9, "is no container"),
        ("::: note\n:::\n", 9, "is empty"),
        ("::: step one\nText.\n:::\n", 9, "begins with its title"),
        ('::: step one when="a=b"\n### T\nText.\n:::\n', 9, "which is no question here"),
        ("::: step one checked=soon\n### T\nText.\n:::\n", 9, "checked is a date"),
        ("::: step one until=x\n### T\nText.\n:::\n", 9, "has no setting"),
        ("::: field one\nAsk?\n:::\n", 9, "stands only in template plan"),
        ("::: question one\nAsk?\n- a: A\n:::\n", 9, "stands only in template questions"),
        ("::: sheet\nText.\n:::\n", 9, "stands only in template lesson"),
        ("::: numbers\n:::\n", 9, "names groups of ngo, health, child, state"),
        ("::: answers one\nAsk?\n- a: A\n:::\n", 11, "needs an indented paragraph"),
        ("::: answers one\nAsk?\n- A\n:::\n", 11, "written `- id: label`"),
        ("::: selfcheck one\nText.\n:::\n", 9, "holds one list"),
        ("::: screen one\nWords.\n:::\n", 9, "drawings/one.svg is missing"),
        ("::: screen One Two\nWords.\n:::\n", 9, "has one id"),
        ("A word with a\u0300 mark.\n", 9, "NFC"),
    ],
)
def test_a_fault_names_line_and_mend(folder: Path, body: str, line: int, said: str):
    write_guide(folder, body)
    lines = found(folder)
    assert len(lines) == 3, lines  # once in each language
    assert lines[-1].startswith(f"guides/pay/en.md:{line}: ")
    assert said in lines[-1]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('lead = "A sentence."\n', "", "must be a text"),
        ('source = ["A source"]', "source = []", "names at least one source"),
        ("2027-05-24", "2026-01-01", "must be after checked_on"),
        ('title = "A title"', 'title = "A title', "Illegal character"),
        ('title = "A title"', 'title = "A title"\nreviewed = true', "is none of"),
    ],
)
def test_front_matter_is_held_to_its_form(folder: Path, old: str, new: str, said: str):
    write_guide(folder, "Words.\n", head=HEAD.replace(old, new))
    assert all(said in line for line in found(folder)) and found(folder)


def test_the_rules_of_templates(folder: Path):
    change(guide_file(folder, "account"), " checked=2026-11-24", "")
    write_guide(folder, "Words.\n", id="lesson")
    six = "".join(f"::: question q{at}\nAsk?\n- a: A\n:::\n\n" for at in range(6))
    write_guide(folder, six, id="now")
    said = "\n".join(found(folder))
    assert "needs checked=DATE" in said
    assert "template lesson needs a container `sheet`" in said
    assert "is question 6; at most 5 are asked" in said


def test_a_missing_translation_and_one_that_differs(folder: Path):
    guide_file(folder, "plan", "ckb").unlink()
    change(guide_file(folder, "danger", "ckb"), "- no: No", "- none: No")
    said = found(folder)
    assert any("danger/ckb.md" in line and "make all languages the same" in line for line in said)
    assert any(line.startswith("guides/plan/ckb.md: (whole file): is missing") for line in said)


def test_a_guide_that_nobody_began_is_left_out_and_live_refuses(folder: Path):
    shutil.rmtree(folder / "guides/plan")
    pack = load(folder)
    assert found(folder) == []
    assert not read_library(pack).has("plan")
    assert any("guides/plan/ar.md" in line for line in missing(pack, today=TODAY))


def test_p12_a_fact_past_its_date_is_a_fault(folder: Path):
    late = date(2027, 12, 1)
    lines = [str(fault) for fault in faults(load(folder), today=late)]
    assert len(lines) == len(read_library(load(folder)).guides)
    assert all(":6: expires: was 2027-05-23; check the facts again" in line for line in lines)


def test_recordings_belong_to_a_step(folder: Path):
    (folder / "recordings/now").mkdir(parents=True)
    (folder / "recordings/now/breathe.ar.opus").write_bytes(b"OggS synthetic")
    (folder / "recordings/now/nobody.ar.opus").write_bytes(b"OggS synthetic")
    library, wrong = examine(load(folder))
    assert ("now", "breathe", "ar") in library.recordings
    assert [fault.file.rsplit("/", 1)[-1] for fault in wrong] == ["nobody.ar.opus"]
    assert any("breathe.ar.opus" in line for line in missing(load(folder), today=TODAY))


def test_guides_toml_is_held_to_its_form(folder: Path):
    change(folder / "guides.toml", 'related = ["now"]', 'related = ["nothing"]')
    with pytest.raises(PackFault, match=r"guides\.toml:\d+: guide\[1\]\.related"):
        examine(load(folder))


PIECES = st.sampled_from(
    (
        *("::: ", ":::", "\n", "\n\n", "- ", "1. ", "> ", "### ", "## ", "**", "["),
        *("](guide:pay)", "step a", ' when="a=b"', "question q", "answers a", "field f"),
        *("yes: ", "word ", "  ", "+++", "_", "كلمة ", "\u200f"),
    )
)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pieces=st.lists(PIECES, max_size=40), template=st.sampled_from(["page", "questions", "plan"])
)
def test_no_words_break_the_reader(tmp_path: Path, pieces: list[str], template: str):
    file = tmp_path / "en.md"
    file.write_text(HEAD + "".join(pieces), encoding="utf-8")
    try:
        guide = read_guide(file, id="any", language="en", template=template)
    except PackFault as fault:
        assert fault.line
    else:
        assert all(line > 0 for line, _ in guide.words())


def test_the_guides_of_iraq_that_are_written_are_whole():
    pack = load(IRAQ)
    assert [str(fault) for fault in faults(pack, today=TODAY)] == []
    groups = [
        element.groups
        for guide in read_library(pack).guides.values()
        for element in guide.content
        if isinstance(element, Numbers)
    ]
    assert groups
