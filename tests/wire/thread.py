"""A synthetic thread that the tests of wire and seal write in."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amana.seal.age_keys import identity_text, recipient_of
from amana.wire.authentic import EPOCH_ZERO, write_from_her, write_to_her
from amana.wire.letter import Letter, Reply
from amana.wire.messages import FromHer, Message, read_from_her, read_reply
from amana.wire.records import Standing, State
from amana.wire.report import Age, Announced, Files, Her, Report, Routing

THREAD = b"T" * 16
TO_DESK = b"d" * 32
TO_HER = b"h" * 32
NONCE = b"n" * 32
IDENTITY = identity_text(b"i" * 32)
RECIPIENT = recipient_of(IDENTITY)
CASE_KEY = Ed25519PrivateKey.from_private_bytes(b"c" * 32)
DESK_KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)


def ident(number: int) -> bytes:
    return number.to_bytes(16, "big")


def report() -> Report:
    return Report(
        thread=THREAD,
        id=ident(1),
        lang="ar",
        her=Her(RECIPIENT, b"m" * 16, b"p" * 32, TO_DESK, TO_HER),
        routing=Routing(b"D" * 8, (b"1" * 8,), (b"2" * 8,), "A", ("women_only",), False, 3),
        age=Age.UNSAID,
        answers={"danger": "unsure", "demand_type": ("money",), "later": "an answer of tomorrow"},
        files=Files(identity_text(b"f" * 32), (Announced(ident(9), "voice"),)),
    )


def letter(
    seq: int, *, epoch: int = 0, thread: bytes = THREAD, number: int | None = None
) -> Letter:
    return Letter(
        thread=thread,
        id=ident(seq if number is None else number),
        seq=seq,
        epoch=epoch,
        lang="ckb",
        state_version=1,
    )


def reply(seq: int = 1, *, epoch: int = 1) -> Reply:
    return Reply(thread=THREAD, id=ident(100 + seq), seq=seq, epoch=epoch, lang="en")


def standing(*, epoch: int = 1, state_version: int = 1) -> Standing:
    return Standing(
        thread=THREAD,
        id=ident(200),
        seq=1,
        epoch=epoch,
        nonce=NONCE,
        case=recipient_of(identity_text(b"C" * 32)),
        case_reply=CASE_KEY.public_key().public_bytes_raw(),
        reply_key=b"R" * 8,
        excluded=(b"2" * 8,),
        state_version=state_version,
        received=(ident(1),),
    )


def state() -> State:
    return State(
        version=2,
        desk=b"D" * 8,
        chosen=(b"1" * 8,),
        excluded=(),
        recovery="B",
        leads_only=True,
        card=False,
        thread=THREAD,
        epoch=0,
        seq=3,
    )


def sent(
    manifest: FromHer, *, nonce: bytes = EPOCH_ZERO, words: str | None = "x"
) -> Message[FromHer]:
    """Written and read again, as it arrives."""
    return read_from_her(write_from_her(manifest, direction_key=TO_DESK, nonce=nonce, words=words))


def answered(manifest: Reply, *, nonce: bytes = NONCE, words: str = "x") -> Message[Reply]:
    """Written by the desk and read by her page."""
    return read_reply(
        write_to_her(
            manifest,
            direction_key=TO_HER,
            nonce=nonce,
            signing_key=CASE_KEY,
            recipient=RECIPIENT,
            words=words,
        )
    )
