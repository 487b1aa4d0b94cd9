"""Prints a dossier in a process of its own: its fonts, its memory and its libraries never enter the desk's (P10)."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import amana
from amana.dossier.snapshot import Snapshot
from amana.dossier.stored import dump
from amana.errors import AmanaError

_SECONDS: Final = 120.0
_LARGEST: Final = 256 * 1024 * 1024  # bytes
_START: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from amana.dossier.stored import load;"
    "from amana.dossier.pdf import make; sys.stdout.buffer.write(make(load(sys.stdin.buffer.read())).pdf)"
)


class NotPrinted(AmanaError):
    """The dossier could not be printed. Nothing was changed, and the dossier is kept. Try again; if it stays so, tell your
    administrator."""


def pdf_of(snapshot: Snapshot) -> bytes:
    """The PDF/A-3 of a snapshot; the same bytes each time. Raises NotPrinted."""
    source = str(Path(amana.__file__).parent.parent)
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _START, source],
            input=dump(snapshot),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", "PATH": os.defpath},
            cwd="/",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotPrinted from error
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-") or len(done.stdout) > _LARGEST:
        raise NotPrinted
    return done.stdout
