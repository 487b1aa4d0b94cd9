"""Where a bench plays: a folder of its own, and children that it alone started and ends."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Self

ROOT: Final = Path(__file__).parents[1]
GRACE: Final = 8.0  # seconds between asking a child to end and ending it


class ChildFailed(RuntimeError):
    """Something that the bench started ended by itself or never answered. Its output follows."""


class Stage:
    """A temporary folder and the processes started in it; leaving ends them and removes it."""

    def __init__(self) -> None:
        self._kept = ExitStack()
        self._children: list[subprocess.Popen[bytes]] = []
        self.folder = Path()

    def __enter__(self) -> Self:
        self.folder = Path(self._kept.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for child in reversed(self._children):
            end(child)
        self._kept.close()

    @property
    def log(self) -> Path:
        """What all children said."""
        return self.folder / "children.log"

    def start(self, command: Sequence[str | Path], **more: str) -> subprocess.Popen[bytes]:
        """Starts a child as leader of a process group; `more` are variables of its environment."""
        with self.log.open("ab") as log:
            child = subprocess.Popen(
                [str(part) for part in command],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env=environment() | more,
                cwd=ROOT,
                start_new_session=True,
            )
        self._children.append(child)
        return child

    def python(self, code: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """Starts Python with this code."""
        return self.start([sys.executable, "-c", code, *arguments])

    def run(self, code: str, *arguments: str | Path) -> bytes:
        """Runs Python with this code to its end; gives what it printed. Raises ChildFailed."""
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            capture_output=True,
            env=environment(),
            cwd=ROOT,
            check=False,
        )
        if done.returncode:
            raise ChildFailed(done.stderr.decode("utf-8", "replace")[-2_000:])
        return done.stdout

    def await_port(self, child: subprocess.Popen[bytes], port: int, seconds: float = 30) -> None:
        """Waits until the child listens. Raises ChildFailed."""
        until = time.monotonic() + seconds
        while child.poll() is None and time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.05)
        raise ChildFailed(self.log.read_text("utf-8", "replace")[-2_000:])


def environment() -> dict[str, str]:
    """Ours, with the sources and this package in the path."""
    return os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def end(child: subprocess.Popen[bytes]) -> None:
    """Ends a child and what it started, by the process group that was made for it."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, how)
        except ProcessLookupError:
            break
        try:
            child.wait(GRACE)
        except subprocess.TimeoutExpired:
            continue
    child.wait()


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
