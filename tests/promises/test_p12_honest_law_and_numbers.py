"""P12: live mode starts only when nothing is missing, and nothing goes around it; a demonstration stays here and says what it is."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
import typer.main
from typer.testing import CliRunner

from amana.cli import demo_root
from amana.cli.app import app
from amana.desk import ready
from amana.desk.config import BadConfigError, load
from amana.errors import AmanaError
from amana.packs import load as load_pack
from amana.packs.review import TABLE, to_review
from amana.relay import ready as relay_ready
from amana.relay.config import read as read_relay
from amana.wire.encoding import b64u
from tests.journeys.world import World
from tests.promises.journey import Journey
from tests.promises.listening import listening
from tests.promises.reviewed import IRAQ, READER, TODAY, Installation, install, sign

pytestmark = pytest.mark.slow
SOURCE = Path(__file__).parents[2] / "src" / "amana"
DEMO_ROOT = b64u(demo_root.public())
BANNER = re.compile(r'<aside class="demo"[^>]*>\s*(<p>)?\s*[^<\s]')


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Everything read, called and answered; keys of its own."""
    return install(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def copy(whole: Installation, tmp_path: Path) -> Installation:
    """One to take something away from."""
    return Installation(Path(shutil.copytree(whole.folder, tmp_path / "copy")))


@pytest.fixture
def read_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The officers' pages, read by somebody as they are."""
    locale = Path(shutil.copytree(ready.LOCALE, tmp_path / "locale"))
    table = (locale / TABLE).read_text().replace("awaiting native review", "reviewed")
    table = table.replace('reviewer = ""', f'reviewer = "{READER}"')
    (locale / TABLE).write_text(table.replace('date = ""', f"date = {TODAY}"))
    monkeypatch.setattr(ready, "LOCALE", locale)
    return locale


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, (file, old)
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _forget_one(table: Path) -> None:
    """The last review is gone from the table."""
    before, found, _ = table.read_text(encoding="utf-8").rpartition("\n[[review]]")
    assert found
    table.write_text(before, encoding="utf-8")


def _append(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n")


def _built(made: Installation) -> tuple[AmanaError | None, Path]:
    """Building her pages as an administrator does: the refusal, if any, and where they would be."""
    out = made.folder / "built"
    done = CliRunner().invoke(app, ["site", "build", "--config", str(made.site), "--out", str(out)])
    assert done.exception is None or isinstance(done.exception, AmanaError), done.exception
    return done.exception, out


def test_p12_an_installation_that_lacks_nothing_goes_live(
    copy: Installation, read_catalogues: Path
) -> None:
    error, out = _built(copy)
    assert error is None
    assert relay_ready.missing(read_relay(copy.relay)) == []
    assert ready.missing(load(copy.desk)) == []
    instance = next(out.glob("client/instance.*.json")).read_text()
    assert '"live":true' in instance
    assert '"demo_roots":[]' in instance
    demo = [text["page.demo"] for text in load_pack(copy.pack).texts.values()]
    pages = [*out.rglob("*.html")]
    assert len(pages) >= 4
    for page in pages:
        assert not BANNER.search(page.read_text())
        assert not any(sentence in page.read_text() for sentence in demo)


LACKING: list[tuple[str, Callable[[Path], None]]] = [
    (r"texts/ar\.toml \(ar\) awaits", lambda pack: _append(pack / "texts/ar.toml")),
    (r"words/ckb\.txt \(ckb\) awaits", lambda pack: _append(pack / "words/ckb.txt")),
    (r"guides/now/en\.md \(en\) awaits", lambda pack: _append(pack / "guides/now/en.md")),
    (r"services\.toml \(ar\) awaits", lambda pack: _append(pack / "services.toml")),
    (r"awaits the review", lambda pack: _forget_one(pack / TABLE)),
    (
        r"has not been reached",
        lambda pack: _unchecked(pack, "services", "verified_on", "verified_by"),
    ),
    (r"has not been reached|grown", lambda pack: _years_ago(pack, "services", "verified_on")),
    (
        r"has not been opened",
        lambda pack: _unchecked(pack, "platforms", "checked_on", "checked_by"),
    ),
    (
        r"waits for an answer",
        lambda pack: _again(pack, f'answered_by = "{READER}"', 'answered_by = ""'),
    ),
    (r"waits for an answer", lambda pack: _again(pack, f'answer = "{READER}"', 'answer = ""')),
]


def _unchecked(pack: Path, name: str, on: str, by: str) -> None:
    file = pack / f"{name}.toml"
    _edit(file, f"{on} = {TODAY}", f'{on} = ""')
    _edit(file, f'{by} = "{READER}"', f'{by} = ""')
    _edit(file, 'state = "verified"', 'state = "unverified"')
    text = file.read_text(encoding="utf-8")
    assert text.index(f'{on} = ""') < text.index('state = "unverified"') + 200
    sign(pack)


def _years_ago(pack: Path, name: str, on: str) -> None:
    _edit(pack / f"{name}.toml", f"{on} = {TODAY}", f"{on} = 2020-01-01")
    sign(pack)


def _again(pack: Path, old: str, new: str) -> None:
    _edit(pack / "open_questions.toml", old, new)


@pytest.mark.parametrize(("said", "take_away"), LACKING)
def test_p12_one_thing_that_is_missing_keeps_all_of_it_from_going_live(
    copy: Installation, read_catalogues: Path, said: str, take_away: Callable[[Path], None]
) -> None:
    take_away(copy.pack)
    error, out = _built(copy)
    assert error is not None
    assert not out.exists()
    told = " ".join([*ready.missing(load(copy.desk)), str(error), *getattr(error, "details", ())])
    assert re.search(said, told), told
    assert ready.missing(load(copy.desk)) != []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("services.toml", r'\nsource = "[^"]*"', '\nsource = ""'),
        ("services.toml", r"seen = [0-9-]+", 'seen = ""'),
        ("services.toml", r'\nstate = "verified"', ""),
        ("services.toml", r"verified_by = .*", 'verified_by = ""'),
        (TABLE, f'reviewer = "{READER}"', 'reviewer = ""'),
        (TABLE, f"date = {TODAY}", 'date = ""'),
    ],
)
def test_p12_a_fact_without_source_date_or_state_is_no_fact(
    copy: Installation, file: str, old: str, new: str
) -> None:
    path = copy.pack / file
    text, count = re.subn(old, new, path.read_text(encoding="utf-8"), count=1)
    assert count == 1
    path.write_text(text, encoding="utf-8")
    error, out = _built(copy)
    assert error is not None
    assert file in " ".join([str(error), *map(str, getattr(error, "details", ()))])
    assert not out.exists()


@pytest.mark.parametrize("part", ["site", "relay", "desk"])
def test_p12_the_root_of_demonstrations_is_refused_everywhere(
    copy: Installation, read_catalogues: Path, part: str
) -> None:
    """Also beside a root of one's own."""
    config = getattr(copy, part)
    _edit(config, 'roots = ["', f'roots = ["{DEMO_ROOT}", "')
    found = {
        "site": lambda: list(getattr(_built(copy)[0], "details", ())),
        "relay": lambda: relay_ready.missing(read_relay(config)),
        "desk": lambda: ready.missing(load(config)),
    }[part]()
    assert len(found) == 1
    assert "believes the demonstration's root" in found[0]


def test_p12_a_key_of_a_demonstration_is_refused_wherever_it_lies(
    copy: Installation, read_catalogues: Path, journey: Journey
) -> None:
    keys = journey.world.layout.keys
    for number, name in enumerate(("certifier-1.key", "backup.key", "auditor-1.key"), 1):
        shutil.copy(keys / name, copy.folder / "secrets" / name)
        found = ready.missing(load(copy.desk))
        assert len(found) == number
        assert all("is a key of the demonstration" in sentence for sentence in found)
    shutil.copy(journey.world.layout.desk_config.parent / "service.keys", copy.folder / "secrets")
    assert len(ready.missing(load(copy.desk))) == number + 1


def test_p12_what_officers_read_needs_a_reader_too(
    copy: Installation, read_catalogues: Path
) -> None:
    _append(read_catalogues / "ckb" / "LC_MESSAGES" / "django.po")
    [sentence] = ready.missing(load(copy.desk))
    assert "ckb/LC_MESSAGES/django.po (ckb) awaits the review of a named person" in sentence


def test_p12_the_pack_of_iraq_as_it_is_says_what_it_lacks() -> None:
    """Every file in every language has a row in the table of reviews, whatever its state."""
    pack = load_pack(IRAQ)
    rows = {(review.file, review.language) for review in pack.reviews}
    assert set(to_review(IRAQ, pack.codes)) <= rows


# Everything that the product reads from its environment: where a file lies, never what is allowed.
ENVIRONMENT = {
    "AMANA_DESK_CONFIG",
    "AMANA_RELAY_CONFIG",
    "AMANA_SITE_FOLDER",
    "DJANGO_SETTINGS_MODULE",
}


def test_p12_the_environment_names_files_and_nothing_else() -> None:
    """Each read of the environment, and what it names: a text, or a constant that holds one."""
    named: set[str] = set()
    for file in SOURCE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        constants = {
            target.id: ast.literal_eval(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "envvar":
                assert isinstance(node.value, ast.Constant), file
                named.add(str(node.value.value))
            key = _environment_key(node)
            if isinstance(key, ast.Constant):
                named.add(str(key.value))
            elif isinstance(key, ast.Name):
                named.add(str(constants[key.id]))
            elif key is not None:
                assert ast.unparse(key).endswith(".VARIABLE"), (file, ast.unparse(key))
    assert named == ENVIRONMENT


def _environment_key(node: ast.AST) -> ast.expr | None:
    """`os.environ[key]`, `os.environ.get(key)`, `os.getenv(key)`."""
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
        return node.slice
    if isinstance(node, ast.Call) and node.args:
        called = ast.unparse(node.func)
        if called.startswith("os.environ.") or called == "os.getenv":
            return node.args[0]
    return None


# Every option of the verbs that put something before people.
OPTIONS = {
    ("desk", "serve"): {"config", "host", "port"},
    ("desk", "worker"): {"config"},
    ("relay", "serve"): {"config", "host", "port"},
    ("site", "build"): {"config", "out", "directory"},
    ("site", "serve"): {"folder", "host", "port"},
}


@pytest.mark.parametrize("verb", OPTIONS)
def test_p12_no_option_goes_around_it(verb: tuple[str, str]) -> None:
    command = typer.main.get_command(app)
    for word in verb:
        command = command.commands[word]  # type: ignore[attr-defined]
    assert {parameter.name for parameter in command.params} - {"help"} == OPTIONS[verb]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("desk", 'mode = "live"', 'mode = "Live"'),
        ("desk", 'mode = "live"', 'mode = "production"'),
        ("desk", 'mode = "live"', 'mode = "demo"'),  # its host is not this machine
        ("desk", 'mode = "live"', 'mode = "live"\nforce = true'),
        ("desk", 'mode = "live"', 'mode = "live"\nreviewed = true'),
        ("site", 'mode = "live"', 'mode = "Live"'),
        ("site", 'mode = "live"', 'mode = "demo"'),  # its relay is not on this machine
    ],
)
def test_p12_no_entry_of_a_configuration_goes_around_it(
    copy: Installation, part: str, old: str, new: str
) -> None:
    _edit(getattr(copy, part), old, new)
    if part == "desk":
        with pytest.raises(BadConfigError):
            load(copy.desk)
        return
    error, out = _built(copy)
    assert error is not None
    assert not out.exists()


def test_p12_nothing_in_the_environment_starts_a_desk_that_is_not_ready(copy: Installation) -> None:
    """Asserts switched off, and every variable that somebody might try."""
    _forget_one(copy.pack / TABLE)
    tried = {
        f"AMANA_{name}": value
        for name in ("DEMO", "FORCE", "SKIP_CHECKS", "UNSAFE", "REVIEWED", "DEBUG", "TEST")
        for value in ("1",)
    }
    tried |= {"AMANA_MODE": "demo", "AMANA_LIVE": "0", "DEBUG": "1", "PYTHONOPTIMIZE": "1"}
    for verb in (("desk", "serve"), ("desk", "worker")):
        done = subprocess.run(
            [sys.executable, "-m", "amana.cli", *verb, "--config", str(copy.desk)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            env=os.environ | tried,
        )
        assert done.returncode == 1
        assert "Live mode does not start while something is missing" in done.stderr
        assert "awaits the review of a named person" in done.stderr
    assert not (copy.folder / "desk" / "desk.sqlite3").exists()


def test_p12_a_demonstration_listens_on_this_machine_alone(journey: Journey) -> None:
    world = journey.world
    found = {pid: listening(pid) for pid in [world.process.pid, *world.children()]}
    addresses = {address for each in found.values() for address in each}
    assert {port for _, port in addresses} == set(vars(world.record.ports).values())
    assert {str(host) for host, _ in addresses} == {"127.0.0.1"}


@pytest.mark.parametrize("part", ["site", "relay", "desk"])
def test_p12_a_demonstration_is_served_to_nobody_else(journey: Journey, part: str) -> None:
    layout = journey.world.layout
    what = {
        "site": ["site", "serve", str(layout.site)],
        "relay": ["relay", "serve", "--config", str(layout.relay_config)],
        "desk": ["desk", "serve", "--config", str(layout.desk_config)],
    }[part]
    done = subprocess.run(
        [sys.executable, "-m", "amana.cli", *what, "--host", "0.0.0.0", "--port", "8199"],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 1
    assert "served on this machine alone" in done.stderr


def test_p12_every_page_of_her_demonstration_says_so(journey: Journey) -> None:
    """Each address that is served as a page, but the empty one that she leaves to; and the screens that scripts make."""
    world = journey.world
    pages = _pages_of(world)
    assert len(pages) > 4
    for address in pages:
        answer = httpx.get(world.site + address)
        assert answer.status_code == 200
        assert BANNER.search(answer.text), address
    drawn = SOURCE.parents[1] / "client" / "src" / "page" / "page.ts"
    assert re.search(r'speech\.demo \? \[h\("aside", \{ class: "demo" \}', drawn.read_text())
    for spoken in (world.layout.site / "texts").glob("*.json"):
        assert '"demo":true' in spoken.read_text().replace(" ", "")


def _pages_of(world: World) -> list[str]:
    import json

    routes = json.loads((world.layout.site / "headers.json").read_text())["routes"]
    html = {a for a, entry in routes.items() if entry["type"].startswith("text/html")}
    return sorted(html - {"/x", "/x.html"})


def test_p12_every_page_of_the_desks_demonstration_says_so(journey: Journey) -> None:
    seen = [page for looks in journey.seen.values() for page in looks.values()]
    seen += [page for pages in journey.twins for page in pages.values()]
    seen += [page for pair in journey.answers.values() for page in pair[0] if page.status == 404]
    assert len(seen) > 60
    for page in seen:
        if "<!doctype html>" in page.body:
            assert BANNER.search(page.body)
    assert sum("<!doctype html>" in page.body for page in seen) > 60
    with httpx.Client(base_url=journey.world.desk, follow_redirects=True) as nobody:
        for address in ("/", "/sign-in/", "/sign-in/first/", "/nowhere/"):
            assert BANNER.search(nobody.get(address).text), address
