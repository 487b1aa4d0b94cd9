"""The walls around the worker before it locks itself up: bubblewrap, where this computer allows namespaces.

Inside there is Python, Amana's own code and the system's libraries, all read-only; no network, no home, no data of the desk.
Where namespaces are refused (containers, hardened kernels) the lock alone stands; `lock` refuses where it cannot.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import amana

_PATIENCE: Final = 10.0  # seconds for the one trial
_NOBODY: Final = "65534"
_LIBRARIES: Final = "/usr"
_LINKED: Final = ("/lib", "/lib64", "/lib32", "/libx32", "/bin", "/sbin")
_SYSTEM: Final = ("/etc/ld.so.cache", "/etc/alternatives")


def python() -> str:
    """The interpreter itself, not its name in a virtual environment."""
    return os.path.realpath(sys.executable)


def folders() -> list[str]:
    """Where Python's packages and Amana's own lie, after the standard library."""
    packages = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    own = str(Path(amana.__file__).parents[1])
    return [own, *(path for path in packages if path != own)]


@cache
def works() -> bool:
    """Whether bubblewrap can wall in this Python here; tried once."""
    if shutil.which("bwrap") is None:
        return False
    try:
        done = subprocess.run(
            [*walls(), python(), "-I", "-S", "-c", ""],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def walls(more: Path | None = None) -> list[str]:
    """The command that goes before the worker's; `more` is one further folder to be seen."""
    command = [shutil.which("bwrap") or "bwrap", "--unshare-all", "--die-with-parent"]
    command += ["--new-session", "--uid", _NOBODY, "--gid", _NOBODY, "--cap-drop", "ALL"]
    for folder in _seen():
        command += ["--ro-bind", folder, folder]
    if more is not None:
        command += ["--ro-bind", str(more), str(more)]
    for link in _LINKED:
        if os.path.islink(link):
            command += ["--symlink", os.readlink(link), link]
        elif os.path.isdir(link):
            command += ["--ro-bind", link, link]
    for path in _SYSTEM:
        command += ["--ro-bind-try", path, path]
    return [*command, "--remount-ro", "/", "--chdir", "/"]


def _seen() -> Iterator[str]:
    """No folder twice, and none inside another."""
    own = str(Path(amana.__file__).parent)
    wanted = sorted({_LIBRARIES, os.path.realpath(sys.base_prefix), *folders()[1:], own})
    kept: list[str] = []
    for folder in wanted:
        if not any(Path(folder).is_relative_to(outer) for outer in kept) and os.path.isdir(folder):
            kept.append(folder)
            yield folder
