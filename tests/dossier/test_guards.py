"""What must never leave the desk in a dossier is stopped before it is printed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from amana.dossier.concerns import Concern, Raised, concerns
from amana.dossier.guards import check, exported
from amana.dossier.pdf import make
from amana.dossier.refusals import (
    AdmissionUndecided,
    BadRow,
    CardCodeWhole,
    DossierRefused,
    IntimateQuoted,
    NameInside,
    NoSuchExhibit,
    NotACode,
    NothingSupportsIt,
    TerrorProposed,
    VerdictSpoken,
)
from amana.dossier.snapshot import (
    Admission,
    Basis,
    Loss,
    LossKind,
    LossState,
    Paragraph,
    Quote,
    Request,
    Snapshot,
    Support,
    When,
)
from amana.dossier.words import languages
from tests.dossier.readers import poppler
from tests.dossier.sample import sample

CASE = sample("en")
SECRET = "A sentence that the law may hold against her."


def with_paragraph(paragraph: Paragraph) -> Snapshot:
    """The sample with one more paragraph of the statement."""
    return replace(CASE, statement=(*CASE.statement, paragraph))


@pytest.mark.parametrize("admission", [Admission(), Admission(decided_on=date(2026, 1, 1))])
def test_p11_an_admission_without_her_decision_is_not_printed(admission: Admission) -> None:
    """Given a sentence that admits an offence of hers and no decision, or nobody who warned her; then nothing is made."""
    case = with_paragraph(Paragraph(text=SECRET, basis=Basis.STATES, admission=admission))
    with pytest.raises(AdmissionUndecided) as refused:
        make(case)
    assert refused.value.where == f"statement {len(case.statement)}"
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("part", ["chronology", "elements", "ledger"])
def test_p11_admissions_are_looked_for_in_every_part(part: str) -> None:
    """Given the mark in any other part; then nothing is made either."""
    rows = getattr(CASE, part)
    marked = (replace(rows[0], admission=Admission()), *rows[1:])
    with pytest.raises(AdmissionUndecided):
        check(Snapshot(**{**vars(CASE), part: marked}))


def test_p11_admissions_are_looked_for_in_transcripts() -> None:
    """Given the mark on a line of a chat; then nothing is made."""
    (chat,) = CASE.transcripts
    lines = (replace(chat.lines[0], admission=Admission()), *chat.lines[1:])
    with pytest.raises(AdmissionUndecided):
        check(replace(CASE, transcripts=(replace(chat, lines=lines),)))


def test_the_mark_of_an_admission_never_leaves() -> None:
    """Given a sentence that she chose to keep; then it is printed, and nothing in the file says what it was marked as."""
    made = make(CASE)
    assert "The first sum was paid on 15 June" in poppler(made.pdf)
    for attached in made.attached:
        assert b"admission" not in attached.data
        assert b"decided_on" not in attached.data
    assert all(row.admission is None for row in exported(CASE).statement)


def test_p10_an_intimate_exhibit_is_named_in_neutral_words_alone() -> None:
    """Given a private picture among the exhibits; then neither its description nor its name is in pages or attachments."""
    made = make(CASE)
    text = poppler(made.pdf)
    assert "A private picture or recording." in text
    for attached in (text.encode(), *(each.data for each in made.attached)):
        assert b"This description never appears" not in attached
        assert b"private.jpg" not in attached


def test_p10_words_out_of_an_intimate_exhibit_are_refused() -> None:
    """Given a quotation or transcript out of the private exhibit; then nothing is made."""
    quote = Quote(text="…", exhibit=5)
    with pytest.raises(IntimateQuoted):
        check(with_paragraph(Paragraph(text="…", basis=Basis.SEEN, quote=quote)))
    (chat,) = CASE.transcripts
    with pytest.raises(IntimateQuoted):
        check(replace(CASE, transcripts=(replace(chat, exhibit=5),)))


@pytest.mark.parametrize(
    "note",
    [
        "The element is met.",
        "This is proven.",
        "الركن متحقّق بالمبرز",
        "خاڵەکە هاتووەتە دی",
        "He is GUILTY",
    ],
)
def test_p12_an_element_is_never_met(note: str) -> None:
    """Given a note that speaks a verdict in any of the languages; then nothing is made."""
    rows = (replace(CASE.elements[0], note=note), *CASE.elements[1:])
    with pytest.raises(VerdictSpoken):
        check(replace(CASE, elements=rows))


@pytest.mark.parametrize(
    "word", ["terrorism", "Terrorist act", "الإرهاب", "إرهابي", "ارهاب", "تیرۆر"]
)
def test_p12_the_terrorism_label_is_never_ours(word: str) -> None:
    """Given the label in a request, a note, a limitation or an unknown; then nothing is made."""
    for case in (
        replace(CASE, requests=(Request(id="x", text=f"to charge him with {word}"),)),
        replace(CASE, elements=(replace(CASE.elements[0], note=word), *CASE.elements[1:])),
        replace(CASE, limitations=(word,)),
        replace(CASE, unknowns=(word,)),
    ):
        with pytest.raises(TerrorProposed):
            check(case)


def test_what_he_wrote_may_hold_any_word_and_her_statement_is_asked_about() -> None:
    """Given the label in a quotation; then it is printed verbatim. In the statement it is shown as a concern."""
    quote = Quote(text="I will say that you are a terrorist", exhibit=1)
    check(with_paragraph(Paragraph(text="A message reads:", basis=Basis.SEEN, quote=quote)))
    case = with_paragraph(Paragraph(text="He called it terrorism.", basis=Basis.STATES))
    check(case)
    assert Raised(Concern.TERROR_IN_STATEMENT, f"statement {len(case.statement)}") in concerns(case)


def test_support_names_its_exhibits() -> None:
    """Given "supported" without an exhibit, or "not shown" with one; then nothing is made."""
    first, *others = CASE.elements
    for row in (replace(first, exhibits=()), replace(first, support=Support.NOT_SHOWN)):
        with pytest.raises(NothingSupportsIt):
            check(replace(CASE, elements=(row, *others)))


def test_a_missing_exhibit_is_not_cited() -> None:
    """Given a reference to exhibit 9 of five; then nothing is made."""
    with pytest.raises(NoSuchExhibit):
        check(with_paragraph(Paragraph(text="…", basis=Basis.SEEN, exhibits=(9,))))


def test_a_card_code_is_masked() -> None:
    """Given the whole code of a card in any digits; then nothing is made."""
    for code in ("1234 5678 9012 34", "١٢٣٤٥٦٧٨٩٠١٢٣٤"):
        loss = Loss(
            kind=LossKind.CARD,
            when=When(),
            amount=Decimal(1),
            unit="IQD",
            state=LossState.CLAIMED,
            what=code,
        )
        with pytest.raises(CardCodeWhole):
            check(replace(CASE, ledger=(loss,)))


@pytest.mark.parametrize(
    "officer", ["Officer Invented", "ليلى", "C 7", "", "Invented", "x" * 17 + "1"]
)
def test_officers_are_codes(officer: str) -> None:
    """Given a name where a code belongs; then nothing is made."""
    with pytest.raises(NotACode):
        check(replace(CASE, officers=(officer,)))


def test_rows_that_cannot_be_right_are_refused() -> None:
    """Given a hash that is none, a number twice, a range backwards, or a moment without a zone; then nothing is made."""
    first, *others = CASE.exhibits
    (chat,) = CASE.transcripts
    backwards = replace(chat, lines=(replace(chat.lines[0], start=9, end=8),))
    for case in (
        replace(CASE, exhibits=(replace(first, sha256="0" * 63), *others)),
        replace(CASE, exhibits=(replace(first, number=2), *others)),
        replace(CASE, exhibits=(replace(first, size=-1), *others)),
        replace(CASE, transcripts=(backwards,)),
        replace(CASE, made_on=CASE.made_on.replace(tzinfo=None)),
        replace(CASE, elements=CASE.elements * 2),
        replace(CASE, case=""),
    ):
        with pytest.raises(BadRow):
            check(case)


def test_every_refusal_says_what_to_do() -> None:
    """Given each refusal; then its sentence says that nothing was made."""
    for refusal in DossierRefused.__subclasses__():
        assert "Nothing was made" in refusal("x").sentence


@pytest.mark.parametrize(
    "written", ["زينب المتخيلة", "زَيْنَب  المتخيّلة", "زینب المتخیلة", "زينـب المتخيلة"]
)
def test_her_name_is_found_however_it_is_written(written: str) -> None:
    """Given her name with vowel signs, Persian letters or a long stroke in our words or in a label; then nothing is made."""
    (chat,) = CASE.transcripts
    labelled = replace(chat, lines=(replace(chat.lines[1], sender=written),))
    for case in (
        with_paragraph(Paragraph(text=f"… {written} …", basis=Basis.STATES)),
        replace(
            CASE, exhibits=(replace(CASE.exhibits[0], name=f"{written}.txt"), *CASE.exhibits[1:])
        ),
        replace(CASE, transcripts=(labelled,)),
    ):
        check(case)
        with pytest.raises(NameInside):
            make(case, withheld=("زينب المتخيلة",))


def test_her_name_in_his_words_is_shown_to_the_lawyer() -> None:
    """Given her name in a message of his; then the words stay as they are, and the lawyer is told where."""
    quote = Quote(text="Invented Name, pay!", exhibit=1)
    case = with_paragraph(Paragraph(text="A message reads:", basis=Basis.SEEN, quote=quote))
    check(case, withheld=("invented name",))
    where = f"statement {len(case.statement)} quote text"
    assert Raised(Concern.NAME_IN_QUOTE, where) in concerns(case, withheld=("invented name",))


def test_concerns_are_shown_in_each_language() -> None:
    """Given a bare case; then its concerns are told, each with a sentence in each language."""
    case = replace(
        CASE,
        elements=(),
        limitations=(),
        statement=(Paragraph(text="…", basis=Basis.INFERRED),),
    )
    told = concerns(case)
    kinds = {each.concern for each in told}
    assert kinds == set(Concern) - {Concern.TERROR_IN_STATEMENT, Concern.NAME_IN_QUOTE}
    assert all(each.sentence(code) for each in told for code in languages())
