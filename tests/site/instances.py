"""A built site for tests, from the pack of Iraq and synthetic keys."""

from datetime import date
from pathlib import Path

from amana.packs import load
from amana.site import Instance, build

IRAQ = Path(__file__).parents[2] / "packs" / "iq"
RELAY = "http://127.0.0.1:2"


def instance(relay: str = RELAY) -> Instance:
    return Instance(
        roots=(b"\x01" * 32,),
        demo_roots=(b"\x02" * 32,),
        salt=b"\x03" * 32,
        relay=relay,
        built=date(2026, 11, 23),
    )


def built(out: Path, relay: str = RELAY) -> Path:
    build(load(IRAQ), instance(relay), out, "demo")
    return out
