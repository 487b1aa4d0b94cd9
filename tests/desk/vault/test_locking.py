"""P10: given a file that was locked unseen, then no older backup, no paper and no excluded or later reader brings it or its hash back."""

import hashlib

from amana.desk.cases import keyed
from amana.desk.cases.models import Record
from amana.desk.cases.opened import open_case
from amana.desk.dossiers.flows.make import papers_of
from amana.desk.vault import custody
from amana.desk.vault.files import files_of
from amana.desk.vault.flows.lock import lock
from amana.desk.vault.models import Derived
from amana.wire.encoding import b64u
from tests.desk.cases.test_backups import make, restore
from tests.desk.vault.exhibits import exhibit, hand_over
from tests.promises.counsel import Counsel

NOTE = b"synthetic note of a locked exhibit\n" * 400


def traces_of(hana, case) -> list[bytes]:
    """Every record of the case, opened."""
    there = open_case(hana, case.number)
    return [there.open_record(row) for row in Record.objects.filter(case=there.case)]


def test_p10_a_backup_from_before_does_not_bring_a_locked_file_back(organisation, opened, tmp_path):
    _, case = opened()
    hana = organisation.people["hana"].sign_in()
    number = hand_over(hana, case, "note.txt", NOTE)
    kept = hand_over(hana, case, "other.txt", b"another synthetic note")
    made = make(organisation, tmp_path / "backups")
    lock(hana, case.number, number, words="a cousin may be in it")
    restore(organisation, made)

    hana = organisation.people["hana"].sign_in()
    assert not exhibit(hana, case, number).row.blob  # before anybody did anything
    for _ in range(2):
        keyed.run_for(hana)
    file = exhibit(hana, case, number)
    assert file.facts.locked
    assert (file.facts.own, file.facts.name, file.facts.custody) == ("", "", "")
    assert not Derived.objects.filter(file=file.row).exists()
    assert exhibit(hana, case, kept).row.blob
    digest = hashlib.sha256(NOTE)
    for record in traces_of(hana, case):
        assert digest.hexdigest().encode() not in record
        assert b64u(digest.digest()).encode() not in record
    assert custody.custody_of(open_case(hana, case.number)).position >= 2


def test_p10_a_paper_that_tells_the_hash_of_a_locked_file_goes_with_it(organisation, opened):
    _, case = opened("she writes, synthetic", admit=["dalia", "rezan"])
    counsel = Counsel.at(organisation, case)
    first = counsel.adds("note.txt", NOTE)
    counsel.begins()
    counsel.shows(first)
    counsel.does("warned")
    counsel.states("he wrote to me, synthetic")
    counsel.goes_through()
    assert counsel.makes() == 302
    dalia = organisation.people["dalia"].sign_in()
    assert len(papers_of(open_case(dalia, case.number))) == 1
    lock(dalia, case.number, first, words="a cousin may be in it")
    assert papers_of(open_case(dalia, case.number)) == []
    digest = hashlib.sha256(NOTE).hexdigest().encode()
    assert not any(digest in record for record in traces_of(dalia, case))
    assert files_of(open_case(dalia, case.number))[0].facts.locked
