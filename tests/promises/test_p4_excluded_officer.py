"""P4: an excluded officer cannot open, and cannot tell. The walls are keys, not ifs."""

import re

import pyrage
import pytest

from amana.desk.cases import keyed
from amana.desk.cases.flows.exclude import exclude
from amana.desk.cases.models import Grant, Keyring, Record, RecoveryWrap
from amana.desk.cases.number import address
from amana.desk.cases.opened import place_of
from amana.desk.cases.records import SealedRecord, unseal
from amana.desk.cases.secrets import CaseSecret
from amana.desk.intake.models import Waiting
from amana.desk.vault.blobs import store
from tests.desk import arrivals
from tests.desk.at_work import opened, organisation

__all__ = ["opened", "organisation"]

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


def test_p4_rows_are_equal_for_every_officer(organisation, opened):
    opened(admit=["rezan"], chosen=["hana", "rezan"], excluded=["zahra"])
    for colleague in organisation.people.values():
        keyed.run_for(colleague.sign_in())
    sizes = {len(bytes(row.sealed)) // 4096 for row in Keyring.objects.all()}
    assert Keyring.objects.count() == len(organisation.people)
    assert sizes == {16}
