"""vectors/directory.json: what holds and what does not, by the refusal's name."""

from datetime import date
from typing import Any

import pytest
from vectors.generators.demo_world import person

from amana.seal.certifiers import Roots
from amana.seal.directory import Directory, Trust
from amana.seal.refusals import DirectoryRefusal
from amana.wire.encoding import b64u, unb64u
from tests.vectors.book import book

BOOK = book("directory")
DESK = unb64u(BOOK["desk"])


def trust(case: dict[str, Any]) -> Trust:
    return Trust(
        roots=Roots(tuple(map(unb64u, BOOK["roots"])), tuple(map(unb64u, BOOK["demo_roots"]))),
        today=date.fromisoformat(case["today"]),
        built=date.fromisoformat(case["built"]),
        live=case["live"],
        floor={DESK: case["floor"]},
        seen={DESK: case["seen"]},
    )


def verdict(case: dict[str, Any]) -> str:
    try:
        Directory.verify(case["document"].encode(), trust(case))
    except DirectoryRefusal as refusal:
        return type(refusal).__name__
    return "holds"


@pytest.mark.parametrize("case", BOOK["cases"], ids=lambda case: case["name"])
def test_each_case(case: dict[str, Any]) -> None:
    assert verdict(case) == case["expected"]


@pytest.mark.parametrize(
    "case", [case for case in BOOK["cases"] if case["expected"] == "holds"], ids=lambda c: c["name"]
)
def test_who_is_in_a_desk_that_holds(case: dict[str, Any]) -> None:
    desk = Directory.verify(case["document"].encode(), trust(case)).desks[DESK]
    gone = {b64u(person(case["without_holder"]))} if case["without_holder"] else set()
    assert {b64u(each.person) for each in desk.holders} == set(BOOK["good"]["holders"]) - gone
    leads = {b64u(each.person) for each in desk.holders if each.role == "lead"}
    assert leads == set(BOOK["good"]["leads"]) - gone
    assert desk.stanzas == BOOK["good"]["stanzas"]
    assert {b64u(each.key) for each in desk.collection} == set(BOOK["good"]["collection"])
    for excluded, wanted in BOOK["good"]["recovery_without"].items():
        assert desk.recovery_for([unb64u(excluded)]) == wanted


def test_both_reply_keys_verify_on_the_day() -> None:
    case = BOOK["cases"][0]
    desk = Directory.verify(case["document"].encode(), trust(case)).desks[DESK]
    assert {b64u(each.key) for each in desk.reply_keys} == set(BOOK["good"]["reply_keys"])
