"""Reads one guide in one language, and holds it to the rules of its template."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from amana.packs.guides import source
from amana.packs.guides.containers import container
from amana.packs.guides.elements import (
    Answers,
    Element,
    Field,
    Guide,
    Numbers,
    Question,
    SelfCheck,
    Sheet,
    Step,
)
from amana.packs.guides.markdown import CONTAINER, blocks, parse
from amana.packs.guides.source import Place

MOST_QUESTIONS: Final = 5  # more cannot be asked of somebody in the first ten minutes
STRAY_END: Final = re.compile(r"^:::\s*$")
ONLY_IN: Final = {Question: "questions", Field: "plan", Sheet: "lesson"}
NEEDED: Final = {
    "questions": Question,
    "checklist": Step,
    "lesson": Sheet,
    "prompts": Answers,
    "plan": Field,
    "services": Numbers,
}


def read_guide(file: Path, *, id: str, language: str, template: str) -> Guide:
    """Raises PackFault."""
    found = source.read(file)
    lines = found.body.splitlines()
    content: list[Element] = []
    for node in parse(found.body):
        if node.type == CONTAINER:
            content.append(container(node, found.place, lines))
        else:
            content += blocks([node], found.place)
    guide = Guide(
        id=id,
        language=language,
        title=found.head.text("title"),
        lead=found.head.text("lead"),
        source=found.head.several("source"),
        checked_on=found.head.day("checked_on"),
        expires=found.head.day("expires"),
        content=tuple(content),
    )
    if not guide.source:
        raise found.head.fault("source", "names at least one source")
    if guide.expires <= guide.checked_on:
        raise found.head.fault("expires", "must be after checked_on")
    _ids(guide, found.place)
    _template(guide, template, found.place)
    _conditions(guide, found.place)
    return guide


def _ids(guide: Guide, place: Place) -> None:
    seen: set[str] = set()
    for element in guide.content:
        if isinstance(element, Question | Step | Answers | SelfCheck | Field):
            if element.id in seen:
                raise place.fault(element.line, element.id, "is the id of two containers")
            seen.add(element.id)


def _template(guide: Guide, template: str, place: Place) -> None:
    for element in guide.content:
        only = next((name for kind, name in ONLY_IN.items() if isinstance(element, kind)), template)
        if only != template:
            what = f"stands only in template {only}; this guide is a {template}"
            raise place.fault(element.line, type(element).__name__.lower(), what)
        if template == "checklist" and isinstance(element, Step) and element.checked is None:
            what = "needs checked=DATE: the day on which somebody saw the menu"
            raise place.fault(element.line, f"step {element.id}", what)
    needed = NEEDED.get(template)
    if needed and not any(isinstance(element, needed) for element in guide.content):
        what = f"template {template} needs a container `{needed.__name__.lower()}`"
        raise place.fault(1, "(whole file)", what)
    _count(guide, place)


def _count(guide: Guide, place: Place) -> None:
    questions = guide.questions()
    if len(questions) > MOST_QUESTIONS:
        what = f"is question {MOST_QUESTIONS + 1}; at most {MOST_QUESTIONS} are asked"
        raise place.fault(questions[MOST_QUESTIONS].line, "question", what)
    sheets = [element for element in guide.content if isinstance(element, Sheet)]
    if len(sheets) > 1:
        raise place.fault(sheets[1].line, "sheet", "is the second one; a lesson has one sheet")


def _conditions(guide: Guide, place: Place) -> None:
    """Every condition names a question of this guide and answers of it."""
    known = {question.id: {a.id for a in question.answers} for question in guide.questions()}
    for step in guide.steps():
        for condition in step.when:
            wrong: Iterable[str] = set(condition.answers) - known.get(condition.question, set())
            if condition.question not in known:
                what = f"when names {condition.question!r}, which is no question here"
                raise place.fault(step.line, f"step {step.id}", what)
            if wrong:
                what = f"when names {', '.join(sorted(wrong))}, no answer of {condition.question}"
                raise place.fault(step.line, f"step {step.id}", what)
