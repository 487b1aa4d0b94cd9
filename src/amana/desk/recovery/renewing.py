"""Every case is sealed again to the recovery sets of now: after a recovery the former sheets open nothing new, and none runs out
unnoticed (design §5).

Each officer's session does it for the cases that she can open, in the background, once a pair of sets.
"""

import time
from contextlib import suppress
from typing import Final

from django.conf import settings
from django.db import transaction

from amana.desk.cases import erasures, keyed
from amana.desk.cases.keyholders import NoDirectory, recovery_sets
from amana.desk.cases.keyring import keys_of
from amana.desk.cases.models import RecoveryWrap
from amana.desk.cases.opened import NoSuchCase, open_case
from amana.desk.cases.wraps import renew_wrap
from amana.desk.staff.sessions import Unlocked

_MEMORY: Final = "recovery.sets"
_BREATH: Final = 0.002  # seconds in which others go on


@keyed.register
def renew_wraps(unlocked: Unlocked) -> None:
    """The cases of this session whose wrap is for other sets."""
    try:
        sets = recovery_sets()
    except NoDirectory:
        return
    if unlocked.memory.get(_MEMORY) == sets:
        return
    for number in sorted(former(sets) & keys_of(unlocked).keys()):
        if not unlocked.alive:
            return
        with suppress(NoSuchCase):  # excluded or erased meanwhile
            _renew(unlocked, number)
        time.sleep(_BREATH)
    unlocked.memory[_MEMORY] = sets


def former(sets: str) -> set[int]:
    """Numbers of the cases that are sealed to other recovery sets than these."""
    return set(RecoveryWrap.objects.exclude(sets=sets).values_list("case_id", flat=True))


@transaction.atomic
def _renew(unlocked: Unlocked, number: int) -> None:
    opened = open_case(unlocked, number)
    renew_wrap(opened)
    if number in erasures.read(settings.AMANA).cases:
        erasures.record_renewal(opened)
