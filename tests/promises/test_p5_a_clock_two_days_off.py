"""P5 with a clock that is two days off, at relay or desk: nothing is lost or erased early, and it goes on once the clock is right."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from amana.cli.survivor.compiled import one_desk
from amana.cli.survivor.letterbox import Letterbox
from amana.cli.survivor.returning import Visit
from amana.cli.survivor.writing import Told, everyone, report
from amana.seal.receipt import Receipt
from amana.wire.encoding import unb64u
from tests.journeys.people.clerk import Clerk
from tests.journeys.world import until
from tests.promises.apart import Apart, founded
from tests.relay.running import inside

pytestmark = pytest.mark.slow

CLOCK = "tests.services.shifted_clock"
STATES = """
from amana.relay.letterbox.models import Report
answer = [[bytes(r.envelope or b'').hex() != '', r.state] for r in Report.objects.all()]
"""
WAITING, ACKNOWLEDGED = 1, 2
WORKER = "tests.promises.worker_alone"


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    with founded(tmp_path_factory.mktemp("clock") / "instance") as made:
        yield made


def restarted(apart: Apart, **days: float) -> None:
    """Every part anew, those that are named under a clock that is so many days off."""
    apart.stop()
    for name, part in apart.parts.items():
        known = part.command
        arguments = known[known.index("amana.cli") + 1 :] if "amana.cli" in known else known[-2:]
        module = "amana.cli" if name != "worker" else WORKER
        part.command = [sys.executable, "-m", CLOCK, str(days.get(name, 0)), module, *arguments]
    apart.start_all()


def tells(apart: Apart, story: str) -> Receipt:
    """She reports; her own phone's clock is right, and her page believes the directory."""
    with Letterbox(apart.compiled.relay) as letterbox:
        desk = one_desk(apart.compiled.verify(letterbox.directory()))
        told = Told(words=story, lang="en")
        return report(letterbox, desk, everyone(desk), told, salt=apart.compiled.salt)


def said(apart: Apart) -> str:
    """What the worker wrote."""
    return apart.parts["worker"].log.read_text(errors="replace")


def kept(apart: Apart) -> set[tuple[bool, int]]:
    """Of each report at the relay: whether its envelope is there, and how far it is."""
    return {(there, state) for there, state in inside(apart.layout.relay_config, STATES)}


@pytest.mark.parametrize("days", [2, -2])
@pytest.mark.parametrize("who", ["relay", "desk"])
def test_p5_what_she_says_under_a_wrong_clock_is_answered_under_a_right_one(
    apart: Apart, who: str, days: int
) -> None:
    story = f"synthetic story with {who} at {days} days"
    wrong = {"relay": days} if who == "relay" else {"desk": days, "worker": days}
    restarted(apart, **wrong)
    receipt = tells(apart, story)
    if (who, days) == ("relay", -2):  # by its clock the desk's keys, made today, are not valid yet
        until(lambda: "collect:" in said(apart))
        assert (True, WAITING) in kept(apart)
    else:
        until(lambda: kept(apart) == {(True, ACKNOWLEDGED)})

    restarted(apart)
    until(lambda: kept(apart) == {(True, ACKNOWLEDGED)})
    clerk = Clerk(apart, "intake").signs_in()
    case = clerk.makes_the_case(clerk.finds(story), "caseworker")
    clerk.post(f"{case}reply/", at=case, words=f"answer to {story}")

    def answers() -> list[str | None]:
        with Letterbox(apart.compiled.relay) as letterbox:
            visit = Visit.begin(letterbox, apart.compiled, receipt)
            assert not visit.poll.unproven
            return [reply.message.words for reply in visit.poll.replies]

    until(answers)
    assert answers() == [f"answer to {story}"]
    assert kept(apart) == {(True, ACKNOWLEDGED)}, "nothing was erased under either clock"


def test_p5_no_list_of_a_day_to_come_is_published(apart: Apart) -> None:
    """A desk whose clock runs ahead signs its list for a day that has not begun: the relay does not take it."""
    restarted(apart, desk=2, worker=2)
    before = said(apart).count("list:")
    until(lambda: said(apart).count("list:") > before)
    with Letterbox(apart.compiled.relay) as letterbox:
        document = json.loads(letterbox.directory())
    issued = [json.loads(unb64u(each["body"], None))["issued"] for each in document["lists"]]
    assert max(issued) <= datetime.now(UTC).date().isoformat()
    tells(apart, "synthetic story with an honest list")
