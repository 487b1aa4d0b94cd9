"""A relay can leave a desk out; it can never add a key. Each refusal has its own name and sentence."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from vectors.generators import demo_world as demo
from vectors.generators.book import sample
from vectors.generators.demo_world import DESK, TODAY, person, public, world

from amana.seal.age_keys import BadAgeKey
from amana.seal.certificates import Holder, issue
from amana.seal.certifiers import Roots
from amana.seal.desk import NobodyLeft
from amana.seal.desk_list import sign_list
from amana.seal.directory import Directory, Document, Trust, verify_desk
from amana.seal.refusals import DirectoryRefusal, Malformed, NoRecovery
from amana.seal.signed import Signed, sign
from amana.wire.encoding import dump_json
from amana.wire.schema import NotOfThisForm

TRUST = Trust(
    roots=Roots((public("root"),), (public("demo root"),)),
    today=TODAY,
    built=TODAY - timedelta(days=30),
    live=True,
)
LEADS = [person("holder0"), person("holder1")]
EVERYBODY = [person(f"holder{i}") for i in range(5)]


def desk() -> Any:
    return Directory.verify(world().document().write(), TRUST).desks[DESK]


def test_recovery_set_b_when_a_holder_of_a_is_left_out() -> None:
    assert desk().recovery_for([]) == "A"
    assert desk().recovery_for([person("holder2")]) == "A"
    assert desk().recovery_for([person("holder0")]) == "B"
    assert desk().recovery_for([person("dan")]) == "B"


def test_without_set_b_nobody_of_a_can_be_left_out() -> None:
    base = world()
    certificates = tuple(pair for pair in base.certificates if pair[0] != "recovery B")
    only_a = replace(base, certificates=certificates).document()
    found = Directory.verify(only_a.write(), TRUST).desks[DESK]
    assert found.recovery_for([]) == "A"
    with pytest.raises(NoRecovery):
        found.recovery_for([person("holder0")])


def test_p4_recipients_are_never_more_than_she_chose() -> None:
    got = desk().recipients(chosen=EVERYBODY[:3], excluded=[person("holder1")], recovery="A")
    assert got.readers == (demo.recipient("holder0"), demo.recipient("holder2"))
    assert got.recovery == demo.recipient("recovery A")


def test_with_a_card_only_the_leads_until_the_case_has_a_key() -> None:
    found = desk()
    choice: dict[str, Any] = {"chosen": EVERYBODY, "excluded": [], "recovery": "A"}
    got = found.recipients(**choice, leads_only=True)
    assert set(got.readers) == {demo.recipient("holder0"), demo.recipient("holder1")}
    got = found.recipients(**choice, leads_only=True, case="age1case")
    assert got.readers == ("age1case",)


def test_nobody_left_is_said_and_nothing_is_sealed() -> None:
    with pytest.raises(NobodyLeft):
        desk().recipients(chosen=EVERYBODY[:1], excluded=EVERYBODY[:1], recovery="A")
    with pytest.raises(NobodyLeft):
        desk().recipients(chosen=LEADS, excluded=LEADS, recovery="A", case="age1case")


def test_one_bad_desk_does_not_hide_another() -> None:
    good = world().document()
    other = b"another!"
    bad_list = replace(world().listed, desk=other)  # type: ignore[type-var]
    lists = (*good.lists, sign_list(bad_list, by=demo.signer("list-key")))  # type: ignore[arg-type]
    odd = Signed(dump_json({"type": "holder", "desk": "x"}), good.certificates[0].signatures)
    document = Document((*good.certificates, odd), lists)
    found = Directory.verify(document.write(), TRUST)
    assert set(found.desks) == {DESK}
    assert set(found.refused) == {other}


def test_a_holder_certified_by_nobody_known_refuses_the_desk() -> None:
    base = world()
    crowd = base.with_certificate("new", demo.holder("new", "intake")).signed_by("new", "x", "y")
    with pytest.raises(DirectoryRefusal):
        Directory.verify(crowd.document().write(), TRUST)


@pytest.mark.parametrize("days", [58, 60])
def test_a_former_reply_key_verifies_sixty_days(days: int) -> None:
    today = TODAY - timedelta(days=59) + timedelta(days=days)
    listed = replace(world().listed, issued=today, expires=today)  # type: ignore[type-var]
    document = replace(world(), listed=listed).document()
    found = Directory.verify(document.write(), replace(TRUST, today=today)).desks[DESK]
    keys = {key.key for key in found.reply_keys}
    assert keys == {public("reply"), public("old reply")}


def test_after_sixty_days_it_does_not() -> None:
    today = TODAY + timedelta(days=2)
    found = Directory.verify(world().document().write(), replace(TRUST, today=today)).desks[DESK]
    assert {key.key for key in found.reply_keys} == {public("reply")}
    assert found.reply_key(sample("certificate/old reply", 8)) is None


def test_the_relay_checks_one_list_the_same_way() -> None:
    document = world().document()
    found = verify_desk(document.lists[0], document.certificates, TRUST)
    assert found.listed.serial == 41
    assert [key.key for key in found.collection] == [public("collection")]
    with pytest.raises(DirectoryRefusal):
        verify_desk(demo.spoiled(document.lists[0]), document.certificates, TRUST)


def test_what_no_reader_would_take_is_not_issued() -> None:
    certificate = world().certificate("holder0")
    assert isinstance(certificate, Holder)
    wrongs: list[dict[str, Any]] = [
        {"recipient": "age1nobody"},
        {"role": "boss"},
        {"label": {}},
        {"person": b"long" * 9},
    ]
    for wrong in wrongs:
        with pytest.raises((NotOfThisForm, BadAgeKey)):
            issue(replace(certificate, **wrong), by=[demo.signer("ann")])


def test_an_invented_day_is_malformed() -> None:
    value = json.loads(world().document().write())
    body = json.loads(Signed.from_json(value["lists"][0]).body)
    signed = demo.signer("list-key")
    value["lists"] = [sign(body | {"issued": "2026-02-30"}, [signed]).to_json()]
    with pytest.raises(Malformed):
        Directory.verify(json.dumps(value).encode(), TRUST)


def test_every_refusal_has_its_own_sentence() -> None:
    kinds = DirectoryRefusal.__subclasses__()
    assert len({kind().sentence for kind in kinds}) == len(kinds) == 10
    assert all("Nothing was sent" in kind().sentence for kind in kinds)
