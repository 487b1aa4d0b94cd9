"""Given a file that was read already, when it is read again for a reason, then nobody sees what was read before."""

import pytest

from amana.desk.cases import keyed
from amana.desk.cases.flows.exclude import exclude
from amana.desk.cases.opened import open_case
from amana.desk.vault import derived
from amana.desk.vault.flows.read_text import ask_for_text
from amana.desk.vault.flows.settle_dates import settle_dates
from amana.desk.vault.models import Derived
from amana.desk.vault.timeline import timeline_of
from tests.darkroom.samples import screenshot
from tests.desk.vault.exhibits import exhibit, hand_over

CHAT = b"05/03/2024, 20:07 - Noor T: hello, synthetic\n05/03/2024, 20:08 - Zed: synthetic answer\n"


@pytest.fixture
def case(organisation, opened):
    """Hana's, to which rezan is admitted."""
    _, case = opened(admit=["rezan"])
    return organisation.people["hana"].sign_in(), case


def lines(hana, case, number):
    file = exhibit(hana, case, number)
    found = derived.json_of(open_case(hana, case.number), file, Derived.TEXT)
    return [line["text"] for line in found or ()]


def test_a_chat_whose_dates_were_settled_is_there_though_somebody_looked_meanwhile(case):
    hana, case = case
    number = hand_over(hana, case, "chat.txt", CHAT)
    for order, month in (("dmy", 3), ("mdy", 5)):
        settle_dates(hana, case.number, number, order=order)
        timeline_of(hana, open_case(hana, case.number))  # before the dark room has read it again
        keyed.run_for(hana)
        rows = timeline_of(hana, open_case(hana, case.number)).rows
        assert [row.at and row.at.month for row in rows] == [month] * 2


def test_the_words_of_a_picture_are_read_though_it_was_looked_at_before(case):
    hana, case = case
    number = hand_over(hana, case, "screen.png", screenshot("SYNTHETIC WORDS"))
    assert lines(hana, case, number) == []
    ask_for_text(hana, case.number, number)
    keyed.run_for(hana)
    assert "SYNTHETIC WORDS" in lines(hana, case, number)


def test_the_words_of_a_picture_are_there_when_the_case_is_sealed_anew(organisation, case):
    hana, case = case
    number = hand_over(hana, case, "screen.png", screenshot("SYNTHETIC WORDS"))
    ask_for_text(hana, case.number, number)
    keyed.run_for(hana)
    exclude(hana, case.number, organisation.people["rezan"].officer.id, reason="synthetic")
    for _ in range(3):
        keyed.run_for(hana)
    assert exhibit(hana, case, number).row.blob_epoch == open_case(hana, case.number).case.epoch
    assert "SYNTHETIC WORDS" in lines(hana, case, number)
