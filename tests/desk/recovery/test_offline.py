"""Given two of three sheets, then the named cases and no others are sealed to one new key; a drill touches nothing real."""

import itertools

import pytest

from amana.cli import recovery_file
from amana.desk.cases.grants import Entry
from amana.desk.recovery.carrying import carried
from amana.desk.recovery.handed import FRAME, open_one
from amana.desk.recovery.offline import (
    DrillFailed,
    NothingToRecover,
    check_drill,
    new_drill,
    recover,
)
from amana.seal.age_keys import new_identity, recipient_of
from tests.desk import arrivals
from tests.desk.survivor import Survivor


def test_two_sheets_open_the_named_case_only(organisation, opened):
    _, one = opened(chosen=["hana"])
    _, other = opened(chosen=["hana"])
    new = new_identity()
    for sheets in itertools.combinations(organisation.sheets["A"], 2):
        found, count = recover(sheets, carried(), named=[one.shown], recipient=recipient_of(new))
        entries = [open_one(frame, new) for frame in found.frames]
        (entry,) = [each for each in entries if each is not None]
        assert count == 1
        assert isinstance(entry, Entry)
        assert entry.number == one.number
        assert entry.secret.raw == one.secret.raw
        assert found.combined == recipient_of(organisation.recovery["A"])
        assert {len(frame) for frame in found.frames} == {FRAME}
        assert len(found.frames) == 16, "how many cases there are does not show"
    with pytest.raises(NothingToRecover):
        recover(
            organisation.sheets["B"][:2],
            carried(),
            named=[one.shown, other.shown],
            recipient=recipient_of(new),
        )


def test_what_is_carried_offline_holds_no_words_and_comes_back_as_it_was(
    organisation, opened, tmp_path
):
    opened("synthetic words that were opened", chosen=["hana"])
    envelope = Survivor(organisation).report("synthetic words of nobody", chosen=["hana"])
    row = arrivals.envelope(envelope)
    before = carried()
    (unopened,) = before.unopened
    assert unopened.number == row.key
    assert envelope.startswith(unopened.header)
    assert len(unopened.header) < 2_000
    recovery_file.write_carried(tmp_path / "wraps.json", before)
    assert recovery_file.read_carried(tmp_path / "wraps.json") == before


@pytest.mark.parametrize("content", ["", "{}", '{"v":"amana-wraps/1"}', '{"v":"amana-wraps/2"}'])
def test_another_file_is_told_apart(tmp_path, content):
    (tmp_path / "other.json").write_text(content)
    with pytest.raises(recovery_file.NotWrapsError):
        recovery_file.read_carried(tmp_path / "other.json")
    with pytest.raises(recovery_file.NotRecoveredError):
        recovery_file.read_recovered(tmp_path / "other.json")


def test_a_drill_shows_which_sheets_work(organisation):
    drill, other = new_drill(), new_drill()
    check_drill(drill.sheets[1:], drill.sealed)
    with pytest.raises(DrillFailed):
        check_drill(other.sheets[:2], drill.sealed)
