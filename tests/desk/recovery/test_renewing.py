"""Given new recovery sets, when an officer is at work, then her cases are sealed to them, and the former sheets open nothing of now."""

import pytest

from amana.desk.cases import erasures, keyed
from amana.desk.cases.flows.exclude import exclude
from amana.desk.cases.keyholders import recovery_sets
from amana.desk.cases.models import RecoveryWrap
from amana.desk.recovery.carrying import carried
from amana.desk.recovery.offline import NothingToRecover, recover
from amana.desk.recovery.renewing import former
from amana.seal.age_keys import new_identity, recipient_of

NEW = recipient_of(new_identity())


def opens(organisation, case, sheets) -> bool:
    try:
        recover(sheets, carried(), named=[case.shown], recipient=NEW)
    except NothingToRecover:
        return False
    return True


@pytest.mark.parametrize("letter", ["A", "B"])
def test_the_former_sheets_open_nothing_any_more(organisation, opened, after, letter):
    _, case = opened(chosen=["hana"])
    before = dict(organisation.sheets)
    assert opens(organisation, case, before["A"][:2])
    after.new_sets()
    assert former(recovery_sets()) == {case.number}
    keyed.run_for(organisation.people["dalia"].sign_in())
    assert former(recovery_sets()) == {case.number}, "she cannot open it"
    keyed.run_for(organisation.people["hana"].sign_in())
    assert former(recovery_sets()) == set()
    assert not opens(organisation, case, before[letter][:2])
    assert opens(organisation, case, organisation.sheets["A"][1:])


def test_the_list_of_erasures_has_the_new_wrap_as_well(organisation, opened, after):
    _, case = opened(chosen=["hana", "rezan"], by="hana", admit=["rezan"])
    hana = organisation.people["hana"].sign_in()
    exclude(hana, case.number, organisation.people["rezan"].officer.id, reason="")
    after.new_sets()
    keyed.run_for(hana)
    listed = erasures.read(organisation.config).cases[case.number]
    assert erasures.wrap_of(listed) == bytes(RecoveryWrap.objects.get().sealed)
