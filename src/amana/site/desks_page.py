"""Who can be reached, from a verified directory: each desk's own statement, to be read without scripts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from amana.site.addresses import DESKS
from amana.site.blocks import Book
from amana.site.frame import Page, said
from amana.site.guide_page import back
from amana.site.tree import Element, tag

if TYPE_CHECKING:
    from amana.seal.desk import Desk


def desks_page(desks: Sequence["Desk"], book: Book) -> Page:
    """One page in one language; desks in the order of the directory, none before the other by us."""
    content = (
        back(book),
        tag("h1", book.text("desks.title")),
        said(),
        tag("p", book.dated("desks.lead", book.built)),
        *(_desk(desk, book) for desk in desks),
    )
    code = book.language.code
    return Page(
        address=book.addresses.desks(code),
        language=book.language,
        twins={other: book.addresses.guide(DESKS, other) for other in book.pack.codes},
        content=content,
        kind="desks",
    )


def _desk(desk: "Desk", book: Book) -> Element:
    statement = desk.statement

    def of(texts: Mapping[str, str]) -> str:
        return texts.get(book.language.code) or next(iter(texts.values()), "")

    duty = unknown = book.text("whom.not_known")
    if statement.must_report is not None:
        duty = of(statement.must_report)
        if statement.must_report_dated is not None:
            dated = book.dated("whom.must_report_dated", statement.must_report_dated)
            duty = f"{duty} {dated}"
    rows = (
        ("whom.must_report", duty),
        ("whom.families", of(statement.tells_families)),
        ("whom.reads", of(statement.reads)),
        ("whom.answers", of(statement.answers_within)),
        ("whom.second", of(statement.second_contact)),
        ("whom.complaints", of(desk.complaints.name) if desk.complaints else unknown),
    )
    terms = (part for key, value in rows for part in (tag("dt", book.text(key)), tag("dd", value)))
    demo = tag("p", book.text("whom.demo"), class_="state") if statement.demo else None
    return tag(
        "section",
        tag("h2", of(statement.name)),
        tag("p", book.text(f"whom.{statement.kind}"), class_="soft"),
        demo,
        tag("dl", *terms),
        class_="desk",
    )
