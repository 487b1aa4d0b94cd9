"""A real relay process on loopback, and a client that speaks to it as page and desk do."""

import hashlib
import json
import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx

from amana.wire.requests import (
    CHALLENGE,
    FILES,
    MAILBOX,
    TEXT,
    ChallengeAnswer,
    ChallengeRequest,
    FinishRequest,
    MailboxPayload,
    PartRequest,
    ReportPayload,
    StatusRequest,
    TicketPayload,
    Worked,
)
from amana.wire.work import solve
from tests.services.ports import await_port, free_port

ROOT = Path(__file__).parents[2]
DESK = b"desk-one"
SITE = "https://site.example"
RUN = (
    "import sys; from pathlib import Path; from amana.relay import server;"
    "server.{}(Path(sys.argv[1]){})"
)


def write_config(folder: Path, **settings: Any) -> Path:
    """A configuration file in `folder`; JSON values are TOML values."""
    settings = {
        "data": "data",
        "site_origin": SITE,
        "hosts": ["127.0.0.1"],
        "base_difficulty": 1,
        "demo": True,
        **settings,
    }
    plain = {name: value for name, value in settings.items() if not isinstance(value, dict)}
    lines = [f"{name} = {json.dumps(value)}" for name, value in plain.items()]
    for name in settings.keys() - plain.keys():
        lines.append(f"[{name}]")
        lines += [f"{key} = {json.dumps(value)}" for key, value in settings[name].items()]
    path = folder / "relay.toml"
    path.write_text("\n".join(lines) + "\n")
    return path


def inside(config: Path, code: str) -> Any:
    """Runs code in a process of that relay; it leaves its answer in `answer` (JSON)."""
    prelude = "import sys, json; from pathlib import Path; from amana.relay import server\n"
    script = f"{prelude}server.use(Path(sys.argv[1]))\n{code}\nprint(json.dumps(answer))"
    done = subprocess.run(
        [sys.executable, "-c", script, str(config)],
        check=True,
        capture_output=True,
        env=_environment(),
        cwd=ROOT,
    )
    return json.loads(done.stdout.splitlines()[-1])


def midnight(config: Path, day: str) -> dict[str, int]:
    """One run of the relay's clock, as the command line does it."""
    found: dict[str, int] = inside(
        config,
        "from dataclasses import asdict; from datetime import date\n"
        "from amana.relay.letterbox import midnight\n"
        f"answer = asdict(midnight.run(date.fromisoformat({day!r})))",
    )
    return found


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class Relay:
    """One relay; `start` and `kill` may be called in turns."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self.port = free_port()
        self.log = config.parent / "log"
        self.process: subprocess.Popen[bytes] | None = None
        self.http = self.client()

    def client(self) -> httpx.Client:
        """Another connection."""
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30)

    def migrate(self) -> None:
        """Makes folder, key, store and tables."""
        command = [sys.executable, "-c", RUN.format("migrate", ""), str(self.config)]
        subprocess.run(command, check=True, env=_environment(), cwd=ROOT)

    def start(self, *, under: tuple[str, ...] = (), before: str = "") -> None:
        """Starts serving; `under` is a command that runs it, such as strace, and `before` code that
        its process runs first.
        """
        serve = RUN.format("serve", ", '127.0.0.1', int(sys.argv[2])")
        code = f"{before}\n{serve}"
        command = [*under, sys.executable, "-c", code, str(self.config), str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                env=_environment(),
                cwd=ROOT,
                start_new_session=True,
            )
        await_port(self.port)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends the server and its worker, by the process group that we made for them."""
        if self.process is not None:
            os.killpg(self.process.pid, how)
            self.process.wait(30)
            await_port(self.port, listening=False)  # the worker may die a moment later
            self.process = None

    def kill_under_trace(self) -> None:
        """Kills server and worker, each by its pid, so that their tracer ends by itself."""
        assert self.process is not None
        server = _children(self.process.pid)
        for child in [*server, *(pid for parent in server for pid in _children(parent))]:
            os.kill(child, signal.SIGKILL)
        self.process.wait(30)
        self.process = None

    def post(self, path: str, body: bytes, **headers: str) -> httpx.Response:
        """One request to a fixed address."""
        kind = {"content-type": "application/octet-stream"}
        return self.http.post(path, content=body, headers={**kind, **headers})

    def worked(self, lane: int, payload: bytes) -> bytes:
        """The payload with work done for it."""
        answer = self.post("/v1/challenge", ChallengeRequest(lane).pack())
        found = ChallengeAnswer.unpack(answer.content)
        assert found.kind == CHALLENGE
        return Worked(found.token, solve(found.token, payload), payload).pack()

    def report(self, number: bytes, envelope: bytes, *, desk: bytes = DESK) -> httpx.Response:
        """Sends a sealed report whose status secret is the number twice."""
        status = hashlib.sha256(number * 2).digest()
        payload = ReportPayload(desk, number, status, envelope).pack()
        return self.post("/v1/report", self.worked(TEXT, payload))

    def status(self, number: bytes) -> int:
        """How far that report is."""
        return self.post("/v1/report/status", StatusRequest(number, number * 2).pack()).content[0]

    def ticket(self, upload: bytes, *, first: int = 0, desk: bytes = DESK) -> bytes:
        """Leave to send 64 parts."""
        payload = TicketPayload(desk, upload, first).pack()
        answer = self.post("/v1/ticket", self.worked(FILES, payload))
        assert answer.status_code == 200
        return answer.content

    def part(self, ticket: bytes, index: int, content: bytes) -> httpx.Response:
        """Sends one part."""
        return self.post("/v1/part", PartRequest(ticket, index, content).pack())

    def finish(self, ticket: bytes, parts: int, size: int) -> httpx.Response:
        """Says that all parts were sent."""
        return self.post("/v1/upload", FinishRequest(ticket, parts, size).pack())

    def mailbox(self, box: "Box") -> httpx.Response:
        """Makes the mailbox."""
        token, drop = (hashlib.sha256(secret).digest() for secret in (box.token, box.drop))
        payload = MailboxPayload(box.id, token, drop, box.state).pack()
        return self.post("/v1/mailbox", self.worked(MAILBOX, payload))


class Box:
    """The secrets of one mailbox, drawn at random."""

    def __init__(self) -> None:
        self.id = secrets.token_bytes(16)
        self.token = secrets.token_bytes(32)
        self.drop = secrets.token_bytes(32)
        self.state = secrets.token_bytes(4_608)


def number() -> bytes:
    """A random id."""
    return secrets.token_bytes(16)
