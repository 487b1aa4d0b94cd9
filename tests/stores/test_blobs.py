"""What is put is there, whole, under its name; what is erased is gone; another disk is refused."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from amana.stores.blobs import BlobMissingError, Blobs, NotAStoreError, StoreError
from amana.stores.folder import ASIDE, Folder

NAME = "part/00112233445566aa"


@pytest.mark.parametrize("size", [1, 1000, 1_048_576])
def test_what_was_put_is_there_whole(store: Blobs, size: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    store.put(NAME, content)
    assert store.get(NAME) == content
    assert b"".join(store.chunks(NAME)) == content
    assert store.has(NAME)


def test_the_list_names_each_blob_once_with_its_day(store: Blobs) -> None:
    names = {f"envelope/{number:016x}" for number in range(5)} | {NAME}
    for name in names:
        store.put(name, b"sealed")
    entries = list(store.entries())
    assert sorted(entry.name for entry in entries) == sorted(names)
    assert {entry.day for entry in entries} <= _today_or_yesterday()


def _today_or_yesterday() -> set[object]:
    now = datetime.now(UTC).date()
    return {now, now - timedelta(days=1)}


def test_erased_is_gone_and_erasing_twice_is_harmless(store: Blobs) -> None:
    store.put(NAME, b"sealed")
    store.erase(NAME)
    store.erase(NAME)
    assert not store.has(NAME)
    assert list(store.entries()) == []
    with pytest.raises(BlobMissingError):
        store.get(NAME)


@pytest.mark.parametrize(
    "name", ["../x/0011", "part/../../etc", "part/zz00", "part", "/part/0011", "Part/0011"]
)
def test_no_name_climbs_out_of_the_store(store: Blobs, name: str) -> None:
    with pytest.raises(StoreError):
        store.put(name, b"x")


def test_an_unmounted_disk_is_not_an_empty_store(tmp_path: Path) -> None:
    with pytest.raises(NotAStoreError):
        Folder(tmp_path, ("part",)).require()


def test_a_half_written_file_is_no_blob_and_is_swept_the_day_after(tmp_path: Path) -> None:
    store = Folder(tmp_path, ("part",))
    store.prepare()
    half = tmp_path / "part" / "00" / f"112233445566aa{ASIDE}"
    half.write_bytes(b"hal")
    assert list(store.entries()) == []
    today = datetime.now(UTC).date()
    store.sweep(today - timedelta(days=1))
    assert half.exists()
    store.sweep(today + timedelta(days=1))
    assert not half.exists()


def test_files_are_for_the_relay_alone(tmp_path: Path) -> None:
    store = Folder(tmp_path, ("part",))
    store.prepare()
    store.put(NAME, b"sealed")
    file = tmp_path / "part" / "00" / "112233445566aa"
    assert file.stat().st_mode & 0o777 == 0o600
