"""Given that every officer is lost, when two sheets are brought together and two new leads agree, then a new officer opens the old case and
answers; and she whom the survivor left out gets nothing (P4)."""

import pytest

from amana.desk.audit import chain, journal
from amana.desk.cases import keyed
from amana.desk.cases.flows.exclude import exclude
from amana.desk.cases.keyring import keys_of
from amana.desk.cases.models import Case
from amana.desk.cases.number import shown
from amana.desk.cases.opened import open_case
from amana.desk.cases.session import index_of
from amana.desk.cases.walls import NotALead
from amana.desk.intake.listing import new_reports
from amana.desk.intake.models import Waiting
from amana.desk.recovery.carrying import NoOfficerForIt, take_in
from amana.desk.recovery.flows.agree import AnotherLead, OldRecoverySet, agree, discard
from amana.desk.recovery.models import Brought
from amana.desk.recovery.offline import Recovered
from amana.desk.replies.models import Outbox
from amana.desk.replies.writing import reply
from amana.desk.staff.models import Officer, StandingKey
from amana.seal.age_keys import new_identity, recipient_of
from tests.desk import arrivals
from tests.desk.browser_client import text
from tests.desk.survivor import Survivor


def standing_of(her: Survivor):
    """The newest standing record that was queued for her."""
    frames = []
    for row in Outbox.objects.filter(kind=Outbox.STANDING).order_by("pk"):
        try:
            frames.append(her.read_standing(bytes(row.frame)))
        except Exception:  # noqa: BLE001, S112  another survivor's
            continue
    return max(frames, key=lambda record: record.epoch)


def test_officers_lost_shares_combined_the_old_case_opened_and_answered(
    organisation, opened, after
):
    her, case = opened("the old words", chosen=["hana"])
    letter = arrivals.envelope(her.letter("a letter that nobody opened"))
    other = Survivor(organisation)
    report = arrivals.envelope(other.report("a report that nobody opened", chosen=["hana"]))
    follow_up = arrivals.envelope(other.letter("and what she wrote after it"))
    after.loss()
    numbers = [case.shown, *(shown(row.key) for row in (letter, report, follow_up))]
    brought = after.recover(*numbers)
    amal = organisation.people["amal"]
    with pytest.raises(OldRecoverySet):
        agree(amal.sign_in(), brought.key)
    after.new_sets()
    after.agree("amal")
    with pytest.raises(AnotherLead):
        agree(amal.sign_in(), brought.key)
    _, nobody = after.at_work("layla")
    assert keys_of(nobody) == {}, "one lead is not enough"
    after.agree("sana")

    layla, unlocked = after.at_work("layla")
    assert not Brought.objects.exists()
    assert {line.excerpt for line in index_of(unlocked).all()} == {
        "the old words",
        "a report that nobody opened",
    }
    again = open_case(unlocked, case.number)
    assert [m.words for _, m in again.messages()] == [
        "the old words",
        "a letter that nobody opened",
    ]
    new = next(n for n in keys_of(unlocked) if n != case.number)
    assert [m.words for _, m in open_case(unlocked, new).messages()] == [
        "a report that nobody opened",
        "and what she wrote after it",
    ]
    assert "the old words" in text(layla.browser_of(unlocked).get("/cases/"))

    standing = standing_of(her)
    assert standing.epoch == again.case.epoch == 2
    reply(again, author=layla.officer.id, words="نحن معك")
    answer = Outbox.objects.filter(kind=Outbox.REPLY).get()
    assert her.read_reply(bytes(answer.frame)) == "نحن معك"
    assert chain.verify(journal.rows()).position > 0
    told = [content["action"] for content in audited(organisation)]
    assert {"recovery.brought", "recovery.agreed", "recovery.taken_over"} <= set(told)
    assert told.count("recovery.agreed") == 2
    assert Waiting.objects.filter(taken=False).count() == 0


def audited(organisation) -> list[dict]:
    from tests.desk.conftest import AUDITORS

    rows = chain.read(journal.rows(), str(AUDITORS[0]))
    return [content for _, _, content in rows if content is not None]


def test_p4_recovery_gives_nothing_to_an_officer_whom_she_left_out(organisation, opened, after):
    _, case = opened(chosen=["hana", "rezan"], by="hana", excluded=["dalia"])
    report = arrivals.envelope(
        Survivor(organisation).report("words", chosen=["hana"], excluded=["dalia"])
    )
    hers = Survivor(organisation)
    fine = arrivals.envelope(hers.report("for whoever is left", chosen=["hana"]))
    after.recover(case.shown, shown(report.key), shown(fine.key), to="dalia")
    after.new_sets()
    after.agree("noor", "shilan")
    _, dalia = after.at_work("dalia")
    assert not Brought.objects.exists()
    assert [line.excerpt for line in index_of(dalia).all()] == ["for whoever is left"]
    assert case.number not in keys_of(dalia)
    assert Waiting.objects.get(key=report.key).taken is False
    assert [r.row.key for r in new_reports(organisation.people["hana"].sign_in())] == [report.key]
    (taken,) = [c for c in audited(organisation) if c["action"] == "recovery.taken_over"]
    assert taken["details"] == {"refused": 2}


def test_a_conflict_card_is_recovered_by_a_lead_alone(organisation, after):
    her = Survivor(organisation)
    row = arrivals.envelope(
        her.report("with a card", chosen=["noor", "hana"], card=["synthetic tribe"])
    )
    after.loss()
    after.recover(shown(row.key), to="layla")
    sheets = dict(organisation.sheets)
    after.new_sets()
    after.agree("amal", "sana")
    _, layla = after.at_work("layla")
    assert keys_of(layla) == {}
    organisation.sheets = sheets  # it was sealed to the former set: its sheets are still needed
    after.recover(shown(row.key), to="amal")
    after.agree("sana", "amal")
    _, amal = after.at_work("amal")
    assert len(keys_of(amal)) == 1


def test_a_secret_that_is_over_opens_nothing(organisation, opened, after):
    _, case = opened(chosen=["hana", "rezan"], by="hana", admit=["rezan"])
    after.recover(case.shown, to="dalia")
    rezan = organisation.people["rezan"].officer.id
    exclude(organisation.people["hana"].sign_in(), case.number, rezan, reason="")
    after.new_sets()
    after.agree("noor", "shilan")
    _, dalia = after.at_work("dalia")
    assert keys_of(dalia) == {}
    assert not Brought.objects.exists()


def test_colleagues_who_still_have_the_case_keep_it(organisation, opened, after):
    _, case = opened(chosen=["hana", "rezan"], by="hana", admit=["rezan"])
    Officer.objects.filter(login="hana").update(state=Officer.State.LEFT)
    after.recover(case.shown, to="dalia")
    after.new_sets()
    after.agree("noor", "shilan")
    _, dalia = after.at_work("dalia")
    there = {organisation.people[name].officer.id for name in ("rezan", "dalia")}
    assert set(open_case(dalia, case.number).head.admitted_ids) == there
    _, rezan = after.at_work("rezan")
    assert open_case(rezan, case.number).case.epoch == 2


def test_it_waits_for_the_reply_key_and_for_a_lead(organisation, opened, after):
    _, case = opened(chosen=["hana"])
    after.loss()
    brought = after.recover(case.shown)
    after.new_sets()
    with pytest.raises(NotALead):
        agree(organisation.people["layla"].sign_in(), brought.key)
    layla = organisation.people["layla"]
    assert layla.browser().get("/recovery/").status_code == 404
    StandingKey.objects.filter(officer=layla.officer).delete()
    after.agree("amal", "sana")
    amal = organisation.people["amal"].browser()
    StandingKey.objects.filter(officer=layla.officer).delete()
    page = amal.get("/recovery/")
    assert "does not hold the desk's reply key" in text(page).replace("&#x27;", "'")
    StandingKey.objects.filter(officer=layla.officer).delete()
    unlocked = layla.sign_in()
    StandingKey.objects.filter(officer=layla.officer).delete()
    keyed.run_for(unlocked)
    assert keys_of(unlocked) == {}
    assert Brought.objects.exists()


def test_a_lead_can_throw_it_away(organisation, opened, after):
    _, case = opened(chosen=["hana"])
    brought = after.recover(case.shown, to="dalia")
    discard(organisation.people["noor"].sign_in(), brought.key)
    assert not Brought.objects.exists()


def test_what_is_for_nobody_here_is_not_taken_in(organisation):
    nobody = recipient_of(new_identity())
    with pytest.raises(NoOfficerForIt):
        take_in(Recovered(recipient=nobody, combined=nobody, frames=()))
    assert not Brought.objects.exists()


def test_a_case_that_a_restore_withholds_comes_back_by_its_newest_secret(
    organisation, opened, after
):
    """The database is of before an exclusion; the list of erasures knows the secret of after it."""
    _, case = opened("withheld words", chosen=["hana", "rezan"], by="hana", admit=["rezan"])
    from amana.desk.cases import backups, restoring

    key = new_identity()
    made = backups.make(
        organisation.config, after.folder / "backup", recipients=(recipient_of(key),)
    )
    rezan = organisation.people["rezan"].officer.id
    exclude(organisation.people["hana"].sign_in(), case.number, rezan, reason="")
    from django.core.management import call_command

    call_command("flush", verbosity=0, interactive=False)
    serial = backups.restore(organisation.config, made.main, made.keys, identity=key)
    restoring.settle(organisation.config, backup_serial=serial)
    assert Case.objects.get().state == Case.WITHHELD
    after.loss()
    after.recover(case.shown)
    after.new_sets()
    after.agree("amal", "sana")
    _, layla = after.at_work("layla")
    again = open_case(layla, case.number)
    assert [m.words for _, m in again.messages()] == ["withheld words"]
    assert again.head.admitted_ids == [organisation.people["layla"].officer.id]
    assert [entry.officer for entry in again.head.shut_out] == [rezan]
