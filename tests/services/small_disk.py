"""A real disk of a few megabytes under one folder, which a test can fill: a tmpfs.

Root mounts it. Anybody else gets it in a mount namespace of his own, whose processes start behind `under`.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MIB = 1024 * 1024
_BALLAST = "ballast"
_HOLD = 'mount -t tmpfs -o "size=$1" tmpfs "$2" && echo mounted && exec sleep infinity'


class NoSmallDisk(AssertionError):
    """This machine lets nobody mount a tmpfs, neither root nor a namespace: run this test where one of both is allowed."""


class SmallDisk:
    """`folder` is where a process behind `under` sees it; `seen` is where this process does."""

    def __init__(self, folder: Path, *, seen: Path, under: tuple[str, ...]) -> None:
        self.folder, self.seen, self.under = folder, seen, under

    @property
    def free(self) -> int:
        """Bytes."""
        found = os.statvfs(self.seen)
        return found.f_bavail * found.f_frsize

    def fill(self, *, leave: int = 0) -> None:
        """Somebody else's bytes take the room, but for `leave` bytes."""
        with (self.seen / _BALLAST).open("ab") as file:
            while (some := min(self.free - leave, MIB)) > 0:
                try:
                    file.write(bytes(some))
                    file.flush()
                except OSError:
                    return

    def clear(self) -> None:
        """The room is free again."""
        (self.seen / _BALLAST).unlink(missing_ok=True)

    def move_in(self, content: Path) -> None:
        """Copies what was made elsewhere onto the disk."""
        shutil.copytree(content, self.seen, dirs_exist_ok=True)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[SmallDisk]:
    """A disk of `size` bytes at `folder`, which is hidden while it is there. Raises NoSmallDisk."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode == 0:
        try:
            yield SmallDisk(folder, seen=folder, under=())
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
        return
    with _held(folder, size) as disk:
        yield disk


@contextmanager
def _held(folder: Path, size: int) -> Iterator[SmallDisk]:
    apart = ["unshare", "--user", "--map-root-user", "--mount"]
    command = [*apart, "sh", "-c", _HOLD, "sh", str(size), str(folder)]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        if holder.stdout.readline().strip() != b"mounted":
            raise NoSmallDisk
        enter = ("nsenter", "--preserve-credentials", "-U", "-m", "-t", str(holder.pid))
        yield SmallDisk(folder, seen=Path(f"/proc/{holder.pid}/root{folder}"), under=enter)
    finally:
        holder.kill()
        holder.wait()
