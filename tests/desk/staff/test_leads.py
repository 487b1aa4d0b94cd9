"""Given an officer, then two people and two certifiers make her a safeguarding lead, and two people take it away at once."""

import secrets
from dataclasses import replace
from datetime import timedelta

import pytest

from amana.desk.audit.models import Entry
from amana.desk.cases.keyholders import people
from amana.desk.intake import daily_list
from amana.desk.staff import certified, duties, register
from amana.desk.staff.flows import leads
from amana.desk.staff.flows.leads import NoSuchChangeError, NotSecondError, TwoLeadsError
from amana.desk.staff.flows.leave import leave
from amana.desk.staff.models import LeadChange, Officer
from amana.seal.certificates import Holder, Role
from tests.desk.at_work import organisation
from tests.desk.browser_client import text

__all__ = ["organisation"]


def officer(name: str) -> Officer:
    return Officer.objects.get(login=name)


def is_lead(name: str) -> bool:
    return next(person.lead for person in people() if person.id == officer(name).id)


def decide(name: str, *, makes: bool, duty: str = "", by=("noor", "zahra")) -> None:
    leads.ask(officer(name), makes=makes, duty=duty, actor=officer(by[0]))
    leads.agree(officer(name), actor=officer(by[1]))


def certify(organisation, name: str, role: Role) -> bytes:
    """Two certifiers sign her key under a duty; the relay's directory has it, the desk's list does not name it yet."""
    colleague, number = organisation.people[name], secrets.token_bytes(8)
    body = Holder(
        id=number,
        desk=organisation.id,
        person=colleague.person,
        role=role,
        woman=True,
        label={"en": name},
        recipient=colleague.officer.recipient,
        **organisation.days | {"since": organisation.today + timedelta(days=0)},
    )
    organisation.certificates.append(organisation.certify(body))
    return number


def publish(organisation) -> None:
    """What the worker does in its rounds: keep the directory, sign a new list where it should say something else."""
    organisation.serial += 1
    certified.keep(organisation.document())
    listed = daily_list.due(organisation.today)
    if listed is not None:
        organisation.entries = list(listed.entries)
        organisation.serial = listed.serial
        certified.keep(organisation.document())


def test_two_people_and_two_certifiers_make_a_lead(organisation):
    hana = organisation.people["hana"]
    register.write(hana.sign_in(), register.Ties(tribe="Synthetic tribe of hana"))
    register.write(
        organisation.people["rezan"].sign_in(), register.Ties(tribe="Synthetic tribe of rezan")
    )
    leads.ask(officer("hana"), makes=True, actor=officer("noor"))
    for wrong in ("noor", "hana"):
        with pytest.raises(NotSecondError):
            leads.agree(officer("hana"), actor=officer(wrong))
    leads.agree(officer("hana"), actor=officer("zahra"))
    publish(organisation)
    hana.sign_in()
    assert not is_lead("hana")  # nobody has certified it
    new = certify(organisation, "hana", "lead")
    publish(organisation)
    assert new in organisation.entries
    assert certified.holders()[officer("hana").id].roles == {"lead"}
    session = hana.sign_in()
    assert is_lead("hana")
    assert register.read(session, officer("rezan")) is None  # sealed before she was one
    organisation.people["noor"].sign_in()
    ties = register.read(session, officer("rezan"))
    assert ties is not None and ties.tribe == "Synthetic tribe of rezan"
    assert not LeadChange.objects.exists()


def test_a_lead_no_more_loses_it_at_once(organisation):
    organisation.join("sara", "lead")
    publish(organisation)
    hana = organisation.people["hana"]
    register.write(hana.sign_in(), register.Ties(tribe="Synthetic tribe"))
    shilan = organisation.people["shilan"].sign_in()
    assert register.read(shilan, officer("hana")) is not None
    before = set(organisation.entries)

    decide("shilan", makes=False, duty="caseworker", by=("zahra", "noor"))
    assert officer("shilan").roles == ["caseworker"]
    assert not is_lead("shilan")
    publish(organisation)
    (gone,) = before - set(organisation.entries)
    assert officer("shilan").id not in certified.holders()
    organisation.people["noor"].sign_in()
    assert register.read(shilan, officer("hana")) is None
    assert register.read(organisation.people["sara"].sign_in(), officer("hana")) is not None
    new = certify(organisation, "shilan", "caseworker")
    publish(organisation)
    assert new in organisation.entries and gone not in organisation.entries
    organisation.people["shilan"].sign_in()
    assert certified.is_certified(officer("shilan")) and not is_lead("shilan")
    assert not LeadChange.objects.exists()


def test_two_leads_always_stay(organisation):
    with pytest.raises(TwoLeadsError):
        leads.ask(officer("shilan"), makes=False, duty="caseworker", actor=officer("zahra"))
    organisation.join("sara", "lead")
    publish(organisation)
    leads.ask(officer("shilan"), makes=False, duty="caseworker", actor=officer("zahra"))
    leads.ask(officer("sara"), makes=False, duty="caseworker", actor=officer("zahra"))
    leads.agree(officer("shilan"), actor=officer("noor"))
    with pytest.raises(TwoLeadsError):
        leads.agree(officer("sara"), actor=officer("noor"))
    assert officer("sara").lead


def test_what_makes_no_sense_is_refused(organisation):
    actor = officer("zahra")
    for name, makes, duty in [
        ("noor", True, ""),
        ("hana", False, "intake"),
        ("noor", False, "lead"),
        ("noor", False, ""),
    ]:
        with pytest.raises((NoSuchChangeError, TwoLeadsError)):
            leads.ask(officer(name), makes=makes, duty=duty, actor=actor)
    with pytest.raises(NotSecondError):
        leads.ask(actor, makes=True, actor=actor)
    with pytest.raises(NoSuchChangeError):
        leads.agree(officer("hana"), actor=actor)
    leads.ask(officer("hana"), makes=True, actor=actor)
    with pytest.raises(NoSuchChangeError):
        leads.ask(officer("hana"), makes=True, actor=officer("noor"))
    leads.withdraw(officer("hana"), actor=officer("noor"))
    assert not LeadChange.objects.exists()


def test_a_role_written_into_the_database_makes_no_lead(organisation):
    Officer.objects.filter(login="hana").update(roles=["lead"])
    assert not is_lead("hana")
    hana = organisation.people["hana"].sign_in()
    register.write(
        organisation.people["rezan"].sign_in(), register.Ties(tribe="Synthetic tribe of rezan")
    )
    assert register.read(hana, officer("rezan")) is None


def test_a_certificate_that_nobody_decided_on_is_not_listed(organisation):
    certify(organisation, "hana", "lead")
    before = list(organisation.entries)
    publish(organisation)
    assert organisation.entries == before
    assert not is_lead("hana")


def test_a_certificate_of_another_key_is_not_listed(organisation):
    decide("hana", makes=True)
    organisation.people["hana"].officer.recipient = organisation.people["rezan"].officer.recipient
    new = certify(organisation, "hana", "lead")
    publish(organisation)
    assert new not in organisation.entries


def test_the_key_of_who_left_goes_from_the_list_at_once(organisation):
    leave(officer("dalia"), actor=officer("noor").id)
    publish(organisation)
    assert officer("dalia").id not in certified.holders()
    assert daily_list.due(organisation.today) is None


def test_without_a_decision_the_list_stays_as_it_is(organisation):
    found = certified.desk()
    assert found is not None
    assert duties.entries(found) == found.listed.entries
    assert duties.entries(replace(found, listed=replace(found.listed, entries=()))) == ()


def test_each_step_is_written_down(organisation):
    before = Entry.objects.count()
    decide("hana", makes=True)
    assert Entry.objects.count() == before + 2


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_the_pages_lead_through_it(organisation, language):
    for name in ("noor", "zahra"):
        Officer.objects.filter(login=name).update(language=language)
    first, second = (organisation.people[name].browser() for name in ("noor", "zahra"))
    where = f"/organisation/{officer('hana').id}/"
    assert f"{where}lead/" in first.get(where).content.decode()
    assert first.post(f"{where}lead/", {"makes": "yes"}).status_code == 302
    page = first.get(where).content.decode()
    assert "/lead/withdraw/" in page and "/lead/agree/" not in page
    assert first.post(f"{where}lead/agree/").status_code == 409
    assert where in second.get("/organisation/").content.decode()
    assert "/lead/agree/" in second.get(where).content.decode()
    assert second.post(f"{where}lead/agree/").status_code == 302
    page = text(second.get(where))
    assert officer("hana").recipient in page
    assert "--role" in page
    rezan = organisation.people["rezan"].browser()
    assert rezan.post(f"{where}lead/", {"makes": "yes"}).status_code == 404
    assert "/lead/" not in rezan.get(f"/organisation/{officer('dalia').id}/").content.decode()
