"""What goes through before anyone looks: two reports, files, a voice note, a card, an answer, an exclusion, a letter; then all sign out.

She is the command line's client, the officers speak HTTP with the real desk. `Journey` remembers the canaries and what colleagues saw who
must not notice anything: the supervisor, whom she left out from the start, and the lawyer, who was excluded later.
"""

import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from amana.cli.survivor.compiled import one_desk
from amana.cli.survivor.letterbox import Letterbox
from amana.cli.survivor.returning import Visit
from amana.cli.survivor.writing import Told, everyone, report
from amana.desk.cases.number import address, draw
from amana.desk.intake.service_keys import ServiceKeys
from amana.seal.compose import Choice
from amana.seal.desk import Desk
from amana.seal.receipt import Receipt, ReceiptKeys
from amana.wire.encoding import unb64u
from amana.wire.report import Age, Card
from tests.journeys.people.clerk import Clerk
from tests.journeys.world import World, until
from tests.promises import canary, evidence, thief
from tests.promises.evidence import Evidence
from tests.promises.views import Seen, ask, look

OPENER, COLLEAGUE, EXCLUDED, LEFT_OUT, LEAD = (
    "intake",
    "caseworker",
    "lawyer",
    "supervisor",
    "lead1",
)
NAMES: Final = [
    "story",
    "deadline",
    "name",
    "text",
    "picture",
    "voice",
    "answer",
    "letter",
    "card",
    "reason",
    "danger",
    *evidence.KEPT,
    *evidence.GONE,
]


@dataclass
class Journey:
    """Canaries by name, and what later looks need."""

    world: World
    folder: Path
    words: dict[str, str] = field(default_factory=lambda: {n: canary.fresh(n) for n in NAMES})
    files: list[Path] = field(default_factory=list)
    keys: list[ReceiptKeys] = field(default_factory=list)
    case: str = ""  # address of her case
    own: list[str] = field(default_factory=list)  # cases of the two who must not notice hers
    seen: dict[tuple[str, str], dict[str, Seen]] = field(default_factory=dict)  # by login, moment
    answers: dict[str, tuple[list[Seen], list[Seen]]] = field(default_factory=dict)
    twins: list[dict[str, Seen]] = field(default_factory=list)  # the pages of both cases of `own`
    saved: list[httpx.Response] = field(default_factory=list)
    page: httpx.Response | None = None  # the case's page, files among it
    exhibit: httpx.Response | None = None  # the page of the picture, before anybody looked
    look: httpx.Response | None = None  # and when somebody did
    evidence: Evidence | None = None
    notice: str = ""  # address at which a lead puts away what she was told of a locked file
    earlier: Path = Path()  # a full copy of the desk from before the exclusion
    stolen: Path = Path()  # and one from after it
    backup: Path = Path()

    def holds(self, *names: str) -> list[str]:
        """The canaries of these names."""
        return [self.words[name] for name in names]


def take(world: World, folder: Path) -> Journey:
    """Lives through all of it; about half a minute."""
    journey = Journey(world, folder)
    journey.files = _files(journey)
    clerks = {n: Clerk(world, n).signs_in() for n in (OPENER, COLLEAGUE, EXCLUDED, LEFT_OUT, LEAD)}
    with Letterbox(world.compiled.relay) as letterbox:
        desk = one_desk(world.compiled.verify(letterbox.directory()))
        her = _Her(journey, letterbox, desk)
        _case_of_their_own(journey, clerks, her, "synthetic first")
        _looks(journey, clerks, "before", EXCLUDED, LEFT_OUT)
        receipt = _reports(journey, clerks, her)
        _answered(journey, clerks, her, receipt)
        _excluded(journey, clerks, her, receipt)
        _case_of_their_own(journey, clerks, her, "synthetic later")
    for clerk in clerks.values():
        clerk.locks()
    _amana(world, "desk", "second-contact")
    journey.backup = folder / "backup"
    _amana(world, "backup", "make", "--to", str(journey.backup))
    return journey


@dataclass
class _Her:
    """The command line's client in her place."""

    journey: Journey
    letterbox: Letterbox
    desk: Desk

    def tells(self, told: Told, choice: Choice) -> Receipt:
        compiled = self.journey.world.compiled
        receipt = report(self.letterbox, self.desk, choice, told, salt=compiled.salt)
        self.journey.keys.append(ReceiptKeys.derive(receipt, salt=compiled.salt))
        return receipt

    def returns(self, receipt: Receipt) -> Visit:
        return Visit.begin(self.letterbox, self.journey.world.compiled, receipt)

    def without(self, login: str) -> Choice:
        """Everyone but one, whom her page knows by her label."""
        label = self.journey.world.label(login, "en")
        out = {h.person for h in self.desk.holders if h.label["en"] == label}
        assert len(out) == 1
        return everyone(self.desk, left_out=frozenset(out))


def _case_of_their_own(journey: Journey, clerks: dict[str, Clerk], her: _Her, words: str) -> None:
    """A case that both of them may open: their pages are not empty, before and after hers."""
    her.tells(Told(words=words, lang="en"), everyone(her.desk))
    case = clerks[LEFT_OUT].makes_the_case(clerks[LEFT_OUT].finds(words), EXCLUDED)
    clerks[EXCLUDED].sees(case, words)
    clerks[COLLEAGUE].confirms()
    journey.own.append(case)
    pages = {more: clerks[EXCLUDED].http.get(case + more) for more in ("", "history/")}
    journey.twins.append({more: Seen.of(page) for more, page in pages.items()})


def _reports(journey: Journey, clerks: dict[str, Clerk], her: _Her) -> Receipt:
    """Hers with files, and one for the leads alone."""
    words = journey.words
    told = Told(
        words=f"{words['story']} and more",
        lang="ckb",
        age=Age.ADULT,
        answers={"danger": "unsure", "deadline": words["deadline"]},
        files=tuple(journey.files),
    )
    receipt = her.tells(told, her.without(LEFT_OUT))
    her.tells(Told(words="synthetic", lang="ar", card=Card((words["card"],))), everyone(her.desk))
    waiting = clerks[OPENER].finds(words["story"])
    _looks(journey, clerks, "while it waits", LEFT_OUT)
    journey.answers["intake"] = (
        ask(clerks[LEFT_OUT], waiting),
        ask(clerks[LEFT_OUT], f"/intake/{address(draw())}/"),
    )
    journey.case = clerks[OPENER].makes_the_case(waiting, COLLEAGUE, EXCLUDED)
    leads = clerks[LEAD]
    case = leads.makes_the_case(leads.finds(words["card"]))
    leads.sees(case, words["card"])
    clerks[EXCLUDED].sees(journey.case, words["story"])
    _looks(journey, clerks, "once it is a case", LEFT_OUT)
    return receipt


def _answered(journey: Journey, clerks: dict[str, Clerk], her: _Her, receipt: Receipt) -> None:
    words, colleague = journey.words, clerks[COLLEAGUE]
    colleague.post(f"{journey.case}reply/", at=journey.case, words=words["answer"])
    clerks[OPENER].post(
        f"{journey.case}danger/", at=journey.case, level="high", reason=words["danger"]
    )
    journey.saved = [colleague.saves(journey.case, n) for n in range(1, len(journey.files) + 1)]
    colleague.sees(journey.case, journey.files[0].name)
    journey.page = colleague.http.get(journey.case)
    _evidence(journey, clerks)
    visit = until(lambda: _if(her.returns(receipt), lambda v: v.poll.replies), pause=1)
    assert visit.poll.replies[0].message.words == words["answer"]
    visit.mark_read()


def _evidence(journey: Journey, clerks: dict[str, Clerk]) -> None:
    """The lawyer writes the dossier, who is excluded afterwards. The second of her files is the picture."""
    kept = Evidence(journey.case, journey.words, journey.folder)
    kept.gathers(clerks[COLLEAGUE])
    journey.look = kept.looks(clerks[COLLEAGUE], 2)
    picture = f"{journey.case}exhibits/2/"
    until(lambda: "/blur/0/" in clerks[COLLEAGUE].http.get(picture).text, seconds=evidence.DARK)
    journey.exhibit = clerks[COLLEAGUE].http.get(picture)
    kept.writes(clerks[EXCLUDED])
    [journey.notice] = re.findall(r'action="(/locked/[^"]+/)"', clerks[LEAD].http.get("/").text)
    journey.evidence = kept


def _excluded(journey: Journey, clerks: dict[str, Clerk], her: _Her, receipt: Receipt) -> None:
    """He had read it. Nobody has confirmed the opening: the sealed report as she sent it still lies there."""
    world, case = journey.world, journey.case
    journey.earlier = thief.copy_desk(world, journey.folder / "earlier")
    clerks[OPENER].excludes(case, EXCLUDED, journey.words["reason"])
    until(lambda: "<progress" not in clerks[OPENER].http.get(case).text)
    visit = until(lambda: _if(her.returns(receipt), _second_epoch), pause=1)
    visit.write(journey.words["letter"], lang="ckb")
    clerks[COLLEAGUE].sees(case, journey.words["letter"])
    journey.stolen = thief.copy_desk(world, journey.folder / "stolen")
    for login in (EXCLUDED, LEFT_OUT):
        _looks(journey, clerks, "after", login)
        deeper = journey.evidence.addresses if journey.evidence else []
        journey.answers[login] = (
            ask(clerks[login], case, *deeper),
            ask(clerks[login], f"/cases/{address(draw())}/", *deeper),
        )
        journey.answers[f"{login}, a notice"] = (
            ask(clerks[login], journey.notice),
            ask(clerks[login], f"/locked/{address(draw())}/"),
        )


def _second_epoch(visit: Visit) -> bool:
    standing = visit.poll.standing
    return standing is not None and standing.epoch > 1


def _if(visit: Visit, holds: object) -> Visit | None:
    assert callable(holds)
    return visit if holds(visit) else None


def _looks(journey: Journey, clerks: dict[str, Clerk], moment: str, *logins: str) -> None:
    for login in logins:
        journey.seen[login, moment] = look(clerks[login], journey.own[0])


def _files(journey: Journey) -> list[Path]:
    """A text, a picture of one grey point and a voice note, each with a canary in it."""
    words = journey.words
    contents = {
        f"{words['name']}.txt": f"{words['text']}\n".encode() * 400,
        "synthetic.png": evidence.png(words["picture"]),
        "voice.weba": b"\x1a\x45\xdf\xa3" + f"{words['voice']} ".encode() * 400,
    }
    for name, content in contents.items():
        (journey.folder / name).write_bytes(content)
    return [journey.folder / name for name in contents]


def keys_in_the_clear(world: World) -> list[bytes]:
    """Every key that a thief of desk, relay and site has at once, since it must lie there unwrapped."""
    desk = world.layout.desk_config.parent
    service = ServiceKeys.read(desk / "service.keys")
    return [
        unb64u((desk / "pepper").read_text().strip(), 32),
        (world.layout.relay_config.parent / "data" / "work.key").read_bytes(),
        world.compiled.salt,
        service.collection.key.private_bytes_raw(),
        service.list_key.key.private_bytes_raw(),
    ]


def _amana(world: World, *arguments: str) -> None:
    config = ("--config", str(world.layout.desk_config))
    done = subprocess.run(
        [sys.executable, "-m", "amana.cli", *arguments, *config],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
