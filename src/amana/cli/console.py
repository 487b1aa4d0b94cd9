"""Where the command line writes: results on standard output, everything else on standard error."""

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from amana.errors import AmanaError

if TYPE_CHECKING:
    from rich.console import Console

FSI, PDI = "\u2068", "\u2069"
_MOST: Final = 1_000_000  # bytes of one secret or text that is read


class NothingGivenError(AmanaError):
    """Nothing was given to read. Nothing was done. Type it when asked, or hand it over on standard input or in a file."""


def console() -> "Console":
    """Standard output, for people."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """A line on standard output."""
    print(text, flush=True)


def complain(text: str) -> None:
    """A line on standard error."""
    print(text, file=sys.stderr, flush=True)


def secret(prompt: str, file: Path | None = None) -> str:
    """A secret from a file, a hidden prompt or standard input; never from an argument, which every `ps` shows.

    Raises NothingGivenError.
    """
    if file is not None:
        found = _read(file)
    elif sys.stdin.isatty():
        found = getpass.getpass(f"{prompt}: ")
    else:
        found = sys.stdin.readline(_MOST)
    if not found.strip():
        raise NothingGivenError
    return found.strip()


def text(prompt: str, file: Path | None = None) -> str:
    """Words of several lines: from a file, or from standard input up to its end. Raises NothingGivenError."""
    if file is not None:
        found = _read(file)
    else:
        if sys.stdin.isatty():
            complain(f"{prompt} (end with Ctrl-D on a line of its own):")
        found = sys.stdin.read(_MOST)
    if not found.strip():
        raise NothingGivenError
    return found.strip("\n")


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise NothingGivenError from error


def isolated(words: str) -> str:
    """Text of either direction, so that it does not turn the line around it."""
    return f"{FSI}{words}{PDI}"
