"""What other rooms are told or asked, since cases may not know them (imports run one way)."""

from typing import Any, Final

from django.dispatch import Signal

secret_renewed: Final = (
    Signal()
)  # opened, unlocked: drop a standing record, and again what she has not read
readers_changed: Final = Signal()  # opened, unlocked: drop a standing record under the same secret
resealing: Final = Signal()  # opened, halted: seal again what this room keeps of the case
remaining: Final = Signal()  # opened -> (done, total) of what this room has to seal again
unfinished: Final = (
    Signal()
)  # -> set of numbers of cases of which this room has something left to seal again
locked: Final = Signal()  # opened, exhibit: a file was locked unseen; keep nothing that tells of it
locked_before: Final = (
    Signal()
)  # keys: of files that the list names as locked; a restored database may hold them
erased: Final = Signal()  # number: delete what this room keeps of the case
backup_verified: Final = (
    Signal()
)  # started: moment; everything kept before it is in a verified backup
arriving: Final = Signal()  # unlocked -> list of what waits that this session's keys open
forsaken: Final = Signal()  # unlocked -> list of cases that nobody has (amana.desk.cases.vacancies)
told: Final = (
    Signal()
)  # unlocked -> (name, list) of what this officer must be told on her first page
shown: Final = Signal()  # opened -> a part of the case page: (name, context)


def asked(signal: Signal, **facts: Any) -> list[Any]:
    """What the rooms answer to a signal, without who answered."""
    return [answer for _, answer in signal.send(None, **facts)]
