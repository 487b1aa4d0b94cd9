"""Two gigabytes of exhibit need no more memory than two kilobytes, and a zip beyond four gigabytes is one that programs read."""

import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from amana.evidence.bundle import bundle
from amana.evidence.intake import hashed, salted
from amana.evidence.parts import ExhibitFile
from amana.evidence.transcripts import Line, Transcript
from amana.evidence.verifier.container import zip_list
from amana.evidence.verifier.report import is_whole, verify
from amana.evidence.verifier.zip_form import central_header, ending, local_header
from tests.evidence.cases import FILES, SIGNER, custody_of, parts

CHUNK, CHUNKS = 1 << 20, 48
ROOM = 12 << 20  # bytes of memory: a quarter of the exhibit


def large() -> Iterator[bytes]:
    for number in range(CHUNKS):
        yield bytes([number]) * CHUNK


def many_lines() -> Iterator[Line]:
    for number in range(40_000):
        yield Line(
            number,
            "2026-11-20T12:01:00",
            "",
            "bad.user",
            "",
            "text",
            "words " * 50,
            1,
            "",
            number,
            number + 1,
        )


@pytest.mark.slow
@pytest.mark.parametrize("sealed", [False, True])
def test_memory_does_not_grow_with_an_exhibit_or_a_chat(tmp_path: Path, sealed: bool) -> None:
    # Given an exhibit of 48 MB and a chat of 14 MB
    first = FILES[0].exhibit
    record = replace(first, hashed=hashed(large()), salted=salted(first.salt, large()))
    files = [ExhibitFile(record, large)]
    given = parts(
        exhibits=files,
        transcripts=[Transcript({"app": "synthetic"}, many_lines)],
        recipients=[str(pyrage.x25519.Identity.generate().to_public())] if sealed else [],
        custody=custody_of(files),
    )
    # When the bundle is written and checked
    tracemalloc.start()
    with (
        bundle(given, signer=SIGNER, scratch=tmp_path) as made,
        (tmp_path / "bundle.zip").open("wb") as file,
    ):
        made.write_zip(file)
    found = verify(str(tmp_path / "bundle.zip"))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # Then neither was ever in memory as a whole
    assert most < ROOM
    assert is_whole(found)


def test_a_zip_beyond_four_gigabytes_is_read_by_pythons_own_reader(tmp_path: Path) -> None:
    # Given a zip whose first file has five gigabytes and whose second begins behind them; the disk keeps none of the zeros
    sizes = {"base/a": 5 * 1024**3, "base/b": 3}
    offset, listed = 0, b""
    with (tmp_path / "large.zip").open("wb") as file:
        for name, size in sizes.items():
            file.seek(offset)
            file.write(local_header(name, size, 7))
            listed += central_header(name, size, 7, offset)
            offset += len(local_header(name, size, 7)) + size
        file.seek(offset)
        file.write(listed + ending(len(sizes), len(listed), offset))
    # Then its list is understood, here and there
    with zipfile.ZipFile(tmp_path / "large.zip") as archive:
        assert {info.filename: info.file_size for info in archive.infolist()} == sizes
        assert archive.infolist()[1].header_offset > 5 * 1024**3
    with (tmp_path / "large.zip").open("rb") as stream:
        members, rest = zip_list(stream)
    assert {name: size for name, size, _crc in members} == sizes
    assert rest == listed + ending(len(sizes), len(listed), offset)


def test_a_zip_of_more_files_than_sixteen_bits_count_is_read(tmp_path: Path) -> None:
    count, offset = 70_000, 0
    headers, lines = [], []
    for number in range(count):
        name = f"base/{number:05}"
        headers.append(local_header(name, 0, 0))
        lines.append(central_header(name, 0, 0, offset))
        offset += len(headers[-1])
    listed = b"".join(lines)
    (tmp_path / "many.zip").write_bytes(
        b"".join(headers) + listed + ending(count, len(listed), offset)
    )
    with zipfile.ZipFile(tmp_path / "many.zip") as archive:
        assert len(archive.namelist()) == count
    with (tmp_path / "many.zip").open("rb") as stream:
        assert len(zip_list(stream)[0]) == count
