"""vectors/messages.json: every kind of message from its manifest to the padded plaintext."""

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from vectors.generators.archives import ARABIC, SORANI
from vectors.generators.book import sample, write

from amana.seal.age_keys import identity_text, recipient_of
from amana.wire.archive import MAC, read_archive
from amana.wire.authentic import EPOCH_ZERO, write_from_her, write_state, write_to_her
from amana.wire.complaint import Complaint, write_complaint
from amana.wire.encoding import b64u
from amana.wire.letter import Closing, Letter, Reply, Upload
from amana.wire.messages import FromHer, Manifest
from amana.wire.records import Standing, State
from amana.wire.report import Age, Announced, Card, Files, Her, Report, Routing
from amana.wire.take_up import take_up_of

THREAD = sample("thread", 16)
TO_DESK = sample("to-desk", 32)
TO_HER = sample("to-her", 32)
STATE_KEY = sample("state", 32)
MAILBOX = sample("mailbox-id", 16)
NONCE = sample("epoch nonce", 32)
HER = recipient_of(identity_text(sample("her", 32)))
CASE = recipient_of(identity_text(sample("case", 32)))
CASE_REPLY = sample("case reply key", 32)
DESK_REPLY = sample("desk reply key", 32)
PEOPLE = tuple(sample(f"person {i}", 8) for i in range(4))
FILES = Files(
    identity=identity_text(sample("files", 32)),
    uploads=(Announced(sample("upload", 16), "file"), Announced(sample("voice", 16), "voice")),
)


def main() -> None:
    """The same thread throughout: report, letters, closing letter, standing record, reply,
    state.
    """
    cases = [_from_her(*case) for case in _hers()] + [_to_her(*case) for case in _desks()]
    write(
        "messages",
        generator="vectors/generators/messages.py",
        checked_by="client/test; tests/vectors (HMAC and HKDF of the standard library)",
        keys={
            "to_desk": b64u(TO_DESK),
            "to_her": b64u(TO_HER),
            "state": b64u(STATE_KEY),
            "mailbox_id": b64u(MAILBOX),
            "recipient": HER,
            "case_reply_private": b64u(CASE_REPLY),
            "desk_reply_private": b64u(DESK_REPLY),
            "case_reply": b64u(_public(CASE_REPLY)),
            "desk_reply": b64u(_public(DESK_REPLY)),
        },
        cases=[*cases, *map(_state_case, _states())],
        complaint=_complaint(),
    )


def report() -> Report:
    """A first report; plainly synthetic."""
    return Report(
        thread=THREAD,
        id=sample("report", 16),
        lang="ckb",
        her=Her(HER, MAILBOX, sample("drop", 32), TO_DESK, TO_HER),
        routing=Routing(
            desk=sample("desk", 8),
            chosen=PEOPLE[:2],
            excluded=PEOPLE[2:3],
            recovery="B",
            filters=("women_only",),
            leads_only=False,
            statement=7,
        ),
        age=Age.ADULT,
        answers={"danger": "unsure", "demand_type": ("money", "unknown")},
        files=FILES,
    )


def _hers() -> list[tuple[FromHer, str | None, Card | None, bytes]]:
    card = Card(names=("قبيلة مثال", "هۆزی نموونە"))
    text = ARABIC + SORANI
    upload = Upload(
        id=FILES.uploads[0].id,
        name="لقطة.txt",
        type="text/plain",
        size=5,
        sha256=sample("content", 32),
        parts=1,
        complete=True,
        media_left_out=2,
    )
    letter = Letter(
        thread=THREAD,
        id=sample("letter", 16),
        seq=2,
        epoch=0,
        lang="ar",
        state_version=1,
    )
    wish = Letter(
        thread=THREAD,
        id=sample("wish", 16),
        seq=4,
        epoch=1,
        lang="en",
        received=(sample("reply", 16),),
        state_version=2,
        wish="destroyed",
    )
    lifting = Letter(
        thread=THREAD,
        id=sample("lifting", 16),
        seq=5,
        epoch=1,
        lang="ckb",
        state_version=4,
        excluded=PEOPLE[2:],
        lifts=PEOPLE[2:3],
        take_up=take_up_of(direction_key=TO_DESK, nonce=NONCE),
    )
    closing = Closing(
        thread=THREAD,
        id=sample("closing", 16),
        seq=3,
        epoch=1,
        lang="en",
        state_version=2,
        uploads=(upload,),
    )
    return [
        (report(), text, None, EPOCH_ZERO),
        (report(), "", card, EPOCH_ZERO),
        (replace(report(), plan={"hours": ARABIC, "code-word": "tea"}), text, None, EPOCH_ZERO),
        (report(), text * 400, None, EPOCH_ZERO),
        (letter, text, None, EPOCH_ZERO),
        (closing, None, None, NONCE),
        (wish, "", None, NONCE),
        (lifting, "", None, NONCE),
    ]


def _desks() -> list[tuple[Reply | Standing, str | None, bytes]]:
    standing = Standing(
        thread=THREAD,
        id=sample("standing", 16),
        seq=1,
        epoch=1,
        nonce=NONCE,
        case=CASE,
        case_reply=_public(CASE_REPLY),
        reply_key=sample("reply certificate", 8),
        excluded=PEOPLE[2:3],
        state_version=1,
        received=(sample("report", 16),),
    )
    lifted = replace(
        standing,
        id=sample("lifted", 16),
        seq=2,
        excluded=PEOPLE[3:],
        state_version=4,
        lifted=PEOPLE[2:3],
        again=2,
        vacant=True,
    )
    reply = Reply(
        thread=THREAD,
        id=sample("reply", 16),
        seq=2,
        epoch=1,
        lang="ckb",
        received=(sample("report", 16), sample("letter", 16)),
    )
    return [
        (standing, None, DESK_REPLY),
        (lifted, None, DESK_REPLY),
        (reply, SORANI, CASE_REPLY),
    ]


def _complaint() -> dict[str, object]:
    """To the body outside the desk; it carries its own key."""
    complaint = Complaint(sample("complaint", 16), "ckb", sample("desk", 8), sample("whole", 32))
    plaintext = write_complaint(complaint, ARABIC + SORANI)
    archive = read_archive(plaintext, Complaint.FORM)
    return {
        "manifest": complaint.to_json(),
        "words": ARABIC + SORANI,
        "T": b64u(archive.digest),
        "mac": b64u(archive.members[MAC]),
        "length": len(plaintext),
        "plaintext": b64u(plaintext.rstrip(b"\0")),
    }


def _from_her(
    manifest: FromHer, words: str | None, card: Card | None, nonce: bytes
) -> dict[str, object]:
    plaintext = write_from_her(manifest, direction_key=TO_DESK, nonce=nonce, words=words, card=card)
    return _case(manifest, plaintext, nonce)


def _to_her(manifest: Reply | Standing, words: str | None, signing: bytes) -> dict[str, object]:
    key = Ed25519PrivateKey.from_private_bytes(signing)
    plaintext = write_to_her(
        manifest, direction_key=TO_HER, nonce=NONCE, signing_key=key, recipient=HER, words=words
    )
    return _case(manifest, plaintext, NONCE)


def _states() -> list[State]:
    """As it was before she asked for anybody, and afterwards."""
    state = State(
        version=3,
        desk=sample("desk", 8),
        chosen=PEOPLE[:2],
        excluded=PEOPLE[2:3],
        recovery="B",
        leads_only=False,
        card=True,
        thread=THREAD,
        epoch=1,
        seq=5,
    )
    return [state, replace(state, version=4, excluded=PEOPLE[2:], lifts={PEOPLE[2]: 4})]


def _state_case(state: State) -> dict[str, object]:
    return _case(state, write_state(state, state_key=STATE_KEY, mailbox_id=MAILBOX), None)


def _case(manifest: Manifest, plaintext: bytes, nonce: bytes | None) -> dict[str, object]:
    """Long members repeat; the plaintext's end is zeros, so it is given without them."""
    archive = read_archive(plaintext, manifest.FORM)
    mac = archive.members[MAC]
    return {
        "kind": manifest.SCHEMA,
        "form": manifest.FORM.value,
        "nonce": None if nonce is None else b64u(nonce),
        "members": {
            name: content.decode() for name, content in archive.members.items() if name != MAC
        },
        "T": b64u(archive.digest),
        "mac": b64u(mac[:32]),
        "sig": b64u(mac[32:]) if len(mac) > 32 else None,
        "length": len(plaintext),
        "plaintext": b64u(plaintext.rstrip(b"\0")),
    }


def _public(private: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
