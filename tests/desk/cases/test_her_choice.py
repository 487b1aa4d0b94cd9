"""Given somebody whom she left out, then her own verified message and her voice together let her read again, and nothing less does."""

from datetime import timedelta

import pytest

from amana.desk.audit import journal
from amana.desk.cases import keyed
from amana.desk.cases.clock import today
from amana.desk.cases.flows.admit import admit
from amana.desk.cases.flows.exclude import exclude
from amana.desk.cases.flows.her_choice import NotAsked, NotHeard, Voice, confirm
from amana.desk.cases.head import Head, Lift
from amana.desk.cases.number import address
from amana.desk.cases.opened import NoSuchCase, open_case
from amana.desk.cases.walls import LeftOutByHer, NotALead, NotCleared
from amana.desk.replies.models import Outbox
from amana.wire.encoding import dump_json, load_json
from tests.desk import arrivals


@pytest.fixture
def told(organisation, opened):
    """A case of hana's from which she left out rezan; `told.writes(…)` is a letter of hers that the desk takes in."""
    return Told(organisation, opened)


class Told:
    """Her case at the desk, with hana at work."""

    def __init__(self, organisation, opened, *, by="hana", **more):
        self.organisation = organisation
        chosen = more.pop("chosen", ["hana", "noor"])
        self.her, case = opened(by=by, chosen=chosen, excluded=["rezan"], **more)
        self.number = case.number
        self.officer = organisation.people[by].sign_in()
        self.rezan = organisation.people["rezan"]
        self.her.read_standing(self.standing())

    def standing(self) -> bytes:
        return bytes(Outbox.objects.get(kind=Outbox.STANDING).frame)

    def writes(self, words="", *, excluded=("rezan",), lifts=(), **more) -> None:
        people = self.organisation.people
        letter = self.her.letter(
            words,
            excluded=tuple(people[name].person for name in excluded),
            lifts=tuple(people[name].person for name in lifts),
            **more,
        )
        arrivals.envelope(letter)
        for _ in range(2):
            keyed.run_for(self.officer)

    @property
    def case(self):
        return open_case(self.officer, self.number)

    @property
    def id(self) -> str:
        return str(self.rezan.officer.id)

    def voice(self, *, spoke=None, day=None, kept=True) -> Voice:
        return Voice(spoke=spoke or self.officer.officer.id, day=day or today(), kept=kept)

    def confirm(self, **more):
        return confirm(self.officer, self.number, self.id, self.voice(**more))


def test_message_and_voice_together_let_somebody_read_again(told):
    told.writes(lifts=["rezan"])
    assert told.case.head.left_out == {told.id}
    assert told.rezan.person not in told.her.read_standing(told.standing()).lifted
    told.confirm()
    record = told.her.read_standing(told.standing())
    assert record.lifted == (told.rezan.person,)
    assert record.excluded == ()
    assert told.case.head.admitted_ids == [told.officer.officer.id]
    with pytest.raises(NoSuchCase):
        open_case(told.rezan.sign_in(), told.number)
    admit(told.officer, told.number, told.id)
    assert open_case(told.rezan.sign_in(), told.number).number == told.number


def test_without_her_message_no_voice_lifts_anything(told):
    with pytest.raises(NotAsked):
        told.confirm()
    with pytest.raises(LeftOutByHer):
        admit(told.officer, told.number, told.id)


def test_an_unverified_message_lifts_nothing(told, organisation):
    told.her.epoch, told.her.nonce = 0, bytes(32)
    told.writes(lifts=["rezan"])
    (lift,) = told.case.head.lifts
    assert not lift.verified
    with pytest.raises(NotAsked):
        told.confirm()
    told.her.read_standing(told.standing())
    told.writes(lifts=["rezan"])
    told.confirm()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kept": False},
        {"spoke": "nobody"},
        {"day": today() + timedelta(days=1)},
        {"day": today() - timedelta(days=1)},
    ],
)
def test_a_voice_that_is_not_whole_lifts_nothing(told, wrong):
    told.writes(lifts=["rezan"])
    with pytest.raises(NotHeard):
        told.confirm(**wrong)
    assert told.case.head.left_out == {told.id}


def test_who_spoke_must_be_admitted(told, organisation):
    told.writes(lifts=["rezan"])
    with pytest.raises(NotHeard):
        told.confirm(spoke=organisation.people["noor"].officer.id)


def test_she_takes_the_wish_back(told):
    told.writes(lifts=["rezan"])
    told.writes()
    with pytest.raises(NotAsked):
        told.confirm()


def test_an_older_message_that_comes_late_changes_nothing(told):
    late = told.her.letter("written before", excluded=(told.rezan.person,))
    told.writes(lifts=["rezan"])
    told.confirm()
    arrivals.envelope(late)
    keyed.run_for(told.officer)
    assert told.case.head.left_out == set()
    assert [m.words for _, m in told.case.messages()][-1] == "written before"


def test_a_page_that_has_not_read_the_answer_yet_changes_nothing(told):
    told.writes(lifts=["rezan"])
    told.confirm()
    told.writes(lifts=["rezan"])
    assert told.case.head.left_out == set()
    assert told.case.case.epoch == 1


def test_left_out_anew_needs_message_and_voice_anew(told):
    told.writes(lifts=["rezan"])
    told.confirm()
    admit(told.officer, told.number, told.id)
    told.her.read_standing(told.standing())
    told.her.case = None
    told.writes()
    assert told.case.case.epoch == 2
    with pytest.raises(NoSuchCase):
        open_case(told.rezan.sign_in(), told.number)
    assert told.her.read_standing(told.standing()).lifted == ()
    with pytest.raises(NotAsked):
        told.confirm()
    told.writes(lifts=["rezan"])
    told.confirm()


def test_a_wish_for_somebody_unknown_so_far_leaves_her_out_first(told, organisation):
    told.writes(excluded=["rezan", "noor"], lifts=["noor"])
    noor = organisation.people["noor"].officer.id
    assert noor in told.case.head.left_out
    assert told.case.head.lift_of(noor).state == Lift.ASKED


def test_with_a_card_only_a_lead_sees_and_lifts(organisation, opened):
    told = Told(organisation, opened, by="noor", chosen=["noor", "shilan", "hana"], card=["X"])
    hana = organisation.people["hana"]
    where = f"/cases/{address(told.number)}/"
    lead = organisation.people["noor"].browser()
    form = {"officer": hana.officer.id, "declaration": "no tie to anyone"}
    assert lead.post(f"{where}clear/", form).status_code == 302
    assert lead.post(f"{where}admit/", {"officer": hana.officer.id}).status_code == 302
    told.writes(lifts=["rezan"])
    assert "let-back" in lead.get(where).content.decode()
    assert "let-back" not in hana.browser().get(where).content.decode()
    unlocked = hana.sign_in()
    voice = told.voice(spoke=hana.officer.id)
    with pytest.raises(NotALead):
        confirm(unlocked, told.number, told.id, voice)
    told.confirm()
    with pytest.raises(NotCleared):
        admit(told.officer, told.number, told.id)


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_the_case_shows_the_wish_and_who_heard_her(told, organisation, language):
    told.officer.officer.language = language
    told.officer.officer.save()
    told.writes(lifts=["rezan"])
    browser = organisation.people["hana"].browser()
    where = f"/cases/{address(told.number)}/"
    page = browser.get(where).content.decode()
    assert 'name="spoke"' in page
    assert told.rezan.officer.named(language) in page
    form = {"officer": told.id, "spoke": told.officer.officer.id, "kept": "yes"}
    assert browser.post(f"{where}let-back/", form | {"day": "soon"}).status_code == 409
    done = browser.post(f"{where}let-back/", form | {"day": today().isoformat()})
    assert done.status_code == 302
    page = browser.get(where).content.decode()
    assert 'name="spoke"' not in page
    assert told.id in page  # may be admitted now
    history = browser.get(f"{where}history/").content.decode()
    assert "case.let_back" not in history  # in words


def test_it_is_written_down_who_spoke_on_which_day(told):
    told.writes(lifts=["rezan"])
    told.confirm()
    rows = journal.of_case([told.case.secret.raw], told.case.head.audit)
    (row,) = (row for _, row in rows if row["action"] == "case.let_back")
    assert row["details"]["spoke"] == told.officer.officer.id
    assert row["details"]["heard"] == today().isoformat()


def test_a_later_exclusion_here_keeps_what_she_lifted(told, organisation):
    told.writes(lifts=["rezan"])
    told.confirm()
    admit(told.officer, told.number, told.id)
    exclude(told.officer, told.number, told.id, reason="")
    record = told.her.read_standing(told.standing())
    assert (record.excluded, record.lifted) == ((told.rezan.person,), ())


def test_a_head_of_before_is_still_read(told):
    value = load_json(told.case.head.dump())
    for name in ("lifts", "read", "again", "handed"):
        del value[name]
    assert Head.load(dump_json(value)).lifts == []
