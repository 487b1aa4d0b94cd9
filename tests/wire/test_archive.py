"""An archive has one spelling: everything else that a tar file may be is refused."""

import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.wire.archive import (
    END,
    BadArchive,
    Form,
    digest_of,
    pad,
    read_archive,
    write_archive,
    write_body,
)
from amana.wire.framing import DoesNotFit
from amana.wire.limits import LETTER

MAC = bytes(range(32))
MEMBERS = {"manifest.json": b"{}", "words.txt": "مرحبا".encode(), "mac": MAC}
GOOD = pad(write_archive(MEMBERS), Form.LETTER)

contents = st.fixed_dictionaries(
    {"manifest.json": st.binary(max_size=2_000), "mac": st.just(MAC)},
    optional={"words.txt": st.binary(max_size=2_000), "card.json": st.binary(max_size=600)},
)


@given(contents)
def test_members_come_back_with_their_digest(members: dict[str, bytes]) -> None:
    archive = read_archive(pad(write_archive(members), Form.REPORT), Form.REPORT)
    assert archive.members == members
    assert archive.digest == digest_of(write_body(members))


def test_pythons_tar_reads_it() -> None:
    with tarfile.open(fileobj=io.BytesIO(GOOD)) as tar:
        read = {each.name: tar.extractfile(each).read() for each in tar.getmembers()}  # type: ignore[union-attr]
    assert read == MEMBERS


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_changed_byte_is_refused_or_changes_what_is_read(position: int, flip: int) -> None:
    data = bytearray(GOOD)
    data[position] ^= flip
    try:
        changed = read_archive(bytes(data), Form.LETTER)
    except BadArchive:
        return
    assert changed.members != MEMBERS


@given(st.binary(max_size=3_000))
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    with pytest.raises(BadArchive):
        read_archive(data, Form.REPORT)


def hostile(*infos: tarfile.TarInfo, content: bytes = b"{}") -> bytes:
    """An archive made by a stock writer, padded to a letter."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for info in infos:
            info.size = len(content) if info.isreg() else 0
            tar.addfile(info, io.BytesIO(content))
    return out.getvalue().rstrip(b"\0").ljust(LETTER, b"\0")


def info(name: str, **fields: object) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.mode = 0o600
    for field, value in fields.items():
        setattr(made, field, value)
    return made


@pytest.mark.parametrize(
    "first",
    [
        info("../manifest.json"),
        info("/manifest.json"),
        info("./manifest.json"),
        info("passwd"),
        info("manifest.json", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        info("manifest.json", type=tarfile.LNKTYPE, linkname="mac"),
        info("manifest.json", type=tarfile.DIRTYPE),
        info("manifest.json", type=tarfile.FIFOTYPE),
        info("manifest.json", type=tarfile.CHRTYPE),
        info("manifest.json", mode=0o4755),
        info("manifest.json", uid=1000),
        info("manifest.json", mtime=1_700_000_000),
        info("manifest.json", uname="somebody"),
    ],
)
def test_hostile_members_are_refused(first: tarfile.TarInfo) -> None:
    with pytest.raises(BadArchive):
        read_archive(hostile(first, info("mac")), Form.LETTER)


def test_a_size_that_claims_the_world_is_refused_without_reading_it() -> None:
    for size in (b"77777777777", b"00000400001", b"0000000000 "):
        data = bytearray(GOOD)
        data[124:135] = size
        with pytest.raises(BadArchive):
            read_archive(bytes(data), Form.LETTER)


def broken_up(*names: str) -> bytes:
    """Members in any order and number, each header right by itself."""
    pieces = []
    for name in names:
        members = {"manifest.json": b"{}", name: MAC}
        whole = write_archive({**members, "mac": MAC})
        start = 0 if name == "manifest.json" else 1024
        pieces.append(whole[start : start + 1024])
    return (b"".join(pieces) + END).ljust(LETTER, b"\0")


@pytest.mark.parametrize(
    "names",
    [
        ["mac"],
        ["words.txt", "manifest.json", "mac"],
        ["manifest.json", "manifest.json", "mac"],
        ["manifest.json", "words.txt", "words.txt", "mac"],
        ["manifest.json", "card.json", "words.txt", "mac"],
        ["manifest.json", "words.txt"],
        ["manifest.json", "mac", "mac"],
        ["manifest.json", "mac", "words.txt"],
    ],
)
def test_order_and_number_of_members_are_fixed(names: list[str]) -> None:
    with pytest.raises(BadArchive):
        read_archive(broken_up(*names), Form.LETTER)


@pytest.mark.parametrize(
    "data",
    [GOOD[:-512], GOOD + bytes(512), GOOD[:-1] + b"x", GOOD[:1024], GOOD[:-1], b""],
)
def test_another_length_or_bytes_after_the_end_are_refused(data: bytes) -> None:
    with pytest.raises(BadArchive):
        read_archive(data, Form.LETTER)


def test_a_letter_that_does_not_fit_is_refused_before_sealing() -> None:
    long = {**MEMBERS, "words.txt": b"x" * LETTER}
    with pytest.raises(DoesNotFit):
        pad(write_archive(long), Form.LETTER)
    pad(write_archive(long), Form.REPORT)


def test_a_mac_of_another_length_is_refused() -> None:
    for length in (0, 31, 33, 64, 95):
        data = pad(write_archive({**MEMBERS, "mac": bytes(length)}), Form.LETTER)
        with pytest.raises(BadArchive):
            read_archive(data, Form.LETTER)
