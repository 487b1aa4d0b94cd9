"""Given bytes that a stranger wrote, then they are read where there is no network, no file and no child, or not at all."""

import subprocess
from typing import Any

import pytest

from amana.desk.intake.reading import Unreadable, read
from tests.desk.survivor import Survivor


@pytest.mark.parametrize(
    "plaintext",
    [b"", b"x" * 16_384, bytes(16_384), b"../../etc/passwd".ljust(16_384, b"\0"), bytes(1_048_577)],
)
def test_what_is_no_message_is_refused(plaintext):
    with pytest.raises(Unreadable):
        read(plaintext)


def test_the_reader_gets_no_key_and_no_environment(organisation, monkeypatch):
    started: dict[str, Any] = {}
    real = subprocess.Popen

    def noting(command, **more):
        started.update(command=command, **more)
        return real(command, **more)

    monkeypatch.setattr(subprocess, "Popen", noting)
    her = Survivor(organisation)
    from amana.seal.open import open_envelope

    envelope = her.report("words", chosen=["hana"])
    read(open_envelope(envelope, organisation.people["hana"].identity))
    assert set(started["env"]) == {"LANG", "OMP_THREAD_LIMIT"}
    assert "AGE-SECRET" not in " ".join(started["command"])
