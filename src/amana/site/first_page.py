"""The first page in each language: two large choices, the way back to an answer, then the rooms (P3, P10)."""

from collections.abc import Sequence

from amana.packs.guides.elements import ROOMS
from amana.packs.service import GROUPS
from amana.site.blocks import Book
from amana.site.frame import Page, drawing, said, topic
from amana.site.services import service_details
from amana.site.tree import Element, tag

FIRST_ROOM = "now"  # its guides stand under "I need help now"


def first_page(book: Book, *, desks: bool) -> Page:
    """`desks`: whether a page with the desks of a directory was built."""
    pack = book.pack
    return Page(
        address=book.addresses.home(book.language),
        language=book.language,
        twins={one.code: book.addresses.home(one) for one in pack.languages},
        content=tuple(_content(book, desks=desks)),
        kind="home",
    )


def _content(book: Book, *, desks: bool) -> list[Element]:
    text = book.text
    return [
        tag("h1", text("home.title")),
        tag("p", text("home.never"), class_="never"),
        said(),
        _choice(book, "phone", "home.help", _help(book), main=True),
        _choice(book, "cup", "home.tell", _without_scripts(book, desks=desks), id="tell"),
        _choice(book, "list", "home.receipt", _without_scripts(book, desks=False), id="return"),
        tag("p", text("home.lead")),
        *_rooms(book),
        topic(text("home.reads_title"), _p(text("home.reads")), _p(text("home.honest"))),
        topic(text("home.leave_title"), _p(text("home.leave"))),
    ]


def _p(words: str) -> Element:
    return tag("p", words)


def _choice(
    book: Book,
    picture: str,
    key: str,
    content: list[Element],
    *,
    main: bool = False,
    id: str | None = None,
) -> Element:
    label = (drawing(picture), tag("span", book.text(key)))
    summary = tag("summary", *label, class_="choice main" if main else "choice")
    return tag("details", summary, tag("div", *content, class_="stack"), id=id)


def _without_scripts(book: Book, *, desks: bool) -> list[Element]:
    note = tag("p", book.text("home.script"), class_="note")
    href = book.addresses.desks(book.language.code)
    return [note, *([tag("p", tag("a", book.text("desks.title"), href=href))] if desks else [])]


def _help(book: Book) -> list[Element]:
    """The five questions, the ways out, whom to call, then the other guides of the first minutes."""
    lead, after = book.text("help.lead"), tag("p", book.text("help.after"), class_="soft small")
    asked = [row for row in book.library.rows if row.template == "questions"]
    first = [
        tag("a", book.title(row.id), href=book.href(row.id), class_="choice main") for row in asked
    ]
    call = tag(
        "details",
        tag("summary", book.text("help.title")),
        tag("div", *_numbers(book), after, class_="stack"),
        class_="room",
    )
    others = _guides(book, FIRST_ROOM, without=[row.id for row in asked])
    return [tag("p", lead), *first, *ways_out(book), call, *others]


def _numbers(book: Book) -> list[Element]:
    """Organisations and health before the lines of the state, which have a group of their own."""
    found: list[Element] = []
    for group in GROUPS:
        services = book.pack.services.of((group,))
        if services:
            found.append(tag("h2", book.text(f"group.{group}"), class_="group"))
            found += [service_details(one, book.pack, book.language) for one in services]
    return found


def ways_out(book: Book) -> list[Element]:
    """The links that stand on every question, as large choices."""
    code = book.language.code
    return [
        tag("a", way.label[code], href=book.href(way.guide), class_="choice")
        for way in book.library.ways_out
    ]


def _guides(book: Book, room: str, *, without: Sequence[str] = ()) -> list[Element]:
    """A list of the room's guides, but those that stand elsewhere on this page."""
    elsewhere = {*without, *(way.guide for way in book.library.ways_out)}
    links = [
        tag("li", tag("a", book.title(row.id), href=book.href(row.id)))
        for row in book.library.rows
        if row.room == room and row.id not in elsewhere
    ]
    return [tag("ul", *links, class_="guides")] if links else []


def _rooms(book: Book) -> list[Element]:
    rooms = [(room, _guides(book, room)) for room in ROOMS if room != FIRST_ROOM]
    return [
        tag("details", tag("summary", book.text(f"room.{room}")), *lists, class_="room")
        for room, lists in rooms
        if lists
    ]
