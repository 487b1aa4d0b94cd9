"""The recovery wraps in the database: one a case, for the set that her choice leaves (design §5).

`sets` names the pair of sets A and B that was certified when a wrap was made, never which of the two it is for.
"""

from amana.desk.cases.grants import Entry
from amana.desk.cases.keyholders import recovery_recipient, recovery_sets
from amana.desk.cases.models import RecoveryWrap
from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.recovery import Wrap, seal_wrap


def renew_wrap(opened: OpenedCase) -> RecoveryWrap:
    """Replaces the case's wrap by one of the present secret. In the caller's transaction."""
    recipient = recovery_recipient(opened.head.routing["recovery"])
    entry = Entry(opened.number, opened.case.epoch, opened.secret)
    RecoveryWrap.objects.filter(case=opened.case).delete()
    return RecoveryWrap.objects.create(
        case=opened.case,
        sets=recovery_sets(),
        epoch=entry.epoch,
        sealed=seal_wrap(recipient, entry),
    )


def all_wraps() -> list[Wrap]:
    """What is carried to the offline computer."""
    rows = RecoveryWrap.objects.values_list("case_id", "epoch", "sealed")
    return [Wrap(number, epoch, bytes(sealed)) for number, epoch, sealed in rows]
