"""One guide as a page: its content, then related guides, who has read it and when its facts were checked (P12)."""

from collections.abc import Iterator
from itertools import groupby

from amana.packs.guides.elements import (
    Answers,
    Attention,
    Element,
    Field,
    Guide,
    Heading,
    Items,
    Note,
    Numbers,
    Paragraph,
    Question,
    Quote,
    Screen,
    SelfCheck,
    Sheet,
    Step,
)
from amana.packs.guides.library import file_of
from amana.packs.guides.table import Row
from amana.packs.review import REVIEWED, digest
from amana.site import tree
from amana.site.blocks import Book, shown
from amana.site.containers import Writer, print_button
from amana.site.frame import Page, drawing, said, topic
from amana.site.services import exact
from amana.site.tree import tag


def guide_page(row: Row, book: Book) -> Page:
    """The page of a guide in one language."""
    guide = book.library.guides[row.id, book.language.code]
    content = [
        back(book),
        tag("h1", guide.title),
        said(),
        tag("p", guide.lead),
        *_content(guide, book),
        *_for_her_eyes(row, book),
        *_to_write(row, book),
        *_related(row, book),
        _end(guide, book),
    ]
    return Page(
        address=book.href(row.id),
        language=book.language,
        twins={code: book.addresses.guide(row.id, code) for code in book.pack.codes},
        content=tuple(content),
        kind=row.template,
    )


def back(book: Book) -> tree.Element:
    """To the first page; with scripts, to what she read before."""
    inner = (drawing("turn"), tag("span", book.text("page.home")))
    href = book.addresses.home(book.language)
    return tag("a", *inner, href=href, class_="back", data_back=book.text("page.back"))


def _content(guide: Guide, book: Book) -> Iterator[tree.Element]:
    """Questions one after another, then the steps that are hers; everything else where it stands."""
    writer = Writer(guide, book)
    for kind, group in groupby(guide.content, key=_kind):
        elements = list(group)
        if kind is Question:
            yield from _questions(guide, writer)
        elif kind is Step:
            yield _steps(guide, writer, [one for one in elements if isinstance(one, Step)])
        else:
            for element in elements:
                yield from _one(element, writer)


def _kind(element: Element) -> type[Question | Step] | None:
    if isinstance(element, Question):
        return Question
    return Step if isinstance(element, Step) else None


def _questions(guide: Guide, writer: Writer) -> Iterator[tree.Element]:
    for at in range(len(guide.questions())):
        yield writer.question(at)
    box = tag("input", type="checkbox", id="skip", autocomplete="off")
    yield tag("label", box, tag("span", writer.book.text("guide.skip")), class_="skip")


def _steps(guide: Guide, writer: Writer, steps: list[Step]) -> tree.Element:
    questions = guide.questions()
    head = again = None
    if questions:
        head = tag("h2", writer.book.text("guide.steps"))
        link = tag("a", writer.book.text("guide.again"), href=writer.book.href(guide.id))
        again = tag("p", link, class_="again")
    after = f"steps after{len(questions) - 1}" if questions else "steps"
    rows = [writer.step(step, first=at == 0 and bool(questions)) for at, step in enumerate(steps)]
    return tag("div", head, *rows, again, class_=after)


def _one(element: Element, writer: Writer) -> list[tree.Element]:
    match element:
        case Paragraph() | Heading() | Quote() | Items():
            return shown((element,), writer.book)
        case Answers():
            return [writer.answers(element)]
        case SelfCheck():
            return [writer.selfcheck(element)]
        case Field():
            return [writer.field(element)]
        case Note() | Attention():
            return [writer.note(element)]
        case Numbers():
            return writer.numbers(element)
        case Screen():
            return [writer.screen(element)]
        case Sheet():
            return writer.sheet(element)
        case _:
            raise TypeError(type(element))


def _for_her_eyes(row: Row, book: Book) -> list[tree.Element]:
    """Below the fields of a plan: onto paper, or with scripts into her report."""
    if row.template != "plan":
        return []
    report = tag(
        "button", book.text("guide.into_report"), type="button", class_="scripted", data_do="report"
    )
    hint = tag("p", book.text("guide.into_report_hint"), class_="scripted soft small")
    return [print_button(book), tag("div", hint, report, class_="stack no-print")]


def _to_write(row: Row, book: Book) -> list[tree.Element]:
    """Below what a complaint may be about: the box for it, with scripts."""
    if row.template != "complaint":
        return []
    write = tag(
        "button", book.text("complaint.write"), type="button", class_="scripted", data_do="complain"
    )
    without = tag("p", book.text("complaint.without"), class_="soft small")
    return [tag("div", write, without, class_="stack no-print")]


def _related(row: Row, book: Book) -> list[tree.Element]:
    links = [
        tag("li", tag("a", book.title(id), href=book.href(id)))
        for id in row.related
        if book.library.has(id)
    ]
    if not links:
        return []
    return [topic(book.text("guide.related"), tag("ul", *links, class_="guides"))]


def _end(guide: Guide, book: Book) -> tree.Element:
    """Quietly: review, dates, sources; loudly only when a fact is past its date."""
    old = guide.expires < book.built
    state = book.dated("guide.expired" if old else "guide.checked", guide.checked_on)
    sources = tag("ul", *(tag("li", exact(one)) for one in guide.source))
    return tag(
        "section",
        tag("p", _review(guide, book), class_="small"),
        tag("p", state, class_="attention" if old else "soft small"),
        tag(
            "details",
            tag("summary", book.text("guide.sources")),
            tag("div", sources, class_="small"),
            class_="sources",
        ),
        class_="end topic",
    )


def _review(guide: Guide, book: Book) -> str:
    file = file_of(book.pack, guide.id, guide.language)
    name = file.relative_to(book.pack.folder).as_posix()
    for review in book.pack.reviews:
        read = (review.file, review.language, review.state) == (name, guide.language, REVIEWED)
        if read and review.date is not None and review.sha256 == digest(file):
            sentence = book.dated("guide.reviewed", review.date)
            return sentence.replace("{name}", review.reviewer)
    return book.text("guide.awaiting")
