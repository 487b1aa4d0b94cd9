"""Given an authority in the settings, then the custody of a case is stamped once a day, whenever its first exhibit came."""

import dataclasses
from collections.abc import Iterator

import pytest
from django.conf import settings

from amana.desk.cases import keyed
from amana.desk.cases.opened import open_case
from amana.desk.intake.stamping import carry
from amana.desk.vault import custody, stamps
from amana.desk.vault.models import Stamp
from tests.desk.vault.exhibits import hand_over
from tests.services.time_authority import Listening, listening


@pytest.fixture
def authority(organisation, monkeypatch, tmp_path) -> Iterator[Listening]:
    """One of our own, which this desk has named."""
    folder = tmp_path / "authority"
    folder.mkdir()
    with listening(folder) as there:
        configure(monkeypatch, url=there.url, roots=str(there.roots))
        yield there


def configure(monkeypatch, **told: str) -> None:
    named = ({"name": "synthetic-time"} | told,)
    changed = dataclasses.replace(settings.AMANA, authorities=named, proxy="direct")
    monkeypatch.setattr(settings, "AMANA", changed)


def test_a_case_whose_first_exhibit_comes_late_in_a_session_is_stamped(
    organisation, opened, authority
):
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    keyed.run_for(hana)  # nothing to be stamped yet
    assert not Stamp.objects.exists()
    hand_over(hana, case, "note.txt", b"synthetic note")
    keyed.run_for(hana)
    (row,) = Stamp.objects.all()
    there = open_case(hana, case.number)
    assert bytes(row.digest) == custody.custody_of(there).hash
    assert carry(settings.AMANA) == 1
    (stamped,) = stamps.stamped_of(there, 1)
    assert (stamped.authority, stamped.position) == ("synthetic-time", 1)
    (printed,) = stamps.shown_of(there)
    assert printed.at is not None

    # And once a day is enough, and what was answered is not asked again
    hand_over(hana, case, "second.txt", b"another synthetic note")
    keyed.run_for(hana)
    assert Stamp.objects.count() == 1
    assert carry(settings.AMANA) == 0
    assert len(authority.asked) == 1


def test_what_the_authority_sees_is_a_hash_and_nothing_of_the_case(organisation, opened, authority):
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    hand_over(hana, case, "secret name.txt", b"synthetic words")
    keyed.run_for(hana)
    carry(settings.AMANA)
    (query,) = authority.asked
    assert custody.custody_of(open_case(hana, case.number)).hash in query
    assert len(query) < 100
    assert b"secret" not in query


def test_an_authority_that_cannot_be_reached_is_asked_again(
    organisation, opened, authority, monkeypatch
):
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    hand_over(hana, case, "note.txt", b"synthetic note")
    keyed.run_for(hana)
    with monkeypatch.context() as meanwhile:
        configure(meanwhile, url="http://127.0.0.1:9/", roots=str(authority.roots))
        assert carry(settings.AMANA) == 0
        (waiting,) = stamps.shown_of(open_case(hana, case.number))
        assert waiting.at is None
    assert carry(settings.AMANA) == 1
