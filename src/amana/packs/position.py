"""Where a key stands in a TOML file, so that a fault can name the line; tomllib does not tell."""

import re
from pathlib import Path

STEP = re.compile(r"^(?P<name>[A-Za-z0-9_-]+)(?:\[(?P<at>\d+)\])?$")
REPORTED = re.compile(r"\(at line (\d+),")


def line_of(file: Path, key: str) -> int | None:
    """The line (from 1) of `page.back` or `service[2].contact`, else of the table it belongs in; None when unknown."""
    if file.suffix != ".toml":
        return None
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    steps = [STEP.match(part) for part in key.split(".")]
    found, start = None, 0
    for step in steps:
        if step is None:
            break
        at = _find(lines, start, step["name"], int(step["at"] or 0), table=step["at"] is not None)
        if at is None:
            break
        found, start = at + 1, at
    return found


def reported(fault: Exception) -> int | None:
    """The line that tomllib names in its message."""
    match = REPORTED.search(str(fault))
    return int(match[1]) if match else None


def _find(lines: list[str], start: int, name: str, skip: int, *, table: bool) -> int | None:
    """The line of a value or, after `skip` others of that name, of a table."""
    head = re.compile(rf"\s*\[+(?:[\w-]+\.)?{re.escape(name)}\]+\s*(#.*)?$")
    value = re.compile(rf"\s*{re.escape(name)}\s*=")
    for at in range(start, len(lines)):
        if head.match(lines[at]):
            if skip == 0:
                return at
            skip -= 1
        elif not table and value.match(lines[at]):
            return at
    return None
