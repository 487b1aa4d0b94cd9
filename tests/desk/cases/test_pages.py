"""What an officer sees: her cases, the words as they were written, and nothing that acts."""

import re

import pytest

from amana.desk.cases import keyed
from amana.desk.cases.number import address
from amana.desk.replies.models import Outbox
from tests.desk import arrivals
from tests.desk.survivor import Survivor

HOSTILE = "<script>alert(1)</script>\u202egnp.exe =cmd|' /C calc'!A0 " + "ا" * 50


def plain(page) -> str:
    """A page without its form tokens."""
    return re.sub(r"[A-Za-z0-9]{64}", "", page.content.decode())


def test_what_does_not_print_is_shown_by_its_code():
    from amana.desk.cases.templatetags.hers import verbatim

    assert "U+0007" in verbatim("a\x07b")
    assert verbatim("<b>") == '<p class="hers" dir="auto">&lt;b&gt;</p>'


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_the_whole_way_through_the_pages(organisation, language):
    colleague = organisation.people["hana"]
    colleague.officer.language = language
    colleague.officer.save()
    her = Survivor(organisation)
    browser = colleague.browser()
    empty = browser.get("/").content.decode()
    assert "/intake/" in empty
    row = arrivals.envelope(her.report(HOSTILE, chosen=["hana", "rezan"]))
    key = address(row.key)
    assert f"/intake/{key}/" in browser.get("/").content.decode()
    assert f"/intake/{key}/" in browser.get("/intake/").content.decode()
    page = browser.get(f"/intake/{key}/").content.decode()
    rezan = organisation.people["rezan"].officer.id
    assert rezan in page and organisation.people["dalia"].officer.id not in page
    assert "<script>alert" not in page and "\u202e" not in page and "U+202E" in page
    answer = browser.post(f"/intake/{key}/", {"admit": [rezan]})
    assert answer.status_code == 302
    where = answer["Location"]
    case = browser.get(where).content.decode()
    assert "&lt;script&gt;alert(1)" in case and "U+202E" in case
    assert browser.post(f"{where}reply/left/", {"words": "x"}).status_code == 200
    assert browser.post(f"{where}reply/", {"words": "نحن معك"}).status_code == 302
    assert "نحن معك" in browser.get(where).content.decode()
    assert Outbox.objects.filter(kind=Outbox.REPLY).count() == 1
    listing = browser.get("/cases/").content.decode()
    assert where in listing
    found = browser.post("/cases/", {"words": "gnp"}, headers={"HX-Request": "true"})
    assert where in found.content.decode()
    none = browser.post("/cases/", {"words": "elsewhere"}, headers={"HX-Request": "true"})
    assert where not in none.content.decode()
    assert browser.get(f"{where}history/").status_code == 200


def test_too_long_an_answer_keeps_its_words(organisation, opened):
    _, case = opened(chosen=["hana"])
    browser = organisation.people["hana"].browser()
    answer = browser.post(f"/cases/{address(case.number)}/reply/", {"words": "ش" * 9_000})
    assert answer.status_code == 409
    assert "ش" * 9_000 in answer.content.decode()
    assert not Outbox.objects.filter(kind=Outbox.REPLY).exists()


def test_files_are_listed_and_saved_sealed(organisation, opened):
    upload = b"u" * 16
    her, case = opened(chosen=["hana"], uploads=[upload])
    arrivals.upload(upload, her.file(b"synthetic" * 1000))
    colleague = organisation.people["hana"]
    browser = colleague.browser()
    unlocked = colleague.sign_in()
    for _ in range(2):
        keyed.run_for(unlocked)
    saved = browser.post(f"/cases/{address(case.number)}/files/1/")
    assert saved["Content-Disposition"] == 'attachment; filename="exhibit-1.age"'
    content = b"".join(saved.streaming_content)
    import pyrage

    identity = pyrage.x25519.Identity.from_str(case.secret.identity)
    assert pyrage.decrypt(content, [identity]).startswith(b"synthetic")


def test_a_card_is_for_leads_and_officers_are_admitted_one_by_one(organisation, opened):
    _, case = opened(by="noor", chosen=["noor", "shilan", "rezan"], card=["Synthetic Tribe"])
    where = f"/cases/{address(case.number)}/"
    browser = organisation.people["noor"].browser()
    page = browser.get(where).content.decode()
    assert "Synthetic Tribe" in page
    rezan = organisation.people["rezan"].officer.id
    assert browser.post(f"{where}admit/", {"officer": rezan}).status_code == 409
    told = {"officer": rezan, "declaration": "no tie to anyone named"}
    assert browser.post(f"{where}clear/", told).status_code == 302
    assert browser.post(f"{where}admit/", {"officer": rezan}).status_code == 302
    other = organisation.people["rezan"].browser()
    page = other.get(where).content.decode()
    assert "Synthetic Tribe" not in page
    dalia = organisation.people["dalia"].officer.id
    assert other.post(f"{where}admit/", {"officer": dalia}).status_code == 409


def test_another_ones_case_and_no_case_are_one_answer(organisation, opened):
    _, case = opened(chosen=["hana"])
    browser = organisation.people["dalia"].browser()
    one = browser.get(f"/cases/{address(case.number)}/")
    none = browser.get(f"/cases/{address(1234567)}/")
    assert (one.status_code, plain(one)) == (none.status_code, plain(none))
    assert one.status_code == 404


def test_a_case_is_closed_opened_again_and_erased(organisation, opened):
    _, case = opened(chosen=["hana"])
    where, browser = f"/cases/{address(case.number)}/", organisation.people["hana"].browser()
    browser.post(f"{where}closed/", {"closed": "yes"})
    assert where not in browser.get("/cases/").content.decode()
    assert where in browser.post("/cases/", {"state": "closed"}).content.decode()
    browser.post(f"{where}closed/")
    assert where in browser.get("/cases/").content.decode()
    assert browser.post(f"{where}erase/")["Location"] == "/cases/"
    assert browser.get(where).status_code == 404
    assert where not in browser.get("/cases/").content.decode()
