"""P2: with nobody signed in, tables, blobs and backups of the desk hold what she wrote only sealed."""

import base64
import gzip
import hashlib
import zlib

import pyrage

from amana.desk.cases import backups, keyed
from amana.desk.cases.flows.assess import assess
from amana.desk.cases.flows.exclude import exclude
from amana.desk.cases.opened import open_case
from amana.desk.replies.writing import reply
from amana.desk.staff import sessions
from amana.wire.letter import Upload
from tests.desk import arrivals
from tests.desk.at_work import opened, organisation

__all__ = ["opened", "organisation"]

CANARIES = [
    "canary-her-words-Xq7",
    "قنبرة-كلماتها",
    "canary-answer-Kd2",
    "canary-reason-Pz9",
    "canary-name.png",
    "canary-tribe-Lm4",
]
FILE = b"canary-in-a-file-Ww3 " * 5_000


def forms(text: bytes):
    """The usual spellings of a secret."""
    yield text
    yield text.hex().encode()
    yield text[::-1]
    for shift in range(3):
        coded = base64.b64encode(bytes(shift) + text)
        yield coded[4:-4]
        yield base64.urlsafe_b64encode(bytes(shift) + text)[4:-4]
    try:
        yield text.decode().encode("utf-16-le")
        yield text.decode().encode("utf-16-be")
    except UnicodeDecodeError:
        return


def everything(folder):
    """Every file, and what unpacks of it."""
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            yield path.name, content
            start = content.find(b"\x1f\x8b\x08")
            while start >= 0:
                yield (
                    path.name,
                    zlib.decompressobj(31).decompress(content[start:])
                    if _opens(content[start:])
                    else b"",
                )
                start = content.find(b"\x1f\x8b\x08", start + 1)


def _opens(data: bytes) -> bool:
    try:
        zlib.decompressobj(31).decompress(data)
    except zlib.error:
        return False
    return True


def journey(organisation, opened):
    upload = b"u" * 16
    her, case = opened(
        f"{CANARIES[0]} {CANARIES[1]}",
        by="noor",
        admit=["rezan"],
        chosen=["noor", "rezan"],
        uploads=[upload],
        answers={"danger": "yes", "threat_type": ("tell_family",)},
    )
    arrivals.upload(upload, her.file(FILE))
    told = Upload(
        upload, CANARIES[4], "image/png", len(FILE), hashlib.sha256(FILE).digest(), 1, True
    )
    arrivals.envelope(her.closing(told))
    noor = organisation.people["noor"].sign_in()
    for _ in range(3):
        keyed.run_for(noor)
    reply(open_case(noor, case.number), author=noor.officer.id, words=CANARIES[2])
    assess(noor, case.number, level="high", reason=CANARIES[3])
    exclude(noor, case.number, organisation.people["rezan"].officer.id, reason=CANARIES[3])
    keyed.run_for(noor)
    return her, open_case(noor, case.number)


def test_p2_no_content_in_tables_blobs_or_backups(organisation, opened, desk, tmp_path):
    her, case = journey(organisation, opened)
    key = pyrage.x25519.Identity.generate()
    backups.make(organisation.config, tmp_path / "backups", recipients=(str(key.to_public()),))
    secrets = [
        case.secret.raw,
        her.keys.to_desk,
        her.keys.to_her,
        her.thread,
        *(c.identity.encode() for c in organisation.people.values()),
        hashlib.sha256(FILE).digest(),
        hashlib.sha256(CANARIES[0].encode()).digest(),
    ]
    sessions.lock_all()
    needles = [
        form
        for text in [*(c.encode() for c in CANARIES), FILE[:21], *secrets]
        for form in forms(text)
    ]
    searched = 0
    for name, content in everything(tmp_path):
        searched += 1
        for needle in needles:
            assert needle not in content, name
    assert searched > 5


def test_p2_the_search_itself_finds_what_is_in_the_clear(tmp_path):
    (tmp_path / "naive").write_bytes(b"x" + gzip.compress(CANARIES[0].encode()) + b"y")
    found = [name for name, content in everything(tmp_path) if CANARIES[0].encode() in content]
    assert found == ["naive"]
