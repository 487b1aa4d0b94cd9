"""From plaintext to a typed message: what an opened envelope holds (protocol §3, §5, §6).

Nothing here says who wrote it: amana.wire.authentic and amana.wire.conversation do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from amana.errors import AmanaError
from amana.wire.archive import CARD, END, MAC, MANIFEST, WORDS, Form, read_archive, write_body
from amana.wire.encoding import JsonObject, dump_json, load_json
from amana.wire.letter import Closing, Letter, Reply
from amana.wire.limits import LETTER
from amana.wire.padding import BLOCK
from amana.wire.records import STANDING_VERSION, STATE_VERSION, Standing, State
from amana.wire.report import MESSAGE_VERSION, Card, Report
from amana.wire.text import read_words, write_words

FromHer = Report | Letter | Closing
Addressed = Report | Letter | Closing | Reply | Standing
Manifest = Report | Letter | Closing | Reply | Standing | State
M = TypeVar("M", bound=Manifest)
M_co = TypeVar("M_co", bound=Manifest, covariant=True)

_READERS: Final[Mapping[tuple[str, str | None], Callable[[JsonObject], Manifest]]] = {
    (MESSAGE_VERSION, "report"): Report.from_json,
    (MESSAGE_VERSION, "letter"): Letter.from_json,
    (MESSAGE_VERSION, "closing"): Closing.from_json,
    (MESSAGE_VERSION, "reply"): Reply.from_json,
    (STANDING_VERSION, None): Standing.from_json,
    (STATE_VERSION, None): State.from_json,
}
_WITH_WORDS: Final = (Report, Letter, Reply)
_SIGNED: Final = (Reply, Standing)
_MAC_LENGTH: Final = 32
_SIGNATURE_LENGTH: Final = 64


class UnknownVersion(AmanaError):
    """This message was written by another version of Amana. It is kept as it came. Update Amana,
    then
    read it again."""


class UnexpectedMessage(AmanaError):
    """This message is of another kind than belongs here, so it was not taken in. It is kept as
    it came.
    Tell your administrator that somebody may be trying out what is accepted."""


@dataclass(frozen=True)
class Message(Generic[M_co]):
    """One message as it was read. `words` is None where the kind has none."""

    manifest: M_co
    words: str | None = field(repr=False)
    card: Card | None = field(repr=False)
    mac: bytes = field(repr=False)  # 32
    signature: bytes | None = field(repr=False)  # 64, only of what a desk writes
    digest: bytes = field(repr=False)  # T


def write_members(manifest: Manifest, words: str | None = None, card: Card | None = None) -> bytes:
    """The archive's bytes before `mac`. Raises UnexpectedMessage for words or a card that do not
    belong.
    """
    if (words is not None) != isinstance(manifest, _WITH_WORDS):
        raise UnexpectedMessage
    if card is not None and not isinstance(manifest, Report):
        raise UnexpectedMessage
    members = {MANIFEST: dump_json(type(manifest).from_json(manifest.to_json()).to_json())}
    if words is not None:
        members[WORDS] = write_words(words)
    if card is not None:
        members[CARD] = dump_json(Card.from_json(card.to_json()).to_json())
    return write_body(members)


def words_room(manifest: Letter | Reply) -> int:
    """How many bytes of UTF-8 its words may have, so that a writer can be told before sealing."""
    before = len(write_members(manifest, ""))
    return LETTER - before - BLOCK - BLOCK - len(END)


def read_manifest(data: bytes) -> Manifest:
    """A typed manifest. Raises BadJson, UnknownVersion, NotOfThisForm or BadEncoding."""
    value = load_json(data)
    version, kind = value.get("v"), value.get("kind")
    if version in (STANDING_VERSION, STATE_VERSION):
        kind = None
    if not isinstance(version, str) or not isinstance(kind, str | None):
        raise UnknownVersion
    reader = _READERS.get((version, kind))
    if reader is None:
        raise UnknownVersion
    return reader(value)


def read_from_her(plaintext: bytes) -> Message[FromHer]:
    """The plaintext of an envelope. Raises UnexpectedMessage for anything that a desk would
    write.
    """
    message = _read(plaintext, Form.REPORT)
    if not isinstance(message.manifest, Report | Letter | Closing):
        raise UnexpectedMessage
    if not isinstance(message.manifest, Report) and len(plaintext) != LETTER:
        raise UnexpectedMessage
    return narrow(message, message.manifest)


def read_reply(plaintext: bytes) -> Message[Reply]:
    """The plaintext of a slot. Raises UnexpectedMessage for another kind."""
    return expect(_read(plaintext, Form.LETTER), Reply)


def read_standing(plaintext: bytes) -> Message[Standing]:
    """The plaintext of a standing frame, of RECORD bytes. Raises UnexpectedMessage."""
    return expect(_read(plaintext, Form.RECORD), Standing)


def read_state(plaintext: bytes) -> Message[State]:
    """The plaintext of a state frame, of RECORD bytes. Raises UnexpectedMessage."""
    return expect(_read(plaintext, Form.RECORD), State)


def expect(message: Message[Manifest], kind: type[M]) -> Message[M]:
    """The same message, once its manifest is of that kind. Raises UnexpectedMessage."""
    if not isinstance(message.manifest, kind):
        raise UnexpectedMessage
    return narrow(message, message.manifest)


def narrow(message: Message[Manifest], manifest: M) -> Message[M]:
    """The same message under the narrower type of its own manifest."""
    return Message(
        manifest, message.words, message.card, message.mac, message.signature, message.digest
    )


def _read(plaintext: bytes, form: Form) -> Message[Manifest]:
    archive = read_archive(plaintext, form)
    manifest = read_manifest(archive.members[MANIFEST])
    tag = archive.members[MAC]
    _check_members(manifest, archive.members)
    words, card = archive.members.get(WORDS), archive.members.get(CARD)
    return Message(
        manifest=manifest,
        words=None if words is None else read_words(words),
        card=None if card is None else Card.from_json(load_json(card)),
        mac=tag[:_MAC_LENGTH],
        signature=tag[_MAC_LENGTH:] or None,
        digest=archive.digest,
    )


def _check_members(manifest: Manifest, members: Mapping[str, bytes]) -> None:
    signed = _SIGNATURE_LENGTH if isinstance(manifest, _SIGNED) else 0
    if (
        (WORDS in members) != isinstance(manifest, _WITH_WORDS)
        or (CARD in members and not isinstance(manifest, Report))
        or len(members[MAC]) != _MAC_LENGTH + signed
    ):
        raise UnexpectedMessage
