"""P5 from her page to the officer and back: relay, desk and worker are killed at random points, again and again.

Afterwards each report, file and answer that was acknowledged is there once, whole; and the relay has erased only what a
verified backup held.
"""

import html
import os
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from amana.cli.survivor.compiled import one_desk
from amana.cli.survivor.returning import Visit
from amana.cli.survivor.writing import Told, everyone, report
from amana.seal.receipt import Receipt
from tests.journeys.people.clerk import Clerk
from tests.journeys.world import until
from tests.promises.apart import Apart, Patient, founded
from tests.relay.running import inside, midnight

pytestmark = pytest.mark.slow

ROUNDS = 12  # of which each kills at least one process
SECONDS = (0.2, 1.6)  # between two kills
SIZES = (9_000, 150_000, 2_500_000)  # of files: one piece, two of PADMÉ's steps, three parts
OFFICERS = ("intake", "caseworker", "lawyer", "supervisor", "lead1", "lead2")
MOST = 10  # reports in all
HERS = r">(synthetic story \d{3}\.)</p>"  # her words on a case's page
DESK_KILLS = 5  # each asks an officer for another code, of which there are two a minute


@dataclass
class Sent:
    """What her page was told is kept."""

    story: str
    receipt: Receipt


class GaveUp(Exception):
    """She closed the page in the middle of a file."""


class Fleeting(Patient):
    """Her page, closed after the first part of a file."""

    sent = 0

    def part(self, ticket: bytes, index: int, content: bytes) -> None:
        if self.sent:
            raise GaveUp
        super().part(ticket, index, content)
        self.sent += 1


@dataclass
class Her(threading.Thread):
    """Reports with a file each until she is told to stop; every answer that the relay owes is awaited."""

    apart: Apart
    folder: Path
    chance: random.Random
    sent: list[Sent] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)
    enough: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__()

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        while not self.enough.wait(1.5) and len(self.sent) + len(self.given_up) < MOST:
            try:
                self._reports()
            except BaseException as error:  # noqa: BLE001  told by the test itself
                self.failures.append(error)
                return

    def _reports(self) -> None:
        number = len(self.sent) + len(self.given_up)
        story, file = f"synthetic story {number:03d}.", self.folder / f"chat-{number:03d}.txt"
        leaves = number % 5 == 2
        file.write_bytes(os.urandom(SIZES[2] if leaves else self.chance.choice(SIZES)))
        compiled = self.apart.compiled
        with (Fleeting if leaves else Patient)(compiled.relay) as letterbox:
            desk = one_desk(compiled.verify(letterbox.directory()))
            told = Told(words=story, lang="en", files=(file,))
            try:
                receipt = report(letterbox, desk, everyone(desk), told, salt=compiled.salt)
            except GaveUp:
                self.given_up.append(story)
            else:
                self.sent.append(Sent(story, receipt))


class SignedOut(Exception):
    """The desk went away, and the session with it."""


@dataclass
class Officers:
    """Whoever is at work: makes cases of what arrives, answers each once, signs in again when the desk was killed."""

    apart: Apart
    clerk: Clerk | None = None
    turn: int = 0
    acknowledged: list[str] = field(default_factory=list)

    def work(self) -> None:
        """One look at everything that is there. A desk that goes away meanwhile is no failure."""
        try:
            self._signed_in()
            for case in self.cases():
                self._answer(case)
            for address in sorted(
                set(re.findall(r'href="(/intake/[^"]+/)"', self._page("/intake/")))
            ):
                self._open(address)
        except (httpx.TransportError, SignedOut):
            self.clerk = None

    def cases(self) -> list[str]:
        """The addresses of all cases of this officer."""
        return sorted(set(re.findall(r'href="(/cases/[0-9A-Z]+/)"', self._page("/cases/"))))

    def page(self, address: str) -> str:
        """A page, by whoever is at work."""
        self._signed_in()
        return self._page(address)

    def _open(self, address: str) -> None:
        """Makes the case of a report and admits everybody, so that whoever signs in next goes on."""
        page = self._page(address)
        if "synthetic story" in page:
            admit = re.findall(r'name="admit" value="([^"]+)"', page)
            self._send(address, page, admit=admit)

    def _answer(self, case: str) -> None:
        """Once: somebody who did not see her words kept looks whether they are there, and writes them again if not."""
        page = self._page(case)
        stories = re.findall(r"synthetic story \d{3}\.", page)
        if not stories or f"answer to {stories[0]}" in page:
            return
        words = f"answer to {stories[0]}"
        if words in self._send(f"{case}reply/", page, words=words):
            self.acknowledged.append(words)

    def _send(self, address: str, page: str, **fields: object) -> str:
        """A form of this page; what came back."""
        assert self.clerk is not None
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
        answer = self.clerk.send(address, token, **fields)
        return html.unescape(answer.text) if answer.is_success else ""

    def _page(self, address: str) -> str:
        assert self.clerk is not None
        answer = self.clerk.http.get(address)
        if answer.url.path.startswith("/sign-in"):
            raise SignedOut
        return html.unescape(answer.text)

    def _signed_in(self) -> Clerk:
        while self.clerk is None:
            login = OFFICERS[self.turn % len(OFFICERS)]
            self.turn += 1
            with suppress(httpx.TransportError, AssertionError):
                self.clerk = Clerk(self.apart, login).signs_in()
        return self.clerk


@dataclass
class Killer(threading.Thread):
    """Kills one to three of the processes, a random time after the last, and starts them again."""

    apart: Apart
    chance: random.Random
    kills: Counter[str] = field(default_factory=Counter)
    failures: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        try:
            for _ in range(ROUNDS):
                time.sleep(self.chance.uniform(*SECONDS))
                self._round()
        except BaseException as error:  # noqa: BLE001  told by the test itself
            self.failures.append(error)

    def _round(self) -> None:
        names = self.chance.sample(["relay", "desk", "worker"], self.chance.randint(1, 3))
        if self.kills["desk"] >= DESK_KILLS:
            names = [name for name in names if name != "desk"] or ["relay"]
        for name in names:
            self.apart.parts[name].end()
            self.kills[name] += 1
            time.sleep(self.chance.uniform(0, 0.2))
        for name in names:
            self.apart.parts[name].start()


@dataclass
class Lived:
    """What was sent and done, and the instance when all is quiet again."""

    apart: Apart
    her: Her
    officers: Officers
    killer: Killer
    seed: int


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """The rounds. The seed is printed when something fails; AMANA_SEED repeats it."""
    seed = int(os.environ.get("AMANA_SEED") or random.SystemRandom().randrange(2**32))
    print(f"AMANA_SEED={seed}")
    folder = tmp_path_factory.mktemp("chain")
    with founded(folder / "instance") as apart:
        apart.start_all()
        her, killer = Her(apart, folder, random.Random(seed)), Killer(apart, random.Random(seed))
        officers = Officers(apart)
        her.start()
        killer.start()
        backed_up, latest = False, time.monotonic() + 200
        while killer.is_alive() or not backed_up:
            assert time.monotonic() < latest, (
                seed,
                her.failures,
                killer.failures,
                apart.logs()[-3000:],
            )
            officers.work()
            if not backed_up and len(officers.acknowledged) > 2:
                to = str(folder / "backup")
                config = str(apart.layout.desk_config)
                done = apart.amana("backup", "make", "--config", config, "--to", to)
                backed_up = done.returncode == 0
        her.enough.set()
        her.join()
        lived = Lived(apart, her, officers, killer, seed)
        assert her.failures + killer.failures == [], seed
        until(lambda: _quiet(lived), seconds=150)
        yield lived


def _quiet(lived: Lived) -> bool:
    """Everything collected, opened and answered, and nothing left to drop."""
    lived.officers.work()
    if lived.officers.clerk is None:
        return False
    expected = len(lived.her.sent) + len(lived.her.given_up)
    pages = [lived.officers.page(case) for case in lived.officers.cases()]
    answered = [page for page in pages if "answer to synthetic story" in page]
    whole = [page for page in pages if '<span class="mark done">' in page]
    everything = len(answered) >= expected and len(whole) >= len(lived.her.sent)
    return everything and _desk(lived.apart, "SELECT count(*) FROM replies_outbox") == [(0,)]


def _desk(apart: Apart, query: str) -> list[tuple[object, ...]]:
    """Rows of the desk's database."""
    import sqlite3

    file = apart.layout.desk_config.parent / "data" / "desk.sqlite3"
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        return connection.execute(query).fetchall()


def test_p5_every_process_was_killed_while_there_was_work(lived: Lived) -> None:
    assert min(lived.killer.kills[name] for name in ("relay", "desk", "worker")) >= 2, lived.seed
    assert len(lived.her.sent) >= 6, lived.seed
    assert len(lived.officers.acknowledged) >= 4, lived.seed


def test_p5_each_report_and_file_is_in_one_case_once_and_whole(lived: Lived) -> None:
    pages = [lived.officers.page(case) for case in lived.officers.cases()]
    stories = Counter(story for page in pages for story in re.findall(HERS, page))
    everything = [sent.story for sent in lived.her.sent] + lived.her.given_up
    assert stories == Counter(everything), lived.seed
    for page in pages:
        (story,) = re.findall(HERS, page) or [""]
        if not story:
            continue  # the demonstration's own report
        files = re.findall(r'<ul class="plainlist">.*?</ul>', page, re.DOTALL)[0]
        marks = re.findall(r'<span class="mark([^"]*)">', files)
        given_up = story in lived.her.given_up
        assert marks == ([""] if given_up else [" done"]), (story, marks, lived.seed)
        assert page.count(f">answer to {story}</p>") == 1, (story, lived.seed)


def test_p5_each_answer_reaches_her_once(lived: Lived) -> None:
    assert lived.officers.acknowledged
    seen: Counter[str] = Counter()
    for sent in lived.her.sent:
        with Patient(lived.apart.compiled.relay) as letterbox:
            for _ in range(2):  # what was read does not come again
                visit = Visit.begin(letterbox, lived.apart.compiled, sent.receipt)
                assert not visit.poll.unproven, sent.story
                seen.update(str(reply.message.words) for reply in visit.poll.replies)
                visit.mark_read()
    assert seen == Counter(f"answer to {sent.story}" for sent in lived.her.sent), lived.seed
    hers = {sent.story for sent in lived.her.sent}
    assert {w for w in lived.officers.acknowledged if w[10:] in hers} <= set(seen), lived.seed


_ROWS = """
from amana.relay.letterbox.models import Report, State, Upload
answer = [[bytes(r.report).hex(), r.size, int(r.state), r.state_day.isoformat()] for r in Report.objects.all()]
answer += [[bytes(u.upload).hex(), u.size, int(u.state), u.state_day.isoformat()] for u in Upload.objects.all()]
"""
CONFIRMED = 3


def test_p5_the_relay_erases_only_what_a_verified_backup_held_and_not_before_the_third_midnight(
    lived: Lived,
) -> None:
    config = lived.apart.layout.relay_config
    held = {name: state for name, _, state, _ in inside(config, _ROWS)}
    collected = _desk(lived.apart, "SELECT lower(hex(relay_id)), backed_up FROM intake_waiting")
    saved = {str(name) for name, backed_up in collected if backed_up}
    until(lambda: {n for n, _, s, _ in inside(config, _ROWS) if s == CONFIRMED} == saved)
    assert len(saved) >= 3
    assert held.keys() - saved, "something was collected after the backup"

    lived.apart.parts["worker"].end()
    before = inside(config, _ROWS)
    first = min(date.fromisoformat(day) for _, _, _, day in before)
    last = max(date.fromisoformat(day) for _, _, _, day in before)
    midnight(config, (first + timedelta(days=2)).isoformat())
    assert inside(config, _ROWS) == before
    midnight(config, (last + timedelta(days=3)).isoformat())
    left = {name for name, size, state, _ in inside(config, _ROWS) if size or state != CONFIRMED}
    assert left == {name for name, _, _, _ in before} - saved, lived.seed


def test_p5_nothing_said_in_a_log_while_they_died(lived: Lived) -> None:
    """Constant lines only: no story, no traceback with content, whatever was cut off."""
    logs = lived.apart.logs()
    assert "synthetic story" not in logs
    assert "chat-0" not in logs
