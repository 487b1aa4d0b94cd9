"""Ports that stay the same between starts, since pages and policies are built for them."""

import socket
from dataclasses import asdict, replace

from amana.cli.console import say
from amana.cli.demo.record import Ports


def free() -> Ports:
    """Three ports that nobody uses at this moment."""
    site, relay, desk = (socket.socket() for _ in range(3))
    try:
        for each in (site, relay, desk):
            each.bind(("127.0.0.1", 0))
        return Ports(
            site=site.getsockname()[1], relay=relay.getsockname()[1], desk=desk.getsockname()[1]
        )
    finally:
        for each in (site, relay, desk):
            each.close()


def usable(wanted: Ports) -> Ports:
    """The wanted ports, with free ones in the place of those that another program uses."""
    other, chosen = asdict(free()), wanted
    for name, port in asdict(wanted).items():
        if not _is_free(port):
            say(f"Port {port} is used by another program; the {name} moves to {other[name]}.")
            chosen = replace(chosen, **{name: other[name]})
    return chosen


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
