"""Bags that the reference implementation accepts too, and refusals where it is lenient (RFC 8493)."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import bagit  # type: ignore[import-untyped]
import pytest

from amana.evidence.bagit import BadBagName, BrokenBag, make_bag, require_bag

PAYLOAD = {"data/one.txt": b"one", "data/deep/two.bin": bytes(300), "data/زانیاری.txt": b"three"}


def bag(folder: Path, payload: dict[str, bytes] = PAYLOAD) -> Path:
    for name, content in payload.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    make_bag(folder, {"Source-Organization": "Synthetic"})
    return folder


def codes(folder: Path) -> set[str]:
    with pytest.raises(BrokenBag) as broken:
        require_bag(folder)
    return {fault.code for fault in broken.value.faults}


def signed_again(folder: Path, name: str, content: bytes) -> None:
    """Changes a tag file and makes the tag manifests right again, as one would who wants to be believed."""
    (folder / name).write_bytes(content)
    for algorithm in ("sha256", "sha512"):
        manifest = folder / f"tagmanifest-{algorithm}.txt"
        lines = [
            f"{hashlib.new(algorithm, (folder / listed).read_bytes()).hexdigest()}  {listed}\n"
            for listed in (line.split(maxsplit=1)[1] for line in manifest.read_text().splitlines())
        ]
        manifest.write_text("".join(lines))


def test_the_reference_implementation_finds_our_bag_valid(tmp_path: Path) -> None:
    made = bag(tmp_path)
    require_bag(made)
    theirs = bagit.Bag(str(made))
    theirs.validate()
    assert set(theirs.payload_files()) == set(PAYLOAD)
    assert theirs.info["Payload-Oxum"] == f"{sum(map(len, PAYLOAD.values()))}.{len(PAYLOAD)}"


def test_a_bag_of_the_reference_implementation_is_understood(tmp_path: Path) -> None:
    # Given a bag that it made with both hashes
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_bytes(name.encode())
    bagit.make_bag(str(tmp_path), {"Contact-Name": "Synthetic"}, checksums=["sha256", "sha512"])
    # Then its declaration of an older version and the single spaces in its tag manifests are refused
    assert {"file-changed", "manifest-line"} <= codes(tmp_path)
    # And with those two written as the standard's examples are, it is whole
    signed_again(tmp_path, "bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    require_bag(tmp_path)


def test_what_was_changed_is_named_with_its_kind(tmp_path: Path) -> None:
    made = bag(tmp_path)
    (made / "data/one.txt").write_bytes(b"One")
    (made / "data/deep/two.bin").rename(made / "data/deep/three.bin")
    (made / "data/added").write_bytes(b"")
    assert codes(made) == {"file-changed", "file-renamed", "file-added", "bag-info"}


SPACES: dict[str, Callable[[str], str]] = {
    "one space": lambda text: text.replace("  ", " "),
    "three spaces": lambda text: text.replace("  ", "   "),
    "tab": lambda text: text.replace("  ", "\t"),
    "space at the end": lambda text: text.replace("\n", " \n"),
    "no-break space before the name": lambda text: text.replace("  ", "  \u00a0"),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "no last line end": lambda text: text.rstrip("\n"),
    "empty line": lambda text: text + "\n",
    "byte order mark": lambda text: "\ufeff" + text,
    "capitals": lambda text: text[:64].upper() + text[64:],
    "marked as binary": lambda text: text.replace("  ", " *"),
    "listed twice": lambda text: text.splitlines(keepends=True)[0] + text,
    "one not listed": lambda text: "".join(text.splitlines(keepends=True)[1:]),
    "up and out": lambda text: text.replace("data/one.txt", "data/../../one.txt"),
    "absolute": lambda text: text.replace("data/one.txt", "/etc/passwd"),
    "another spelling of a path": lambda text: text.replace("data/one.txt", "data/./one.txt"),
    "needless escape": lambda text: text.replace("data/one.txt", "data/one%2Etxt"),
    "home": lambda text: text.replace("data/one.txt", "~/one.txt"),
    "backslash": lambda text: text.replace("data/one.txt", "data\\one.txt"),
    "nothing": lambda _text: "",
}


@pytest.mark.parametrize("how", SPACES)
def test_a_manifest_has_one_spelling(tmp_path: Path, how: str) -> None:
    # Given a bag whose manifest was written in another way, and everything else made right for it
    made = bag(tmp_path)
    before = (made / "manifest-sha256.txt").read_text("utf-8")
    after = SPACES[how](before)
    assert after != before
    signed_again(made, "manifest-sha256.txt", after.encode())
    # Then it is refused
    with pytest.raises(BrokenBag):
        require_bag(made)


@pytest.mark.parametrize(
    "missing", ["manifest-sha512.txt", "tagmanifest-sha256.txt", "bagit.txt", "bag-info.txt"]
)
def test_no_part_of_a_bag_may_be_left_out(tmp_path: Path, missing: str) -> None:
    made = bag(tmp_path)
    (made / missing).unlink()
    with pytest.raises(BrokenBag):
        require_bag(made)


@pytest.mark.parametrize(
    "info",
    [
        b"Payload-Oxum: 1.1\n",
        b"Source-Organization: Synthetic\n",
        b"Payload-Oxum: 308.3\nPayload-Oxum: 308.3\n",
        b"Payload-Oxum: 308.3\n folded\n",
        b"",
    ],
)
def test_the_sums_must_be_there_once_and_right(tmp_path: Path, info: bytes) -> None:
    made = bag(tmp_path)
    signed_again(made, "bag-info.txt", info)
    assert codes(made) == {"bag-info"}


def test_nothing_is_ever_fetched(tmp_path: Path) -> None:
    made = bag(tmp_path)
    (made / "fetch.txt").write_bytes(b"http://example.org/x 3 data/one.txt\n")
    assert "bag-info" in codes(made)


def test_links_are_named_and_never_followed(tmp_path: Path) -> None:
    made = bag(tmp_path / "bag", {"data/one.txt": b"one"})
    (tmp_path / "outside").write_bytes(b"one")
    (made / "data/one.txt").unlink()
    os.symlink(tmp_path / "outside", made / "data/one.txt")
    os.symlink(tmp_path, made / "data/loop")
    assert codes(made) >= {"link", "file-missing"}


def test_a_pipe_in_a_bag_stops_nobody(tmp_path: Path) -> None:
    made = bag(tmp_path)
    os.mkfifo(made / "data/pipe")
    assert codes(made) == {"link"}


@pytest.mark.parametrize(
    "names",
    [
        ["data/Photo.jpg", "data/photo.jpg"],
        ["data/e\u0301"],  # not NFC
        ["data/\ufb01le", "data/file"],  # a ligature that some systems take for two letters
        ["data/ space"],
        ["data/dot."],
        ["data/CON.txt"],
        ["data/a:b"],
        ["data/\u202egpj.exe"],  # right-to-left override
        ["data/\u200bx"],
        ["data/new\nline"],
    ],
)
def test_names_that_some_computer_cannot_keep_are_refused(tmp_path: Path, names: list[str]) -> None:
    with pytest.raises(BadBagName):
        bag(tmp_path, dict.fromkeys(names, b"x"))


def test_a_name_with_bytes_that_are_no_text_is_shown_and_refused(tmp_path: Path) -> None:
    made = bag(tmp_path)
    with open(os.fsencode(made) + b"/data/\xff\xfe", "wb") as file:
        file.write(b"x")
    assert {"bad-name", "file-added"} <= codes(made)
