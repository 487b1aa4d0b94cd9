"""P5 at the desk, on a disk that loses whatever was not fsynced: read from the system calls of worker, desk and backup."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from amana.cli.survivor.compiled import one_desk
from amana.cli.survivor.letterbox import Letterbox
from amana.cli.survivor.writing import Told, everyone, report
from tests.journeys.people.clerk import Clerk
from tests.journeys.world import until
from tests.promises.apart import AMANA, Apart, founded
from tests.relay.disk import STRACE, Disk, play
from tests.relay.running import inside

pytestmark = pytest.mark.slow

WORDS = "synthetic words of a disk"
ACKNOWLEDGED = """
from amana.relay.letterbox.models import Report, State, Upload
held = [*Report.objects.all(), *Upload.objects.all()]
answer = [row.state for row in held]
"""


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    """A relay that runs, with one report and a file of three parts that nobody has collected."""
    folder = tmp_path_factory.mktemp("disk")
    with founded(folder / "instance") as made:
        made.parts["relay"].start()
        file = folder / "chat.txt"
        file.write_bytes(os.urandom(2_500_000))
        with Letterbox(made.compiled.relay) as letterbox:
            desk = one_desk(made.compiled.verify(letterbox.directory()))
            told = Told(words=WORDS, lang="en", files=(file,))
            report(letterbox, desk, everyone(desk), told, salt=made.compiled.salt)
        yield made


@contextmanager
def traced(apart: Apart, name: str, trace: Path) -> Iterator[None]:
    """That part under a tracer, killed afterwards."""
    part = apart.parts[name]
    part.under = (*STRACE, str(trace))
    part.start()
    try:
        yield
    finally:
        part.end()
        part.under = ()


def played(apart: Apart, trace: Path, *moments: str) -> Disk:
    data = apart.layout.desk_config.parent / "data"
    return play(trace, data, database="desk.sqlite3", moments=moments)


def states(apart: Apart) -> list[int]:
    """How far the relay is with everything that it holds."""
    return list(inside(apart.layout.relay_config, ACKNOWLEDGED))


def test_p5_what_is_acknowledged_to_the_relay_is_durable_here(apart: Apart, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    with traced(apart, "worker", trace):
        until(lambda: set(states(apart)) == {2}, seconds=60)
    disk = played(apart, trace, "POST /v1/desk/acknowledge")
    assert disk.lost_at_answers
    assert [lost for lost in disk.lost_at_answers if lost] == []
    envelopes = [p for p in disk.synced if "/blobs/envelope/" in p and p.endswith(".new")]
    parts = [p for p in disk.synced if "/blobs/file/" in p and p.endswith(".new")]
    assert len(envelopes) >= 2, "her report and the closing letter"
    assert len(parts) == 3
    told = trace.read_text(errors="replace")
    committed = told.rindex("desk.sqlite3-wal>) ", 0, told.index("POST /v1/desk/acknowledge"))
    assert committed > max(told.index(Path(path).name) for path in (*envelopes, *parts))


def test_p5_an_officer_sees_her_answer_only_when_it_is_durable(
    apart: Apart, tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    with traced(apart, "desk", trace):
        until(apart._answers, seconds=60)
        clerk = Clerk(apart, "intake").signs_in()
        case = clerk.makes_the_case(clerk.finds(WORDS), "caseworker")
        until(lambda: f"{case}files/1/" in clerk.http.get(f"{case}exhibits/1/").text)
        clerk.adds(case, apart.layout.root.parent / "chat.txt")
        answer = clerk.post(f"{case}reply/", at=case, words="synthetic answer of a disk")
        assert "synthetic answer of a disk" in answer.text
    disk = played(apart, trace, "HTTP/1.1 302", "HTTP/1.1 303")
    assert len(disk.lost_at_answers) >= 3
    assert [lost for lost in disk.lost_at_answers if lost] == []


def test_p5_the_relay_may_erase_only_after_the_backup_is_durable(
    apart: Apart, tmp_path: Path
) -> None:
    trace, to = tmp_path / "trace", tmp_path / "backup"
    config = ("--config", str(apart.layout.desk_config))
    command = [*STRACE, str(trace), *AMANA, "backup", "make", *config, "--to", str(to)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    told = trace.read_text(errors="replace")
    allowed = told.rindex("desk.sqlite3-wal>", 0, told.rindex("/backup.json"))
    for path in to.glob("*.age"):
        assert play(trace, to, moments=()).synced.count(f"{path}.new") == 1
        named = re.search(rf'rename\w*\(.*"{re.escape(str(path))}"', told)
        assert named
        folder = told.index(f"fsync({_handle(told, to, named.end())}<{to}>)", named.end())
        assert told.index(f"{path}.new>") < named.start() < folder < allowed
    with_worker = apart.parts["worker"]
    with_worker.start()
    until(lambda: set(states(apart)) == {3}, seconds=60)
    with_worker.end()


def _handle(told: str, folder: Path, since: int) -> str:
    """The number under which the folder was opened after that place in the trace."""
    found = re.compile(rf"fsync\((\d+)<{re.escape(str(folder))}>\)").search(told, since)
    assert found, "the folder was never synced"
    return found[1]


def test_p5_the_trace_would_show_an_early_acknowledgement(apart: Apart, tmp_path: Path) -> None:
    data = apart.layout.desk_config.parent / "data"
    trace = tmp_path / "trace"
    trace.write_text(
        f'7 pwrite64(5<{data}/desk.sqlite3-wal>, "x", 1, 0) = 1\n'
        '7 sendto(9<socket:[1]>, "POST /v1/desk/acknowledge HTTP", 30, 0, NULL, 0) = 30\n'
    )
    disk = played(apart, trace, "POST /v1/desk/acknowledge")
    assert disk.lost_at_answers == [{f"{data}/desk.sqlite3-wal"}]
