"""After a re-sealing: answers that she has not read are dropped again under the new epoch and reply key (protocol §6, P5).

Same id, number and words: her page shows each once, and as verified. What it finds of the older epoch it passes over, since the standing
record promises it anew.
"""

from dataclasses import replace

from amana.desk.cases.messages import Message
from amana.desk.cases.opened import OpenedCase
from amana.desk.replies.models import Outbox
from amana.desk.replies.outbox import waiting
from amana.desk.replies.writing import plaintext_of, send
from amana.wire.limits import LETTER, MAX_RECEIVED
from amana.wire.messages import read_reply


def unread(opened: OpenedCase) -> list[Message]:
    """The newest answers that she has not said to have read, oldest first; the head remembers from which number on.

    Her page remembers as many ids as MAX_RECEIVED, so more would be shown to her twice; those that still wait here come anyway.
    """
    head = opened.head
    read = set(head.read)
    most = max(MAX_RECEIVED, waiting(head.her).filter(kind=Outbox.REPLY).count())
    wanted = [sent for sent in head.sent if sent not in read][-most:]
    head.again = 0
    if head.destroyed or not wanted:
        return []
    replies = [message for _, message in opened.messages() if message.id in wanted]
    head.again = min(message.seq for message in replies)
    return replies


def drop(opened: OpenedCase, messages: list[Message]) -> None:
    """Queues them in place of what still waits under the older key. In the caller's transaction."""
    waiting(opened.head.her).filter(kind=Outbox.REPLY).delete()
    for message in messages:
        kept = read_reply(message.archive.ljust(LETTER, b"\0"))
        manifest = replace(kept.manifest, epoch=opened.case.epoch)
        send(opened, plaintext_of(opened, manifest, kept.words or ""))
