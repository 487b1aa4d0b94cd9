"""`amana verify bundle` says what the verify.py in the bundle says."""

import subprocess
import sys
from pathlib import Path

from amana.evidence.bundle import bundle
from amana.evidence.verifier.words import WORDS
from tests.evidence.cases import SIGNER, parts


def amana(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "amana.cli", *arguments],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


def test_the_command_and_the_file_in_the_bundle_say_the_same(tmp_path: Path) -> None:
    # Given a bundle
    with bundle(parts(), signer=SIGNER) as made:
        made.write_folder(tmp_path / "bundle")
    folder = tmp_path / "bundle"
    own = [sys.executable, "-I", "-S", str(folder / "verify.py")]
    # Then both say that it holds, for the key that is on paper
    for more in (["--lang", "en"], ["--key", made.fingerprint], []):
        by_file = subprocess.run(
            [*own, *more], capture_output=True, text=True, check=True, encoding="utf-8"
        )
        by_command = amana("verify", "bundle", str(folder), *more)
        assert by_command.returncode == 0, by_command.stderr
        # Only that it lies in the bundle itself is for the file alone to say.
        own_copy = [sentence for sentence in WORDS["own-copy"] if sentence in by_file.stdout]
        assert own_copy
        said = by_file.stdout
        for sentence in own_copy:
            said = said.replace(f"[i] {sentence}\n", "")
        assert by_command.stdout.strip() == said.strip()
    # When a file of it is changed
    (folder / "data/ledger.csv").write_bytes(b"changed")
    # Then the command ends with 1 and names it
    done = amana("verify", "bundle", str(folder), "--lang", "ckb")
    assert done.returncode == 1
    assert "data/ledger.csv" in done.stdout
    assert "گۆڕدراوە" in done.stdout


def test_an_unknown_language_is_refused_with_a_sentence(tmp_path: Path) -> None:
    done = amana("verify", "bundle", str(tmp_path), "--lang", "fr")
    assert done.returncode != 0
    assert "ar, ckb or en" in done.stderr
