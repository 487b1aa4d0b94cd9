"""A disk that loses whatever was not fsynced, played from a trace of a process's system calls."""

import re
from dataclasses import dataclass, field
from pathlib import Path

CALLS = "openat,write,pwrite64,writev,rename,renameat,unlink,fsync,fdatasync,ftruncate,sendto"
STRACE = ("strace", "-f", "-y", "-s", "40", "-e", f"trace={CALLS}", "-o")
_CALL = re.compile(r"(?P<pid>\d+) +(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)")
_BEGUN = re.compile(r"(?P<pid>\d+) +(?P<call>\w+\(.*) <unfinished \.\.\.>")
_RESUMED = re.compile(r"(?P<pid>\d+) +<\.\.\. \w+ resumed>(?P<rest>.*)")
_HANDLE = re.compile(r"^\d+<(?P<path>/[^>]*)>")
_RENAME = re.compile(r'"(?P<old>[^"]+)".*"(?P<new>[^"]+)"')
_CREATED = re.compile(r'"(?P<path>/[^"]+)", [A-Z_|]*O_CREAT')


@dataclass
class Disk:
    """`unsynced` files have bytes, and `folders` have names, that a power cut would lose.

    Database pages that SQLite copies from its log stay `covered` by the log until that is emptied.
    At each of the `moments`, words of what the process sends, somebody is promised something.
    """

    folder: str
    database: str
    moments: tuple[str, ...]
    unsynced: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    lost_at_answers: list[set[str]] = field(default_factory=list)
    synced: list[str] = field(default_factory=list)

    @property
    def covered(self) -> set[str]:
        """The database file itself."""
        return {f"{self.folder}/{self.database}"}

    def play(self, name: str, arguments: str, result: int) -> None:
        """One finished system call."""
        handle = _HANDLE.match(arguments)
        path = handle["path"] if handle else ""
        if name in ("write", "writev", "sendto") and self._promises(arguments):
            self.lost_at_answers.append((self.unsynced - self.covered) | self.folders)
        elif name == "ftruncate" and path.endswith("-wal"):
            self.lost_at_answers.append(self.unsynced & self.covered)
        elif name in ("write", "pwrite64") and self._counts(path):
            self.unsynced.add(path)
        elif name in ("fsync", "fdatasync") and result == 0:
            self.synced.append(path)
            self.unsynced.discard(path)
            self.folders.discard(path)
        elif name.startswith("rename") and (found := _RENAME.search(arguments)):
            self._rename(found["old"], found["new"])
        elif name == "openat" and (created := _CREATED.search(arguments)):
            self._create(created["path"])

    def _promises(self, arguments: str) -> bool:
        return any(moment in arguments for moment in self.moments)

    def _counts(self, path: str) -> bool:
        """The -shm file is SQLite's shared memory: it is rebuilt after a cut."""
        return path.startswith(self.folder) and not path.endswith("-shm")

    def _rename(self, old: str, new: str) -> None:
        if old in self.unsynced:
            self.unsynced ^= {old, new}
        self.folders.add(str(Path(new).parent))

    def _create(self, path: str) -> None:
        if path.startswith(self.folder) and path.endswith(".new"):
            self.folders.add(str(Path(path).parent))


def play(
    trace: Path,
    folder: Path,
    *,
    database: str = "relay.sqlite3",
    moments: tuple[str, ...] = ("HTTP/1.1 200",),
) -> Disk:
    """The disk after the whole trace; calls count when they return."""
    disk, begun = Disk(str(folder), database, moments), dict[str, str]()
    for line in trace.read_text(errors="replace").splitlines():
        if start := _BEGUN.match(line):
            begun[start["pid"]] = start["call"]
            continue
        end = _RESUMED.match(line)
        whole = f"{end['pid']} {begun.pop(end['pid'], '')}{end['rest']}" if end else line
        if call := _CALL.match(whole):
            disk.play(call["name"], call["arguments"], int(call["result"]))
    return disk
