"""A process without network, files and children, for bytes that a stranger wrote (design §4.12).

`no_new_privs` and a seccomp filter (Linux) are set after the imports: from then on the kernel refuses sockets, opening files and
starting programs. Where the filter cannot be set, nothing is read.
"""

import ctypes
import platform
import resource
import struct
from typing import Final

from amana.errors import AmanaError

MEMORY: Final = 512 * 1024 * 1024  # bytes of address space
SECONDS: Final = 5  # of processor time

_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_FILTER: Final = 2
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | 1  # EPERM
_KILL: Final = 0x80000000

# Numbers of: socket socketpair connect bind open openat openat2 creat execve execveat fork vfork clone clone3 ptrace process_vm_readv
# process_vm_writev io_uring_setup memfd_create bpf mount unshare setns kill tkill tgkill pidfd_getfd
_X86: Final = "41 53 42 49 2 257 437 85 59 322 57 58 56 435 101 310 311 425 319 321 165 272 308 62 200 234 438"
_ARM: Final = (
    "198 199 203 200 56 437 221 281 220 435 117 270 271 425 279 280 40 97 268 129 130 131 438"
)
_REFUSED: Final = {
    "x86_64": (0xC000003E, tuple(map(int, _X86.split()))),
    "aarch64": (0xC00000B7, tuple(map(int, _ARM.split()))),
}


class NoCell(AmanaError):
    """This computer cannot lock up the process that reads messages, so none was read. Nothing is lost. Use a Linux with seccomp."""


def enter() -> None:
    """Locks this process up for good. Raises NoCell."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if platform.machine() not in _REFUSED:
        raise NoCell
    program = _program(*_REFUSED[platform.machine()])
    code = ctypes.create_string_buffer(program, len(program))
    rule = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise NoCell
    if libc.prctl(_PR_SET_SECCOMP, _FILTER, rule, 0, 0) != 0:
        raise NoCell


def _program(architecture: int, refused: tuple[int, ...]) -> bytes:
    """A classic BPF filter: another architecture is killed, a refused call gets EPERM, all else passes."""
    load, equal, reach, answer = 0x20, 0x15, 0x35, 0x06
    steps = [(load, 0, 0, 4), (equal, 1, 0, architecture), (answer, 0, 0, _KILL), (load, 0, 0, 0)]
    steps += [(reach, 0, 1, 0x40000000), (answer, 0, 0, _KILL)]  # x32's numbers
    for call in refused:
        steps += [(equal, 0, 1, call), (answer, 0, 0, _REFUSE)]
    steps.append((answer, 0, 0, _ALLOW))
    return b"".join(struct.pack("HBBI", *step) for step in steps)
