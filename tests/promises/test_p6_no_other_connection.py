"""P6: from the first start to the answer, no process connects to anyone but the relay, the site and the desk; no name is looked up."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli.demonstration import AMANA
from tests.journeys import world as worlds
from tests.journeys.people.clerk import Clerk
from tests.journeys.world import World, until
from tests.promises import evidence
from tests.promises.connections import STRACE, Reached, by_processes
from tests.promises.evidence import Evidence
from tests.services.time_authority import Listening, listening

pytestmark = pytest.mark.slow

# The C library asks the local name service cache, if there is one, before it reads /etc files.
LOCAL = {"/var/run/nscd/socket"}
STAMPED = 150.0  # seconds: stamps are asked for once in some rounds of the worker
SITE = """
mode = "demo"
pack = {pack!r}
relay = {relay!r}
salt = "{salt}"
roots = ["{root}"]
"""


@dataclass
class Traced:
    """A world under a tracer, and one trace for each call of the command line."""

    world: World
    folder: Path
    authority: Listening | None
    calls: int = 0

    def amana(self, *arguments: str, given: str = "") -> str:
        """One traced call that must work; what it said."""
        self.calls += 1
        trace = self.folder / f"cli-{self.calls:02d}.trace"
        done = subprocess.run(
            [*STRACE, "-o", str(trace), *AMANA, *arguments],
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout

    def reached(self) -> dict[str, set[Reached]]:
        """By trace."""
        return {path.name: by_processes(path) for path in sorted(self.folder.glob("*.trace"))}


@pytest.fixture(scope="module", params=["names nobody", "names an authority"])
def lived(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Traced]:
    """Founding, building, starting, reporting, opening, exhibits and a dossier, answering, returning, backing up, checking, stopping."""
    folder = tmp_path_factory.mktemp("connections")
    under = (*STRACE, "-o", str(folder / "demo.trace"))
    with ExitStack() as stack:
        authority, settings = None, None
        if request.param == "names an authority":
            authority = stack.enter_context(listening(tmp_path_factory.mktemp("authority")))
            settings = {"desk_tables": authority.toml("synthetic")}
        with worlds.running(folder / "demo", under=under, settings=settings) as world:
            traced = Traced(world, folder, authority)
            _journey(traced)
        yield traced


def _journey(traced: Traced) -> None:
    world, folder = traced.world, traced.folder
    site, desk = str(world.layout.site), str(world.layout.desk_config)
    file, words, receipt = folder / "chat.txt", folder / "words.txt", folder / "receipt.txt"
    file.write_bytes(b"synthetic line\n" * 20_000)
    words.write_text("synthetic words of a traced report")
    said = traced.amana(
        "report",
        "--site",
        site,
        "--language",
        "en",
        "--words-file",
        str(words),
        "--file",
        str(file),
    )
    receipt.write_text("\n".join(line.partition(". ")[2] for line in said.splitlines()))
    clerk = Clerk(world, "intake").signs_in()
    case = clerk.makes_the_case(clerk.finds("synthetic words of a traced report"), "lawyer")
    _evidence(traced, clerk, case)
    clerk.post(f"{case}reply/", at=case, words="synthetic answer")
    came_back = ("return", "--site", site, "--language", "en", "--receipt-file", str(receipt))
    until(lambda: "synthetic answer" in traced.amana(*came_back, "--keep-unread"), pause=2)
    traced.amana(*came_back, "--write-file", str(words))
    traced.amana("backup", "make", "--config", desk, "--to", str(folder / "backup"))
    for each in (desk, str(world.layout.relay_config)):
        _doctor(traced, each)
    traced.amana("site", "build", "--config", _site_config(traced), "--out", str(folder / "built"))


def _evidence(traced: Traced, clerk: Clerk, case: str) -> None:
    """Every room of it, the dark room and the printing among them; with an authority, until it was asked."""
    words = {name: f"synthetic {name}" for name in (*evidence.KEPT, *evidence.GONE)}
    kept = Evidence(case, words, traced.folder)
    kept.gathers(clerk)
    picture = traced.folder / "synthetic.png"
    picture.write_bytes(evidence.png("synthetic"))
    clerk.adds(case, picture)
    page = f"{case}exhibits/{kept.exhibit + 2}/"
    until(lambda: f'action="{page}no-person/"' in clerk.http.get(page).text)
    clerk.post(
        f"{page}no-person/", at=page, reason="it is a synthetic grey point"
    )  # no age was said
    kept.looks(clerk, kept.exhibit + 2)
    kept.writes(Clerk(traced.world, "lawyer").signs_in())
    if traced.authority is not None:
        asked = traced.authority.asked
        until(lambda: asked, seconds=STAMPED)
        assert b"synthetic" not in b"".join(asked)


def _doctor(traced: Traced, config: str) -> None:
    """Whatever it finds."""
    trace = traced.folder / f"doctor-{Path(config).stem}.trace"
    command = [*STRACE, "-o", str(trace), *AMANA, "doctor", "--config", config]
    subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert trace.exists()


def _site_config(traced: Traced) -> str:
    from amana.cli.keys.words import IRAQ
    from amana.wire.encoding import b64u

    path = traced.folder / "site.toml"
    compiled = traced.world.compiled
    salt, root = b64u(compiled.salt), b64u(compiled.demo_roots[0])
    path.write_text(SITE.format(pack=str(IRAQ), relay=compiled.relay, salt=salt, root=root))
    return str(path)


def test_p6_no_process_connects_to_anyone_but_the_relay_the_site_and_the_desk(
    lived: Traced,
) -> None:
    ports = lived.world.record.ports
    named = {ports.relay, ports.site, ports.desk}
    if lived.authority is not None:
        stamping = urlsplit(lived.authority.url).port or 0
        assert {n for n, some in lived.reached().items() if stamping in {r.port for r in some}} <= {
            "demo.trace",
            "doctor-desk.trace",
        }
        named |= {stamping}
    reached = lived.reached()
    assert len(reached) >= 6
    assert {r.port for r in reached["demo.trace"]} >= named, "the trace shows connections"
    for name, some in reached.items():
        strangers = {r for r in some if not r.local or (r.port not in named and r.port != 0)}
        assert strangers == set(), name
        assert {r.address for r in some if r.port == 0} <= LOCAL, name


def test_p6_building_the_site_and_looking_after_it_ask_nobody_else(lived: Traced) -> None:
    reached = {name: {r.port for r in some} - {0} for name, some in lived.reached().items()}
    assert reached[f"cli-{lived.calls:02d}.trace"] == set(), "building the site"
    assert reached["doctor-relay.trace"] == set()
    stamping = {urlsplit(lived.authority.url).port} if lived.authority else set()
    assert reached["doctor-desk.trace"] <= {lived.world.record.ports.relay} | stamping


@pytest.mark.parametrize(
    "call",
    [
        "import socket; s = socket.socket(); s.setblocking(False); s.connect_ex(('192.0.2.1', 443))",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    ],
)
def test_p6_the_trace_would_show_a_stranger(call: str, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    command = [*STRACE, "-o", str(trace), sys.executable, "-c", call]
    subprocess.run(command, capture_output=True, check=False)
    assert {r.address for r in by_processes(trace)} == {"192.0.2.1"}


def test_p6_a_lookup_of_a_name_would_be_seen(tmp_path: Path) -> None:
    """Either it goes to a resolver, which the trace shows, or the machine has none and nothing went out."""
    trace, reserved = tmp_path / "trace", "relay.invalid"  # RFC 2606
    look_up = f"import socket; socket.getaddrinfo({reserved!r}, 443)"
    command = [*STRACE, "-o", str(trace), sys.executable, "-c", look_up]
    subprocess.run(command, capture_output=True, check=False, timeout=60)
    resolvers = _resolvers()
    reached = {r.address for r in by_processes(trace) if r.port == 53}
    assert reached <= resolvers
    assert bool(reached) == bool(resolvers)


def _resolvers() -> set[str]:
    lines = Path("/etc/resolv.conf").read_text().split("\n")
    return {line.split()[1] for line in lines if line.startswith("nameserver ")}
