"""Paragraphs, lists, quotes and links of a guide as elements of a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from amana.packs.guides.elements import (
    Block,
    Heading,
    Items,
    Link,
    Paragraph,
    Quote,
    Strong,
    Text,
    Words,
    words_of,
)
from amana.packs.guides.library import Library
from amana.packs.language import Language
from amana.packs.pack import Pack
from amana.site.addresses import Addresses
from amana.site.services import exact, service_details
from amana.site.tree import Element, tag

ISOLATE, POP = "\u2066", "\u2069"  # left to right, and its end


@dataclass(frozen=True)
class Book:
    """What every guide page of one language is written from; `built` is the day of the build."""

    pack: Pack
    library: Library
    addresses: Addresses
    language: Language
    built: date

    def text(self, key: str) -> str:
        return self.pack.texts[self.language.code][key]

    def dated(self, key: str, day: date) -> str:
        return self.text(key).replace("{date}", f"{ISOLATE}{day}{POP}")

    def title(self, id: str) -> str:
        return self.library.guides[id, self.language.code].title

    def href(self, id: str) -> str:
        return self.addresses.guide(id, self.language.code)


def shown(blocks: Sequence[Block], book: Book) -> list[Element]:
    """The blocks, and after them each service that they name, behind its facts: no number before them (P12)."""
    return [*plainly(blocks, book), *_services(blocks, book)]


def plainly(blocks: Sequence[Block], book: Book) -> list[Element]:
    """The blocks alone."""
    return [_block(block, book) for block in blocks]


def _block(block: Block, book: Book) -> Element:
    match block:
        case Paragraph():
            return tag("p", *inline(block.words, book))
        case Heading():
            return tag("h2", *inline(block.words, book))
        case Quote():
            return tag("blockquote", *plainly(block.content, book))
        case Items():
            return tag(
                "ol" if block.ordered else "ul",
                *(tag("li", *_item(one, book)) for one in block.items),
            )


def _item(blocks: tuple[Block, ...], book: Book) -> list[Element | str]:
    """A list item of one paragraph needs no paragraph."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return inline(blocks[0].words, book)
    return [*plainly(blocks, book)]


def inline(words: Words, book: Book) -> list[Element | str]:
    found: list[Element | str] = []
    for one in words:
        match one:
            case Text():
                found.append(one.text)
            case Strong():
                found.append(tag("b", *inline(one.words, book)))
            case Link():
                found += _link(one, book)
    return found


def _link(link: Link, book: Book) -> list[Element | str]:
    inner = inline(link.words, book)
    if link.kind == "guide" and book.library.has(link.target):
        return [tag("a", *inner, href=book.href(link.target))]
    if link.kind == "platform":
        return _platform(link, book)
    return [tag("b", *inner)]


def _platform(link: Link, book: Book) -> list[Element | str]:
    """The address in sight, and whether anybody has opened it: she sees where it leads before she presses."""
    found = book.pack.platforms.link(link.target)
    state = (
        book.dated("guide.opened", found.checked_on)
        if found.checked_on
        else book.text("guide.unopened")
    )
    address = found.address.partition(":")[2].removeprefix("//").removeprefix("www.")
    return [
        tag("a", *inline(link.words, book), href=found.address, rel="noreferrer noopener"),
        " (",
        exact(address),
        " · ",
        tag("small", state),
        ")",
    ]


def _services(blocks: Sequence[Block], book: Book) -> Iterator[Element]:
    named: list[str] = []
    for block in blocks:
        for _, words in words_of(block):
            named += [one.target for one in _links(words) if one.target not in named]
    for id in named:
        yield service_details(book.pack.services.one(id), book.pack, book.language)


def _links(words: Words) -> Iterator[Link]:
    for one in words:
        if isinstance(one, Link) and one.kind == "service":
            yield one
        elif isinstance(one, Strong):
            yield from _links(one.words)
