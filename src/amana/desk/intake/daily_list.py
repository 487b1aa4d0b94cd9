"""The desk's list, signed again each day, with the head of the audit chain each week (design §4.3 and §5)."""

import datetime
from dataclasses import replace
from datetime import timedelta
from typing import Final

from amana.desk.audit import journal
from amana.desk.staff import certified, duties
from amana.seal.desk_list import AuditHead, DeskList, sign_list
from amana.seal.signed import Signed, Signer
from amana.wire.limits import LIST_DAYS

EVERY_WEEK: Final = 6  # Sunday: the first day of an Iraqi working week


def due(today: datetime.date, *, offered: bytes = b"") -> DeskList | None:
    """The list to be signed now, one serial higher; None when today's says what it should or no directory is known.

    A list that has run out is renewed as well, so that a desk which was away comes back by itself. `offered` is the relay's directory:
    after a restore its list may be newer than the one that is kept here.
    """
    desk = certified.renewable(offered)
    if desk is None:
        return None
    known, entries = desk.listed, duties.entries(desk)
    if known.issued >= today and entries == known.entries:
        return None
    audit = known.audit
    if audit is None or _new_week(known.issued, today):
        head = journal.head()
        audit = AuditHead(head.position, head.h) if head.position else audit
    return replace(
        known,
        serial=known.serial + 1,
        issued=today,
        expires=today + timedelta(days=LIST_DAYS),
        entries=entries,
        audit=audit,
    )


def signed(today: datetime.date, key: Signer, *, offered: bytes = b"") -> Signed | None:
    """What this relay lacks: the list of now, signed by the list key, or the kept one where the relay offers an older one."""
    listed = due(today, offered=offered)
    return certified.newer_than(offered) if listed is None else sign_list(listed, by=key)


def _new_week(before: datetime.date, today: datetime.date) -> bool:
    days = (today - before).days
    return any((today - timedelta(days=n)).weekday() == EVERY_WEEK for n in range(min(days, 7)))
