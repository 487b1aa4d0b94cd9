"""The containers of a guide (`::: step send-first when="phone=shared"`), each read into its element."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from amana.packs.faults import PackFault
from amana.packs.guides.elements import (
    Answers,
    Attention,
    Choice,
    Condition,
    Container,
    Field,
    Note,
    Numbers,
    Paragraph,
    Question,
    Screen,
    SelfCheck,
    Sheet,
    Step,
    Text,
    Words,
)
from amana.packs.guides.markdown import blocks, inline_words, line_of, words
from amana.packs.guides.source import Place
from amana.packs.service import GROUPS

ID: Final = re.compile(r"[a-z][a-z0-9-]*")
SETTING: Final = re.compile(r'\s*([a-z]+)=(?:"([^"]*)"|(\S+))')
CHOICE: Final = re.compile(r"([a-z][a-z0-9-]*):\s*")
NAMED: Final = ("question", "step", "answers", "selfcheck", "field", "screen")
SETTINGS: Final = {"step": ("when", "checked")}


@dataclass(frozen=True)
class Head:
    """The first line of a container: kind, the words after it, settings, and where it stands."""

    kind: str
    words: tuple[str, ...]
    settings: dict[str, str]
    line: int
    place: Place

    @property
    def id(self) -> str:
        return self.words[0]

    @property
    def key(self) -> str:
        return " ".join((self.kind, *self.words[:1]))

    def fault(self, what: str, line: int | None = None) -> PackFault:
        return self.place.fault(line or self.line, self.key, what)


def container(node: SyntaxTreeNode, place: Place, lines: Sequence[str]) -> Container:
    """One container; `lines` are those of the Markdown. Raises PackFault."""
    head = _head(node, place)
    end = node.map[1] if node.map else len(lines)
    if end >= len(lines) or lines[end].strip() != ":::":
        raise head.fault("is not closed; end it with a line :::")
    if head.kind not in READERS:
        raise head.fault(f"is no container; there are {', '.join(READERS)}")
    allowed = SETTINGS.get(head.kind, ())
    for name in head.settings:
        if name not in allowed:
            raise head.fault(f"has no setting {name!r}")
    if head.kind in NAMED and (len(head.words) != 1 or not ID.fullmatch(head.id)):
        raise head.fault("has one id of small letters, digits and hyphens")
    if head.kind not in (*NAMED, "numbers") and head.words:
        raise head.fault("has no words beside its name")
    return READERS[head.kind](head, node.children)


def _head(node: SyntaxTreeNode, place: Place) -> Head:
    info, settings = node.info.strip(), {}
    for found in SETTING.finditer(info):
        settings[found[1]] = found[2] if found[2] is not None else found[3]
    kind, *rest = SETTING.sub("", info).split() or [""]
    return Head(kind, tuple(rest), settings, line_of(node, place), place)


def _question(head: Head, nodes: Sequence[SyntaxTreeNode]) -> Question:
    asked, choices = _asked(head, nodes)
    if any(choice.told for choice in choices):
        raise head.fault("its answers are labels only; use `answers` to tell something")
    return Question(head.id, blocks(asked, head.place, heading=()), choices, head.line)


def _answers(head: Head, nodes: Sequence[SyntaxTreeNode]) -> Answers:
    asked, choices = _asked(head, nodes)
    for choice in choices:
        if not choice.told:
            raise head.fault("an answer needs an indented paragraph: what she is told", choice.line)
    return Answers(head.id, blocks(asked, head.place, heading=()), choices, head.line)


def _selfcheck(head: Head, nodes: Sequence[SyntaxTreeNode]) -> SelfCheck:
    if len(nodes) != 1 or nodes[0].type != "bullet_list":
        raise head.fault("holds one list `- id: statement` and nothing else")
    return SelfCheck(head.id, _choices(head, nodes[0]), head.line)


def _asked(
    head: Head, nodes: Sequence[SyntaxTreeNode]
) -> tuple[Sequence[SyntaxTreeNode], tuple[Choice, ...]]:
    """What asks, and the answers."""
    if len(nodes) < 2 or nodes[-1].type != "bullet_list":
        raise head.fault("asks in a paragraph, then lists its answers `- id: label`")
    return nodes[:-1], _choices(head, nodes[-1])


def _choices(head: Head, items: SyntaxTreeNode) -> tuple[Choice, ...]:
    found = tuple(_choice(head, item) for item in items.children)
    for choice in found:
        if [other.id for other in found].count(choice.id) > 1:
            raise head.fault(f"has two answers {choice.id!r}", choice.line)
    return found


def _choice(head: Head, item: SyntaxTreeNode) -> Choice:
    """`- id: label`; the lines after the first are what she is told, with or without an empty line between."""
    line = line_of(item, head.place)
    first = item.children[0] if item.children else None
    if first is None or first.type != "paragraph":
        raise head.fault("an answer is written `- id: label`", line)
    inline = first.children[0].children
    ends = next((at for at, one in enumerate(inline) if one.type == "softbreak"), len(inline))
    label = inline_words(inline[:ends], head.place, line)
    started = CHOICE.match(label[0].text) if label and isinstance(label[0], Text) else None
    named = _without(label, started.end()) if started else ()
    if started is None or not named:
        raise head.fault("an answer is written `- id: label`", line)
    rest = inline_words(inline[ends + 1 :], head.place, line + 1)
    told = blocks(item.children[1:], head.place, heading=())
    return Choice(
        id=started[1],
        label=named,
        told=((Paragraph(rest, line + 1),) if rest else ()) + told,
        line=line,
    )


def _without(label: Words, length: int) -> Words:
    """The label without its id."""
    first = label[0]
    text = first.text[length:] if isinstance(first, Text) else ""
    return ((Text(text),) if text else ()) + label[1:]


def _step(head: Head, nodes: Sequence[SyntaxTreeNode]) -> Step:
    if not nodes or nodes[0].type != "heading" or nodes[0].tag != "h3":
        raise head.fault("begins with its title `### …`")
    if not nodes[1:]:
        raise head.fault("has a text under its title")
    return Step(
        id=head.id,
        title=words(nodes[0], head.place),
        when=_when(head),
        checked=_checked(head),
        content=blocks(nodes[1:], head.place, heading=()),
        line=head.line,
    )


def _when(head: Head) -> tuple[Condition, ...]:
    found = []
    for part in head.settings.get("when", "").split():
        question, equals, answers = part.partition("=")
        if not equals or not question or not all(answers.split(",")):
            raise head.fault('when is written "question=answer,answer other=answer"')
        found.append(Condition(question, tuple(answers.split(","))))
    return tuple(found)


def _checked(head: Head) -> date | None:
    if "checked" not in head.settings:
        return None
    try:
        return date.fromisoformat(head.settings["checked"])
    except ValueError as fault:
        raise head.fault("checked is a date such as 2026-11-24") from fault


def _field(head: Head, nodes: Sequence[SyntaxTreeNode]) -> Field:
    if not 1 <= len(nodes) <= 2 or any(node.type != "paragraph" for node in nodes):
        raise head.fault("asks in one paragraph; a second one is its hint")
    hint = words(nodes[1], head.place) if len(nodes) == 2 else ()
    return Field(head.id, words(nodes[0], head.place), hint, head.line)


def _note(head: Head, nodes: Sequence[SyntaxTreeNode]) -> Note:
    return Note(blocks(_some(head, nodes), head.place, heading=()), head.line)


def _attention(head: Head, nodes: Sequence[SyntaxTreeNode]) -> Attention:
    return Attention(blocks(_some(head, nodes), head.place, heading=()), head.line)


def _numbers(head: Head, nodes: Sequence[SyntaxTreeNode]) -> Numbers:
    if nodes:
        raise head.fault("holds nothing; write words before it")
    if not head.words or not set(head.words) <= set(GROUPS):
        raise head.fault(f"names groups of {', '.join(GROUPS)}")
    return Numbers(head.words, head.line)


def _screen(head: Head, nodes: Sequence[SyntaxTreeNode]) -> Screen:
    return Screen(head.id, blocks(_some(head, nodes), head.place, heading=()), head.line)


def _sheet(head: Head, nodes: Sequence[SyntaxTreeNode]) -> Sheet:
    return Sheet(blocks(_some(head, nodes), head.place, heading=("h2", "h3")), head.line)


def _some(head: Head, nodes: Sequence[SyntaxTreeNode]) -> Sequence[SyntaxTreeNode]:
    if not nodes:
        raise head.fault("is empty")
    return nodes


READERS: Final[dict[str, Callable[[Head, Sequence[SyntaxTreeNode]], Container]]] = {
    "question": _question,
    "step": _step,
    "answers": _answers,
    "selfcheck": _selfcheck,
    "field": _field,
    "note": _note,
    "attention": _attention,
    "numbers": _numbers,
    "screen": _screen,
    "sheet": _sheet,
}
