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
_NO_SUCH_CALL: Final = 0x00050000 | 38  # ENOSYS: the C library then takes the older call
# CLONE_VM, _FS, _FILES, _SIGHAND, _THREAD, _SYSVSEM, _SETTLS, _PARENT_SETTID, _CHILD_CLEARTID: a thread, and nothing else.
_NEW_THREAD: Final = 0x3D0F00

# Classic BPF (<linux/filter.h>) and the offsets of struct seccomp_data; both architectures are little-endian.
_LOAD, _EQUAL, _REACH, _ANY_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT, _THIRD_ARGUMENT = 0, 4, 16, 32

Step = tuple[int, int, int, int]


def lock(limits: Limits) -> None:
    """From here on this process reads and writes the pipes that it has, and nothing else. Raises NoDarkRoom."""
    calls = calls_here()
    if calls is None:
        raise NoDarkRoom
    _bound(limits)
    libc = ctypes.CDLL(None, use_errno=True)
    program = b"".join(
        struct.pack("HBBI", *step) for step in _program(calls, threads=limits.threads)
    )
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
        (resource.RLIMIT_NPROC, resource.RLIM_INFINITY if limits.threads else 0),
        (resource.RLIMIT_NOFILE, 0),  # those that are open stay
    ):
        _, hard = resource.getrlimit(what)
        limit = most if _within(most, hard) else hard
        resource.setrlimit(what, (limit, limit))


def _within(most: int, hard: int) -> bool:
    return hard == resource.RLIM_INFINITY or (most != resource.RLIM_INFINITY and most <= hard)


def _prove() -> None:
    """A kernel that only says yes is no lock."""
    try:
        os.close(os.open("/", os.O_RDONLY))
    except PermissionError:
        return
    except OSError as error:
        raise NoDarkRoom from error
    raise NoDarkRoom


def _program(calls: Calls, *, threads: bool) -> Iterator[Step]:
    yield _LOAD, 0, 0, _ARCHITECTURE
    yield _EQUAL, 1, 0, calls.audit
    yield _ANSWER, 0, 0, _KILL
    yield _LOAD, 0, 0, _NUMBER
    yield _REACH, 0, 1, _X32
    yield _ANSWER, 0, 0, _KILL
    for number in sorted(calls.allowed | calls.thread if threads else calls.allowed):
        yield from _call(number, _ALLOW)
    for number in sorted(calls.killed):
        yield from _call(number, _KILL)
    for number in sorted(calls.executable):
        yield from _argument(number, _THIRD_ARGUMENT, (_ANY_BIT, _PROT_EXEC), _REFUSE, _ALLOW)
    if threads:
        yield from _call(calls.clone3, _NO_SUCH_CALL)
        test = (_EQUAL, _NEW_THREAD)
        yield from _argument(calls.clone, _FIRST_ARGUMENT, test, _ALLOW, _REFUSE)
    yield _ANSWER, 0, 0, _REFUSE


def _call(number: int, answer: int) -> Iterator[Step]:
    yield _EQUAL, 0, 1, number
    yield _ANSWER, 0, 0, answer


def _argument(
    number: int, argument: int, test: tuple[int, int], holds: int, otherwise: int
) -> Iterator[Step]:
    yield _EQUAL, 0, 4, number
    yield _LOAD, 0, 0, argument
    yield test[0], 0, 1, test[1]
    yield _ANSWER, 0, 0, holds
    yield _ANSWER, 0, 0, otherwise
