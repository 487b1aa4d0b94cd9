"""Given a case of two, when one is excluded, then the case is sealed anew and the excluded key opens nothing of it."""

import pytest

from amana.desk.cases import keyed, resealing
from amana.desk.cases.flows.admit import admit
from amana.desk.cases.flows.exclude import LastOne, SameTwoPeople, exclude, lift
from amana.desk.cases.models import Grant, Record
from amana.desk.cases.opened import NoSuchCase, open_case
from amana.desk.cases.walls import ShutOutHere
from amana.desk.replies.models import Outbox
from amana.desk.vault.blobs import store
from amana.desk.vault.files import files_of
from amana.desk.vault.models import File
from amana.desk.vault.pieces import piece
from amana.stores.blobs import BlobMissingError
from tests.desk import arrivals


def test_the_case_goes_on_without_the_excluded_officer(organisation, opened):
    her, case = opened("first words", admit=["rezan"], chosen=["hana", "rezan"])
    hana, rezan = (organisation.people[name].sign_in() for name in ("hana", "rezan"))
    assert open_case(rezan, case.number).number == case.number
    old = case.secret

    exclude(hana, case.number, rezan.officer.id, reason="a synthetic reason")
    assert resealing.progress(open_case(hana, case.number)).percent < 100
    keyed.run_for(hana)

    again = open_case(hana, case.number)
    assert resealing.progress(again).percent == 100
    assert [m.words for _, m in again.messages()] == ["first words"]
    with pytest.raises(NoSuchCase):
        open_case(rezan, case.number)
    assert again.secret.raw != old.raw
    assert not Record.objects.filter(case=again.case, epoch=1).exists()

    standing = her.read_standing(bytes(Outbox.objects.get(kind=Outbox.STANDING).frame))
    assert standing.epoch == 2
    assert organisation.people["rezan"].person in standing.excluded


def test_what_she_wrote_before_she_knew_of_it_still_arrives(organisation, opened):
    her, case = opened("first words", admit=["rezan"], chosen=["hana", "rezan"])
    hana = organisation.people["hana"].sign_in()
    her.read_standing(bytes(Outbox.objects.get(kind=Outbox.STANDING).frame))
    in_flight = her.letter("sealed to the key that was")

    exclude(hana, case.number, organisation.people["rezan"].officer.id, reason="")
    keyed.run_for(hana)
    arrivals.envelope(in_flight)
    keyed.run_for(hana)

    said = [message for _, message in open_case(hana, case.number).messages()]
    assert said[-1].words == "sealed to the key that was"
    assert not said[-1].verified


def test_a_file_is_sealed_again_and_its_old_blob_is_gone(organisation, opened):
    upload = b"u" * 16
    her, case = opened(admit=["rezan"], chosen=["hana", "rezan"], uploads=[upload])
    arrivals.upload(upload, her.file(b"synthetic" * 200_000))
    hana = organisation.people["hana"].sign_in()
    for _ in range(2):
        keyed.run_for(hana)
    before = File.objects.get()
    assert before.blob_epoch == 1
    exclude(hana, case.number, organisation.people["rezan"].officer.id, reason="")
    keyed.run_for(hana)
    after = File.objects.get()
    assert (after.blob_epoch, after.epoch) == (2, 2)
    with pytest.raises(BlobMissingError):
        list(store().chunks(piece(before.blob, 0)))
    assert len(files_of(open_case(hana, case.number))) == 1


def test_it_goes_on_after_the_session_was_locked_in_the_middle(organisation, opened):
    from amana.desk.staff import sessions

    her, case = opened(admit=["rezan"], chosen=["hana", "rezan"])
    for number in range(50):
        arrivals.envelope(her.letter(f"letter {number}"))
    hana = organisation.people["hana"].sign_in()
    keyed.run_for(hana)
    exclude(hana, case.number, organisation.people["rezan"].officer.id, reason="")
    sessions.lock(hana.session_id)
    keyed.run_for(hana)
    assert Record.objects.filter(case_id=case.number, epoch=1).count() > 40
    again = organisation.people["hana"].sign_in()
    keyed.run_for(again)
    assert not Record.objects.filter(case_id=case.number, epoch=1).exists()
    assert len(open_case(again, case.number).messages()) == 51


def test_every_officer_gets_an_equal_row_each_time(organisation, opened):
    Grant.objects.all().delete()
    _, case = opened(admit=["rezan"], chosen=["hana", "rezan", "dalia"])
    rows = list(Grant.objects.values_list("officer", "sealed"))
    everyone = sorted(c.officer.id for c in organisation.people.values())
    assert sorted(officer for officer, _ in rows) == everyone
    assert {len(sealed) for _, sealed in rows} == {640}
    hana = organisation.people["hana"].sign_in()
    open_case(hana, case.number)
    admit(hana, case.number, organisation.people["dalia"].officer.id)
    for colleague in organisation.people.values():
        if colleague.officer.login != "hana":
            assert Grant.objects.filter(officer=colleague.officer.id).count() == 2


def test_two_people_lift_what_the_desk_decided(organisation, opened):
    _, case = opened(admit=["rezan", "dalia"], chosen=["hana", "rezan", "dalia"])
    hana, dalia = (organisation.people[name].sign_in() for name in ("hana", "dalia"))
    rezan = organisation.people["rezan"].officer.id
    exclude(hana, case.number, rezan, reason="")
    with pytest.raises(ShutOutHere):
        admit(hana, case.number, rezan)
    lift(hana, case.number, rezan)
    with pytest.raises(SameTwoPeople):
        lift(hana, case.number, rezan)
    lift(dalia, case.number, rezan)
    admit(hana, case.number, rezan)
    assert open_case(organisation.people["rezan"].sign_in(), case.number).number == case.number


def test_somebody_is_always_left(organisation, opened):
    _, case = opened(chosen=["hana"])
    hana = organisation.people["hana"].sign_in()
    with pytest.raises(LastOne):
        exclude(hana, case.number, hana.officer.id, reason="")


def test_she_leaves_somebody_out_later_and_the_case_is_sealed_anew(organisation, opened):
    her, case = opened(admit=["rezan"], chosen=["hana", "rezan"])
    her.read_standing(bytes(Outbox.objects.get(kind=Outbox.STANDING).frame))
    rezan = organisation.people["rezan"]
    her.excluded.append(rezan.person)
    her.case = None  # that officer may hold it: sealed to the eligible instead
    arrivals.envelope(her.letter("not him", excluded=(rezan.person,)))
    hana = organisation.people["hana"].sign_in()
    for _ in range(2):
        keyed.run_for(hana)
    again = open_case(hana, case.number)
    assert again.case.epoch == 2
    assert [m.words for _, m in again.messages()][-1] == "not him"
    with pytest.raises(NoSuchCase):
        open_case(rezan.sign_in(), case.number)
    standing = her.read_standing(bytes(Outbox.objects.get(kind=Outbox.STANDING).frame))
    assert rezan.person in standing.excluded
