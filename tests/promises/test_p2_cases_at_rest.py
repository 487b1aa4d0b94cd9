"""P2: with nobody signed in, tables, blobs and backups of the desk hold what she wrote only sealed."""

import base64
import dataclasses
import gzip
import hashlib
import zlib
from contextlib import contextmanager

import pyrage
from django.apps import apps
from django.test import override_settings

from amana.desk.cases import backups, keyed
from amana.desk.cases.flows.assess import assess
from amana.desk.cases.flows.exclude import exclude
from amana.desk.cases.opened import open_case
from amana.desk.replies.writing import reply
from amana.desk.staff import sessions
from amana.desk.vault import losses, traces
from amana.desk.vault.flows import lock as locking
from amana.desk.vault.flows import look as looking
from amana.desk.vault.models import Derived, File, Notice, Stamp
from amana.wire.letter import Upload
from tests.darkroom.samples import screenshot
from tests.desk import arrivals
from tests.desk.at_work import opened, organisation
from tests.desk.vault.exhibits import hand_over
from tests.evidence.authority import Authority
from tests.promises.counsel import Counsel, Leaving

__all__ = ["opened", "organisation"]

CANARIES = [
    "canary-her-words-Xq7",
    "قنبرة-كلماتها",
    "canary-answer-Kd2",
    "canary-reason-Pz9",
    "canary-name.png",
    "canary-tribe-Lm4",
    "canary-chat-Bz8",
    "canary-sender-Qr5",
    "canary-gap-Nv1",
    "canary-export-Tf6.txt",
    "canary-way-Hs3",
    "canary-look-Wd7",
    "canary-identifier-Gy2",
    "canary-why-Ck9",
    "canary-loss-Jp4",
    "canary-sentence-Uo6",
    "canary-exhibit-Ea3",
    "canary-lock-Rm8",
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
        admit=["rezan", "dalia"],
        chosen=["noor", "rezan", "dalia"],
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
    evidence(organisation, noor, case)
    exclude(noor, case.number, organisation.people["rezan"].officer.id, reason=CANARIES[3])
    for _ in range(2):
        keyed.run_for(noor)
    return her, open_case(noor, case.number)


def evidence(organisation, noor, case):
    """Exhibits, one of them locked; a mark, an identifier, a loss, a draft and its paper."""
    chat, sender, gap, export, way, why, identifier, his, loss, sentence, what, lock = CANARIES[6:]
    lines = f"{gap}\n[5/3/24, 8:07:12 PM] x: y\n[5/3/24, 8:08:12 PM] {sender}: {chat}\n"
    first = hand_over(noor, case, export, lines.encode(), words=way)
    picture = hand_over(noor, case, "synthetic.png", screenshot("SYNTHETIC"))
    looking.look(noor, case.number, picture, reason=why)
    locking.lock(noor, case.number, picture, words=lock)
    dalia = Counsel.at(organisation, case)
    dalia.marks(chat)
    traces.enter(noor, case.number, kind="handle", raw=identifier, exhibit=first, words=his)
    told = {"kind": "cash", "amount": "5", "unit": "USD", "what": loss, "channel": loss}
    losses.enter(noor, case.number, told, [first])
    dalia.begins()
    dalia.shows(first, what=what)
    dalia.states(sentence)
    dalia.does("fill", "marked")
    dalia.does("warned")
    dalia.goes_through()
    assert dalia.makes() == 302
    Leaving.of(dalia)  # printed and bundled: neither leaves anything behind


def test_p2_no_content_in_tables_blobs_or_backups(
    organisation, opened, desk, tmp_path, caplog, capfd
):
    with named_authority(organisation, tmp_path):
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
    assert {Derived, Notice, Stamp, File} <= set(filled())
    for name, content in everything(tmp_path):
        searched += 1
        for needle in needles:
            assert needle not in content, name
    assert searched > 5
    said = caplog.text + "".join(capfd.readouterr())
    assert not any(canary in said for canary in CANARIES)


@contextmanager
def named_authority(organisation, folder):
    """One that nobody answers for: its queries wait."""
    authority = Authority(folder / "authority")
    authority.folder.mkdir()
    authority.found()
    roots = str(authority.folder / "root.pem")
    told = ({"name": "synthetic", "url": "http://127.0.0.1:9/", "roots": roots},)
    with override_settings(AMANA=dataclasses.replace(organisation.config, authorities=told)):
        yield


def filled():
    """The vault's tables that have a row."""
    return [
        model
        for model in apps.get_app_config("vault").get_models()
        if model._default_manager.exists()
    ]


def test_p2_the_search_itself_finds_what_is_in_the_clear(tmp_path):
    (tmp_path / "naive").write_bytes(b"x" + gzip.compress(CANARIES[0].encode()) + b"y")
    found = [name for name, content in everything(tmp_path) if CANARIES[0].encode() in content]
    assert found == ["naive"]
