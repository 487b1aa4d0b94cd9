"""Given two of three sheets, then the named cases and no others are wrapped anew; a drill touches nothing real."""

import itertools

import pytest

from amana.desk.cases.recovery import (
    DrillFailed,
    NothingToRecover,
    check_drill,
    new_drill,
    open_wrap,
    rewrap,
)
from amana.desk.cases.wraps import all_wraps
from amana.seal.age_keys import new_identity, recipient_of


def test_two_sheets_open_the_named_case_only(organisation, opened):
    _, one = opened(chosen=["hana"])
    _, other = opened(chosen=["hana"])
    new = new_identity()
    for sheets in itertools.combinations(organisation.sheets["A"], 2):
        found = rewrap(sheets, all_wraps(), named=[one.number], recipient=recipient_of(new))
        assert [wrap.number for wrap in found] == [one.number]
        assert open_wrap(new, found[0]).secret.raw == one.secret.raw
    with pytest.raises(NothingToRecover):
        rewrap(
            organisation.sheets["B"][:2],
            all_wraps(),
            named=[one.number, other.number],
            recipient=recipient_of(new),
        )


def test_a_drill_shows_which_sheets_work(organisation):
    drill, other = new_drill(), new_drill()
    check_drill(drill.sheets[1:], drill.sealed)
    with pytest.raises(DrillFailed):
        check_drill(other.sheets[:2], drill.sealed)
