"""P4: whom she left out, and who was excluded later, can neither open the case nor tell that it is there."""

import itertools
import re
from pathlib import Path

import pytest

from amana.desk.cases.number import from_address
from tests.promises.evidence import GONE, KEPT
from tests.promises.journey import COLLEAGUE, EXCLUDED, LEAD, LEFT_OUT, NAMES, Journey
from tests.promises.thief import Thief
from tests.promises.views import Seen

pytestmark = pytest.mark.slow
HIDDEN = [name for name in NAMES if name != "card" and name not in GONE]


def _with_keys_of(journey: Journey, login: str, *copies: Path) -> Thief:
    """Everything that this officer's keys open in the last copy, when he has kept the keys of the earlier ones."""
    known = Thief(copies[0])
    for copy in copies:
        thief = Thief(copy)
        thief.identities, thief.secrets = known.identities, known.secrets
        thief.is_officer(login, journey.world.person(login).passphrase)
        known = thief.opens_everything()
    return known


def test_p4_his_keys_open_nothing_of_the_case_in_a_full_copy(journey: Journey) -> None:
    for login in (EXCLUDED, LEFT_OUT):
        thief = _with_keys_of(journey, login, journey.stolen)
        assert thief.holds(*journey.words.values()) == []
        assert thief.holds("synthetic first") != []


def test_p4_nor_do_the_keys_that_he_kept_from_before(journey: Journey) -> None:
    """He copied the whole desk while he was admitted. What lies there now opens with none of what that gave him."""
    before = _with_keys_of(journey, EXCLUDED, journey.earlier)
    seen = journey.holds("story", "text", "picture", "voice", *KEPT)
    assert before.holds(*seen) == seen
    after = _with_keys_of(journey, EXCLUDED, journey.earlier, journey.stolen)
    assert before.proved <= after.secrets.keys()
    assert after.holds(*journey.words.values()) == []


def test_p4_whoever_stays_opens_all_of_it_and_only_a_lead_the_card(
    journey: Journey,
) -> None:
    colleague = _with_keys_of(journey, COLLEAGUE, journey.stolen)
    assert colleague.holds(*journey.words.values()) == journey.holds(*HIDDEN)
    assert _with_keys_of(journey, LEAD, journey.stolen).holds(*journey.holds("card")) != []


@pytest.mark.parametrize(
    ("login", "moment"),
    [
        (LEFT_OUT, "while it waits"),
        (LEFT_OUT, "once it is a case"),
        (LEFT_OUT, "after"),
        (EXCLUDED, "after"),
    ],
)
def test_p4_every_page_is_that_of_a_world_without_the_case(
    journey: Journey, login: str, moment: str
) -> None:
    without, now = journey.seen[login, "before"], journey.seen[login, moment]
    assert now.keys() == without.keys()
    assert [what for what in now if now[what] != without[what]] == []
    assert "synthetic first" in without["/cases/"].body


@pytest.mark.parametrize(
    "asked", [EXCLUDED, LEFT_OUT, "intake", f"{EXCLUDED}, a notice", f"{LEFT_OUT}, a notice"]
)
def test_p4_the_address_of_the_case_answers_like_one_that_never_was(
    journey: Journey, asked: str
) -> None:
    real, invented = journey.answers[asked]
    assert {answer.status for answer in real} <= {200 if "notice" in asked else 404, 404, 405, 409}
    assert real == invented


def test_p4_no_number_on_his_pages_counts_what_he_may_not_see(
    journey: Journey,
) -> None:
    """Between his two cases lie two that are hidden from him: the second differs from the first in its random number alone."""
    first, later = journey.own
    numbers = [from_address(case.split("/")[2]) for case in (first, journey.case, later)]
    assert all(abs(a - b) > 1 << 32 for a, b in itertools.pairwise(numbers))
    one, other = journey.twins
    for address in one:
        assert _nameless(one[address], "first") == _nameless(other[address], "later"), address


def _nameless(seen: Seen, words: str) -> str:
    """Without the case's random number, its words and the minute, which differ by what it is."""
    body = seen.body.replace(f"synthetic {words}", "")
    body = re.sub(r"/cases/[0-9A-Z]{13}/", "/cases/", body)
    return re.sub(r"[0-9A-Z]{4}-[0-9A-Z]{4}|\d\d:\d\d", "", body)
