"""What docs/operations.md tells people to type exists, with those options; its settings files are accepted."""

import re
import shlex
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
import typer.main

from amana.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"


@cache
def text() -> str:
    return PAGE.read_text("utf-8")


def blocks(kind: str) -> list[str]:
    """Fenced blocks of one language."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text(), re.M | re.S)
    return [block for name, block in found if name == kind]


def whole() -> list[str]:
    """Commands as they are typed."""
    return [line for block in blocks("") for line in block.splitlines() if line]


def named() -> list[str]:
    """Commands in running text: with all they need, or the name alone."""
    prose = re.sub(r"^```.*?^```", "", text(), flags=re.M | re.S)
    return re.findall(r"`(amana(?: [^`]+)?)`", prose)


def walked(arguments: list[str]) -> tuple[click.Command, list[str], list[str]]:
    """The command that the words lead to, its path, and what is left for it."""
    command: Any = typer.main.get_command(app)
    path = ["amana"]
    while hasattr(command, "commands") and arguments and arguments[0] in command.commands:
        command, arguments = command.commands[arguments[0]], arguments[1:]
        path.append(command.name or "")
    return command, path, arguments


def parsed(line: str) -> list[str]:
    """Parses a command without doing it; its path."""
    command, path, arguments = walked(shlex.split(line)[1:])
    if hasattr(command, "commands"):
        assert not arguments or arguments[0].startswith("--"), line
        arguments = []
        if not getattr(command, "invoke_without_command", False):
            return path
    command.make_context(path[-1], arguments)
    return path


def test_the_page_is_about_the_commands():
    assert len(whole()) > 15
    assert all(line.startswith("amana ") for line in whole()), whole()


@pytest.mark.parametrize("line", whole())
def test_every_command_can_be_typed_as_it_stands(line):
    parsed(line)


@pytest.mark.parametrize("line", sorted(set(named())))
def test_every_command_that_is_named_exists_with_its_options(line):
    arguments = shlex.split(line)[1:]
    command, path, rest = walked(arguments)
    if not rest or not hasattr(command, "commands"):
        assert path[1:] or rest == ["--help"] or not arguments, line
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    options = {word for word in rest if word.startswith("--")}
    assert options <= known | {"--help"}, line
    if options - {"--help"}:
        parsed(line)


def test_every_command_stands_on_the_page():
    """Nothing that can be typed is left for people to find out by themselves."""
    told = {" ".join(parsed(line)) for line in whole()}
    told |= {" ".join(walked(shlex.split(line)[1:])[1]) for line in named()}
    missing = {" ".join(path) for path in leaves()} - told
    elsewhere = {
        "demo code",
        "demo people",
        "return",
        "pack new",
        "pack reviews",
    }  # README, pack.md
    assert missing <= {f"amana {verb}" for verb in elsewhere}


def leaves(command: Any = None, path: tuple[str, ...] = ("amana",)) -> list[tuple[str, ...]]:
    command = command or typer.main.get_command(app)
    if not hasattr(command, "commands"):
        return [path]
    return [leaf for name, each in command.commands.items() for leaf in leaves(each, (*path, name))]


def settings(sign: str) -> str:
    (found,) = [block for block in blocks("toml") if re.search(rf"^{sign}\b", block, re.M)]
    return found


def test_the_relays_settings_are_accepted(tmp_path):
    from amana.relay.config import read
    from amana.wire.encoding import b64u

    path = tmp_path / "relay.toml"
    path.write_text(settings("site_origin").replace('"…"', f'"{b64u(bytes(32))}"'))
    found = read(path)
    assert not found.demo
    assert found.hosts == ("relay.example",)


def test_the_desks_settings_are_accepted(tmp_path):
    from amana.desk.config import load

    path = tmp_path / "desk.toml"
    path.write_text(settings("idle_minutes"))
    found = load(path)
    assert not found.demo
    assert found.pepper_file == tmp_path / "secrets" / "pepper"
    store = re.search(r"`(blobs = \"s3://[^`]+)`", text())
    database = re.search(r"desk \| `(database = [^`]+)`", text())
    assert store is not None
    assert database is not None
    path.write_text(f"{store[1]}\n{database[1]}\n{settings('idle_minutes')}")
    assert load(path).blobs.startswith("s3://bucket?endpoint=")


def test_the_desks_settings_for_evidence_are_accepted(tmp_path):
    from amana.desk.config import load

    path = tmp_path / "desk.toml"
    path.write_text(f"{settings('idle_minutes')}\n{settings('lawyer')}")
    found = load(path)
    assert found.safeguarding["lawyer"]
    assert [told["name"] for told in found.authorities] == ["first-authority"]


def test_the_sites_settings_are_accepted(tmp_path):
    from amana.cli.site import read, read_instance
    from amana.wire.encoding import b64u

    path = tmp_path / "site.toml"
    given = settings("salt").replace("DESK", b64u(bytes(8)))
    path.write_text(given.replace('"…"', f'"{b64u(bytes(32))}"'))
    found = read_instance(read(path))
    assert found.floor == {b64u(bytes(8)): 1}
    assert found.built.isoformat() == "2026-12-01"


def test_the_statement_is_accepted(tmp_path):
    from amana.cli.keys.desk_list import read_statement
    from amana.seal.certificates import read_day
    from amana.wire.encoding import b64u

    path = tmp_path / "statement.toml"
    path.write_text(settings("kind").replace('["…"]', f'["{b64u(bytes(8))}"]'))
    found = read_statement(path)
    assert found.must_report_dated == read_day("2026-11-01")
    assert found.reads["en"] == "Sunday to Thursday, 9 to 16"


def test_the_credentials_are_those_that_the_store_reads(tmp_path):
    from amana.stores.bucket import Credentials

    path = tmp_path / "s3.toml"
    path.write_text(settings("access_key"))
    assert Credentials.read(path).secret_key == "…"


def test_every_block_is_toml_or_commands():
    for block in blocks("toml"):
        assert tomllib.loads(block)
    assert len(blocks("toml")) == 6
