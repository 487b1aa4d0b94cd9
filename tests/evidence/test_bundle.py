"""What lies in a bundle: everything chosen, nothing else, and the same bytes for the same case."""

import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit  # type: ignore[import-untyped]
import pyrage
import pytest

from amana.evidence.bundle import bundle
from amana.evidence.intake import Changed
from amana.evidence.members import NotSealed
from amana.evidence.parts import BadParts, BundleParts, ExhibitFile
from amana.evidence.transcripts import Transcript
from tests.evidence.authority import Authority
from tests.evidence.cases import FILES, PICTURE, SIGNER, VOICE, lines, parts

VALIDATOR = Path(sys.executable).with_name("case_validate")


def zipped(given: BundleParts) -> bytes:
    out = io.BytesIO()
    with bundle(given, signer=SIGNER) as made:
        assert made.write_zip(out) == len(out.getvalue())
    return out.getvalue()


def test_the_same_case_gives_the_same_bytes() -> None:
    given = parts()
    assert zipped(given) == zipped(given)


def test_any_zip_program_opens_it(tmp_path: Path) -> None:
    (tmp_path / "bundle.zip").write_bytes(zipped(parts()))
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert archive.read("amana-k-2026-014/data/exhibits/exhibit-0003.bin") == VOICE
    assert all(name.startswith("amana-k-2026-014/") for name in names)
    assert names == sorted(names)
    shutil.unpack_archive(tmp_path / "bundle.zip", tmp_path)
    bagit.Bag(str(tmp_path / "amana-k-2026-014")).validate()


def test_a_stranger_opens_a_sealed_exhibit_with_stock_age(tmp_path: Path) -> None:
    # Given a bundle sealed to a lawyer
    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"{identity}\n")
    with bundle(parts(recipients=[str(identity.to_public())]), signer=SIGNER) as made:
        made.write_folder(tmp_path / "bundle")
    # When she opens one with the program age
    sealed = tmp_path / "bundle/data/exhibits/exhibit-0002.jpg.age"
    opened = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key.txt", sealed], check=True, capture_output=True
    ).stdout
    # Then it is, byte for byte, what was received
    assert opened == PICTURE


def test_beside_sealed_exhibits_nothing_tells_what_is_in_them(tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    with bundle(parts(recipients=[str(identity.to_public())]), signer=SIGNER) as made:
        made.write_folder(tmp_path / "bundle")
    every = b"".join(
        path.read_bytes() for path in (tmp_path / "bundle").rglob("*") if path.is_file()
    )
    for each in FILES:
        assert each.exhibit.hashed.sha256.hex().encode() not in every
        assert each.exhibit.salt.hex().encode() not in every
        assert each.exhibit.name.encode() not in every
    assert PICTURE not in every


def test_what_he_wrote_is_verbatim_in_the_json_and_harmless_in_the_table(tmp_path: Path) -> None:
    with bundle(parts(), signer=SIGNER) as made:
        made.write_folder(tmp_path / "bundle")
    folder = tmp_path / "bundle/data/transcripts"
    told = json.loads((folder / "chat-01.json").read_text("utf-8"))
    assert [line["text"] for line in told["lines"]] == [line.text for line in lines()]
    assert told["lines"][0]["start"] == 22
    cells = (folder / "chat-01.csv").read_text("utf-8-sig")
    assert "\"'=HYPERLINK" in cells
    ledger = json.loads((tmp_path / "bundle/data/ledger.json").read_text("utf-8"))
    assert [total["unit"] for total in ledger["totals"]] == ["IQD", "USD", "g"]
    assert "1234" not in (tmp_path / "bundle/data/ledger.csv").read_text("utf-8-sig")


def test_a_transcript_of_no_line_is_still_json() -> None:
    told = json.loads(b"".join(Transcript({"app": "x"}, list).as_json()))
    assert told["lines"] == []


def test_its_readers_are_told_in_three_languages_what_it_does_not_show(tmp_path: Path) -> None:
    with bundle(parts(), signer=SIGNER) as made:
        made.write_folder(tmp_path / "bundle")
    for language, words in {
        "ar": "ولا تثبت صحته قبل ذلك",
        "ckb": "ناسەلمێنێت",
        "en": "does not show",
    }.items():
        text = (tmp_path / f"bundle/README-{language}.txt").read_text("utf-8")
        assert words in text
        assert made.fingerprint in text
        assert "{" not in text


@pytest.mark.parametrize("sealed", [False, True])
def test_an_exhibit_that_is_not_what_was_received_stops_the_bundle(sealed: bool) -> None:
    # Given an exhibit whose stored bytes changed by one
    changed = ExhibitFile(FILES[1].exhibit, lambda: [PICTURE[:-1] + b"!"])
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    given = parts(exhibits=[FILES[0], changed], recipients=[recipient] if sealed else [])
    # Then no bundle is made of it
    with pytest.raises(Changed), bundle(given, signer=SIGNER):
        pytest.fail("a bundle was made")


def test_an_exhibit_that_changes_while_it_is_written_is_refused() -> None:
    answers = iter([[PICTURE], [PICTURE[:-1] + b"!"]])
    moving = ExhibitFile(FILES[1].exhibit, lambda: next(answers))
    with pytest.raises(Changed), bundle(parts(exhibits=[moving]), signer=SIGNER) as made:
        made.write_zip(io.BytesIO())


def test_a_wrong_recipient_is_said() -> None:
    with pytest.raises(NotSealed), bundle(parts(recipients=["age1wrong"]), signer=SIGNER):
        pytest.fail("a bundle was made")


@pytest.mark.parametrize("case", ["", "../etc", "سارة", "a" * 41, "a b"])
def test_a_case_has_a_code_and_no_name(case: str) -> None:
    with pytest.raises(BadParts):
        parts(case=case)


def test_no_exhibit_stands_in_it_twice() -> None:
    with pytest.raises(BadParts):
        parts(exhibits=[FILES[0], FILES[0]])


@pytest.mark.slow
@pytest.mark.parametrize("sealed", [False, True])
def test_case_validate_accepts_the_export(
    tmp_path: Path, authority: Authority, sealed: bool
) -> None:
    # Given a bundle's CASE export, with every kind of identifier
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    given = parts(authority, recipients=[recipient] if sealed else [])
    with bundle(given, signer=SIGNER) as made:
        made.write_folder(tmp_path / "bundle")
    graph = tmp_path / "case.jsonld"
    shutil.copy(tmp_path / "bundle/data/case.jsonld", graph)
    # Then the community's own validator has nothing to say
    done = subprocess.run([VALIDATOR, graph], capture_output=True, text=True, check=False)
    assert "Conforms: True" in done.stdout, done.stdout
    nodes = json.loads(graph.read_text("utf-8"))["@graph"]
    kinds = [node["@type"] for node in nodes]
    assert kinds.count("investigation:ProvenanceRecord") == 3
    assert kinds.count("investigation:InvestigativeAction") == 5  # the withheld one is not told
    assert kinds.count("observable:Message") == 3
    assert len({node["@id"] for node in nodes}) == len(nodes)
