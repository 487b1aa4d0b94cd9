"""Where a process listens, as the kernel tells it (proc(5), /proc/net/tcp)."""

import ipaddress
import os
from pathlib import Path

LISTEN = "0A"  # TCP_LISTEN
Address = tuple[ipaddress.IPv4Address | ipaddress.IPv6Address, int]


def listening(pid: int) -> set[Address]:
    """Host and port of every TCP socket on which this process takes connections."""
    held = {os.readlink(file) for file in Path(f"/proc/{pid}/fd").iterdir() if file.is_symlink()}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            local, state, inode = (line.split()[place] for place in (1, 3, 9))
            if state == LISTEN and f"socket:[{inode}]" in held:
                found.add(_address(local))
    return found


def _address(text: str) -> Address:
    """`0100007F:1F90`: words of four bytes in the machine's order."""
    host, port = text.split(":")
    words = [bytes.fromhex(host[at : at + 8])[::-1] for at in range(0, len(host), 8)]
    return ipaddress.ip_address(b"".join(words)), int(port, 16)
