"""What an organisation does once all its keys are lost: new officers, two sheets on the offline computer, a new recovery set."""

from pathlib import Path

from amana.cli import recovery_file
from amana.desk.cases import keyed
from amana.desk.recovery.carrying import carried, take_in
from amana.desk.recovery.models import Brought
from amana.desk.recovery.offline import recover
from amana.desk.staff import certified, desk_keys, sessions
from amana.desk.staff.models import Officer
from amana.wire.encoding import b64u
from tests.desk.browser_client import text
from tests.desk.organisation import Colleague, Organisation


class After:
    """The steps of docs/operations.md, on the functions that the commands call."""

    def __init__(self, organisation: Organisation, folder: Path) -> None:
        self.organisation = organisation
        self.folder = folder

    def loss(self) -> None:
        """Everybody's passphrase is gone; three new people begin, two of them leads."""
        sessions.lock_all()
        for colleague in self.organisation.people.values():
            desk_keys.withdraw(colleague.officer)
        Officer.objects.update(state=Officer.State.LEFT, wrapped_identity=b"")
        for name, role in (("amal", "lead"), ("sana", "lead"), ("layla", "caseworker")):
            self.organisation.join(name, role)
        self.publish()
        everyone = certified.recipients(list(Officer.objects.filter(state=Officer.State.ACTIVE)))
        seed = self.organisation.reply.private_bytes_raw()
        desk_keys.share(b64u(self.organisation.reply_id), seed, everyone)

    def recover(self, *numbers: str, to: str = "layla", letter: str = "A") -> Brought:
        """Carries everything to the offline computer and what two sheets give back to the desk."""
        wraps, back = self.folder / "wraps.json", self.folder / "recovered.json"
        recovery_file.write_carried(wraps, carried())
        found, count = recover(
            self.organisation.sheets[letter][:2],
            recovery_file.read_carried(wraps),
            named=numbers,
            recipient=self.organisation.people[to].officer.recipient,
        )
        assert count == len(numbers)
        recovery_file.write_recovered(back, found)
        take_in(recovery_file.read_recovered(back))
        return Brought.objects.get()

    def new_sets(self) -> None:
        """Both recovery sets are replaced, certified and listed."""
        before = {each.value["id"] for each in self.organisation.certificates}
        for letter in "AB":
            self.organisation._recover(letter)
        old = {
            each.value["id"]
            for each in self.organisation.certificates
            if each.type == "recovery" and each.value["id"] in before
        }
        self.organisation.entries = [
            entry for entry in self.organisation.entries if b64u(entry) not in old
        ]
        self.publish()

    def publish(self) -> None:
        """The desk reads a newer list."""
        self.organisation.serial += 1
        certified.keep(self.organisation.document(self.organisation.serial))

    def agree(self, *names: str) -> None:
        """On their pages, one after another."""
        for name in names:
            browser = self.organisation.people[name].browser()
            page = browser.get("/recovery/")
            assert page.status_code == 200
            assert "waits" in text(page) or "agree" in text(page)
            (row,) = page.context["brought"]
            answer = browser.post(f"/recovery/{row['address']}/agree/")
            assert answer.status_code == 302, text(answer)

    def at_work(self, name: str) -> tuple[Colleague, sessions.Unlocked]:
        """She signs in, and her keyed work has run."""
        colleague = self.organisation.people[name]
        unlocked = colleague.sign_in()
        for _ in range(2):
            keyed.run_for(unlocked)
        return colleague, unlocked
