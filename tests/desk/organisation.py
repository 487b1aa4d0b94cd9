"""A synthetic organisation at the desk: officers with certified keys, two recovery sets, and their sessions."""

import dataclasses
import secrets
from datetime import timedelta
from types import SimpleNamespace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.test import Client, override_settings

from amana.desk.staff import certified, desk_keys, sessions
from amana.desk.staff.doors import cookie_name
from amana.desk.staff.models import Officer
from amana.seal import shares
from amana.seal.age_keys import identity_text, new_identity, recipient_of
from amana.seal.certificates import Holder, Recovery, ReplyKey, ShareHolder
from amana.wire.encoding import b64u
from tests.relay.desk import Desk, raw

PEOPLE = {
    "noor": "lead",
    "shilan": "lead",
    "hana": "intake",
    "rezan": "caseworker",
    "dalia": "lawyer",
    "zahra": "supervisor",
}


@dataclasses.dataclass
class Colleague:
    """An officer with her keys, as only a test holds them together."""

    officer: Officer
    identity: str
    person: bytes

    def sign_in(self) -> sessions.Unlocked:
        """A live session."""
        self.cookie, unlocked = sessions.start(self.officer, self.identity)
        return unlocked

    def browser(self) -> Client:
        """A browser of hers that is signed in."""
        return self.browser_of(self.sign_in())

    def browser_of(self, unlocked: sessions.Unlocked) -> Client:
        """A browser with her newest session."""
        assert self.cookie.startswith(unlocked.session_id)
        client = Client()
        client.cookies[cookie_name()] = self.cookie
        return client


class Organisation(Desk):
    """Keys, people and directory of the desk under test."""

    def __init__(self) -> None:
        super().__init__(secrets.token_bytes(8))
        self.days = {"since": self.today, "until": self.today + timedelta(days=200)}
        self.reply = Ed25519PrivateKey.generate()
        self.people: dict[str, Colleague] = {}
        self.recovery: dict[str, str] = {}
        self.sheets: dict[str, tuple[str, ...]] = {}
        self.serial = 1

    def open(self, desk: SimpleNamespace, **more: object) -> None:
        """Puts people and keys into the database of the test and its configuration into force."""
        data = desk.folder / "data"
        data.mkdir(exist_ok=True)
        config = dataclasses.replace(
            desk.config,
            data=data,
            desk=b64u(self.id),
            roots=(self.root,),
            second_copy=desk.folder / "second",
            **more,
        )
        self.override = override_settings(AMANA=config)
        self.override.enable()
        for name, role in PEOPLE.items():
            self.join(name, role)
        for letter in "AB":
            self._recover(letter)
        self.reply_id = self._add(ReplyKey, desk=self.id, key=raw(self.reply))
        certified.keep(self.document())
        everyone = {c.officer.id: c.officer.recipient for c in self.people.values()}
        seed = self.reply.private_bytes_raw()
        desk_keys.share(b64u(self.reply_id), seed, everyone)

    def close(self) -> None:
        """The configuration of before."""
        sessions.lock_all()
        self.override.disable()

    @property
    def config(self):
        """The configuration in force."""
        return settings.AMANA

    def join(self, name: str, role: str) -> Colleague:
        """A new officer with a certified key."""
        identity, person = new_identity(), secrets.token_bytes(8)
        officer = Officer.objects.create(
            id=b64u(person),
            login=name,
            label={"en": name.capitalize(), "ar": name, "ckb": name},
            roles=[role],
            language="en",
            state=Officer.State.ACTIVE,
            recipient=recipient_of(identity),
            salt=bytes(16),
            verifier=bytes(32),
        )
        label = {"en": name.capitalize()}
        self._add(
            Holder,
            desk=self.id,
            person=person,
            role=role,
            woman=True,
            label=label,
            recipient=officer.recipient,
        )
        self.people[name] = Colleague(officer, identity, person)
        return self.people[name]

    def ids(self, *names: str) -> list[bytes]:
        """Short ids of people."""
        return [self.people[name].person for name in names or self.people]

    def _recover(self, letter: str) -> None:
        secret = secrets.token_bytes(32)
        self.sheets[letter] = shares.split(secret)
        self.recovery[letter] = identity_text(secret)
        self._add(
            Recovery,
            desk=self.id,
            set=letter,
            recipient=recipient_of(identity_text(secret)),
            holders=tuple(
                ShareHolder(secrets.token_bytes(8), f"Organisation {n}") for n in range(3)
            ),
        )

    def _add(self, kind, **facts) -> bytes:
        number = secrets.token_bytes(8)
        self.certificates.append(self.certify(kind(id=number, **self.days, **facts)))
        self.entries.append(number)
        return number
