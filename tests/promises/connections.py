"""Where processes and browsers really connect to: read from system calls, and from Chromium's own log of the network (P6)."""

import json
import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

STRACE = ("strace", "-f", "-qq", "-s", "0", "-e", "trace=connect,sendto,sendmsg,sendmmsg")
# Chromium asks for these of itself, with an empty page too, whatever flags it is given.
ITS_OWN = frozenset({"update.googleapis.com", "accounts.google.com"})
_FAMILY = re.compile(r"sa_family=(?P<family>AF_\w+)(?P<rest>[^}]*)}")
_IPV4 = re.compile(r'sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]+)"\)')
_IPV6 = re.compile(r'sin6_port=htons\((\d+)\).*inet_pton\(AF_INET6, "([^"]+)"')
_UNIX = re.compile(r'sun_path=@?"([^"]*)"')


@dataclass(frozen=True, order=True)
class Reached:
    """One address that something was sent to. For a Unix socket `port` is 0."""

    address: str
    port: int

    @property
    def local(self) -> bool:
        """On this machine: loopback, or no network at all."""
        return self.address.startswith("/") or ip_address(self.address).is_loopback


def by_processes(trace: Path) -> set[Reached]:
    """Every address in the trace. Raises AssertionError for a family of sockets that nobody expects."""
    found = set()
    for line in trace.read_text(errors="replace").splitlines():
        for each in _FAMILY.finditer(line):
            if reached := _reached(each["family"], each["rest"]):
                found.add(reached)
    return found


def _reached(family: str, rest: str) -> Reached | None:
    if family == "AF_NETLINK":  # the C library asks the kernel which addresses this machine has
        return None
    if family == "AF_UNSPEC":  # ends an association; nothing is sent
        return None
    if family == "AF_UNIX":
        path = _UNIX.search(rest)
        return Reached(f"/{path[1].lstrip('/')}" if path else "/", 0)
    address = (_IPV4 if family == "AF_INET" else _IPV6).search(rest)
    assert address, (family, rest)
    return Reached(address[2], int(address[1]))


def by_browser(netlog: Path) -> tuple[set[Reached], set[str]]:
    """The addresses that Chromium tried to connect to, and the names that it asked a resolver for."""
    log = json.loads(netlog.read_text(errors="replace"))
    names = {number: name for name, number in log["constants"]["logEventTypes"].items()}
    reached, asked = set[Reached](), set[str]()
    aimed: dict[
        int, Reached
    ] = {}  # UDP sockets; Chromium connects one, and sends nothing, to learn whether it has IPv6
    for event in log["events"]:
        kind, told, source = names[event["type"]], event.get("params", {}), event["source"]["id"]
        if kind == "TCP_CONNECT_ATTEMPT" and "address" in told:
            reached.add(_endpoint(told["address"]))
        elif kind == "UDP_CONNECT" and "address" in told:
            aimed[source] = _endpoint(told["address"])
        elif kind == "UDP_BYTES_SENT" and source in aimed:
            reached.add(aimed[source])
        elif kind == "HOST_RESOLVER_MANAGER_REQUEST" and "host" in told:
            asked.add(_name(str(told["host"])))
    by_name = {
        each for each in reached if each.port != 53
    }  # a resolver is told by what it was asked
    return by_name, {name for name in asked if name and name not in ITS_OWN}


def _name(host: str) -> str:
    """The name in `https://name:1` or `name:1`; nothing for an address, which no resolver is asked for."""
    name = urlsplit(host if "//" in host else f"//{host}").hostname or ""
    try:
        ip_address(name)
    except ValueError:
        return name
    return ""


def _endpoint(text: str) -> Reached:
    address, _, port = text.rpartition(":")
    return Reached(address.strip("[]"), int(port))
