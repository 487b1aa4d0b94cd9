"""P4: an excluded officer cannot open, and cannot tell. The walls are keys, not ifs."""

import re

import pyrage
import pytest

from amana.desk.cases import keyed
from amana.desk.cases.flows.exclude import exclude
from amana.desk.cases.models import Grant, Keyring, Record, RecoveryWrap
from amana.desk.cases.number import address
from amana.desk.cases.opened import place_of
from amana.desk.cases.records import Place, SealedRecord, unseal
from amana.desk.cases.secrets import CaseSecret
from amana.desk.dossiers import urls as dossiers
from amana.desk.intake.models import Waiting
from amana.desk.vault import urls as vault
from amana.desk.vault.blobs import store
from amana.desk.vault.flows.lock import lock
from amana.desk.vault.models import Derived, Notice
from amana.desk.vault.notices import mine, put_away
from tests.desk import arrivals
from tests.desk.at_work import opened, organisation
from tests.desk.vault.exhibits import exhibit, hand_over

__all__ = ["opened", "organisation"]

CHAT = b"05/03/2024, 20:07 - A: hello, synthetic\n05/03/2024, 20:08 - Zed: synthetic answer\n"
GUESSED = {
    "<int:exhibit>": "1",
    "<int:part>": "0",
    "<int:key>": "1",
    "<str:name>": "AAAAAAAAAAAAAAAAAAAAAA",
    "<str:part>": "statement",
    "<str:how>": "marked",
    "<str:key>": address(4711),
}
PAGES = ["/", "/cases/", "/intake/", "/organisation/", "/me/"]


def sealed_things():
    """Every age file of a full copy of the database and the blob store."""
    for model in (Grant, Keyring, RecoveryWrap):
        for row in model.objects.all():
            content = bytes(row.sealed)
            yield model.__name__, content[content.find(b"age-encryption.org") :]
    for waiting in Waiting.objects.exclude(note=b""):
        yield "note", bytes(waiting.note)
    for entry in store().entries():
        yield entry.name, store().get(entry.name)


def opened_by(identity: str) -> list[tuple[str, bytes]]:
    """What a key opens of all that."""
    key = pyrage.x25519.Identity.from_str(identity)
    found = []
    for name, content in sealed_things():
        end = content.find(b"\n--- ")
        if end < 0:
            continue
        for cut in (len(content), None):
            try:
                found.append((name, pyrage.decrypt(content[:cut], [key])))
                break
            except pyrage.DecryptError as error:
                if "No matching keys" in str(error):
                    break
    return found


def plain(page) -> str:
    """A page without form tokens."""
    return re.sub(
        r'(value|X-CSRFToken": )="?[A-Za-z0-9]{32,64}|"X-CSRFToken": "[^"]+"',
        "",
        page.content.decode(),
    )


def views(colleague) -> list[tuple[int, str]]:
    browser = colleague.browser()
    seen = [browser.get(path) for path in PAGES]
    seen.append(browser.post("/cases/", {"words": "synthetic"}, headers={"HX-Request": "true"}))
    seen.append(browser.get(f"/cases/{address(4711)}/"))
    return [(page.status_code, plain(page)) for page in seen]


def rooms(colleague, number) -> list[tuple[str, int, str]]:
    """Every address of vault and dossiers below a case, asked and sent, with numbers as they could be."""
    browser, found = colleague.browser(), []
    for route in (*vault.urlpatterns, *dossiers.urlpatterns):
        place = str(route.pattern)
        for part, value in {"<str:number>": address(number), **GUESSED}.items():
            place = place.replace(part, value)
        assert "<" not in place
        for ask in (browser.get, browser.post):
            page = ask(f"/{place}")
            found.append((str(route.pattern), page.status_code, plain(page)))
    return found


def test_p4_pages_equal_those_of_a_world_without_the_case(organisation, opened):
    zahra = organisation.people["zahra"]
    before = views(zahra)
    her, case = opened(
        "synthetic words",
        admit=["rezan"],
        chosen=["hana", "rezan"],
        excluded=["zahra"],
        uploads=[b"u" * 16],
    )
    arrivals.upload(b"u" * 16, her.file(b"synthetic" * 9_000))
    arrivals.envelope(her.letter("more"))
    hana = organisation.people["hana"].sign_in()
    for _ in range(3):
        keyed.run_for(hana)
    exclude(hana, case.number, organisation.people["rezan"].officer.id, reason="")
    session = zahra.sign_in()
    keyed.run_for(session)
    assert views(zahra) == before
    real = zahra.browser().get(f"/cases/{address(case.number)}/")
    assert (real.status_code, plain(real)) == before[-1]


def test_p4_the_keys_of_whom_she_left_out_open_nothing_of_a_full_copy(organisation, opened):
    her, case = opened(
        "synthetic words",
        admit=["rezan"],
        chosen=["hana", "rezan"],
        excluded=["zahra"],
        uploads=[b"u" * 16],
    )
    arrivals.upload(b"u" * 16, her.file(b"synthetic" * 9_000))
    hana = organisation.people["hana"].sign_in()
    for _ in range(2):
        keyed.run_for(hana)
    zahra = organisation.people["zahra"]
    number = case.number.to_bytes(8, "big")
    for name, content in opened_by(zahra.identity):
        assert name in {"Grant", "Keyring"}, name
        assert number not in content
        assert case.secret.raw not in content


def test_p4_an_old_key_opens_nothing_once_the_case_is_sealed_again(organisation, opened):
    her, case = opened(
        "synthetic words", admit=["rezan"], chosen=["hana", "rezan"], uploads=[b"u" * 16]
    )
    arrivals.upload(b"u" * 16, her.file(b"synthetic" * 9_000))
    hana = organisation.people["hana"].sign_in()
    for _ in range(2):
        keyed.run_for(hana)
    exclude(hana, case.number, organisation.people["rezan"].officer.id, reason="")
    keyed.run_for(hana)
    old = CaseSecret(case.secret.raw)
    for row in Record.objects.filter(case_id=case.number):
        with pytest.raises(SealedRecord):
            unseal(old.records, bytes(row.sealed), place_of(row))
    key = pyrage.x25519.Identity.from_str(old.identity)
    for name, content in sealed_things():
        if b"\n--- " in content:
            with pytest.raises(pyrage.DecryptError):
                pyrage.decrypt(content, [key])
            assert name


def evidence(organisation, opened, **more):
    """A case with a chat, a locked file and a draft: hana's and dalia's."""
    _, case = opened(admit=["dalia"], chosen=["hana", "dalia"], **more)
    hana = organisation.people["hana"].sign_in()
    hand_over(hana, case, "chat.txt", CHAT)
    doomed = hand_over(hana, case, "synthetic.bin", b"synthetic" * 500)
    lock(hana, case.number, doomed, words="synthetic words of a lock")
    dalia = organisation.people["dalia"].browser()
    begun = {"language": "en", "jurisdiction": "federal"}
    assert dalia.post(f"/cases/{address(case.number)}/dossiers/begin/", begun).status_code == 302
    return hana, case


def test_p4_every_room_of_a_case_answers_the_excluded_like_one_that_never_was(organisation, opened):
    _, case = evidence(organisation, opened, excluded=["zahra"])
    zahra = organisation.people["zahra"]
    real, invented = rooms(zahra, case.number), rooms(zahra, 4711)
    assert real == invented
    assert len(real) > 80
    assert {status for route, status, _ in real if "number" in route} <= {404, 405}
    her_own = organisation.people["dalia"].browser()
    for room in ("exhibits/1/", "chats/", "who/", "losses/", "dossiers/"):
        assert her_own.get(f"/cases/{address(case.number)}/{room}").status_code == 200


def test_p4_a_lead_whom_she_left_out_is_told_of_no_locked_file(organisation, opened):
    """Her row is there and of the same size; her pages are those of a world without it, and nothing tells rows apart."""
    shilan = organisation.people["shilan"]
    before = views(shilan)
    evidence(organisation, opened, excluded=["shilan"])
    assert views(shilan) == before
    noor, left_out = organisation.people["noor"].sign_in(), shilan.sign_in()
    (told,) = mine(noor)
    assert mine(left_out) == []
    rows = {row.officer: bytes(row.sealed) for row in Notice.objects.all()}
    assert len(rows) == 2
    assert len({len(sealed) for sealed in rows.values()}) == 1
    assert not any(b"synthetic" in sealed for sealed in rows.values())
    put_away(left_out, told.key)
    assert len(mine(noor)) == 1


def test_p4_what_the_dark_room_made_opens_with_no_older_key(organisation, opened):
    hana, case = evidence(organisation, opened)
    exclude(hana, case.number, organisation.people["dalia"].officer.id, reason="")
    old = CaseSecret(case.secret.raw)
    for _ in range(2):
        keyed.run_for(hana)
    assert exhibit(hana, case, 1).facts.seen["chats"]
    rows = list(Derived.objects.filter(file__case_id=case.number))
    assert {row.kind for row in rows} >= {Derived.TRANSCRIPT, Derived.PLACES}
    for row in rows:
        place = Place(table="vault_derived", row=row.key, column=row.kind, epoch=row.epoch)
        with pytest.raises(SealedRecord):
            unseal(old.records, bytes(row.sealed), place)


def test_p4_rows_are_equal_for_every_officer(organisation, opened):
    opened(admit=["rezan"], chosen=["hana", "rezan"], excluded=["zahra"])
    for colleague in organisation.people.values():
        keyed.run_for(colleague.sign_in())
    sizes = {len(bytes(row.sealed)) // 4096 for row in Keyring.objects.all()}
    assert Keyring.objects.count() == len(organisation.people)
    assert sizes == {16}
