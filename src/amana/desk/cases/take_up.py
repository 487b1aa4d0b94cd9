"""How a case that nobody has any more is found again by whom she still permits (protocol §5, P4).

Beside each case lies its secret, sealed with a key that is derived from her direction key and the epoch's nonce. Nobody at the desk who is
not admitted has both; her page gives the derived key in a letter that leaves somebody out. Each re-sealing replaces it, so a key that was
given once opens nothing afterwards.
"""

from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from amana.desk.cases.grants import Entry, pack_entry, unpack_entry
from amana.desk.cases.models import TakeUp
from amana.desk.cases.number import draw
from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.records import Place, SealedRecord, seal, unseal
from amana.wire.authentic import EPOCH_ZERO
from amana.wire.encoding import unb64u
from amana.wire.take_up import take_up_of

_PLACE: Final = 16


def lay(opened: OpenedCase) -> None:
    """Replaces what lies there by the present epoch's; for the first epoch also that of letters from before she knew of it.

    In the caller's transaction.
    """
    TakeUp.objects.filter(case=opened.case).delete()
    nonces = [unb64u(opened.head.nonce, 32)]
    if not opened.head.earlier:
        nonces.append(EPOCH_ZERO)
    for nonce in nonces:
        given = take_up_of(direction_key=unb64u(opened.head.her["to_desk"], 32), nonce=nonce)
        row = TakeUp(key=draw(), case=opened.case, place=_derived(given, b"place")[:_PLACE])
        entry = Entry(opened.number, opened.case.epoch, opened.secret)
        row.sealed = seal(_derived(given, b"key"), pack_entry(entry), _place_of(row))
        row.save(force_insert=True)


def find(given: bytes) -> Entry | None:
    """The case that a letter's `take_up` opens, or None when that epoch is over."""
    row = TakeUp.objects.filter(place=_derived(given, b"place")[:_PLACE]).first()
    if row is None:
        return None
    try:
        return unpack_entry(unseal(_derived(given, b"key"), bytes(row.sealed), _place_of(row)))
    except SealedRecord:
        return None


def _place_of(row: TakeUp) -> Place:
    return Place(table="cases_takeup", row=row.key, column="sealed", epoch=0)


def _derived(given: bytes, what: bytes) -> bytes:
    info = b"amana/desk/v1/take-up/" + what
    return HKDF(SHA256(), 32, salt=None, info=info).derive(given)
