"""A page as a tree of elements, from which both its HTML and its JSON are written, so that no text can become markup
and both are the same page (P3: with scripts every guide opens at one address)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Final

VOID: Final = frozenset({"meta", "link", "input", "br"})
RAW: Final = frozenset({"style"})  # its text is not markup; ours never holds "<"


@dataclass(frozen=True)
class Element:
    """One element; True as a value gives the attribute without one."""

    name: str
    attributes: dict[str, str | bool] = field(default_factory=dict)
    children: tuple["Element | str", ...] = ()


def tag(
    name: str, /, *children: "Element | str | None", **attributes: str | bool | None
) -> Element:
    """`tag("p", "a < b", class_="soft")`. A `_` at the end of an attribute is dropped, others become
    `-`; what is None, False or empty text is left out."""
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    return Element(
        name,
        {key: value for key, value in given.items() if value is not None and value is not False},
        tuple(child for child in children if child is not None and child != ""),
    )


def html(node: "Element | str") -> str:
    """The node as HTML."""
    if isinstance(node, str):
        return escape(node, quote=False)
    opened = f"<{node.name}{''.join(_attribute(*pair) for pair in node.attributes.items())}>"
    if node.name in VOID:
        return opened
    inner = "".join(
        child if node.name in RAW and isinstance(child, str) else html(child)
        for child in node.children
    )
    return f"{opened}{inner}</{node.name}>"


def _attribute(name: str, value: str | bool) -> str:
    if not isinstance(value, str):
        return f" {name}"
    return f' {name}="{escape(value)}"'


def data(node: "Element | str") -> object:
    """The node as JSON: a text, or `[name, {attribute: value}, child…]`, read by `client/src/page/tree.ts`."""
    if isinstance(node, str):
        return node
    return [node.name, node.attributes, *map(data, node.children)]


def dumped(nodes: Iterable["Element | str"], **more: str) -> bytes:
    """A page's JSON file: its nodes under `nodes`, and what else the script needs to know."""
    content = {**more, "nodes": [data(node) for node in nodes]}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def find(nodes: Iterable["Element | str"], name: str) -> list[Element]:
    """Every element of that name, in order."""
    found: list[Element] = []
    for node in nodes:
        if isinstance(node, Element):
            found += [node] if node.name == name else []
            found += find(node.children, name)
    return found
