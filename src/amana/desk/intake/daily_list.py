"""The desk's list, signed again each day, with the head of the audit chain each week (design §4.3 and §5)."""

import datetime
from dataclasses import replace
from datetime import timedelta
from typing import Final

from amana.desk.audit import journal
from amana.desk.staff import certified
from amana.seal.desk_list import AuditHead, DeskList, sign_list
from amana.seal.signed import Signed, Signer
from amana.wire.limits import LIST_DAYS

EVERY_WEEK: Final = 6  # Sunday: the first day of an Iraqi working week


def due(today: datetime.date) -> DeskList | None:
    """The list to be signed today, one serial higher; None when it is signed already or no directory is known."""
    desk = certified.desk()
    if desk is None or desk.listed.issued >= today:
        return None
    known = desk.listed
    audit = known.audit
    if audit is None or _new_week(known.issued, today):
        head = journal.head()
        audit = AuditHead(head.position, head.h) if head.position else audit
    return replace(
        known,
        serial=known.serial + 1,
        issued=today,
        expires=today + timedelta(days=LIST_DAYS),
        audit=audit,
    )


def signed(today: datetime.date, key: Signer) -> Signed | None:
    """The same, signed by the list key."""
    listed = due(today)
    return None if listed is None else sign_list(listed, by=key)


def _new_week(before: datetime.date, today: datetime.date) -> bool:
    days = (today - before).days
    return any((today - timedelta(days=n)).weekday() == EVERY_WEEK for n in range(min(days, 7)))
