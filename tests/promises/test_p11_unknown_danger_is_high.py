"""P11: what is not known of a danger counts as high at the desk; on her pages there is no level, and every answer has its own step."""

import re
from typing import Any

import pytest

from amana.packs import load
from amana.packs.guides import read_library
from amana.packs.guides.elements import Answers
from tests.desk.at_work import opened, organisation
from tests.site.instances import IRAQ

__all__ = ["opened", "organisation"]
LEVELS = re.compile(
    r"\b(risk level|danger level|high risk|low risk|score|points?)\b", re.IGNORECASE
)


@pytest.mark.parametrize(
    ("said", "level"), [(None, "high"), ("unsure", "high"), ("yes", "high"), ("no", "none")]
)
def test_p11_what_she_did_not_say_counts_as_danger(
    organisation: Any, opened: Any, said: str | None, level: str
) -> None:
    answers: dict[str, Any] = {"threat_type": ("tell_family",)}
    _, case = opened(answers=answers | ({"danger": said} if said else {}))
    assert case.head.danger.level == level


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_p11_every_answer_about_danger_has_a_step_of_its_own(language: str) -> None:
    guide = read_library(load(IRAQ)).guides["danger", language]
    prompts = [one for one in guide.content if isinstance(one, Answers)]
    assert len(prompts) >= 5
    for prompt in prompts:
        assert {"yes", "no", "unknown"} <= {answer.id for answer in prompt.answers}
        assert all(answer.told for answer in prompt.answers)


def test_p11_no_page_of_hers_gives_a_level() -> None:
    pack = load(IRAQ)
    words = [(IRAQ / "guides" / id / "en.md").read_text() for id in ("danger", "now", "plan")]
    words += [text for key, text in pack.texts["en"].items() if key.startswith(("danger", "guide"))]
    assert [found[0] for text in words if (found := LEVELS.search(text))] == []
