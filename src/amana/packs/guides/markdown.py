"""The small Markdown of guides: paragraphs, `##`, lists, strong words, quotes and links into the pack. All else is a fault."""

import re
from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin

from amana.packs.guides.elements import (
    LINKS,
    Block,
    Heading,
    Items,
    Link,
    Paragraph,
    Quote,
    Strong,
    Text,
    Words,
)
from amana.packs.guides.source import Place

CONTAINER: Final = "container_part"
FORBIDDEN: Final = (
    (re.compile(r"[!！]"), "exclamation marks are not used; end the sentence with a full stop"),
    (re.compile(r"</?[A-Za-z]"), "HTML is not used; write plain words"),
    (re.compile(r"`"), "code is not used; write plain words"),
    (re.compile(r"\\"), "backslashes are not used; leave it out"),
    (re.compile(r"https?://|www\."), "addresses stand in platforms.toml; link to platform:ID.LINK"),
    (re.compile(r"(?m)^\s*:::"), "a container begins `::: name`, ends `:::`, after an empty line"),
    (re.compile(r"\]\("), "a link is written [words](guide:ID) without a gap"),
)
TARGET: Final = re.compile(rf"({'|'.join(LINKS)}):([a-z0-9.-]+)")


def _always(*_: object) -> bool:
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(
        ["heading", "list", "blockquote", "emphasis", "balance_pairs", "link", "newline"]
    )
    return parser.use(container_plugin, "part", validate=_always)


PARSER: Final = _parser()


def parse(body: str) -> list[SyntaxTreeNode]:
    """The top nodes of a guide's Markdown."""
    return SyntaxTreeNode(PARSER.parse(body)).children


def line_of(node: SyntaxTreeNode, place: Place) -> int:
    """The line in the file on which a node begins."""
    return place.line(node.map[0] if node.map else 0)


def blocks(
    nodes: Sequence[SyntaxTreeNode], place: Place, *, heading: tuple[str, ...] = ("h2",)
) -> tuple[Block, ...]:
    """Blocks without containers. `heading`: the levels that may stand here. Raises PackFault."""
    return tuple(_block(node, place, heading) for node in nodes)


def _block(node: SyntaxTreeNode, place: Place, heading: tuple[str, ...]) -> Block:
    line = line_of(node, place)
    match node.type:
        case "paragraph":
            return Paragraph(words(node, place), line)
        case "heading" if node.tag in heading:
            return Heading(words(node, place), line)
        case "heading":
            allowed = " or ".join("#" * int(level[1]) for level in heading) or "none"
            raise place.fault(line, "heading", f"here only {allowed} may stand")
        case "blockquote":
            return Quote(blocks(node.children, place, heading=()), line)
        case "bullet_list" | "ordered_list":
            items = tuple(blocks(item.children, place, heading=()) for item in node.children)
            return Items(node.type == "ordered_list", items, line)
        case "container_part":
            raise place.fault(line, node.info.strip(), "containers do not stand within others")
        case other:
            raise place.fault(line, other, "is not part of the Markdown of guides")


def words(node: SyntaxTreeNode, place: Place) -> Words:
    """The words of a paragraph or heading. Raises PackFault."""
    inline = node.children[0] if node.children else None
    return inline_words(inline.children if inline else [], place, line_of(node, place))


def inline_words(nodes: Sequence[SyntaxTreeNode], place: Place, line: int) -> Words:
    """Line breaks within a paragraph become spaces. Raises PackFault."""
    found: list[Text | Strong | Link] = []
    for node in nodes:
        one = _inline(node, place, line)
        if isinstance(one, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + one.text)
        elif one != Text(""):
            found.append(one)
        line += node.type == "softbreak"
    return tuple(found)


def _inline(node: SyntaxTreeNode, place: Place, line: int) -> Text | Strong | Link:
    match node.type:
        case "text":
            for pattern, what in FORBIDDEN:
                if pattern.search(node.content):
                    raise place.fault(line, "text", what)
            return Text(node.content)
        case "softbreak":
            return Text(" ")
        case "strong":
            return Strong(inline_words(node.children, place, line))
        case "link":
            return _link(node, place, line)
        case "em":
            raise place.fault(line, "text", "slanted words are not used; quote with > or use **")
        case other:
            raise place.fault(line, other, "is not part of the Markdown of guides")


def _link(node: SyntaxTreeNode, place: Place, line: int) -> Link:
    href = str(node.attrs["href"])
    found = TARGET.fullmatch(href)
    if found is None:
        what = "a link leads to guide:ID, service:ID or platform:ID.LINK"
        raise place.fault(line, href, what)
    inner = inline_words(node.children, place, line)
    if not inner:
        raise place.fault(line, href, "a link has words")
    return Link(found[1], found[2], inner)
