"""Words from outside are data: nothing in them is read as markup, moves the page, hides, or stops the paper from being made."""

import io
from dataclasses import replace

import pypdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amana.dossier.glyphs import drawn_by
from amana.dossier.pdf import make
from amana.dossier.snapshot import Basis, Paragraph, Quote, Snapshot, Transcript
from tests.dossier.readers import poppler, seen
from tests.dossier.sample import sample, with_lines

MARKUP = [
    '#read("/etc/hostname")',
    "#panic()",
    "= Heading",
    "- item // not a comment",
    "$x^2$ \\ *bold* _it_ `raw`",
    "@label <label> ~ --- [#] {code}",
    '#image("x.png") #pagebreak()',
    "/* hidden */ {page} {pages}",
    "%PDF-1.4 endobj <</JS (x)>>",
]


def saying(case: Snapshot, text: str) -> Snapshot:
    """The case with this text in every place that takes words from outside."""
    (chat,) = case.transcripts
    quote = Quote(text=text, exhibit=1)
    said = Paragraph(text=text, basis=Basis.STATES, exhibits=(1,), quote=quote)
    lines = tuple(replace(line, sender=text, text=text, note=text) for line in chat.lines)
    return replace(
        case,
        desk=text,
        statement=(said,),
        identifiers=tuple(replace(each, raw=text) for each in case.identifiers),
        ledger=(),
        exhibits=tuple(replace(each, name=text, what=text) for each in case.exhibits),
        unknowns=(text,),
        transcripts=(replace(chat, title=text, app=text, member=text, lines=lines),),
    )


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_printed_not_obeyed(text: str) -> None:
    """Given what the layout language would obey; then it stands in the paper letter for letter."""
    found = "".join(poppler(make(saying(sample("en"), text)).pdf).split())
    assert found.count("".join(text.split())) >= 8


def test_no_link_can_be_pressed(language: str) -> None:
    """Given links in every place; then the paper holds no address that a click would open."""
    paper = make(saying(sample(language), "https://evil.example/x"))
    for page in pypdf.PdfReader(io.BytesIO(paper.pdf)).pages:
        for each in page.get("/Annots", []):
            assert "/URI" not in each.get_object().get("/A", {})


def test_a_word_without_end_stays_on_the_page(language: str) -> None:
    """Given one word of 3,000 letters, Latin and Arabic; then every sign of it lies inside the page's margins."""
    for letter in "Wه":
        with pypdfium2.PdfDocument(make(saying(sample(language), letter * 3_000)).pdf) as paper:
            for page in paper:
                boxes = [each.get_bounds() for each in page.get_objects()]
                assert min(left for left, _, _, _ in boxes) >= 60
                assert max(right for _, _, right, _ in boxes) <= page.get_width() - 60


def test_a_message_longer_than_a_page_is_printed_whole() -> None:
    """Given a message of 400 lines; then its first and last line are both in the paper."""
    text = "\n".join(f"row{n:03d}" for n in range(400))
    found = poppler(make(saying(sample("en"), text)).pdf)
    assert "row000" in found
    assert found.count("row399") >= 5


@pytest.mark.parametrize("count", [0, 1, 5_000])
def test_no_line_one_line_and_five_thousand(count: int) -> None:
    """Given transcripts of three lengths; then each has all its lines, numbered to the last."""
    paper = make(with_lines(sample("en"), count))
    text = poppler(paper.pdf)
    assert f"lines of transcript: {count}" in text
    if count:
        last = f"{(count - 1) * 200}–{(count - 1) * 200 + 180}"
        assert last in text


def test_a_transcript_without_lines_has_its_heading() -> None:
    """Given a chat of which no line was chosen; then it is named, with the number of lines left out."""
    case = sample("en")
    chat = Transcript(exhibit=1, title="Nobody", app="WhatsApp", lines=(), left_out=12)
    text = poppler(make(replace(case, transcripts=(chat,))).pdf)
    assert "Exhibit 1: Nobody" in text
    assert "not printed: 12." in text


def test_every_character_that_we_say_we_draw_is_drawn() -> None:
    """Given all characters of the bundled fonts in one case; then the paper is made: PDF/A refuses a missing glyph."""
    letters = [chr(point) for point in sorted(drawn_by("")) if point > 0x20]
    text = "\n".join(" ".join(letters[at : at + 40]) for at in range(0, len(letters), 40))
    case = sample("ar")
    made = make(replace(case, unknowns=(text,)))
    assert "ڵ" in seen(poppler(made.pdf))
    bold = make(replace(case, elements=(replace(case.elements[0], name=text),)))
    assert bold.pages > 5


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(max_size=60)
    | st.text(st.characters(categories=["M", "C", "Lo", "So"]), max_size=30)
)
def test_p9_any_text_can_be_printed(text: str) -> None:
    """Given any text at all, in every place; then a paper is made, in both directions of writing."""
    for code in ("en", "ckb"):
        assert make(saying(sample(code), text)).pages >= 5
