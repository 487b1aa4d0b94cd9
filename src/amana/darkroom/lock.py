"""Locks a process up for good: afterwards the kernel refuses files, sockets, children, programs and new code (P10, design §4.12).

An allow-list (seccomp, Linux): what is not named in `calls` is refused. Most of it gets EPERM, not death, because libraries ask for
harmless things in passing (a tuning file, a name service, a thread) and go on without; a kill would lose an exhibit and win nothing,
since the kernel refuses both alike. Calls that only an intruder makes end the process, and its parent says so (`Attacked`).
"""

import ctypes
import os
import resource
import struct
from collections.abc import Iterator
from typing import Final

from amana.darkroom.calls import Calls, calls_here
from amana.darkroom.errors import NoDarkRoom
from amana.darkroom.limits import Limits

_PR_SET_DUMPABLE: Final = 4
_PR_SET_NO_NEW_PRIVS: Final = 38
_SET_MODE_FILTER: Final = 1
_TSYNC: Final = 1  # every thread that a library may have started is locked up too

_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | 1  # EPERM
_KILL: Final = 0x80000000
_X32: Final = 0x40000000  # a second set of numbers on x86_64
_PROT_EXEC: Final = 4

# Classic BPF (<linux/filter.h>) and the offsets of struct seccomp_data; both architectures are little-endian.
_LOAD, _EQUAL, _REACH, _ANY_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _THIRD_ARGUMENT = 0, 4, 32

Step = tuple[int, int, int, int]


def lock(limits: Limits) -> None:
    """From here on this process reads and writes the pipes that it has, and nothing else. Raises NoDarkRoom."""
    calls = calls_here()
    if calls is None:
        raise NoDarkRoom
    _bound(limits)
    libc = ctypes.CDLL(None, use_errno=True)
    program = b"".join(struct.pack("HBBI", *step) for step in _program(calls))
    code = ctypes.create_string_buffer(program, len(program))
    rule = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    if libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) or libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise NoDarkRoom
    if libc.syscall(calls.seccomp, _SET_MODE_FILTER, _TSYNC, rule) != 0:
        raise NoDarkRoom
    _prove()


def _bound(limits: Limits) -> None:
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.processor),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),  # those that are open stay
    ):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def _prove() -> None:
    """A kernel that only says yes is no lock."""
    try:
        os.close(os.open("/", os.O_RDONLY))
    except PermissionError:
        return
    except OSError as error:
        raise NoDarkRoom from error
    raise NoDarkRoom


def _program(calls: Calls) -> Iterator[Step]:
    yield _LOAD, 0, 0, _ARCHITECTURE
    yield from _answer(_EQUAL, calls.audit, otherwise=_KILL)
    yield _LOAD, 0, 0, _NUMBER
    yield _REACH, 0, 1, _X32
    yield _ANSWER, 0, 0, _KILL
    for number in sorted(calls.allowed):
        yield _EQUAL, 0, 1, number
        yield _ANSWER, 0, 0, _ALLOW
    for number in sorted(calls.killed):
        yield _EQUAL, 0, 1, number
        yield _ANSWER, 0, 0, _KILL
    for number in sorted(calls.executable):
        yield _EQUAL, 0, 4, number
        yield _LOAD, 0, 0, _THIRD_ARGUMENT
        yield _ANY_BIT, 0, 1, _PROT_EXEC
        yield _ANSWER, 0, 0, _REFUSE
        yield _ANSWER, 0, 0, _ALLOW
    yield _ANSWER, 0, 0, _REFUSE


def _answer(test: int, value: int, *, otherwise: int) -> Iterator[Step]:
    yield test, 1, 0, value
    yield _ANSWER, 0, 0, otherwise
