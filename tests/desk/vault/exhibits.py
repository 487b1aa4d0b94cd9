"""A case with exhibits, as tests of the vault make it: handed over at the desk, or sent with her report."""

import io
from typing import Any

from amana.desk.cases import keyed
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.arriving import Arrived, Sealing
from amana.desk.vault.blobs import store
from amana.desk.vault.files import CaseFile, one_of
from amana.desk.vault.flows.add import add


def arrived(opened: OpenedCase, name: str, content: bytes, kind: str = "") -> Arrived:
    """A file of a form, sealed while it came."""
    sealing = Sealing(store(), opened.secret.recipient)
    stream = io.BytesIO(content)
    while piece := stream.read(70_000):
        sealing.add(piece)
    size, received = sealing.finish()
    return Arrived(name, kind, sealing, size, received)


def hand_over(
    unlocked: Unlocked, opened: OpenedCase, name: str, content: bytes, **more: Any
) -> int:
    """Adds one file at the desk and lets the dark room look; gives its exhibit number."""
    file = arrived(opened, name, content)
    way, words = more.get("way", "shown"), more.get("words", "")
    (exhibit,) = add(unlocked, opened.number, [file], way=way, words=words)
    keyed.run_for(unlocked)
    return exhibit


def exhibit(unlocked: Unlocked, opened: OpenedCase, number: int) -> CaseFile:
    """As it is now."""
    return one_of(open_case(unlocked, opened.number), number)
