"""Given a collected report, when an officer whom she chose opens it, then there is a case, an answer, and no trace for others."""

import pytest

from amana.desk.cases import keyed
from amana.desk.cases.keyring import keys_of
from amana.desk.cases.opened import open_case
from amana.desk.intake.flows.open_report import NotWaiting, open_report
from amana.desk.intake.listing import new_reports
from amana.desk.replies.models import Outbox
from amana.desk.replies.writing import reply
from tests.desk import arrivals
from tests.desk.survivor import Survivor


def test_from_collected_to_answered(organisation):
    her = Survivor(organisation)
    row = arrivals.envelope(her.report("سلام\nشخصی تهديد", chosen=["hana", "rezan"]))
    hana = organisation.people["hana"].sign_in()
    assert [entry.row.key for entry in new_reports(hana)] == [row.key]

    opened = open_report(hana, row.key, admit=[organisation.people["rezan"].officer.id])
    standing = Outbox.objects.get(kind=Outbox.STANDING)
    her.read_standing(bytes(standing.frame))
    assert her.case == opened.secret.recipient

    rezan = organisation.people["rezan"].sign_in()
    again = open_case(rezan, opened.number)
    assert [m.words for _, m in again.messages()] == ["سلام\nشخصی تهديد"]

    reply(again, author=rezan.officer.id, words="نحن معك")
    letter = Outbox.objects.get(kind=Outbox.REPLY)
    assert her.read_reply(bytes(letter.frame)) == "نحن معك"

    arrivals.envelope(her.letter("a second letter"))
    keyed.run_for(rezan)
    timeline = [m for _, m in open_case(rezan, opened.number).messages()]
    assert [m.words for m in timeline] == ["سلام\nشخصی تهديد", "نحن معك", "a second letter"]
    assert timeline[-1].verified


def test_whoever_was_left_out_sees_nothing(organisation):
    her = Survivor(organisation)
    row = arrivals.envelope(her.report(chosen=["hana", "rezan"]))
    dalia = organisation.people["dalia"].sign_in()
    assert new_reports(dalia) == []
    with pytest.raises(NotWaiting):
        open_report(dalia, row.key, admit=[])
    hana = organisation.people["hana"].sign_in()
    open_report(hana, row.key, admit=[])
    assert keys_of(dalia) == {}
    assert len(keys_of(hana)) == 1


def test_two_officers_at_once_make_one_case(organisation):
    her = Survivor(organisation)
    row = arrivals.envelope(her.report(chosen=["hana", "rezan"]))
    hana, rezan = (organisation.people[name].sign_in() for name in ("hana", "rezan"))
    assert new_reports(rezan)
    open_report(hana, row.key, admit=[])
    with pytest.raises(NotWaiting):
        open_report(rezan, row.key, admit=[])
