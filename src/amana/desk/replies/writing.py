"""Writing back: words sealed to her, signed with the case's reply key (docs/protocol.md §5)."""

import os
from dataclasses import replace
from typing import Final

from amana.desk.cases.clock import today
from amana.desk.cases.messages import Message
from amana.desk.cases.opened import OpenedCase
from amana.desk.replies.models import Outbox
from amana.desk.replies.outbox import put
from amana.errors import AmanaError
from amana.seal.envelope import seal_frame
from amana.wire.authentic import write_to_her
from amana.wire.encoding import b64u, unb64u
from amana.wire.letter import Reply
from amana.wire.limits import MAX_RECEIVED, SLOT
from amana.wire.messages import words_room
from amana.wire.text import normal_words

ID: Final = 16
_LAST_EPOCH: Final = 2**32 - 1


class NothingWritten(AmanaError):
    """The answer has no words yet. Nothing was sent. Write something, then send it."""


class AnswerTooLong(AmanaError):
    """The answer is longer than one letter holds. Nothing was sent and your words are still here. Shorten it or send two."""


class MailboxGone(AmanaError):
    """She has destroyed her mailbox, so nothing can reach her there. Nothing was sent. Follow the contact rule of this case."""


def room(opened: OpenedCase) -> int:
    """How many bytes of UTF-8 an answer may have: an Arabic letter takes two. It fits under every later epoch as well."""
    return words_room(replace(_manifest(opened), epoch=_LAST_EPOCH))


def reply(opened: OpenedCase, *, author: str, words: str) -> Message:
    """Seals an answer into the outbox and keeps it in the timeline. In the caller's transaction.

    Raises NothingWritten, AnswerTooLong or MailboxGone; nothing was changed then.
    """
    text = normal_words(words).strip()
    if not text:
        raise NothingWritten
    if opened.head.destroyed:
        raise MailboxGone
    if len(text.encode()) > room(opened):
        raise AnswerTooLong
    manifest = _manifest(opened)
    plaintext = plaintext_of(opened, manifest, text)
    send(opened, plaintext)
    message = _message(opened, manifest, author, plaintext)
    opened.add(message)
    head = opened.head
    head.replies, head.since, head.last = manifest.seq, None, today().isoformat()
    head.sent.append(b64u(manifest.id))
    opened.save()
    return message


def _manifest(opened: OpenedCase) -> Reply:
    head = opened.head
    return Reply(
        thread=unb64u(head.thread, ID),
        id=os.urandom(ID),
        seq=head.replies + 1,
        epoch=opened.case.epoch,
        lang=head.lang,
        received=tuple(unb64u(seen, ID) for seen in head.seen[-MAX_RECEIVED:]),
    )


def plaintext_of(opened: OpenedCase, manifest: Reply, words: str) -> bytes:
    """An answer under the case's present epoch and reply key. Raises DoesNotFit for words beyond `room`."""
    head = opened.head
    return write_to_her(
        manifest,
        direction_key=unb64u(head.her["to_her"], 32),
        nonce=unb64u(head.nonce, 32),
        signing_key=opened.secret.reply_key,
        recipient=head.her["recipient"],
        words=words,
    )


def send(opened: OpenedCase, plaintext: bytes) -> None:
    """Queues it for her mailbox."""
    her = opened.head.her
    frame = seal_frame(plaintext, her["recipient"], size=SLOT)
    put(her, Outbox.REPLY, frame)


def _message(opened: OpenedCase, manifest: Reply, author: str, plaintext: bytes) -> Message:
    return Message(
        id=b64u(manifest.id),
        kind="reply",
        hers=False,
        seq=manifest.seq,
        epoch=manifest.epoch,
        day=today().isoformat(),
        order=opened.head.next_order(),
        lang=manifest.lang,
        author=author,
        archive=plaintext.rstrip(b"\0"),
    )
