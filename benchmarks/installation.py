"""Site and relay of the demonstration's organisation on loopback, each behind a counting proxy."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from amana.cli.demo import organisation
from amana.cli.demo.people import OFFICERS
from amana.packs import load
from amana.seal.age_keys import new_identity, recipient_of
from amana.site import Instance, build
from amana.wire.encoding import b64u
from benchmarks.counting import Count, CountingProxy, counting
from benchmarks.relay import Relay
from benchmarks.stage import ROOT, Stage, free_port

PACK: Final = ROOT / "packs" / "iq"
_SERVE: Final = (
    "import sys; from pathlib import Path; from amana.cli.site import serve;"
    "serve(Path(sys.argv[1]), '127.0.0.1', int(sys.argv[2]))"
)


@dataclass(frozen=True)
class Installation:
    """What a survivor's browser meets."""

    site: CountingProxy
    letterbox: CountingProxy
    relay: Relay

    @property
    def count(self) -> Count:
        """Both origins together."""
        return self.site.count + self.letterbox.count


@contextmanager
def installed(stage: Stage, *, direct: bool = False) -> Iterator[Installation]:
    """A built site, served as `amana site serve` does, and a relay that knows one desk.

    `direct`: pages speak to the relay without the proxy between, where speed matters.
    """
    with counting(2) as (site, letterbox):
        _, root, document = directory(stage)
        relay = Relay(stage, site=site.origin, root=b64u(root), document=document)
        letterbox.target = relay.port
        site.target = _serve_site(stage, relay.origin if direct else letterbox.origin, root)
        yield Installation(site, letterbox, relay)


def directory(stage: Stage) -> tuple[bytes, bytes, bytes]:
    """A desk's short id, the demonstration's root key, and the directory, with six officers of fresh keys."""
    desk = os.urandom(8)
    founded = organisation.found(stage.folder / "keys", desk=desk)
    holders = [
        organisation.holder(
            founded,
            person=os.urandom(8),
            role=role,
            woman=officer.woman,
            label=officer.label,
            recipient=recipient_of(new_identity()),
        )
        for officer in OFFICERS
        for role in officer.roles
    ]
    document = organisation.document(founded, holders).write()
    return desk, founded.keys["root"].public, document


def instance(relay: str, root: bytes) -> Instance:
    """What a page of this installation carries."""
    today = datetime.now(UTC).date()
    return Instance(roots=(), demo_roots=(root,), salt=os.urandom(32), relay=relay, built=today)


def _serve_site(stage: Stage, relay: str, root: bytes) -> int:
    """The port at which it is served."""
    folder, port = stage.folder / "site", free_port()
    build(load(PACK), instance(relay, root), folder, "demo")
    stage.await_port(stage.python(_SERVE, folder, str(port)), port)
    return port
