"""Given files handed over at the desk, then each is an exhibit with hashes and custody, and none is opened by itself."""

import hashlib
import io

import pytest
from PIL import Image

from amana.desk.cases import keyed
from amana.desk.cases.opened import open_case
from amana.desk.vault import custody, derived, glimpses
from amana.desk.vault.blobs import store
from amana.desk.vault.flows.lock import AlreadyLocked, lock
from amana.desk.vault.flows.look import MayShowAChild, NoReasonToLook, look, say_no_person
from amana.desk.vault.kinds import PICTURE, TEXT, kind_of
from amana.desk.vault.models import Derived, Notice
from amana.desk.vault.notices import mine
from amana.desk.vault.pieces import count
from amana.desk.vault.source import source_of
from amana.wire.encoding import unb64u
from tests.desk.vault.exhibits import exhibit, hand_over

NOTE = b"synthetic note\n" * 9_000


def picture(width: int = 640, height: int = 480) -> bytes:
    """A grid of colours that shows nobody."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def test_what_was_handed_over_is_hashed_sealed_and_in_custody(organisation, opened):
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    number = hand_over(hana, case, "note.txt", NOTE, words="from her phone")
    there = open_case(hana, case.number)
    file = exhibit(hana, case, number)
    assert unb64u(file.facts.own) == hashlib.sha256(NOTE).digest()
    assert unb64u(file.facts.sha512) == hashlib.sha512(NOTE).digest()
    assert source_of(there, file).read_at(0, len(NOTE) + 10) == NOTE
    assert kind_of(file.facts) == TEXT
    (entry,) = custody.chain_of(there, number)
    assert (entry.action, entry.officer, entry.words) == (
        "added",
        hana.officer.id,
        "from her phone",
    )


def test_no_hash_of_a_file_stands_in_the_chain(organisation, opened):
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    hand_over(hana, case, "note.txt", NOTE)
    chain = custody.custody_of(open_case(hana, case.number)).dump()
    assert hashlib.sha256(NOTE).hexdigest().encode() not in chain


def test_what_an_officer_wrote_stays_beside_the_chain(organisation, opened):
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    number = hand_over(hana, case, "note.txt", NOTE, words="her sister brought it")
    there = open_case(hana, case.number)
    assert [entry.words for entry in custody.chain_of(there, number)] == ["her sister brought it"]
    assert b"sister" not in custody.custody_of(there).dump()


def test_a_picture_is_shown_blurred_only(organisation, opened):
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    number = hand_over(hana, case, "screen.jpg", picture())
    there, file = open_case(hana, case.number), exhibit(hana, case, number)
    assert kind_of(file.facts) == PICTURE
    blurred = derived.part_of(there, file, Derived.BLUR)
    assert blurred is not None
    seen = Image.open(io.BytesIO(blurred))
    assert seen.size[0] <= 512


def test_a_look_needs_a_reason_is_recorded_and_is_seen_once(organisation, opened):
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    number = hand_over(hana, case, "screen.jpg", picture())
    with pytest.raises(NoReasonToLook):
        look(hana, case.number, number, reason="why")
    seen = look(hana, case.number, number, reason="the amount in the picture")
    last = custody.chain_of(open_case(hana, case.number), number)[-1]
    assert (last.action, last.words) == ("looked", "the amount in the picture")
    glimpse = glimpses.take(hana, seen.name)
    assert glimpse is not None
    assert Image.open(io.BytesIO(glimpse.content)).mode in {"L", "RGB"}
    assert glimpses.take(hana, seen.name) is None


def test_no_picture_of_a_case_under_18_is_opened_or_blurred(organisation, opened, monkeypatch):
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    there = open_case(hana, case.number)
    there.head.age = "minor"
    there.save()
    number = hand_over(hana, case, "screen.jpg", picture())
    there, file = open_case(hana, case.number), exhibit(hana, case, number)
    assert derived.part_of(there, file, Derived.BLUR) is None
    with pytest.raises(MayShowAChild):
        look(hana, case.number, number, reason="the amount in the picture")
    say_no_person(hana, case.number, number, reason="she says it is a list of numbers")
    keyed.run_for(hana)
    there, file = open_case(hana, case.number), exhibit(hana, case, number)
    assert derived.part_of(there, file, Derived.BLUR) is not None
    look(hana, case.number, number, reason="the amount in the picture")


def test_what_is_locked_unseen_is_gone_and_the_leads_are_told(organisation, opened):
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    number = hand_over(hana, case, "screen.jpg", picture())
    before = exhibit(hana, case, number)
    digest = before.facts.own
    lock(hana, case.number, number, words="she says a cousin of hers is in it")
    file = exhibit(hana, case, number)
    assert not file.row.blob
    assert not any(store().has(f"{before.row.blob}{i:08x}") for i in range(count(before.row.size)))
    assert not Derived.objects.filter(file=file.row).exists()
    assert (file.facts.own, file.facts.sha256, file.facts.name, file.facts.custody) == ("",) * 4
    assert digest.encode() not in custody.custody_of(open_case(hana, case.number)).dump()
    noor = organisation.people["noor"].sign_in()
    (told,) = mine(noor)
    assert (told.exhibit, told.words) == (number, "she says a cousin of hers is in it")
    assert {len(bytes(row.sealed)) for row in Notice.objects.all()} == {2048}
    with pytest.raises(AlreadyLocked):
        lock(hana, case.number, number, words="again")
