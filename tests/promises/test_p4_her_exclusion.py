"""P4: an exclusion that she made is lifted by her alone: her own verified message and her voice, and then nobody is admitted by it."""

from dataclasses import replace

import pytest

from amana.desk.cases import keyed
from amana.desk.cases.clock import today
from amana.desk.cases.flows.admit import admit
from amana.desk.cases.flows.her_choice import NotAsked, Voice, confirm
from amana.desk.cases.models import Case, Grant
from amana.desk.cases.opened import NoSuchCase, open_case
from amana.desk.cases.walls import LeftOutByHer
from amana.desk.replies.models import Outbox
from amana.errors import AmanaError
from amana.wire.records import State
from tests.desk import arrivals
from tests.desk.at_work import opened, organisation

__all__ = ["opened", "organisation"]


def standing(her):
    return her.read_standing(bytes(Outbox.objects.get(kind=Outbox.STANDING).frame))


def her_state(her, lifts=None) -> State:
    return State(
        version=9,
        desk=her.organisation.id,
        chosen=tuple(her.chosen),
        excluded=tuple(her.excluded),
        recovery="A",
        leads_only=False,
        card=False,
        thread=her.thread,
        epoch=1,
        seq=2,
        lifts=lifts or {},
    )


def test_p4_neither_officers_nor_an_unverified_message_lift_what_she_decided(organisation, opened):
    her, case = opened(chosen=["hana", "noor"], excluded=["rezan"], admit=["noor"])
    hana, noor = (organisation.people[name].sign_in() for name in ("hana", "noor"))
    rezan = organisation.people["rezan"]
    voice = Voice(spoke=hana.officer.id, day=today(), kept=True)
    arrivals.envelope(her.letter("", excluded=(rezan.person,), lifts=(rezan.person,)))
    keyed.run_for(hana)  # written before she read a record of the present epoch
    for unlocked in (hana, noor):
        with pytest.raises(NotAsked):
            confirm(unlocked, case.number, rezan.officer.id, voice)
        with pytest.raises(LeftOutByHer):
            admit(unlocked, case.number, rezan.officer.id)
    with pytest.raises(NoSuchCase):
        open_case(rezan.sign_in(), case.number)


def test_p4_her_message_and_her_voice_lift_it_and_admit_nobody(organisation, opened):
    her, case = opened(chosen=["hana"], excluded=["rezan"])
    standing(her)
    hana, rezan = organisation.people["hana"].sign_in(), organisation.people["rezan"]
    before = Grant.objects.filter(officer=rezan.officer.id).count()
    arrivals.envelope(her.letter("", excluded=(rezan.person,), lifts=(rezan.person,)))
    keyed.run_for(hana)
    voice = Voice(spoke=hana.officer.id, day=today(), kept=True)
    confirm(hana, case.number, rezan.officer.id, voice)
    with pytest.raises(NoSuchCase):
        open_case(rezan.sign_in(), case.number)
    assert Grant.objects.filter(officer=rezan.officer.id).count() <= before
    assert Case.objects.get().epoch == 1
    admit(hana, case.number, rezan.officer.id)
    assert open_case(rezan.sign_in(), case.number).number == case.number


def test_p4_a_record_that_omits_or_claims_changes_nothing_without_her_own_wish(
    organisation, opened
):
    her, _ = opened(chosen=["hana"], excluded=["rezan"])
    person, record = organisation.people["rezan"].person, standing(her)
    omitted = replace(record, excluded=(), state_version=9)
    claimed = replace(omitted, lifted=(person,))
    plain, asked = her_state(her), her_state(her, {person: 9})
    assert plain.left_out(omitted) == plain.left_out(claimed) == (person,)
    assert asked.left_out(omitted) == asked.left_out(record) == (person,)
    assert asked.left_out(replace(claimed, state_version=8)) == (person,)  # from before she asked
    assert asked.left_out(replace(claimed, excluded=(person,))) == (person,)
    assert asked.left_out(claimed) == ()


def test_p4_what_she_said_is_told_to_nobody_outside_the_case(organisation, opened):
    her, case = opened(chosen=["hana"], excluded=["rezan"])
    standing(her)
    hana, rezan = organisation.people["hana"].sign_in(), organisation.people["rezan"]
    arrivals.envelope(her.letter("", excluded=(rezan.person,), lifts=(rezan.person,)))
    keyed.run_for(hana)
    pages = ["/", "/cases/", "/intake/", "/organisation/"]
    for name in ("rezan", "dalia", "noor"):
        browser = organisation.people[name].browser()
        assert not any("take-up" in browser.get(page).content.decode() for page in pages)
        session = organisation.people[name].sign_in()
        with pytest.raises(AmanaError):
            confirm(
                session, case.number, rezan.officer.id, Voice(spoke="x", day=today(), kept=True)
            )
