"""The whole of Amana for a test: `amana demo` in a folder of its own, on free ports, with a chosen storage."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from amana.cli.demo.layout import Layout
from amana.cli.demo.people import OFFICERS
from amana.cli.demo.record import Person, Record
from amana.cli.survivor.compiled import Compiled
from tests.services.postgres import Postgres
from tests.services.seaweed import Seaweed

ROOT = Path(__file__).parents[2]
READY = "Ctrl-C stops everything"
PATIENCE = 45.0  # seconds for what the worker or a first start brings
T = TypeVar("T")


@dataclass
class World:
    """Site, relay, desk and worker, running. `under` stood before the command (strace, say)."""

    root: Path
    process: subprocess.Popen[bytes]
    output: Path

    @property
    def layout(self) -> Layout:
        return Layout(self.root)

    @property
    def record(self) -> Record:
        return Record.read(self.layout.record)

    @property
    def site(self) -> str:
        return self.record.ports.site_origin

    @property
    def desk(self) -> str:
        return self.record.ports.desk_origin

    @property
    def relay(self) -> str:
        return self.record.ports.relay_origin

    @property
    def compiled(self) -> Compiled:
        """What her page carries."""
        return Compiled.read(self.layout.site)

    def person(self, login: str) -> Person:
        return self.record.person(login)

    def label(self, login: str, language: str) -> str:
        """How her page names an officer."""
        return next(each.label[language] for each in OFFICERS if each.login == login)

    def children(self) -> dict[int, str]:
        """Every process of this world below the demonstration, by pid, with its command line."""
        return {pid: _command(pid) for pid in _below(self.process.pid)}

    def pid_of(self, *words: str) -> int:
        """The topmost process with these words in its command line."""
        found = sorted(pid for pid, line in self.children().items() if " ".join(words) in line)
        assert found, (words, self.children())
        return found[0]

    def stop(self) -> None:
        """As Ctrl-C does."""
        if self.process.poll() is None:
            for pid in [self.process.pid, *_below(self.process.pid)]:
                if "strace" not in _command(pid).split(" ")[0]:
                    os.kill(pid, signal.SIGTERM)
                    break
        self.process.wait(60)


def start(
    root: Path, *, under: tuple[str, ...] = (), settings: dict[str, Any] | None = None
) -> World:
    """Starts (again) and waits until everything answers. `settings` are added to `relay` and `desk`."""
    root.mkdir(parents=True, exist_ok=True)
    output = root.with_name(root.name + ".output")
    added = root.with_name(root.name + ".settings.json")
    if settings is not None:
        added.write_text(json.dumps(settings))
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    if added.exists():
        environment["AMANA_TEST_SETTINGS"] = str(added)
    command = [*under, sys.executable, "-m", "tests.journeys.other_stores", str(root)]
    with output.open("ab") as out:
        before = out.tell()
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env=environment, cwd=ROOT, start_new_session=True
        )
    world = World(root, process, output)
    try:
        until(lambda: READY in _said(world, before), seconds=180)
    except BaseException:
        world.stop()
        raise
    return world


@contextmanager
def running(root: Path, **more: Any) -> Iterator[World]:
    """A world for as long as the block."""
    world = start(root, **more)
    try:
        yield world
    finally:
        world.stop()


def big_stores(postgres: Postgres, seaweed: Seaweed) -> dict[str, Any]:
    """PostgreSQL and S3 for both faces, each a database and a bucket of its own."""
    buckets = {face: seaweed.new_bucket() for face in ("relay", "desk")}
    return {
        "credentials": seaweed.credentials(),
        "relay": {
            "database": postgres.new_database(),
            "blobs": {
                "kind": "s3",
                "endpoint": seaweed.endpoint,
                "bucket": buckets["relay"],
                "credentials": "s3.toml",
            },
        },
        "desk": {
            "database": postgres.new_database(),
            "blobs": f"s3://{buckets['desk']}?endpoint={seaweed.endpoint}&region=us-east-1",
        },
    }


def until(happens: Callable[[], T | None], *, seconds: float = PATIENCE, pause: float = 0.3) -> T:
    """What `happens` gives once it is true. Fails the test after `seconds`."""
    latest = time.monotonic() + seconds
    while time.monotonic() < latest:
        if found := happens():
            return found
        time.sleep(pause)
    raise AssertionError(f"not within {seconds} s")


def _said(world: World, since: int) -> str:
    text = world.output.read_bytes()[since:].decode(errors="replace")
    assert world.process.poll() is None, text
    return text


def _below(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child), *_below(int(child))]
    return found


def _command(pid: int) -> str:
    try:
        return (
            Path(f"/proc/{pid}/cmdline")
            .read_bytes()
            .replace(b"\0", b" ")
            .decode(errors="replace")
            .strip()
        )
    except OSError:
        return ""
