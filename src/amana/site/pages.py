"""Every file of her site, before anything is written."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amana.packs.guides.library import Library, read_library
from amana.packs.pack import Pack
from amana.site import headers, look, scripts
from amana.site.addresses import LEAVE, Addresses, data_of
from amana.site.blocks import Book
from amana.site.desks_page import desks_page
from amana.site.first_page import first_page
from amana.site.frame import Frame, Page, blank_page, document, nodes
from amana.site.guide_page import guide_page
from amana.site.instance import Instance, integrity
from amana.site.speech import speech
from amana.site.tree import dumped

if TYPE_CHECKING:
    from amana.seal.directory import Directory


@dataclass(frozen=True)
class Content:
    """Bytes by file name, and the one style whose hash the policy holds."""

    files: dict[str, bytes]
    style: str


def content_of(
    pack: Pack, instance: Instance, *, demo: bool, directory: "Directory | None"
) -> Content:
    """All files. Raises PackFault."""
    library = read_library(pack)
    addresses = Addresses(pack, library)
    style = look.style(pack.languages, library)
    settings = instance.file(live=not demo)
    name = f"client/instance.{hashlib.sha256(settings).hexdigest()[:16]}.json"
    frame = Frame(
        pack=pack,
        style=style,
        policy=headers.policy_in_page(style=style, relay=instance.relay),
        instance=name,
        integrity=integrity(settings),
        script=scripts.first(),
        demo=demo,
    )
    files = {name: settings, LEAVE: blank_page(frame).encode()}
    for language in pack.languages:
        book = Book(pack, library, addresses, language, instance.built)
        for page in _pages(book, directory):
            files[page.address] = document(page, frame).encode()
            more = {"lang": language.code, "dir": language.direction}
            files[data_of(page.address)] = dumped(nodes(page, frame), **more)
        files[f"texts/{language.code}.json"] = speech(book, demo=demo)
        files[f"words/{language.code}.txt"] = pack.words_file(language.code).read_bytes()
    files["index.html"] = files[addresses.home(pack.first)]
    files.update(_recordings(library, addresses))
    files.update(_scripts())
    return Content(files, style)


def _pages(book: Book, directory: "Directory | None") -> Iterator[Page]:
    yield first_page(book, desks=directory is not None)
    for row in book.library.rows:
        yield guide_page(row, book)
    if directory is not None:
        yield desks_page(list(directory.desks.values()), book)


def _recordings(library: Library, addresses: Addresses) -> dict[str, bytes]:
    spoken = [file.read_bytes() for file in library.recordings.values()]
    return {addresses.recording(content): content for content in spoken}


def _scripts() -> dict[str, bytes]:
    found = sorted(scripts.folder().iterdir(), key=lambda file: file.name)
    return {f"client/{one.name}": one.read_bytes() for one in found if one.name.endswith(".js")}
