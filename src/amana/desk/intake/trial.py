"""What waits for this officer: headers tried with her identity and her cases' identities (P4, design §4.14).

Only what opens is remembered, shown or counted; nothing in the database says whose it is.
"""

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pyrage

from amana.desk.cases.keyring import keys_of
from amana.desk.cases.keys import Keys
from amana.desk.cases.opened import NoSuchCase, open_case
from amana.desk.cases.secrets import CaseSecret
from amana.desk.intake.models import Waiting
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.blobs import store
from amana.desk.vault.pieces import piece
from amana.seal.header import header_length
from amana.stores.blobs import BlobMissingError

if TYPE_CHECKING:
    from django.db.models import QuerySet

_MEMORY: Final = "intake.trial"
_NONCE: Final = 16  # bytes after the header: without them the age library looks at no stanza
PATIENCE: Final = 0.08  # seconds for which a page tries new envelopes itself: about 60 of them
_LOADED: Final = 300  # rows in one query
_KEYS_AT_ONCE: Final = 6  # about 5 ms of work
_BREATH: Final = 0.002  # seconds in which others go on

CaseKey = tuple[int, int]  # number and epoch of a case


@dataclass
class Tried:
    """What this session found out. Rows are named by their keys in `Waiting`; a row is entered once its trial is over."""

    own: set[int] = field(default_factory=set)  # opens with the officer's own key
    tried: set[int] = field(default_factory=set)  # with the officer's own key
    cases: dict[int, int] = field(default_factory=dict)  # row -> number: opens with a case's key
    with_cases: dict[int, int] = field(default_factory=dict)  # row -> how many identities failed
    keyring: Keys | None = field(default=None, repr=False)  # whose identities are in the next
    identities: dict[CaseKey, str] = field(default_factory=dict, repr=False)  # it only grows


def tried(unlocked: Unlocked) -> Tried:
    """This session's findings; gone with its memory."""
    found: Tried = unlocked.memory.setdefault(_MEMORY, Tried())
    return found


def letters(unlocked: Unlocked) -> dict[int, str]:
    """Rows that this session has read and that are no first reports, with their threads."""
    found: dict[int, str] = unlocked.memory.setdefault("intake.letters", {})
    return found


def mine(unlocked: Unlocked, *, patience: float | None = None) -> list[Waiting]:
    """Envelopes that the officer's own key opens and that are still kept, oldest first.

    New ones are tried now, for `patience` seconds at most: what is left is the keyed thread's, a page does not wait for it.
    """
    found, kept = tried(unlocked), _kept()
    latest = None if patience is None else time.monotonic() + patience
    _try_own(unlocked, found, sorted(kept - found.tried), latest=latest)
    rows = Waiting.objects.filter(key__in=found.own & kept, blob__gt="")
    return sorted(rows, key=lambda row: (row.hour, row.key))


def own(unlocked: Unlocked, key: int) -> Waiting | None:
    """One envelope that the officer's own key opens; no other is tried."""
    found = tried(unlocked)
    if key not in found.tried:
        _try_own(unlocked, found, [key])
    return _envelopes().filter(key=key).first() if key in found.own else None


def try_all(unlocked: Unlocked) -> None:
    """Tries whatever is new with the officer's own key, a little at a time: for the keyed thread."""
    found = tried(unlocked)
    for key in sorted(_kept() - found.tried):
        if not unlocked.alive:
            return
        _try_own(unlocked, found, [key])
        time.sleep(_BREATH)


def _try_own(
    unlocked: Unlocked, found: Tried, keys: list[int], *, latest: float | None = None
) -> None:
    identity = pyrage.x25519.Identity.from_str(unlocked.identity)
    for start in range(0, len(keys), _LOADED):
        for row in _envelopes().filter(key__in=keys[start : start + _LOADED]):
            if opens(row, [identity]):
                found.own.add(row.key)
            found.tried.add(row.key)
            if latest is not None and time.monotonic() > latest:
                return


def _envelopes() -> "QuerySet[Waiting]":
    """Of the right form and still kept; the digests of all that ever came stay beside them."""
    return Waiting.objects.filter(kind=Waiting.REPORT, blob__gt="", damaged=False)


def _kept() -> set[int]:
    """Their keys alone: this much is read again at each look, whatever was found before."""
    return set(_envelopes().values_list("key", flat=True))


def for_cases(unlocked: Unlocked) -> list[tuple[Waiting, int]]:
    """Envelopes that a case's key opens, with the case's number. Slow for large keyrings: for the keyed thread."""
    found = tried(unlocked)
    keys = _case_keys(unlocked, found)
    untaken = set(_envelopes().filter(taken=False).values_list("key", flat=True))
    for key in sorted(untaken - found.cases.keys() - found.own):
        if not unlocked.alive:
            break
        if found.with_cases.get(key, 0) < len(keys):
            _try_cases(unlocked, found, key)
    wanted = untaken & found.cases.keys()
    return [(row, found.cases[row.key]) for row in _envelopes().filter(key__in=wanted)]


def _try_cases(unlocked: Unlocked, found: Tried, key: int) -> None:
    row = _envelopes().filter(key=key).first()
    if row is not None:
        number = _case_of(unlocked, row, found)
        if number is not None:
            found.cases[key] = number


def _case_keys(unlocked: Unlocked, found: Tried) -> dict[CaseKey, str]:
    """The identities of this session's cases by number and epoch: older epochs too, for mail in flight."""
    keyring = keys_of(unlocked)
    if keyring is not found.keyring:
        for number, entry in keyring.items():
            if (number, entry.epoch) not in found.identities:
                found.identities[number, entry.epoch] = entry.secret.identity
                for epoch, secret in _earlier(unlocked, number, entry.epoch).items():
                    found.identities.setdefault((number, epoch), secret.identity)
        found.keyring = keyring
    return found.identities


def _earlier(unlocked: Unlocked, number: int, epoch: int) -> dict[int, CaseSecret]:
    """The case's own secrets of before; none in its first epoch, and none when it is gone."""
    try:
        opened = open_case(unlocked, number) if epoch > 1 else None
    except NoSuchCase:
        return {}
    return opened.head.secrets(opened.case.epoch, opened.secret) if opened else {}


def _case_of(unlocked: Unlocked, row: Waiting, found: Tried) -> int | None:
    """The case one of whose keys opens it, trying only those that were not tried before.

    A few keys at a time: the age library holds the interpreter's lock, and every page waits for it.
    """
    keys = found.identities
    order, done = list(keys), found.with_cases.setdefault(row.key, 0)
    for start in range(done, len(order), _KEYS_AT_ONCE):
        if not unlocked.alive:
            return None
        some = order[start : start + _KEYS_AT_ONCE]
        if opens(row, _identities(keys, some)):
            return next(key[0] for key in some if opens(row, _identities(keys, [key])))
        found.with_cases[row.key] = start + len(some)
        time.sleep(_BREATH)
    return None


def _identities(keys: dict[CaseKey, str], some: list[CaseKey]) -> list[pyrage.x25519.Identity]:
    return [pyrage.x25519.Identity.from_str(keys[key]) for key in some]


def opens(row: Waiting, identities: list[pyrage.x25519.Identity]) -> bool:
    """Whether one of the identities has a stanza in it; the body is not decrypted."""
    try:
        envelope = store().get(piece(row.blob, 0))
    except BlobMissingError:
        return False
    start = envelope[: header_length(envelope) + _NONCE + 1]
    try:
        pyrage.decrypt(start, identities)
    except pyrage.DecryptError as error:
        return "No matching keys" not in str(error)
    return True


def envelope_of(row: Waiting) -> bytes:
    """The sealed bytes as they came. Raises BlobMissingError."""
    return store().get(piece(row.blob, 0))


def forget(unlocked: Unlocked, key: int) -> None:
    """A row was taken or thrown away: no case needs to be looked for any more."""
    tried(unlocked).cases.pop(key, None)
