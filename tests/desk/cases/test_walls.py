"""Whom a case may be shared with: within her choice, never past her exclusion."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.desk.cases.walls import (
    LeftOutByHer,
    NotALead,
    NotCertified,
    NotCleared,
    NotWithinChoice,
    Person,
    ShutOutHere,
    Wall,
    admissible,
    check_admissible,
    check_may_admit,
    clearable,
)
from amana.errors import AmanaError

IDS = ["a", "b", "c", "d"]
ids = st.frozensets(st.sampled_from(IDS))
people = st.builds(Person, id=st.sampled_from(IDS), lead=st.booleans(), certified=st.booleans())
walls = st.builds(
    Wall, chosen=ids, left_out=ids, leads_only=st.booleans(), cleared=ids, shut_out=ids
)


@settings(max_examples=100, deadline=None)
@given(walls, st.lists(people, max_size=6))
def test_nobody_outside_her_choice_or_left_out_is_ever_offered(wall, known):
    for person in [*admissible(wall, known), *clearable(wall, known)]:
        assert person.id in wall.chosen
        assert person.id not in wall.left_out | wall.shut_out
        assert person.certified


@settings(max_examples=100, deadline=None)
@given(walls, people)
def test_what_is_offered_and_what_is_refused_are_the_same_rule(wall, person):
    try:
        check_admissible(wall, person)
    except AmanaError:
        assert admissible(wall, [person]) == []
    else:
        assert admissible(wall, [person]) == [person]


def person(**more):
    facts: dict[str, Any] = {"id": "a", "lead": False, "certified": True}
    return Person(**(facts | more))


def wall(**more):
    sets = {"chosen": {"a"}, "left_out": set(), "cleared": set(), "shut_out": set()}
    sets |= {key: more.pop(key) for key in list(more) if key in sets}
    frozen = {key: frozenset(value) for key, value in sets.items()}
    return Wall(**frozen, leads_only=more.get("leads_only", False))


@pytest.mark.parametrize(
    ("case", "who", "reason"),
    [
        (wall(left_out={"a"}), person(), LeftOutByHer),
        (wall(left_out={"a"}), person(lead=True), LeftOutByHer),
        (wall(chosen=set()), person(lead=True), NotWithinChoice),
        (wall(shut_out={"a"}), person(), ShutOutHere),
        (wall(leads_only=True), person(), NotCleared),
        (wall(), person(certified=False), NotCertified),
        (wall(left_out={"a"}, cleared={"a"}, leads_only=True), person(), LeftOutByHer),
    ],
)
def test_each_refusal_says_why(case, who, reason):
    with pytest.raises(reason):
        check_admissible(case, who)


def test_a_clearance_opens_the_door_for_one_person():
    case = wall(chosen={"a", "b"}, cleared={"a"}, leads_only=True)
    assert [p.id for p in admissible(case, [person(), person(id="b")])] == ["a"]
    assert [p.id for p in clearable(case, [person(), person(id="b")])] == ["b"]


def test_only_a_lead_admits_where_she_asked_for_the_leads():
    with pytest.raises(NotALead):
        check_may_admit(wall(leads_only=True), person())
    check_may_admit(wall(leads_only=True), person(lead=True))
    check_may_admit(wall(), person())
