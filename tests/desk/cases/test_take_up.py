"""Given a case of which she left out everybody who had it, then whom she still permits sees it and takes it up, and nobody else."""

from datetime import timedelta

import pytest
from django.db import transaction

from amana.desk.cases import history, keyed, take_up
from amana.desk.cases.clock import now
from amana.desk.cases.flows.exclude import exclude
from amana.desk.cases.flows.her_choice import Said, heed
from amana.desk.cases.models import Grant, TakeUp, Vacancy
from amana.desk.cases.number import address
from amana.desk.cases.opened import NoSuchCase, open_case
from amana.desk.intake import alarms
from amana.desk.intake.flows.take_up import forsaken
from amana.desk.intake.flows.take_up import take_up as take
from amana.desk.intake.models import Waiting
from amana.desk.replies.models import Outbox
from amana.desk.replies.writing import reply
from amana.wire.encoding import unb64u
from amana.wire.take_up import take_up_of
from tests.desk import arrivals


def standing(her):
    return her.read_standing(bytes(Outbox.objects.get(kind=Outbox.STANDING).frame))


def leaves_out(organisation, her, *names: str, words: str = "not with her", lifts=()) -> Waiting:
    """Her page leaves somebody out: sealed to those who stay, with what lets them take the case up."""
    her.excluded += [organisation.people[name].person for name in names]
    her.case = None
    letter = her.letter(
        words,
        excluded=tuple(her.excluded),
        lifts=lifts,
        take_up=take_up_of(direction_key=her.keys.to_desk, nonce=her.nonce),
    )
    return arrivals.envelope(letter)


def at_work(organisation, name: str):
    """Her browser, and the session behind it, after its keyed work."""
    colleague = organisation.people[name]
    unlocked = colleague.sign_in()
    for _ in range(2):
        keyed.run_for(unlocked)
    return colleague.browser_of(unlocked), unlocked


def taken_up(organisation, name: str, row: Waiting):
    """What the page does, in the session whose keyed work has found the letter."""
    _, unlocked = at_work(organisation, name)
    assert [entry.key for entry in forsaken(unlocked)] == [row.key]
    return unlocked, take(unlocked, row.key)


def shown(organisation, name: str) -> bool:
    browser, _ = at_work(organisation, name)
    return "/take-up/" in browser.get("/").content.decode()


def test_a_lead_takes_it_up_and_whoever_was_left_out_opens_nothing(organisation, opened):
    her, case = opened("first words", chosen=["hana", "noor", "rezan"])
    standing(her)
    row = leaves_out(organisation, her, "hana")
    noor, again = taken_up(organisation, "noor", row)

    again = open_case(noor, again.number)
    assert again.number == case.number
    assert again.case.epoch == 2
    keyed.run_for(noor)
    assert [m.words for _, m in again.messages()] == ["first words", "not with her"]
    assert all(message.verified for _, message in again.messages())
    with pytest.raises(NoSuchCase):
        open_case(organisation.people["hana"].sign_in(), case.number)
    record = standing(her)
    assert organisation.people["hana"].person in record.excluded
    assert not record.vacant
    arrivals.envelope(her.letter("to the one who has it now"))
    keyed.run_for(noor)
    last = [m for _, m in open_case(noor, case.number).messages()][-1]
    assert (last.words, last.verified) == ("to the one who has it now", True)
    done = [row["action"] for row in history.of(open_case(noor, case.number))]
    assert "case.taken_up" in done


def test_from_before_she_knew_that_it_was_opened_it_is_taken_up_as_well(organisation, opened):
    her, case = opened("first words", chosen=["hana", "noor"])
    row = leaves_out(organisation, her, "hana")
    noor, _ = taken_up(organisation, "noor", row)
    assert open_case(noor, case.number).head.admitted_ids == [noor.officer.id]


def test_answers_that_she_has_not_read_come_again(organisation, opened):
    her, case = opened("first words", chosen=["hana", "noor"])
    standing(her)
    reply(case, author="x", words="an answer")
    row = leaves_out(organisation, her, "hana")
    taken_up(organisation, "noor", row)
    assert standing(her).again == 1
    (frame,) = Outbox.objects.filter(kind=Outbox.REPLY)
    assert her.read_reply(bytes(frame.frame)) == "an answer"


def test_only_who_may_take_it_up_sees_it(organisation, opened):
    her, _ = opened(chosen=["hana", "noor", "rezan"])
    standing(her)
    leaves_out(organisation, her, "hana")
    assert [shown(organisation, name) for name in ("noor", "rezan", "hana", "shilan")] == [
        True,
        False,  # a lead is left to do it
        False,
        False,
    ]


def test_where_she_left_out_every_lead_the_others_see_it(organisation, opened):
    her, case = opened(chosen=["hana", "noor", "rezan"])
    standing(her)
    row = leaves_out(organisation, her, "hana", "noor")
    assert not shown(organisation, "noor")
    rezan, _ = taken_up(organisation, "rezan", row)
    assert open_case(rezan, case.number).head.admitted_ids == [rezan.officer.id]


def test_while_somebody_has_it_nobody_else_is_told(organisation, opened):
    her, case = opened(admit=["rezan"], chosen=["hana", "noor", "rezan"])
    standing(her)
    leaves_out(organisation, her, "hana")
    assert not shown(organisation, "noor")
    _, rezan = at_work(organisation, "rezan")
    assert open_case(rezan, case.number).case.epoch == 2
    assert not shown(organisation, "noor")


def test_the_page_takes_it_up_once(organisation, opened):
    her, case = opened(chosen=["hana", "noor", "shilan"])
    standing(her)
    row = leaves_out(organisation, her, "hana")
    browsers = {name: at_work(organisation, name)[0] for name in ("noor", "shilan")}
    where = f"/intake/{address(row.key)}/take-up/"
    assert browsers["noor"].post(where)["Location"] == f"/cases/{address(case.number)}/"
    assert browsers["shilan"].post(where).status_code == 409
    assert "/take-up/" not in browsers["shilan"].get("/").content.decode()


def test_what_her_letter_gave_opens_nothing_once_it_was_used(organisation, opened):
    her, _ = opened(chosen=["hana", "noor"])
    standing(her)
    given = take_up_of(direction_key=her.keys.to_desk, nonce=her.nonce)
    assert take_up.find(given) is not None
    row = leaves_out(organisation, her, "hana")
    taken_up(organisation, "noor", row)
    assert take_up.find(given) is None
    assert take_up.find(bytes(32)) is None
    assert TakeUp.objects.count() == 1


def test_p4_an_excluded_officer_cannot_derive_what_takes_it_up(organisation, opened):
    _, case = opened(admit=["rezan"], chosen=["hana", "rezan"])
    hana = organisation.people["hana"].sign_in()
    known = open_case(hana, case.number).head  # all that rezan could read as well
    exclude(hana, case.number, organisation.people["rezan"].officer.id, reason="")
    for nonce in (bytes(32), unb64u(known.nonce, 32)):
        derived = take_up_of(direction_key=unb64u(known.her["to_desk"], 32), nonce=nonce)
        assert take_up.find(derived) is None


def vacate(organisation, case, *names: str) -> None:
    """Somebody else's client sealed to the case itself: the last one who has it takes the letter in."""
    hana = organisation.people["hana"].sign_in()
    opened = open_case(hana, case.number)
    people = frozenset(organisation.people[name].officer.id for name in names)
    said = Said(letter="x", seq=2, verified=True, excluded=people, lifts=frozenset())
    with transaction.atomic():
        heed(opened, hana, said)
        opened.save()


def test_a_case_that_lost_its_last_one_waits_for_a_lead_and_her_page_is_told(organisation, opened):
    her, case = opened("first words", chosen=["hana", "noor", "rezan"])
    reply(case, author="x", words="an answer")
    vacate(organisation, case, "hana")
    record = standing(her)
    assert record.vacant
    assert Vacancy.objects.count() == 1
    with pytest.raises(NoSuchCase):
        open_case(organisation.people["hana"].sign_in(), case.number)
    assert not shown(organisation, "rezan")
    browser, noor = at_work(organisation, "noor")
    row = Vacancy.objects.get()
    assert f"/take-up/{address(row.key)}/" in browser.get("/").content.decode()
    assert browser.post(f"/take-up/{address(row.key)}/").status_code == 302
    assert not Vacancy.objects.exists()
    assert not standing(her).vacant
    assert open_case(noor, case.number).head.admitted_ids == [noor.officer.id]
    frames = Outbox.objects.filter(kind=Outbox.REPLY)
    assert [her.read_reply(bytes(row.frame)) for row in frames] == ["an answer"]


def test_with_nobody_left_the_second_contact_hears_and_her_page_is_told(
    organisation, opened, tmp_path
):
    her, case = opened(chosen=["hana"])
    Waiting.objects.update(taken=True)
    vacate(organisation, case, "hana")
    assert standing(her).vacant
    assert not any(shown(organisation, name) for name in organisation.people)
    mail = tmp_path / "mail"
    assert alarms.ring({"file": str(mail)}) == 0
    Vacancy.objects.update(hour=now() - timedelta(hours=25))
    assert alarms.ring({"file": str(mail)}) == 2
    assert len(mail.read_text().splitlines()) == 2


def test_every_officer_gets_an_equal_row_when_a_case_is_vacated_and_taken_up(organisation, opened):
    _, case = opened(chosen=["hana", "noor"])
    before = set(Grant.objects.values_list("key", flat=True))
    vacate(organisation, case, "hana")
    new = Grant.objects.exclude(key__in=before)
    assert new.count() == len(organisation.people)
    assert {len(bytes(row.sealed)) for row in new} == {640}
