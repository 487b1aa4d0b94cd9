"""Given bytes that a stranger wrote, then they are read where there is no network, no file and no child, or not at all."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import amana
from amana.desk.intake.reading import Unreadable, read
from tests.desk.survivor import Survivor

SOURCE = str(Path(amana.__file__).parent.parent)
TRIES = {
    "network": "import socket; enter(); socket.socket()",
    "file": "enter(); open('/etc/passwd')",
    "new file": "enter(); open('/tmp/amana-cell', 'w')",
    "program": "import os; enter(); os.execv('/bin/true', ['true'])",
    "child": "import os; enter(); os.fork()",
    "memory": "enter(); bytearray(600 * 1024 * 1024)",
}


@pytest.mark.parametrize("what", TRIES)
def test_the_cell_refuses(what):
    code = f"import sys; sys.path.insert(0, {SOURCE!r}); from amana.desk.intake.cell import enter; "
    done = subprocess.run(
        [sys.executable, "-I", "-c", code + TRIES[what]], capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"Operation not permitted" in done.stderr or b"MemoryError" in done.stderr


@pytest.mark.parametrize(
    "plaintext",
    [b"", b"x" * 16_384, bytes(16_384), b"../../etc/passwd".ljust(16_384, b"\0"), bytes(1_048_577)],
)
def test_what_is_no_message_is_refused(plaintext):
    with pytest.raises(Unreadable):
        read(plaintext)


def test_the_reader_gets_no_key_and_no_environment(organisation, monkeypatch):
    started: dict[str, Any] = {}
    real = subprocess.run

    def noting(command, **more):
        started.update(command=command, **more)
        return real(command, **more)

    monkeypatch.setattr(subprocess, "run", noting)
    her = Survivor(organisation)
    from amana.seal.open import open_envelope

    envelope = her.report("words", chosen=["hana"])
    read(open_envelope(envelope, organisation.people["hana"].identity))
    assert set(started["env"]) == {"LANG", "PATH"}
    assert "AGE-SECRET" not in " ".join(started["command"])
