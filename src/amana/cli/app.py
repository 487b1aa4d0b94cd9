"""All verbs in one place, and what becomes of an error: one sentence, never a traceback (P2)."""

import os
import sys
import tempfile
import traceback
from pathlib import Path

import typer
from typer.exceptions import TyperException

from amana.cli import backup, complaints, desk, doctor, pack, relay, report, site, verify
from amana.cli.console import complain
from amana.cli.demo import command as demo
from amana.cli.keys import command as keys
from amana.errors import AmanaError
from amana.packs.faults import PackFault

FAILED = 1
INTERRUPTED = 130

app = typer.Typer(
    name="amana",
    help="Help for people who are blackmailed with private pictures: everything an installation needs.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
app.add_typer(demo.app, name="demo")
app.add_typer(keys.app, name="keys")
app.add_typer(relay.app, name="relay")
app.add_typer(desk.app, name="desk")
app.add_typer(site.app, name="site")
app.add_typer(pack.app, name="pack")
app.add_typer(verify.app, name="verify")
app.add_typer(backup.app, name="backup")
app.add_typer(complaints.app, name="complaints")
app.command("doctor")(doctor.doctor)
app.command("report")(report.report)
app.command("return")(report.come_back)


def run() -> int:
    """Parses the arguments, does the work and gives the exit code."""
    try:
        return app(standalone_mode=False) or 0
    except AmanaError as error:
        return told(error)
    except typer.Abort:
        complain("Stopped. Nothing more was done.")
        return INTERRUPTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  any other error is told in one sentence as well
        return _told_of_mistake(error)


def told(error: AmanaError) -> int:
    """Prints the sentence of an error, and the place or line that it names."""
    complain(error.sentence)
    for detail in _details(error):
        complain(f"  {detail}")
    return FAILED


def _details(error: AmanaError) -> tuple[str, ...]:
    """Only what errors name on purpose: arguments of others could carry content."""
    if isinstance(error, PackFault):
        return (str(error),)
    named = getattr(error, "details", None) or getattr(error, "missing", None)
    what = getattr(error, "what", None) or getattr(error, "position", None)
    return tuple(named or (() if what is None else (str(what),)))


def _told_of_mistake(error: Exception) -> int:
    """Wrong use has its own text. For a mistake in Amana: one sentence, and a log of places without values."""
    if isinstance(error, TyperException):
        complain(error.format_message())
        return error.exit_code
    if isinstance(error, OSError) and error.filename is not None:
        complain(f"{error.filename} cannot be used: {error.strerror}. Nothing more was done.")
        return FAILED
    complain(
        "Something in Amana broke, and it stopped there. What was acknowledged is safe. "
        f"Send this file to your administrator; it holds no contents: {_log(error)}"
    )
    return FAILED


def _log(error: BaseException) -> Path:
    """Kinds of errors and places in the code: messages and values could quote content."""
    lines = []
    cause: BaseException | None = error
    while cause is not None:
        lines.append(type(cause).__name__)
        for frame in traceback.extract_tb(cause.__traceback__):
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        cause = cause.__cause__ or cause.__context__
    handle, name = tempfile.mkstemp(prefix="amana-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"Python {sys.version_info.major}.{sys.version_info.minor}\n")
        file.write("\n".join(lines) + "\n")
    return Path(name)
