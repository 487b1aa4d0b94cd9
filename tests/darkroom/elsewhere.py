"""Tries something in the dark room of another user, or of a computer that refuses namespaces or locks: run as a program of its own.

`python elsewhere.py [--no-seccomp] WHAT`; prints what came of it and which walls stood.
"""

import ctypes
import json
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

_ROOT: Final = Path(__file__).parents[2]
_AS_NOBODY: Final = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")
_WITHOUT_NAMESPACES: Final = ("bwrap", "--unshare-user", "--disable-userns", "--dev-bind", "/", "/")
_NO_NEW_PRIVS, _ENOSYS, _ALLOW, _SET_FILTER = 38, 0x00050000 | 38, 0x7FFF0000, 22


def elsewhere(what: str, *, nobody: bool, namespaces: bool, seccomp: bool = True) -> dict[str, Any]:
    """What was told, the refusal, and whether bubblewrap's walls stood."""
    command = [*(_AS_NOBODY if nobody else ()), *(() if namespaces else _WITHOUT_NAMESPACES)]
    command += [sys.executable, "-B", __file__, *(() if seccomp else ("--no-seccomp",)), what]
    done = subprocess.run(command, capture_output=True, check=True, cwd="/")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _main(arguments: list[str]) -> None:
    sys.path += [str(_ROOT / "src"), str(_ROOT)]
    from amana.darkroom import bubble
    from amana.errors import AmanaError
    from tests.darkroom.intruder_job import tries

    if "--no-seccomp" in arguments:
        _refuse_seccomp()
    answer: dict[str, Any] = {"walls": bubble.works(), "told": None, "refusal": None}
    try:
        answer["told"] = tries(arguments[-1])
    except AmanaError as refusal:
        answer["refusal"] = type(refusal).__name__
    print(json.dumps(answer))


def _refuse_seccomp() -> None:
    """As a kernel without it would: the call does not exist."""
    from amana.darkroom.calls import calls_here

    calls = calls_here()
    assert calls is not None
    steps = [(0x20, 0, 0, 0), (0x15, 0, 1, calls.seccomp), (0x06, 0, 0, _ENOSYS), (6, 0, 0, _ALLOW)]
    program = b"".join(struct.pack("HBBI", *step) for step in steps)
    code = ctypes.create_string_buffer(program, len(program))
    rule = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None)
    assert libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    assert libc.prctl(_SET_FILTER, 2, rule, 0, 0) == 0


if __name__ == "__main__":
    _main(sys.argv[1:])
