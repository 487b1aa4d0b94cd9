"""All languages of a guide have the same containers in the same order; only the words differ."""

from collections.abc import Iterator
from pathlib import Path

from amana.packs.faults import PackFault
from amana.packs.guides.elements import (
    Answers,
    Attention,
    Element,
    Field,
    Guide,
    Note,
    Numbers,
    Question,
    Screen,
    SelfCheck,
    Sheet,
    Step,
)

Part = tuple[str, int]


def compare(first: Guide, other: Guide, file: Path) -> None:
    """Raises PackFault at the first container of `other` (in `file`) that differs from `first`."""
    ours, theirs = list(_parts(other)), list(_parts(first))
    for at, (wanted, _) in enumerate(theirs):
        line = ours[min(at, len(ours) - 1)][1] if ours else 1
        found = ours[at][0] if at < len(ours) else "nothing"
        if found != wanted:
            what = f"{first.language}.md has {wanted} here; make all languages the same"
            raise PackFault(file=file, key=found, what=what, line=line)
    if len(ours) > len(theirs):
        part, line = ours[len(theirs)]
        what = f"{first.language}.md does not have it; make all languages the same"
        raise PackFault(file=file, key=part, what=what, line=line)


def _parts(guide: Guide) -> Iterator[Part]:
    """Each container with its ids, in words that a fault can show."""
    for element in guide.content:
        described = _described(element)
        if described:
            yield described, element.line
    for name in ("checked_on", "expires"):
        yield f"{name} = {getattr(guide, name)}", 1


def _described(element: Element) -> str:
    match element:
        case Question() | Answers():
            kind = type(element).__name__.lower()
            return f"{kind} {element.id} ({', '.join(one.id for one in element.answers)})"
        case Step():
            when = " ".join(f"{one.question}={','.join(one.answers)}" for one in element.when)
            checked = f" checked={element.checked}" if element.checked else ""
            return f"step {element.id}" + (f' when="{when}"' if when else "") + checked
        case SelfCheck():
            return f"selfcheck {element.id} ({', '.join(one.id for one in element.items)})"
        case Field():
            return f"field {element.id}"
        case Numbers():
            return f"numbers {' '.join(element.groups)}"
        case Screen():
            return f"screen {element.name}"
        case Note() | Attention() | Sheet():
            return type(element).__name__.lower()
        case _:
            return ""
