"""Given an officer whose page and keyed work run at once, when a case of hers was just made, then her page finds it."""

import pytest

from amana.desk.cases import keyring
from amana.desk.cases.keyring import keys_of
from amana.desk.cases.models import Grant
from amana.desk.intake.flows.open_report import open_report
from amana.desk.staff.sessions import Unlocked
from tests.desk import arrivals
from tests.desk.survivor import Survivor


class Overtaken:
    """Grants, folded by the other thread in the moment before this one's question is answered."""

    def __init__(self, patch: pytest.MonkeyPatch, unlocked: Unlocked) -> None:
        self.objects = self
        self._patch, self._unlocked = patch, unlocked

    def filter(self, **_: object) -> "Overtaken":
        return self

    def exists(self) -> bool:
        self._patch.undo()
        keys_of(self._unlocked)
        return Grant.objects.filter(officer=self._unlocked.officer.id).exists()


def test_whoever_finds_no_grant_finds_what_it_became(organisation, monkeypatch: pytest.MonkeyPatch):
    her = Survivor(organisation)
    row = arrivals.envelope(her.report(chosen=["hana"]))
    hana = organisation.people["hana"].sign_in()
    assert keys_of(hana) == {}
    opened = open_report(hana, row.key, admit=[])
    monkeypatch.setattr(keyring, "Grant", Overtaken(monkeypatch, hana))
    assert set(keys_of(hana)) == {opened.number}
