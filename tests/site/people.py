"""A synthetic desk with people, recovery and a statement in three languages, for her pages."""

import secrets
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import x25519

from amana.seal.certificates import Holder, Recovery, ReplyKey, Role, ShareHolder
from amana.wire.report import RecoverySet
from tests.relay.desk import Desk, raw

PEOPLE: tuple[tuple[Role, bool, str, str, str], ...] = (
    ("lead", True, "Demo Lead One", "مسؤولة حماية تجريبية", "بەرپرسی پاراستنی تاقیکاری"),
    ("lead", False, "Demo Lead Two", "مسؤول حماية تجريبي", "بەرپرسی پاراستنی دووەم"),
    ("intake", True, "Demo Intake", "موظفة استقبال تجريبية", "وەرگری تاقیکاری"),
    ("lawyer", False, "Demo Lawyer", "محامٍ تجريبي", "پارێزەری تاقیکاری"),
)


class DeskWithPeople(Desk):
    """Four people, two recovery sets without a common holder, one reply key."""

    NAME = {"en": "Demonstration desk", "ar": "جهة تجريبية", "ckb": "شوێنی تاقیکردنەوە"}
    READS = {
        "en": "Sunday to Thursday, 9 to 15",
        "ar": "من الأحد إلى الخميس، ٩ إلى ١٥",
        "ckb": "یەکشەممە تا پێنجشەممە، ٩ تا ١٥",
    }
    ANSWERS = {"en": "within two days", "ar": "خلال يومين", "ckb": "لە ماوەی دوو ڕۆژدا"}
    FAMILIES = {
        "en": "Nothing, without her word",
        "ar": "لا شيء من دون موافقتها",
        "ckb": "هیچ، بەبێ ڕەزامەندی خۆی",
    }
    SECOND = {"en": "Demo Support Line", "ar": "خط دعم تجريبي", "ckb": "هێڵی پشتگیری تاقیکاری"}

    def __init__(self) -> None:
        super().__init__()
        days = {"since": self.today, "until": self.today + timedelta(days=300)}
        people = [
            Holder(
                id=secrets.token_bytes(8),
                desk=self.id,
                person=secrets.token_bytes(8),
                role=role,
                woman=woman,
                label={"en": en, "ar": ar, "ckb": ckb},
                recipient=str(x25519.Identity.generate().to_public()),
                **days,
            )
            for role, woman, en, ar, ckb in PEOPLE
        ]
        sets: tuple[tuple[RecoverySet, tuple[bytes, ...]], ...] = (
            ("A", (people[0].person, secrets.token_bytes(8), secrets.token_bytes(8))),
            ("B", tuple(secrets.token_bytes(8) for _ in range(3))),
        )
        recoveries = [
            Recovery(
                id=secrets.token_bytes(8),
                desk=self.id,
                set=name,
                recipient=str(x25519.Identity.generate().to_public()),
                holders=tuple(ShareHolder(person, f"Organisation {name}") for person in holders),
                **days,
            )
            for name, holders in sets
        ]
        self.signing = Ed25519PrivateKey.generate()
        reply = ReplyKey(id=secrets.token_bytes(8), desk=self.id, key=raw(self.signing), **days)
        self.people, self.reply_id = people, reply.id
        self.entries += [each.id for each in (*people, *recoveries, reply)]
        self.certificates += [self.certify(each) for each in (*people, *recoveries, reply)]
