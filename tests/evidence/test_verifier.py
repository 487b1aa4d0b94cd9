"""A stranger's check: whatever was done to a bundle is found and named, by the file that lies in it, with plain Python alone."""

import io
import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from amana.evidence.bundle import bundle
from amana.evidence.verifier.assembled import single_file
from amana.evidence.verifier.findings import FAILS, Finding
from amana.evidence.verifier.report import is_whole, told, verify
from amana.evidence.verifier.words import LANGUAGES
from tests.evidence.authority import Authority
from tests.evidence.cases import OTHER_SIGNER, SIGNER, parts

FLIPS = 6  # bits tried in each file
LAWYER = pyrage.x25519.Identity.generate()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Path:
    """A sealed bundle with everything in it, as a folder and as a zip beside it."""
    folder = tmp_path_factory.mktemp("bundle")
    with bundle(parts(authority, recipients=[str(LAWYER.to_public())]), signer=SIGNER) as done:
        done.write_folder(folder / "bundle")
        with (folder / "bundle.zip").open("wb") as file:
            done.write_zip(file)
        (folder / "fingerprint").write_text(done.fingerprint)
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """A bundle that a test may damage."""
    return Path(shutil.copytree(made / "bundle", tmp_path / "bundle"))


def failures(path: Path, opened: str = "", key: str = "") -> list[Finding]:
    return [found for found in verify(str(path), opened, key) if found.level == FAILS]


def named(found: list[Finding]) -> str:
    """Everything that a reader of English sees of what fails."""
    return told(found, ["en"])


def alone(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the bundle's own verifier in a Python that has nothing but its library."""
    return subprocess.run(
        [sys.executable, "-I", "-S", folder / "verify.py", *arguments],
        capture_output=True, text=True, check=False, cwd="/", encoding="utf-8",
    )  # fmt: skip


def test_a_whole_bundle_holds_as_a_folder_and_as_a_zip(made: Path) -> None:
    for name in ("bundle", "bundle.zip"):
        assert is_whole(verify(str(made / name)))
    assert (made / "bundle/verify.py").read_bytes() == single_file()


def test_its_own_file_says_so_in_three_languages_with_plain_python(made: Path) -> None:
    done = alone(made / "bundle")
    assert done.returncode == 0
    assert not done.stderr
    for words in (
        "كل ما أمكن فحصه هنا سليم",
        "دروستە",
        "Everything that could be checked here holds",
    ):
        assert words in done.stdout
    for words in ("ولا يثبت صحتها قبل ذلك", "ناسەلمێنێت", "no proof that it was authentic before"):
        assert words in done.stdout
    assert "signature was checked with openssl" in done.stdout
    assert "كل" not in alone(made / "bundle", "--lang", "en").stdout
    assert alone(made / "bundle", str(made / "bundle.zip")).returncode == 0


def test_it_compiles_for_python_3_8_and_imports_only_pythons_library() -> None:
    import ast

    tree = ast.parse(single_file(), feature_version=(3, 8))
    imported = {
        name.name.split(".", 1)[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [ast.alias(node.module or "")] if isinstance(node, ast.ImportFrom) else node.names
        )
    }
    assert imported <= sys.stdlib_module_names
    assert not imported & {"socket", "urllib", "http"}
    defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert len(defined) == len(set(defined))  # joined from several files: none hides another


def files_of(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.slow
def test_a_flipped_bit_in_any_file_is_found_and_named(copy: Path) -> None:
    # Given every file of the bundle, the verifier, the manifests and the seal among them
    chance = random.Random(8)
    for name in files_of(copy):
        path = copy / name
        content = path.read_bytes()
        for _ in range(FLIPS):
            at = chance.randrange(8 * len(content))
            changed = bytearray(content)
            changed[at // 8] ^= 1 << at % 8
            # When one bit of it is flipped
            path.write_bytes(bytes(changed))
            found = failures(copy)
            # Then the check fails and names the file
            assert found, (name, at)
            assert name in named(found), (name, at, found)
        path.write_bytes(content)
    assert not failures(copy)


@pytest.mark.slow
def test_a_flipped_bit_anywhere_in_the_zip_is_found(made: Path, tmp_path: Path) -> None:
    content = (made / "bundle.zip").read_bytes()
    chance = random.Random(9)
    end = content.rindex(b"PK\1\2", 0, content.index(b"PK\1\2") + 4)
    places = [chance.randrange(8 * len(content)) for _ in range(60)]
    places += [chance.randrange(8 * end, 8 * len(content)) for _ in range(60)]  # its list
    places += [chance.randrange(8 * 60) for _ in range(40)]  # its first header
    for at in places:
        changed = bytearray(content)
        changed[at // 8] ^= 1 << at % 8
        (tmp_path / "bundle.zip").write_bytes(bytes(changed))
        assert failures(tmp_path / "bundle.zip"), at


def test_a_flipped_bit_in_a_file_of_the_zip_names_the_file(made: Path, tmp_path: Path) -> None:
    content = (made / "bundle.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            at = info.header_offset + 30 + len(info.filename.encode()) + info.file_size // 2
            changed = bytearray(content)
            changed[at] ^= 4
            (tmp_path / "bundle.zip").write_bytes(bytes(changed))
            assert info.filename.split("/", 1)[1] in named(failures(tmp_path / "bundle.zip"))


def test_a_missing_file_is_named(copy: Path) -> None:
    for name in files_of(copy):
        (copy / name).rename(copy.parent / "away")
        assert name in named(failures(copy)), name
        (copy.parent / "away").rename(copy / name)
    assert not failures(copy)


def test_an_added_file_is_named_wherever_it_lies(copy: Path) -> None:
    for name in (
        "data/exhibits/exhibit-0099.jpg",
        "notes.txt",
        "data/.DS_Store",
        "tagmanifest-md5.txt",
    ):
        (copy / name).write_bytes(b"added")
        found = failures(copy)
        assert "file-added" in {each.code for each in found}
        assert name in named(found)
        (copy / name).unlink()


def test_a_renamed_file_is_told_by_both_names(copy: Path) -> None:
    folder = copy / "data/exhibits"
    (folder / "exhibit-0002.jpg.age").rename(folder / "exhibit-0004.jpg.age")
    text = named(failures(copy))
    assert "data/exhibits/exhibit-0002.jpg.age" in text
    assert "data/exhibits/exhibit-0004.jpg.age" in text
    assert "renamed" in text


def test_exhibits_that_changed_places_are_told_as_exchanged(copy: Path) -> None:
    one, two = (
        copy / f"data/exhibits/{name}.age" for name in ("exhibit-0001.txt", "exhibit-0002.jpg")
    )
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    found = failures(copy)
    assert [each.code for each in found[:2]] == ["file-exchanged", "file-exchanged"]
    assert "exhibit-0001.txt.age" in named(found)


def reordered(content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    lines[1], lines[2] = lines[2], lines[1]
    return b"".join(lines)


@pytest.mark.parametrize(
    "name", ["data/custody.jsonl", "manifest-sha256.txt", "tagmanifest-sha512.txt"]
)
def test_lines_in_another_order_are_found(copy: Path, name: str) -> None:
    (copy / name).write_bytes(reordered((copy / name).read_bytes()))
    assert name in named(failures(copy))


def resealed(
    folder: Path, change: Callable[[Path], None], signer: object = SIGNER
) -> list[Finding]:
    """What is found when somebody changes a bundle and makes all its lists right again, with this key."""
    import hashlib

    from amana.evidence.bagit import make_bag
    from amana.evidence.custody import signed_object

    change(folder)
    for name in ("bagit.txt", "bag-info.txt", "seal.json"):
        (folder / name).unlink()
    for manifest in folder.glob("*manifest-*.txt"):
        manifest.unlink()
    make_bag(folder, {})
    tags = sorted(folder.glob("tagmanifest-*.txt"))
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tags}
    seal = {"v": "amana-bundle/1", "case": "K", "made": "2026-11-24T09:00:00+00:00", "files": files}
    (folder / "seal.json").write_bytes(signed_object(seal, signer))  # type: ignore[arg-type]
    return failures(folder)


def test_even_the_desk_itself_cannot_change_an_entry_of_custody(copy: Path) -> None:
    # Given somebody who has the key and makes every list right again
    def change(folder: Path) -> None:
        path = folder / "data/custody.jsonl"
        path.write_bytes(path.read_bytes().replace(b"looked at", b"deleted it"))

    # Then the chain breaks where it was changed
    (found,) = resealed(copy, change)
    assert (found.code, found.facts["position"]) == ("custody-broken", "4")


def test_an_end_cut_off_the_custody_record_is_found(copy: Path) -> None:
    def change(folder: Path) -> None:
        path = folder / "data/custody.jsonl"
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))

    assert resealed(copy, change)[0].code == "head-other"


def test_an_exhibit_that_custody_does_not_know_is_found(copy: Path) -> None:
    def change(folder: Path) -> None:
        path = folder / "data/exhibits.json"
        index = json.loads(path.read_bytes())
        index["exhibits"][0]["salted"] = "00" * 32
        path.write_bytes(json.dumps(index, sort_keys=True, separators=(",", ":")).encode() + b"\n")

    assert "exhibit-custody" in {found.code for found in resealed(copy, change)}


def test_a_time_stamp_of_another_case_is_found(copy: Path, authority: Authority) -> None:
    from amana.evidence.timestamps import request_for

    def change(folder: Path) -> None:
        (folder / "data/timestamps/synthetic-time-1.tsr").write_bytes(
            authority.reply(request_for(bytes(32)))
        )

    assert [found.code for found in resealed(copy, change)] == ["stamp-imprint"]


def test_a_time_stamp_of_an_authority_that_nobody_knows_is_found(
    copy: Path, stranger: Authority
) -> None:
    from amana.evidence.timestamps import request_for

    head = json.loads((copy / "data/custody.jsonl").read_bytes().splitlines()[3])["hash"]

    def change(folder: Path) -> None:
        (folder / "data/timestamps/synthetic-time-1.tsr").write_bytes(
            stranger.reply(request_for(bytes.fromhex(head)))
        )

    assert [found.code for found in resealed(copy, change)] == ["stamp-signature"]


def test_without_openssl_it_says_that_the_signature_was_not_checked(
    made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = verify(str(made / "bundle"))
    assert is_whole(found)
    assert "stamp-unchecked" in {each.code for each in found}
    assert "its signature was not checked here" in named(found)


def test_another_key_shows_when_the_fingerprint_on_paper_is_given(made: Path, copy: Path) -> None:
    paper = (made / "fingerprint").read_text()
    assert not failures(made / "bundle", key=paper)
    assert not failures(made / "bundle", key=paper.upper().replace(" ", ""))

    # Given somebody who writes the whole bundle anew, with a key of his own
    def change(folder: Path) -> None:
        from amana.evidence.custody import Custody, sign_head
        from tests.evidence.cases import NOON

        custody = Custody.load((folder / "data/custody.jsonl").read_bytes())
        (folder / "data/custody-head.json").write_bytes(sign_head(custody, OTHER_SIGNER, NOON))

    # Then everything holds, and only the paper tells
    assert not resealed(copy, change, OTHER_SIGNER)
    assert [found.code for found in failures(copy, key=paper)] == ["key-other"]
    assert "Compare this fingerprint" in named(verify(str(copy)))


def opened(bundle_folder: Path, into: Path) -> Path:
    """Opens every exhibit with the program age, as the README says."""
    into.mkdir()
    (into.parent / "key.txt").write_text(f"{LAWYER}\n")
    for sealed in (bundle_folder / "data/exhibits").glob("*.age"):
        subprocess.run(
            ["age", "-d", "-i", into.parent / "key.txt", "-o", into / sealed.stem, sealed],
            check=True,
        )
    return into


def test_opened_exhibits_are_held_against_what_was_received(copy: Path, tmp_path: Path) -> None:
    folder = opened(copy, tmp_path / "opened")
    found = verify(str(copy), opened=str(folder))
    assert is_whole(found)
    assert "3 opened exhibits are exactly what was received" in named(found).replace(
        "\u2066", ""
    ).replace("\u2069", "")
    # When one of them is not what was received
    (folder / "exhibit-0002.jpg").write_bytes(b"another picture")
    # Then it is named
    assert [(each.code, each.facts["number"]) for each in failures(copy, opened=str(folder))] == [
        ("exhibit-differs", "2")
    ]
    # And one that was not opened is told, but is no failure
    (folder / "exhibit-0002.jpg").unlink()
    assert "Not opened" in named(verify(str(copy), opened=str(folder)))
    assert not failures(copy, opened=str(folder))


def test_facts_that_were_written_to_fit_another_picture_do_not_pass(
    copy: Path, tmp_path: Path
) -> None:
    import hashlib

    folder, fake = opened(copy, tmp_path / "opened"), b"a forged picture"
    facts = json.loads((folder / "facts.json").read_bytes())
    facts["facts"][1] |= {
        "size": len(fake),
        "sha256": hashlib.sha256(fake).hexdigest(),
        "sha512": hashlib.sha512(fake).hexdigest(),
    }
    (folder / "facts.json").write_bytes(
        json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        + b"\n"
    )
    (folder / "exhibit-0002.jpg").write_bytes(fake)
    assert failures(copy, opened=str(folder))[0].code == "exhibit-differs"


def test_an_empty_folder_of_opened_exhibits_proves_nothing(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "opened").mkdir()
    assert failures(copy, opened=str(tmp_path / "opened"))


def packed(folder: Path, how: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name in files_of(folder):
            archive.write(folder / name, "amana-k-2026-014/" + name)
    return out.getvalue()


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_that_was_packed_again_is_told_from_one_that_was_sent(
    made: Path, tmp_path: Path, how: int
) -> None:
    (tmp_path / "again.zip").write_bytes(packed(made / "bundle", how))
    assert [found.code for found in failures(tmp_path / "again.zip")] == ["zip-list"]
    assert "Unpack it" in named(failures(tmp_path / "again.zip"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda zipped: zipped[:-1],
        lambda zipped: zipped + b"\0",
        lambda zipped: b"#!/bin/sh\n" + zipped,
        lambda zipped: zipped[: len(zipped) // 2],
        lambda _zipped: b"",
        lambda _zipped: b"PK\5\6" + bytes(18),
        lambda _zipped: b"PK\5\6" + b"\xff" * 18,
        lambda _zipped: b"no zip at all" * 100,
    ],
)
def test_a_zip_that_was_cut_or_grew_is_found(
    made: Path, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "cut.zip").write_bytes(damage((made / "bundle.zip").read_bytes()))
    assert failures(tmp_path / "cut.zip")


def test_what_is_not_there_is_no_verdict(tmp_path: Path) -> None:
    (found,) = verify(str(tmp_path / "nothing"))
    assert found.code == "not-found"
    assert "Nothing was checked" in named([found])
    assert "not whole" not in named([found])


def test_the_bundles_own_verifier_finds_a_change_too(copy: Path) -> None:
    (copy / "data/ledger.json").write_bytes(b"{}\n")
    done = alone(copy, "--lang", "en")
    assert done.returncode == 1
    assert "data/ledger.json" in done.stdout


def test_a_file_name_that_moves_the_cursor_is_spelled_out(copy: Path) -> None:
    name = "data/\x1b[2J\u202egpj.exe"
    (copy / name).write_bytes(b"x")
    for language in LANGUAGES:
        text = told(failures(copy), [language])
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\\x1b[2J\\u202egpj.exe" in text


def test_it_writes_nothing(copy: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*")}
    alone(copy)
    assert {path: path.stat().st_mtime_ns for path in copy.rglob("*")} == before
    assert os.listdir(copy.parent) == ["bundle"]
