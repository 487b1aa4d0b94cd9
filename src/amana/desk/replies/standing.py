"""The standing record: which key she writes to from now on, and which key answers her (docs/protocol.md §6)."""

import os

from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.vacancies import is_vacant
from amana.desk.replies.models import Outbox
from amana.desk.replies.outbox import put
from amana.desk.staff.desk_keys import reply_key
from amana.desk.staff.sessions import Unlocked
from amana.seal.envelope import seal_frame
from amana.wire.authentic import write_to_her
from amana.wire.encoding import unb64u
from amana.wire.limits import MAX_RECEIVED_RECORD, RECORD_FRAME
from amana.wire.records import Standing


def drop_standing(opened: OpenedCase, unlocked: Unlocked) -> None:
    """Queues the standing record of the case's present epoch. The caller saves the head. In the caller's transaction."""
    head, secret = opened.head, opened.secret
    key = reply_key(unlocked)
    head.standings += 1
    manifest = Standing(
        thread=unb64u(head.thread, 16),
        id=os.urandom(16),
        seq=head.standings,
        epoch=opened.case.epoch,
        nonce=unb64u(head.nonce, 32),
        case=secret.recipient,
        case_reply=secret.reply_key.public_key().public_bytes_raw(),
        reply_key=unb64u(key.id, 8),
        excluded=tuple(unb64u(person, 8) for person in excluded(opened)),
        state_version=head.state_version,
        received=tuple(unb64u(seen, 16) for seen in head.seen[-MAX_RECEIVED_RECORD:]),
        lifted=tuple(unb64u(person, 8) for person in lifted(opened)),
        again=head.again or None,
        vacant=is_vacant(opened),
    )
    plaintext = write_to_her(
        manifest,
        direction_key=unb64u(head.her["to_her"], 32),
        nonce=manifest.nonce,
        signing_key=key.private,
        recipient=head.her["recipient"],
    )
    put(head.her, Outbox.STANDING, seal_frame(plaintext, head.her["recipient"], size=RECORD_FRAME))


def lifted(opened: OpenedCase) -> list[str]:
    """Whom she let back; not who is still excluded here."""
    return sorted(opened.head.let_back - set(excluded(opened)))


def excluded(opened: OpenedCase) -> list[str]:
    """Whom nothing of hers may be sealed to: whom she left out, and whom the desk excluded."""
    here = {entry.officer for entry in opened.head.shut_out if entry.holds}
    return sorted(opened.head.left_out | here)
