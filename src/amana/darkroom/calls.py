"""Which system calls a locked-up process may still make: memory, clocks, and the pipes that it already has (Linux x86_64, aarch64).

Numbers are of Linux `asm/unistd_64.h` and `asm-generic/unistd.h`.
"""

import platform
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Calls:
    """The numbers of one architecture. `executable` may be used unless they ask for executable memory."""

    audit: int  # AUDIT_ARCH of <linux/audit.h>
    allowed: frozenset[int]
    executable: frozenset[int]  # third argument: protection
    killed: frozenset[int]
    thread: frozenset[int]  # what a new thread does of itself
    clone: int  # first argument: flags
    clone3: int  # its flags lie in memory, where a filter cannot look
    seccomp: int


# name: (x86_64, aarch64); -1 where an architecture has none.
_ALLOWED: Final = {
    "read": (0, 63),
    "write": (1, 64),
    "readv": (19, 65),
    "writev": (20, 66),
    "close": (3, 57),
    "munmap": (11, 215),
    "brk": (12, 214),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123),
    "getpid": (39, 172),
    "gettid": (186, 178),
    "getrusage": (98, 165),
    "futex": (202, 98),
    "nanosleep": (35, 101),
    "clock_nanosleep": (230, 115),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "gettimeofday": (96, 169),
    "time": (201, -1),
    "times": (100, 153),
    "getrandom": (318, 278),
    "restart_syscall": (219, 128),
    "exit": (60, 93),
    "exit_group": (231, 94),
}
_EXECUTABLE: Final = {"mmap": (9, 222), "mprotect": (10, 226)}
# No decoder has any business with these: whoever calls one is not decoding any more.
_KILLED: Final = {
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "bpf": (321, 280),
    "mount": (165, 40),
    "unshare": (272, 97),
    "setns": (308, 268),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "keyctl": (250, 219),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "perf_event_open": (298, 241),
}
_THREAD: Final = {"set_robust_list": (273, 99), "rseq": (334, 293)}
_CLONE: Final = (56, 220)
_CLONE3: Final = (435, 435)
_SECCOMP: Final = (317, 277)
_MACHINES: Final = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def calls_here() -> Calls | None:
    """The calls of this machine's architecture; None where nobody wrote them down."""
    if platform.machine() not in _MACHINES:
        return None
    column, audit = _MACHINES[platform.machine()]
    return Calls(
        audit=audit,
        allowed=_numbers(_ALLOWED, column),
        executable=_numbers(_EXECUTABLE, column),
        killed=_numbers(_KILLED, column),
        thread=_numbers(_THREAD, column),
        clone=_CLONE[column],
        clone3=_CLONE3[column],
        seccomp=_SECCOMP[column],
    )


def _numbers(table: dict[str, tuple[int, int]], column: int) -> frozenset[int]:
    return frozenset(pair[column] for pair in table.values() if pair[column] >= 0)
