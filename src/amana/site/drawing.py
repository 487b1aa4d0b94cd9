"""Drawn screens of a pack: lines in the colour of the text, and nothing else."""

import xml.etree.ElementTree as Xml
from functools import cache
from pathlib import Path
from typing import Final

from amana.packs.faults import PackFault
from amana.site.tree import Element, tag

SHAPES: Final = frozenset({"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline"})
PLACED: Final = frozenset(
    (
        *("viewBox", "transform", "d", "points", "x", "y", "x1", "y1", "x2", "y2"),
        *("cx", "cy", "r", "rx", "ry", "width", "height"),
    )
)
SPACE: Final = "{http://www.w3.org/2000/svg}"


def symbols(svg: bytes) -> Element:
    """Our own line drawings, each a symbol that a page may use by its id."""
    return _as_it_is(Xml.fromstring(svg))  # noqa: S314  a file of this package


def _as_it_is(node: "Xml.Element") -> Element:
    attributes: dict[str, str | bool] = dict(node.attrib)
    return Element(node.tag, attributes, tuple(_as_it_is(one) for one in node))


@cache
def read_drawing(file: Path) -> Element:
    """The drawing as an element. Raises PackFault for text, colours, scripts or anything but lines."""
    try:
        root = Xml.fromstring(file.read_bytes())  # noqa: S314  a file of the pack, read at build time
    except (OSError, Xml.ParseError) as fault:
        raise PackFault(file=file, key="(whole file)", what=str(fault)) from fault
    drawn = _element(root, file)
    if drawn.name != "svg" or "viewBox" not in drawn.attributes:
        raise PackFault(file=file, key="svg", what="is one <svg viewBox=…>")
    more: dict[str, str | bool] = {"class": "drawn", "aria-hidden": "true"}
    return Element("svg", {**more, **drawn.attributes}, drawn.children)


def _element(node: "Xml.Element", file: Path) -> Element:
    name = node.tag.removeprefix(SPACE)
    strange = [key for key in node.attrib if key not in PLACED]
    if name not in SHAPES or strange or (node.text or "").strip() or (node.tail or "").strip():
        what = f"holds only {', '.join(sorted(SHAPES))}, without text, colours or style"
        raise PackFault(file=file, key=" ".join((name, *strange)), what=what)
    return tag(name, *(_element(one, file) for one in node), **dict(node.attrib))
