"""Files that only their owner may read, written whole or not at all."""

import os
from pathlib import Path

PRIVATE = 0o600
PRIVATE_FOLDER = 0o700


def write(path: Path, content: bytes, *, mode: int = PRIVATE) -> None:
    """Replaces the file at once; on return its bytes and its name survive a power cut."""
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
