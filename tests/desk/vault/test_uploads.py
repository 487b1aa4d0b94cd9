"""Given a form with files, then their bytes are sealed while they come; a form that is refused, cut or forged leaves nothing."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from amana.desk.cases.number import address
from amana.desk.cases.opened import open_case
from amana.desk.staff.doors import cookie_name
from amana.desk.vault import arriving
from amana.desk.vault.blobs import store
from amana.desk.vault.files import files_of
from amana.desk.vault.source import source_of

NOTE = b"plainly synthetic words of a note\n" * 60_000


@pytest.fixture
def place(organisation, opened):
    """Hana's browser and the address of the form."""
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    client = organisation.people["hana"].browser()
    return hana, case, client, reverse("vault:receive", args=[address(case.number)])


def blobs() -> set[str]:
    return {entry.name for entry in store().entries()}


def file(name: str = "note.txt", content: bytes = NOTE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/plain")


def test_two_files_become_two_exhibits_and_lie_sealed(place):
    hana, case, client, form = place
    answer = client.post(form, {"files": [file(), file("b.txt", b"x")], "way": "sent"})
    assert answer.status_code == 302, answer.content
    there = open_case(hana, case.number)
    first, second = files_of(there)
    assert (first.facts.name, second.facts.name) == ("note.txt", "b.txt")
    assert source_of(there, first).read_at(0, len(NOTE)) == NOTE
    assert source_of(there, second).read_at(0, 9) == b"x"
    kept = b"".join(b"".join(store().chunks(name)) for name in blobs())
    assert b"plainly synthetic" not in kept


def test_no_file_is_refused_and_says_so(place):
    hana, case, client, form = place
    before = blobs()
    answer = client.post(form, {"way": "sent"})
    assert answer.status_code == 409
    answer = client.post(form, {"files": [file()], "way": "no such way"})
    assert answer.status_code == 409
    assert blobs() == before
    assert files_of(open_case(hana, case.number)) == []


def test_a_file_that_is_too_large_leaves_nothing(place, monkeypatch):
    hana, case, client, form = place
    before = blobs()
    monkeypatch.setattr(arriving, "LARGEST", 100_000)
    answer = client.post(form, {"files": [file("small.txt", b"x"), file()], "way": "sent"})
    assert answer.status_code == 409
    assert blobs() == before
    assert files_of(open_case(hana, case.number)) == []


def test_a_forged_form_leaves_nothing(place, organisation):
    _, _, _, form = place
    before = blobs()
    forged = Client(enforce_csrf_checks=True)
    forged.cookies[cookie_name()] = organisation.people["hana"].cookie
    answer = forged.post(form, {"files": [file()], "way": "sent"})
    assert answer.status_code == 403
    assert blobs() == before


def test_a_body_that_ends_half_way_leaves_nothing(place):
    hana, case, client, form = place
    before = blobs()
    head = b'--cut\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    client.generic(
        "POST",
        form,
        io.BytesIO(head + NOTE).read(),
        content_type="multipart/form-data; boundary=cut",
    )
    assert blobs() == before
    assert files_of(open_case(hana, case.number)) == []
