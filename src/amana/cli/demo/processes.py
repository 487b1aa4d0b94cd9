"""The demonstration's child processes: started, watched and ended together, none left behind."""

import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from amana.errors import AmanaError

PATIENCE: Final = 60.0  # seconds until everything must answer
GENTLE: Final = 5.0  # seconds between asking a process to end and ending it
PAUSE: Final = 0.05
_PR_SET_PDEATHSIG: Final = 1  # linux/prctl.h
_libc: Final = ctypes.CDLL(None, use_errno=True)


class ChildDiedError(AmanaError):
    """A part of the demonstration stopped by itself, so all of it was stopped. Its data are kept.
    The file named below says where it broke."""

    def __init__(self, name: str, log: Path) -> None:
        super().__init__(name)
        self.name = name
        self.details = (f"{name}: {log}",)


class SlowStartError(AmanaError):
    """A part of the demonstration did not answer within a minute, so all of it was stopped.
    Its data are kept. Try again when the machine is less busy."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.details = (name,)


PROGRAM: Final = "amana.cli"


def _end_with_parent() -> None:
    """Runs in the child: if the demonstration is killed outright, the kernel ends its parts too."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process in a group of its own, so that its own children end with it."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def dead(self) -> bool:
        """Whether it has ended."""
        return self.process.poll() is not None

    def signal(self, number: int) -> None:
        """To the whole group, as long as anything of it is left."""
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return


@dataclass
class Family:
    """All children. Use as a context: however it is left, nothing stays behind."""

    logs: Path
    children: list[Child] = field(default_factory=list)

    def __enter__(self) -> "Family":
        self.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def start(self, name: str, *arguments: str, module: str = PROGRAM) -> Child:
        """Starts this program again with other arguments (no secrets among them); what it says goes to a log."""
        log = self.logs / f"{name}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", module, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509  no thread runs here
            )
        child = Child(name, process, log)
        self.children.append(child)
        return child

    def finish(self, child: Child) -> None:
        """Waits for one that ends by itself. Raises ChildDiedError when it failed."""
        code = child.process.wait()
        self.children.remove(child)
        if code != 0:
            raise ChildDiedError(child.name, child.log)

    def check(self) -> None:
        """Raises ChildDiedError when one of them has ended."""
        for child in self.children:
            if child.dead:
                raise ChildDiedError(child.name, child.log)

    def wait_until(self, name: str, ready: Callable[[], bool]) -> None:
        """Waits until it answers. Raises SlowStartError or ChildDiedError."""
        latest = time.monotonic() + PATIENCE
        while not ready():
            self.check()
            if time.monotonic() > latest:
                raise SlowStartError(name)
            time.sleep(PAUSE)

    def stop(self) -> None:
        """Asks all to end, waits, then ends what is left."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        latest = time.monotonic() + GENTLE
        for child in self.children:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(timeout=max(0.0, latest - time.monotonic()))
            child.signal(signal.SIGKILL)
            child.process.wait()
        self.children.clear()


def answers(port: int, path: str, *, host: str = "127.0.0.1") -> Callable[[], bool]:
    """Whether a server on loopback gives an answer that is not an error of its own."""

    def ask() -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path, headers={"Host": f"{host}:{port}"})
            return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
        except OSError:
            return False
        finally:
            connection.close()

    return ask
