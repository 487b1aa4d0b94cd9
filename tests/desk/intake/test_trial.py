"""Given much that was tried before, then a look costs what is new: nothing is opened twice, and a page does not wait for the rest."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amana.desk.cases import keyed
from amana.desk.cases.opened import open_case
from amana.desk.intake import trial
from amana.desk.intake.flows.attach import case_of_thread
from amana.desk.intake.listing import new_reports
from amana.desk.intake.models import Waiting
from amana.seal.age_keys import new_identity, recipient_of
from amana.seal.envelope import seal_envelope
from tests.desk import arrivals
from tests.desk.survivor import Survivor


@pytest.fixture
def trials(monkeypatch):
    """The rows that were tried, in order."""
    rows, before = [], trial.opens

    def counted(row, identities):
        rows.append(row.key)
        return before(row, identities)

    monkeypatch.setattr(trial, "opens", counted)
    return rows


def foreign() -> Waiting:
    """An envelope for nobody here."""
    nobody = [recipient_of(new_identity()) for _ in range(2)]
    return arrivals.envelope(
        seal_envelope(b"\0" * 512, chosen=nobody[:1], recovery=nobody[1], stanzas=16)
    )


def test_each_envelope_is_tried_once_a_session(organisation, trials):
    rows = [foreign() for _ in range(5)]
    rows.append(arrivals.envelope(Survivor(organisation).report(chosen=["hana"])))
    hana = organisation.people["hana"].sign_in()
    for _ in range(3):
        assert len(new_reports(hana)) == 1
        keyed.run_for(hana)
    assert sorted(trials) == sorted(row.key for row in rows)


def test_a_look_reads_keys_alone_however_many_were_taken(organisation, opened):
    for _ in range(3):
        opened(chosen=["hana", "rezan"], by="hana")
    foreign()
    hana = organisation.people["hana"].sign_in()
    trial.mine(hana)
    trial.for_cases(hana)
    with CaptureQueriesContext(connection) as queries:
        trial.for_cases(hana)
        trial.try_all(hana)
    assert len(queries) <= 3
    assert not any("digest" in query["sql"] for query in queries), "no row is loaded"


def test_a_page_does_not_wait_for_many(organisation, trials, monkeypatch):
    for _ in range(6):
        foreign()
    hana = organisation.people["hana"].sign_in()
    trial.mine(hana, patience=0.0)
    assert len(trials) == 1
    keyed.run_for(hana)
    assert len(trials) == 6


def test_one_envelope_is_opened_without_trying_the_others(organisation, trials):
    foreign()
    row = arrivals.envelope(Survivor(organisation).report(chosen=["hana"]))
    hana = organisation.people["hana"].sign_in()
    assert trial.own(hana, row.key) is not None
    assert trials == [row.key]


def test_the_case_of_a_letter_is_found_without_opening_any(organisation, opened, monkeypatch):
    cases = [opened(chosen=["hana"], by="hana") for _ in range(3)]
    hana = organisation.people["hana"].sign_in()
    heads = {case.number: open_case(hana, case.number).head.thread for _, case in cases}

    def refused(*_):
        raise AssertionError("a case was opened")

    monkeypatch.setattr("amana.desk.intake.flows.attach.open_case", refused)
    monkeypatch.setattr("amana.desk.cases.opened.open_with", refused)
    assert {number: case_of_thread(hana, thread) for number, thread in heads.items()} == {
        number: number for number in heads
    }
    assert case_of_thread(hana, "another") is None


def test_a_new_case_is_tried_on_what_the_others_did_not_open(organisation, opened, trials):
    row = foreign()
    opened(chosen=["hana"], by="hana")
    hana = organisation.people["hana"].sign_in()
    keyed.run_for(hana)
    trials.clear()
    keyed.run_for(hana)
    assert trials == []
    opened(chosen=["hana"], by="hana")
    keyed.run_for(hana)
    assert trials.count(row.key) == 1, "with the new case's key alone"
