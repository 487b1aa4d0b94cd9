"""The finished file: PDF/A-3 with tags, the same bytes each time, its own proof in the footer, never a picture."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest

from amana.dossier import stored
from amana.dossier.finishing import finish
from amana.dossier.guards import exported
from amana.dossier.pdf import Dossier, make
from amana.dossier.refusals import PictureInside
from amana.dossier.sheets import SHORT_HASH
from amana.dossier.snapshot import Snapshot
from amana.dossier.words import words_of
from tests.dossier.readers import poppler, seen
from tests.dossier.sample import MADE, sample

_MAKE = "import sys; from amana.dossier import pdf, stored; sys.stdout.buffer.write(pdf.make(stored.load(sys.stdin.buffer.read())).pdf)"


@contextmanager
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """The file as a structure."""
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        yield paper


def test_it_says_that_it_is_pdf_a_3a_and_tagged(paper: Dossier, language: str) -> None:
    """Given a paper; then archive readers and screen readers find what they look for."""
    with opened(paper.pdf) as file:
        about = file.open_metadata()
        assert about["pdfaid:part"] == "3"
        assert about["pdfaid:conformance"] == "A"
        assert about["pdfuaid:part"] == "1"
        assert "K-0042" in str(about["dc:title"])
        assert bool(file.Root.MarkInfo.Marked)
        assert str(file.Root.Lang).startswith(language)
        assert "/StructTreeRoot" in file.Root
        assert "/OutputIntents" in file.Root
        assert len(file.trailer.ID) == 2
        assert len(file.pages) == paper.pages


def test_fonts_lie_inside(paper: Dossier) -> None:
    """Given a paper; then every font is in the file, so that it looks the same in twenty years."""
    done = subprocess.run(["pdffonts", "-"], input=paper.pdf, capture_output=True, check=True)
    rows = done.stdout.decode().splitlines()[2:]
    assert rows
    assert all(" yes " in row for row in rows)
    assert any("NotoNaskhArabic" in row for row in rows)


def test_no_hint_reverses_latin_text(paper: Dossier) -> None:
    """Given a paper in any language; then the direction hint that misleads Chrome's reader is gone."""
    with opened(paper.pdf) as file:
        assert "/Direction" not in file.Root.get("/ViewerPreferences", {})


def test_p10_no_picture_is_ever_inside(paper: Dossier) -> None:
    """Given a paper made of a case with a receipt and a private picture; then no image object is in the file."""
    with opened(paper.pdf) as file:
        kinds = {
            str(each.get("/Subtype")) for each in file.objects if isinstance(each, pikepdf.Stream)
        }
    assert "/Image" not in kinds


def test_p10_a_picture_that_got_in_is_stopped(paper: Dossier) -> None:
    """Given a file with one pixel of a picture; when it is finished; then it is refused."""
    with opened(paper.pdf) as file:
        pixel = pikepdf.Stream(file, b"\x00\x00\x00")
        pixel.Type, pixel.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        file.Root.Extra = file.make_indirect(pixel)
        written = io.BytesIO()
        file.save(written)
    with pytest.raises(PictureInside):
        finish(written.getvalue())


def test_same_case_same_time_same_bytes(paper: Dossier, language: str) -> None:
    """Given the same snapshot in another process with another hash seed and zone; then the bytes are equal."""
    case = stored.dump(sample(language))
    for seed in ("1", "2"):
        surroundings = {
            "PYTHONPATH": ":".join(sys.path),
            "PYTHONHASHSEED": seed,
            "TZ": "America/Lima",
        }
        done = subprocess.run(
            [sys.executable, "-c", _MAKE],
            input=case,
            capture_output=True,
            check=True,
            env=surroundings,
        )
        assert done.stdout == paper.pdf


def test_another_minute_or_word_gives_other_bytes(paper: Dossier, language: str) -> None:
    """Given one change; then file and footer change: the hash in the footer is of the content."""
    case = sample(language)
    later = make(replace(case, made_on=MADE + timedelta(minutes=1)))
    other = make(replace(case, unknowns=("…",)))
    assert len({paper.content, later.content, other.content}) == 3
    assert len({paper.pdf, later.pdf, other.pdf}) == 3


def test_every_page_says_which_of_how_many_and_whose_content(paper: Dossier, language: str) -> None:
    """Given all pages; then each has its number of all, the case, and the beginning of the content's hash."""
    words = words_of(language)
    pages = poppler(paper.pdf).split("\f")[:-1]
    assert len(pages) == paper.pages
    for number, page in enumerate(map(together, pages), 1):
        of = words.say("page.of", page=words.number(number), pages=words.number(paper.pages))
        assert all(together(each) in page for each in of.split())
        assert paper.content[:SHORT_HASH] in page
        assert all(together(each) in page for each in words.say("front.specimen").split())
        assert "K0042" in page


def test_what_is_attached_can_be_checked(paper: Dossier, language: str) -> None:
    """Given the files inside; then the snapshot is the case as exported, its hash is the paper's, and the list agrees."""
    with opened(paper.pdf) as file:
        inside = {name: spec.get_file().read_bytes() for name, spec in file.attachments.items()}
        assert len(file.Root.AF) == len(inside)
    assert inside == {each.name: each.data for each in paper.attached}
    assert stored.load(inside["snapshot.json"]) == exported(sample(language))
    assert hashlib.sha256(inside["snapshot.json"]).hexdigest() == paper.content
    listed = json.loads(inside["manifest.json"])
    for each in listed["files"]:
        assert hashlib.sha256(inside[each["name"]]).hexdigest() == each["sha256"]
    assert paper.content in poppler(paper.pdf)


def test_a_spreadsheet_computes_nothing_from_the_timeline() -> None:
    """Given words that begin like a formula; then the cell begins with an apostrophe and the exact words are in the JSON."""
    case = sample("en")
    (chat,) = case.transcripts
    formula = '=HYPERLINK("x")'
    lines = (replace(chat.lines[0], text=formula), *chat.lines[1:])
    exact, timeline, _ = make(replace(case, transcripts=(replace(chat, lines=lines),))).attached
    rows = list(csv.reader(io.StringIO(timeline.data.decode("utf-8-sig"))))
    assert "'" + formula in rows[1 + len(case.chronology)]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert json.dumps(formula).encode() in exact.data


def test_a_reader_finds_every_part(paper: Dossier, language: str) -> None:
    """Given a whole case; then statement, quotation, element, request and limitation stand in the pages, in this language."""
    case, words, text = sample(language), words_of(language), together(poppler(paper.pdf))
    for part in words.sections["part"].values():
        assert together(part) in text, part
    for sentence in (*words.all("verify.steps"), *words.all("limitations.general")):
        assert together(sentence.split(" ")[0]) in text
    for sentence in (case.unknowns[0], *(request.law for request in case.requests)):
        assert together(sentence) in text
    for key in ("basis.states", "support.not_shown", "exhibit.sealed", "loss.confirmed"):
        assert together(words.say(key)) in text
    assert together("قبل يوم الخميس") in text, "the threat, verbatim, in every language"


def test_empty_parts_say_that_they_are_empty(language: str) -> None:
    """Given a case with nothing in it; then a paper is made, and each empty part says so in a sentence."""
    bare = Snapshot(
        case="K-1", language=language, made_on=MADE, desk="…", officers=("C-1",), jurisdiction="…"
    )
    text = together(poppler(make(bare).pdf))
    for sentence in words_of(language).sections["empty"].values():
        assert together(sentence)[:16] in text, sentence


def together(text: str) -> str:
    """Letters and digits alone: readers put spaces and stops of Arabic where they like."""
    return "".join(each for each in seen(text) if each.isalnum())
