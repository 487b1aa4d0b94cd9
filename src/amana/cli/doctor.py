"""`amana doctor`: what is wrong with an installation and what to do, one sentence each; nothing is changed."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from amana.cli.console import say
from amana.errors import AmanaError

DEMO = (Path("var/relay/relay.toml"), Path("var/desk/desk.toml"))


class NoConfigurationError(AmanaError):
    """There is no configuration to look at. Nothing was checked. Name the files of relay, desk or site with --config."""


class UnknownConfigurationError(AmanaError):
    """This is neither a relay's, nor a desk's, nor a site's configuration. Nothing of it was checked.
    Compare it with docs/operations.md."""


def doctor(
    config: Annotated[
        list[Path] | None,
        typer.Option(help="Configuration of relay, desk or site; repeat for more."),
    ] = None,
    live: Annotated[bool, typer.Option(help="Lists everything that live mode lacks.")] = False,
) -> None:
    """Checks an installation. Exit code 0 when nothing is to be done, 1 otherwise."""
    files = config or [file for file in DEMO if file.is_file()]
    if not files:
        raise NoConfigurationError
    count = 0
    for file in files:
        for sentence in (
            examine_apart(file, live=live) if len(files) > 1 else examine(file, live=live)
        ):
            say(f"- {sentence}")
            count += 1
    if count:
        say(f"{count} things to do.")
        raise typer.Exit(1)
    say("Nothing is to be done.")


def examine(file: Path, *, live: bool) -> Iterator[str]:
    """The findings of one configuration. Raises UnknownConfigurationError or the configuration's own error."""
    kind = kind_of(file)
    if live:
        yield from missing(file, kind)
        return
    if kind == "relay":
        from amana.cli.health.relay import findings

        yield from findings(file)
    elif kind == "desk":
        from amana.cli.health.desk import findings as of_desk

        yield from of_desk(file)


def examine_apart(file: Path, *, live: bool) -> list[str]:
    """The same in a process of its own: relay and desk are two Django sites."""
    import subprocess
    import sys

    arguments = ["doctor", "--config", str(file), *(["--live"] if live else [])]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "amana.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    found = [line[2:] for line in done.stdout.splitlines() if line.startswith("- ")]
    return found or ([] if done.returncode == 0 else [f"{file}: {' '.join(done.stderr.split())}"])


def missing(file: Path, kind: str) -> list[str]:
    """What live mode lacks, and that this is a demonstration."""
    if kind == "relay":
        from amana.relay import ready
        from amana.relay.config import read

        relay = read(file)
        return _mode(file, demo=relay.demo) + ready.missing(relay)
    if kind == "site":
        from amana.cli.live import missing_for_site
        from amana.cli.site import read as read_site

        values = read_site(file)
        return _mode(file, demo=values["mode"] == "demo") + missing_for_site(file, values)
    from amana.desk import ready as of_desk
    from amana.desk.config import load

    desk = load(file)
    return _mode(file, demo=desk.demo) + of_desk.missing(desk)


def kind_of(file: Path) -> str:
    """relay, desk or site. Raises UnknownConfigurationError."""
    try:
        names = tomllib.loads(file.read_text("utf-8")).keys()
    except (OSError, ValueError) as error:
        raise UnknownConfigurationError from error
    for kind, sign in (("relay", "site_origin"), ("site", "salt"), ("desk", "data")):
        if sign in names:
            return kind
    raise UnknownConfigurationError


def _mode(file: Path, *, demo: bool) -> list[str]:
    return (
        [
            f"{file} is a demonstration's: its data and keys never become live; found a new installation."
        ]
        if demo
        else []
    )
