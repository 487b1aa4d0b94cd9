"""An instance whose relay, desk and worker are processes of their own: each can be killed, traced and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from amana.cli.survivor.letterbox import Letterbox, RelayAwayError
from tests.journeys import world as worlds
from tests.journeys.world import ROOT, World, until
from tests.services.ports import await_port

RHYTHM = 0.3  # seconds between two rounds of the worker
AMANA = [sys.executable, "-P", "-m", "amana.cli"]
WORKER = [sys.executable, "-m", "tests.promises.worker_alone"]


@dataclass
class Part:
    """One process in a group of its own; `port` where it answers, none for the worker."""

    command: list[str]
    log: Path
    port: int | None = None
    process: subprocess.Popen[bytes] | None = None
    under: tuple[str, ...] = ()

    @property
    def traced(self) -> bool:
        """Whether a tracer stands before it."""
        return self.under[:1] == ("strace",)

    def start(self) -> None:
        """Until it answers."""
        environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.under, *self.command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                cwd=ROOT,
                start_new_session=True,
            )
        if self.port is not None:
            await_port(self.port)

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """The whole group; under a tracer, everything but the tracer, which then ends by itself."""
        if self.process is None:
            return
        assert self.process.poll() is None, self.log.read_text(errors="replace")[-2000:]
        if self.traced:
            for pid in worlds._below(self.process.pid):
                with suppress(ProcessLookupError):  # a dark room ends with its desk
                    os.kill(pid, how)
        else:
            os.killpg(self.process.pid, how)
        self.process.wait(30)
        if self.port is not None:
            await_port(self.port, listening=False)
        self.process = None


@dataclass
class Apart(World):
    """A demonstration's data, served by parts of our own. `parts` are relay, desk and worker."""

    parts: dict[str, Part] = field(default_factory=dict)

    def start_all(self) -> None:
        """In the order in which they need one another."""
        for name in ("relay", "desk", "worker"):
            if self.parts[name].process is None:
                self.parts[name].start()
        until(self._answers, seconds=60, pause=0.05)

    def stop(self) -> None:
        """Everything, gently, the desk's children among it."""
        for part in reversed(self.parts.values()):
            part.end(signal.SIGKILL if part.traced else signal.SIGTERM)

    def amana(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One call of the command line; may fail, when what it needs was just killed."""
        return subprocess.run(
            [*AMANA, *arguments], capture_output=True, text=True, check=False, timeout=60
        )

    def logs(self) -> str:
        """What the parts said."""
        return "".join(part.log.read_text(errors="replace") for part in self.parts.values())

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.desk}/sign-in/").is_success
        except httpx.TransportError:
            return False


@contextmanager
def founded(root: Path, *, settings: dict[str, object] | None = None) -> Iterator[Apart]:
    """A new instance, its parts not started; ended afterwards whatever became of them."""
    first = worlds.start(root, settings=settings)
    first.stop()
    made = Apart(root, first.process, first.output)
    layout, ports = made.layout, made.record.ports
    relay, desk = (("--config", str(file)) for file in (layout.relay_config, layout.desk_config))
    commands = {
        "relay": ([*AMANA, "relay", "serve", *relay, "--port", str(ports.relay)], ports.relay),
        "desk": ([*AMANA, "desk", "serve", *desk, "--port", str(ports.desk)], ports.desk),
        "worker": ([*WORKER, str(layout.desk_config), str(RHYTHM)], None),
    }
    for name, (command, port) in commands.items():
        made.parts[name] = Part(command, root.with_name(f"{root.name}.{name}.log"), port)
        made.parts[name].log.touch()
    try:
        yield made
    finally:
        made.stop()


class Patient(Letterbox):
    """Her page when the relay goes away: asks again until it is back. `patience` in seconds."""

    patience = 40.0

    def _request(self, method: str, path: str, body: bytes) -> bytes:
        latest = time.monotonic() + self.patience
        while True:
            try:
                return super()._request(method, path, body)
            except RelayAwayError:
                if time.monotonic() > latest:
                    raise
                time.sleep(0.1)
