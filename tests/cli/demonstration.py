"""A demonstration that really runs, as a person would start it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

AMANA = [sys.executable, "-P", "-m", "amana.cli"]
READY = "Ctrl-C stops everything"


class Demonstration:
    """`amana demo` on free ports under one root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.output = root.parent / f"{root.name}.out"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *, patience: float = 90.0) -> float:
        """Starts and gives the seconds until it said that it was ready."""
        begun = time.monotonic()
        with self.output.open("wb") as out:
            self.process = subprocess.Popen(
                [*AMANA, "demo", "--root", str(self.root), "--any-port"],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        while READY not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() - begun < patience, self.said
            time.sleep(0.05)
        return time.monotonic() - begun

    def stop(self) -> int:
        """As Ctrl-C's sister would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)

    def wait_until_collected(self) -> None:
        """The synthetic report has reached the desk."""
        typed, site = "، ".join(self.record["receipt"]) + "\n", str(self.root / "site")
        for _ in range(100):
            back = amana("return", "--site", site, given=typed)
            if "collected by the desk" in back.stdout:
                return
            time.sleep(0.2)
        raise AssertionError(back.stdout + back.stderr)

    @property
    def said(self) -> str:
        return self.output.read_text("utf-8")

    @property
    def record(self) -> dict:
        found: dict = json.loads((self.root / "demo.json").read_text("utf-8"))
        return found

    @property
    def desk_config(self) -> Path:
        return self.root / "desk" / "desk.toml"

    @property
    def relay_config(self) -> Path:
        return self.root / "relay" / "relay.toml"

    def children(self) -> dict[int, str]:
        """Process ids and arguments of everything that was started for this root."""
        found = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    arguments = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
                except (OSError, UnicodeDecodeError):
                    continue
                if str(self.root) in arguments and state != "Z" and int(entry.name) != os.getpid():
                    found[int(entry.name)] = arguments
        return found


def amana(
    *arguments: str, given: str = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """One call of the command line; `given` is what the person types."""
    return subprocess.run(
        [*AMANA, *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=cwd,
    )
