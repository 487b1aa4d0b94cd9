"""Budget: files hashed while they arrive at ≥ 400 MB/s; and what a whole bundle takes to make and to check."""

import hashlib
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amana.evidence.bundle import bundle
from amana.evidence.custody import Act, Custody
from amana.evidence.exhibit import Exhibit, Kind, Way
from amana.evidence.intake import Arrival, hashed, new_salt, salted
from amana.evidence.parts import BundleParts, ExhibitFile
from amana.evidence.verifier.report import verify
from benchmarks.figure import AtLeast, Figure, Peer
from benchmarks.spread import median
from benchmarks.stage import Stage

BUDGET: Final = AtLeast(400)  # MB a second
PART: Final = 1 << 20  # bytes: as parts arrive from the relay
PARTS, RUNS = 256, 5
NOW: Final = datetime(2026, 11, 24, 9, tzinfo=UTC)


class NotWhole(RuntimeError):
    """The bundle that this bench made did not hold."""


def measure(stage: Stage) -> Iterator[Figure]:
    """Both hashes as files arrive, SHA-256 alone, and a bundle of one sealed exhibit."""
    data = bytes(range(256)) * (PART // 256)
    alone = _speed(lambda: _sha256(data))
    peer = Peer(name="hashlib's SHA-256 alone", value=round(alone), quoted=False, source="same run")
    both = _speed(lambda: hashed(data for _ in range(PARTS)))
    yield Figure("hashing: SHA-256 and SHA-512 as it arrives", both, "MB/s", BUDGET, (peer,))
    yield Figure("hashing: SHA-256 alone", alone, "MB/s", BUDGET)
    yield Figure(
        "hashing: the same in pieces of 64 KB", _speed(lambda: _small(data)), "MB/s", BUDGET
    )
    yield from _bundle(stage, data)


def _bundle(stage: Stage, data: bytes) -> Iterator[Figure]:
    parts = _parts(data)
    path = stage.folder / "bundle.zip"
    began = time.perf_counter()
    with (
        bundle(parts, signer=Ed25519PrivateKey.generate(), scratch=stage.folder) as made,
        path.open("wb") as file,
    ):
        made.write_zip(file)
    yield Figure("bundle: sealed, listed, zipped", _rate(began), "MB/s")
    began = time.perf_counter()
    if any(finding.level == "fails" for finding in verify(str(path))):
        raise NotWhole
    yield Figure("bundle: checked by verify.py's code", _rate(began), "MB/s")


def _parts(data: bytes) -> BundleParts:
    def chunks() -> Iterator[bytes]:
        return (data for _ in range(PARTS))

    salt, custody = new_salt(), Custody()
    record = Exhibit(
        number=1,
        kind=Kind.VIDEO,
        hashed=hashed(chunks()),
        salt=salt,
        salted=salted(salt, chunks()),
        received=NOW,
        zone="Asia/Baghdad",
        way=Way.DESK,
        brought_by="S",
    )
    custody.append(
        Act(
            at=NOW,
            zone="Asia/Baghdad",
            actor="officer-1",
            action="received",
            exhibit=1,
            salted=record.salted,
        )
    )
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    return BundleParts(
        case="BENCH",
        organisation="Synthetic",
        made=NOW,
        custody=custody,
        exhibits=[ExhibitFile(record, chunks)],
        recipients=[recipient],
    )


def _speed(work: Callable[[], object]) -> float:
    def once() -> float:
        began = time.perf_counter()
        work()
        return _rate(began)

    return median([once() for _ in range(RUNS)])


def _rate(began: float) -> float:
    return PART * PARTS / 1e6 / (time.perf_counter() - began)


def _sha256(data: bytes) -> None:
    digest = hashlib.sha256()
    for _ in range(PARTS):
        digest.update(data)


def _small(data: bytes) -> None:
    arrival, view = Arrival(), memoryview(data)
    for _ in range(PARTS):
        for at in range(0, PART, 1 << 16):
            arrival.add(view[at : at + (1 << 16)].tobytes())
