"""P10: of a file that was locked unseen nothing stays, whatever else was at work on it and whenever the power is cut."""

import pytest
from django.db import transaction

from amana.desk.cases.opened import open_case
from amana.desk.vault import derived
from amana.desk.vault.blobs import store
from amana.desk.vault.flows.lock import lock
from amana.desk.vault.models import Derived
from amana.desk.vault.notices import mine
from tests.desk.at_work import opened, organisation
from tests.desk.vault.exhibits import exhibit, hand_over

__all__ = ["opened", "organisation"]


@pytest.fixture
def locked_file(organisation, opened):
    """One that was handed over, not yet locked: an officer, her case, the exhibit."""
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    return hana, case, hand_over(hana, case, "synthetic.bin", b"synthetic" * 200_000)


def names() -> set[str]:
    return {entry.name for entry in store().entries()}


def test_p10_its_bytes_are_gone_before_anybody_is_told_that_it_is_locked(
    locked_file, organisation, monkeypatch
):
    """The power is cut as soon as the lock is kept: what was to be done afterwards is never done."""
    hana, case, number = locked_file
    blob = exhibit(hana, case, number).row.blob
    assert any(name.startswith(blob) for name in names())
    monkeypatch.setattr(transaction, "on_commit", lambda *_, **__: None)
    lock(hana, case.number, number, words="she says a cousin is in it")
    assert exhibit(hana, case, number).facts.locked
    assert not any(name.startswith(blob) for name in names())
    assert len(mine(organisation.people["noor"].sign_in())) == 1


def test_p10_a_dark_room_that_is_still_at_work_on_it_leaves_nothing(locked_file):
    hana, case, number = locked_file

    def views():
        yield b"synthetic view one"
        lock(hana, case.number, number, words="she says a cousin is in it")
        yield b"synthetic view two"

    file = exhibit(hana, case, number)
    derived.replace(open_case(hana, case.number), file, Derived.BLUR, views())
    assert not Derived.objects.filter(file=file.row).exists()
