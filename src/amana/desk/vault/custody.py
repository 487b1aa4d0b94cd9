"""The custody chain of a case: one sealed record an entry, each holding the hash of the one before it (P9, design §5).

Entries name an exhibit by number and by SHA-256(salt ‖ file) alone. The salt is sealed with the exhibit; when it goes, so does every way
back from the chain to a file. What an officer wrote stands beside its entry, which holds SHA-256(salt ‖ words): it stays at the desk when
the chain leaves, and can be shown to be what was written then.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.conf import settings

from amana.desk.cases import kept
from amana.desk.cases.clock import now
from amana.desk.cases.codes import code_of
from amana.desk.cases.opened import OpenedCase
from amana.desk.staff.models import Officer
from amana.desk.vault.files import Facts
from amana.evidence.custody import Act, Custody
from amana.evidence.intake import Arrival, Hashed, new_salt
from amana.evidence.verifier.seal import fingerprint as key_fingerprint
from amana.wire.encoding import b64u, unb64u

KIND: Final = "custody"
_WORDS_SALT: Final = 16  # bytes


@dataclass(frozen=True)
class Received:
    """What arrived: its hashes, and the salted one that the chain may hold."""

    hashed: Hashed
    salt: bytes = field(repr=False)
    salted: bytes = field(repr=False)

    def put_into(self, facts: Facts) -> None:
        """Into the sealed facts of the exhibit."""
        facts.own, facts.sha512 = b64u(self.hashed.sha256), b64u(self.hashed.sha512)
        facts.custody, facts.salted = b64u(self.salt), b64u(self.salted)


class Receiving:
    """Hashes a file while it arrives, plain and salted, in one pass; no byte is kept."""

    def __init__(self) -> None:
        self._salt = new_salt()
        self._plain = Arrival()
        self._salted = hashlib.sha256(self._salt)

    def add(self, data: bytes) -> None:
        """The next bytes, in order."""
        self._plain.add(data)
        self._salted.update(data)

    def finish(self) -> Received:
        """All hashes."""
        return Received(self._plain.finish(), self._salt, self._salted.digest())


@dataclass(frozen=True)
class Entry:
    """One entry as the desk shows it. `actor` is a code, `officer` the id that it stands for here; empty for the desk itself."""

    position: int
    at: datetime
    actor: str
    officer: str
    action: str
    exhibit: int | None
    words: str
    digest: str


def enter(
    opened: OpenedCase, action: str, facts: Facts | None, *, actor: str = "", words: str = ""
) -> None:
    """Adds an entry. In the caller's transaction, which holds the case's row."""
    chain = custody_of(opened)
    first = not chain.position
    salt = secrets.token_bytes(_WORDS_SALT)
    act = Act(
        at=now(),
        zone=settings.TIME_ZONE,
        actor=code_of(opened, actor),
        action=action,
        exhibit=facts.exhibit if facts else 0,
        salted=unb64u(facts.salted, 32) if facts and facts.salted else b"",
        details={"said": hashlib.sha256(salt + words.encode()).hexdigest()} if words else {},
    )
    line = chain.append(act)
    if first:
        kept.keep(opened, KIND, _record(0, chain.dump().split(b"\n", 1)[0]))
    said = {"words": words, "salt": b64u(salt)} if words else {}
    kept.keep(opened, KIND, _record(chain.position, line) | said)


def custody_of(opened: OpenedCase) -> Custody:
    """The chain, every link checked. Raises BrokenCustody."""
    return _linked(_records(opened))


def _records(opened: OpenedCase) -> list[kept.Kept]:
    return sorted(kept.all_of(opened, KIND), key=lambda record: int(record.value["n"]))


def _linked(records: list[kept.Kept]) -> Custody:
    if not records:
        return Custody()
    return Custody.load(b"".join(str(r.value["line"]).encode() + b"\n" for r in records))


def chain(opened: OpenedCase) -> list[Entry]:
    """Every entry, oldest first."""
    known = {code_of(opened, id): id for id in Officer.objects.values_list("id", flat=True)}
    records = _records(opened)
    custody, found = _linked(records), []
    for position, told in enumerate(custody.entries, 1):
        if told is not None:
            found.append(
                Entry(
                    position=position,
                    at=datetime.fromisoformat(told["at"]),
                    actor=told["actor"],
                    officer=known.get(told["actor"], ""),
                    action=told["action"],
                    exhibit=told["exhibit"] or None,
                    words=str(records[position].value.get("words", "")),
                    digest=custody.hash_at(position).hex(),
                )
            )
    return found


def chain_of(opened: OpenedCase, exhibit: int) -> list[Entry]:
    """The entries of one exhibit."""
    return [entry for entry in chain(opened) if entry.exhibit == exhibit]


def received_at(entries: list[Entry], exhibit: int) -> datetime | None:
    """When an exhibit was received and hashed here."""
    firsts = (e.at for e in entries if e.exhibit == exhibit and e.action in {"received", "added"})
    return next(firsts, None)


def until(opened: OpenedCase, position: int) -> Custody:
    """The chain as it stood at a position: what a paper that was made then prints."""
    lines = custody_of(opened).dump().split(b"\n")
    return Custody.load(b"\n".join(lines[: position + 1]) + b"\n")


def head_of(opened: OpenedCase) -> str:
    """The hash at the end of the chain, hex."""
    return custody_of(opened).hash.hex()


def fingerprint(opened: OpenedCase) -> str:
    """Of the key that signs, as paper and verifier show it."""
    return key_fingerprint(opened.secret.custody_key.public_key().public_bytes_raw().hex())


def _record(position: int, line: bytes) -> dict[str, object]:
    return {"v": 1, "n": position, "line": line.decode()}
