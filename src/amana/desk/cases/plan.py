"""What she wrote into her safety plan and sealed into her report: her rule for contact first, then the rest (design §4, P11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.conf import settings

from amana.packs.guides.elements import Field, plain
from amana.packs.guides.guide import read_guide

CONTACT: Final = ("hours", "channel", "code-word", "may-say", "never-call")
_GUIDE: Final = "plan"


@dataclass(frozen=True)
class Written:
    """A question of the plan in the officer's language, and her words as she wrote them."""

    question: str
    words: str


@dataclass(frozen=True)
class Plan:
    """`contact` is read before anybody reaches out to her; both are empty where she sent no plan."""

    contact: tuple[Written, ...]
    rest: tuple[Written, ...]


def in_words(plan: Mapping[str, str], language: str) -> Plan:
    """Her plan in its own order. A field that the pack no longer knows keeps its name, and comes last."""
    asked = _questions(language)
    order = [*(id for id in asked if id in plan), *(id for id in plan if id not in asked)]
    found = {id: Written(asked.get(id, id), plan[id]) for id in order}
    return Plan(
        contact=tuple(found[id] for id in order if id in CONTACT),
        rest=tuple(found[id] for id in order if id not in CONTACT),
    )


@cache
def _questions(language: str) -> dict[str, str]:
    """What each box asks, by its id; empty for a pack without a plan in that language."""
    file = settings.AMANA.pack / "guides" / _GUIDE / f"{language}.md"
    if not file.exists():
        return {}
    guide = read_guide(file, id=_GUIDE, language=language, template="plan")
    return {one.id: plain(one.ask) for one in guide.content if isinstance(one, Field)}
