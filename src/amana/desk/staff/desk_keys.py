"""The desk's reply key: sealed to each certified officer, so that a stolen desk cannot sign in
its name (P2).
"""

from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from django.utils import timezone

from amana.desk.staff import certified, events, sealing
from amana.desk.staff.models import Officer, StandingKey
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError

FRAME: Final = 1024  # bytes
SEED: Final = 32


class NoReplyKeyError(AmanaError):
    """You do not hold the desk's reply key yet. What you wrote is kept here. Ask a lead to sign
    in: the key is then shared with every certified officer.
    """


@dataclass(frozen=True, kw_only=True)
class ReplyKey:
    """`id` is the short id of its certificate; the seed is Ed25519's, 32 bytes."""

    id: str
    seed: bytes = field(repr=False)

    @property
    def private(self) -> Ed25519PrivateKey:
        """The key that signs standing records."""
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def reply_key(unlocked: Unlocked) -> ReplyKey:
    """The newest reply key that this officer holds. Raises NoReplyKeyError."""
    row = StandingKey.objects.filter(officer=unlocked.officer).order_by("-day", "-pk").first()
    if row is None:
        raise NoReplyKeyError
    seed = sealing.unseal(bytes(row.frame), unlocked.identity, size=FRAME)
    return ReplyKey(id=row.key_id, seed=seed)


def share(key_id: str, seed: bytes, recipients: dict[str, str], *, actor: str = "") -> None:
    """Seals a reply key to officers (id to recipient) who do not hold it yet."""
    with transaction.atomic():
        have = StandingKey.objects.filter(key_id=key_id).values_list("officer_id", flat=True)
        missing = {each: to for each, to in recipients.items() if each not in set(have)}
        for officer_id, recipient in missing.items():
            StandingKey.objects.create(
                officer_id=officer_id,
                key_id=key_id,
                frame=sealing.seal(seed, [recipient], size=FRAME),
                day=timezone.localdate(),
            )
        if missing:
            events.tell(actor, "staff.reply_key_shared", {"key": key_id, "to": sorted(missing)})


def spread(unlocked: Unlocked) -> None:
    """At a lead's sign-in: officers who were certified meanwhile get the key that she holds."""
    if not unlocked.officer.lead:
        return
    try:
        key = reply_key(unlocked)
    except AmanaError:
        return
    officers = list(Officer.objects.filter(state=Officer.State.ACTIVE))
    share(key.id, key.seed, certified.recipients(officers), actor=unlocked.officer.id)


def withdraw(officer: Officer) -> None:
    """Deletes the frames of an officer who leaves; the key itself is then changed (design §4.9)."""
    StandingKey.objects.filter(officer=officer).delete()


def listen() -> None:
    """Has each lead's sign-in share the key with those who were certified meanwhile."""
    events.opened.connect(_opened, dispatch_uid="amana.desk.staff.desk_keys")


def _opened(sender: object, *, unlocked: Unlocked, **_: object) -> None:
    spread(unlocked)
