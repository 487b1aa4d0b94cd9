"""What waits for this officer: headers tried with her identity and her cases' identities (P4, design §4.14).

Only what opens is remembered, shown or counted; nothing in the database says whose it is.
"""

import threading
import time
from dataclasses import dataclass, field
from typing import Final

import pyrage

from amana.desk.cases.keyring import keys_of
from amana.desk.cases.opened import NoSuchCase, open_case
from amana.desk.cases.secrets import CaseSecret
from amana.desk.intake.models import Waiting
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.blobs import store
from amana.desk.vault.pieces import piece
from amana.seal.header import header_length
from amana.stores.blobs import BlobMissingError

_MEMORY: Final = "intake.trial"
_NONCE: Final = 16  # bytes after the header: without them the age library looks at no stanza
_AT_ONCE: Final = 300  # envelopes tried with the officer's own key in one request
_KEYS_AT_ONCE: Final = 6  # about 5 ms of work
_BREATH: Final = 0.002  # seconds in which others go on

CaseKey = tuple[int, int]  # number and epoch of a case


@dataclass
class Tried:
    """What this session found out. Keys of rows in `Waiting`."""

    own: dict[int, Waiting] = field(default_factory=dict)  # opens with the officer's own key
    tried: set[int] = field(default_factory=set)  # with the officer's own key
    cases: dict[int, int] = field(default_factory=dict)  # row -> number: opens with a case's key
    with_cases: dict[int, set[CaseKey]] = field(
        default_factory=dict
    )  # row -> tried without success
    identities: dict[CaseKey, str] = field(default_factory=dict, repr=False)
    lock: threading.Lock = field(default_factory=threading.Lock)


def tried(unlocked: Unlocked) -> Tried:
    """This session's findings; gone with its memory."""
    found: Tried = unlocked.memory.setdefault(_MEMORY, Tried())
    return found


def letters(unlocked: Unlocked) -> dict[int, str]:
    """Rows that this session has read and that are no first reports, with their threads."""
    found: dict[int, str] = unlocked.memory.setdefault("intake.letters", {})
    return found


def mine(unlocked: Unlocked) -> list[Waiting]:
    """Envelopes that the officer's own key opens and that no case has taken, oldest first."""
    found = tried(unlocked)
    with found.lock:
        _try_own(unlocked, found)
    keys = list(found.own)
    rows = Waiting.objects.filter(key__in=keys).exclude(blob="")
    return sorted(rows, key=lambda row: (row.hour, row.key))


def _try_own(unlocked: Unlocked, found: Tried) -> None:
    identity = pyrage.x25519.Identity.from_str(unlocked.identity)
    for row in _untried(found)[:_AT_ONCE]:
        found.tried.add(row.key)
        if opens(row, [identity]):
            found.own[row.key] = row


def _untried(found: Tried) -> list[Waiting]:
    rows = Waiting.objects.filter(kind=Waiting.REPORT, damaged=False).exclude(blob="")
    return [row for row in rows if row.key not in found.tried]


def for_cases(unlocked: Unlocked) -> list[tuple[Waiting, int]]:
    """Envelopes that a case's key opens, with the case's number. Slow for large keyrings: for the keyed thread."""
    found = tried(unlocked)
    keys = _case_keys(unlocked, found)
    result = []
    rows = Waiting.objects.filter(kind=Waiting.REPORT, damaged=False, taken=False).exclude(blob="")
    for row in rows:
        if not unlocked.alive:
            break
        if row.key not in found.cases:
            number = _case_of(unlocked, row, keys, found.with_cases.setdefault(row.key, set()))
            if number is not None:
                found.cases[row.key] = number
        if row.key in found.cases:
            result.append((row, found.cases[row.key]))
    return result


def _case_keys(unlocked: Unlocked, found: Tried) -> dict[CaseKey, str]:
    """The identities of this session's cases by number and epoch: older epochs too, for mail in flight."""
    for number, entry in keys_of(unlocked).items():
        if (number, entry.epoch) in found.identities:
            continue
        found.identities[number, entry.epoch] = entry.secret.identity
        if entry.epoch > 1:
            for epoch, secret in _secrets(unlocked, number).items():
                found.identities[number, epoch] = secret.identity
    return found.identities


def _secrets(unlocked: Unlocked, number: int) -> dict[int, CaseSecret]:
    try:
        opened = open_case(unlocked, number)
    except NoSuchCase:
        return {}
    return opened.head.secrets(opened.case.epoch, opened.secret)


def _case_of(
    unlocked: Unlocked, row: Waiting, keys: dict[CaseKey, str], done: set[CaseKey]
) -> int | None:
    """The case one of whose keys opens it, trying only those that were not tried before.

    A few keys at a time: the age library holds the interpreter's lock, and every page waits for it.
    """
    left = [key for key in keys if key not in done]
    for start in range(0, len(left), _KEYS_AT_ONCE):
        if not unlocked.alive:
            return None
        some = left[start : start + _KEYS_AT_ONCE]
        if opens(row, _identities(keys, some)):
            return next(key[0] for key in some if opens(row, _identities(keys, [key])))
        done.update(some)
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


def forget(unlocked: Unlocked, row: Waiting) -> None:
    """Looks at a row anew: it was taken or thrown away."""
    found = tried(unlocked)
    found.own.pop(row.key, None)
    found.cases.pop(row.key, None)
