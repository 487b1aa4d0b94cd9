"""Given a backup, when it is restored, then everything acknowledged is there, erased cases stay erased, and old keys open nothing."""

import shutil
import subprocess

import pyrage
import pytest
from django.core.management import call_command

from amana.desk.cases import backups, keyed, restoring
from amana.desk.cases.erasures import read as read_erasures
from amana.desk.cases.flows.erase import erase
from amana.desk.cases.flows.exclude import exclude
from amana.desk.cases.models import Case
from amana.desk.cases.opened import NoSuchCase, open_case
from amana.desk.intake.models import Waiting
from amana.desk.staff.models import Closure, Officer, Session
from amana.desk.vault import blobs
from amana.desk.vault.files import files_of
from tests.desk import arrivals

BACKUP = pyrage.x25519.Identity.generate()


def make(organisation, folder):
    return backups.make(organisation.config, folder, recipients=(str(BACKUP.to_public()),))


def restore(organisation, made):
    """Into an empty database and an empty store, as on a new machine."""
    blobs._folder.cache_clear()
    shutil.rmtree(organisation.config.data / blobs.FOLDER)
    call_command("flush", verbosity=0, interactive=False)
    serial = backups.restore(organisation.config, made.main, made.keys, identity=str(BACKUP))
    restoring.settle(organisation.config, backup_serial=serial)


@pytest.fixture
def anew(organisation):
    return lambda made: restore(organisation, made)


def test_a_restored_desk_has_everything_but_sessions(organisation, opened, anew, tmp_path):
    upload = b"u" * 16
    her, case = opened("whole words", admit=["rezan"], chosen=["hana", "rezan"], uploads=[upload])
    arrivals.upload(upload, her.file(b"synthetic" * 300_000))
    hana = organisation.people["hana"].sign_in()
    for _ in range(2):
        keyed.run_for(hana)
    waits = arrivals.envelope(her.report("another", chosen=["hana"]))
    made = make(organisation, tmp_path / "backups")
    assert Waiting.objects.get(key=waits.key).backed_up
    assert b"whole words" not in made.main.read_bytes()

    anew(made)
    assert Session.objects.count() == 0
    assert Officer.objects.count() == 6
    hana = organisation.people["hana"].sign_in()
    again = open_case(hana, case.number)
    assert [m.words for _, m in again.messages()] == ["whole words"]
    assert files_of(again)[0].row.size > 2_000_000
    assert Waiting.objects.get(key=waits.key).blob
    assert Closure.objects.count() == 0


def test_stock_age_and_tar_open_a_backup(organisation, opened, tmp_path):
    opened(chosen=["hana"])
    made = make(organisation, tmp_path / "backups")
    (tmp_path / "key").write_text(str(BACKUP))
    plain = subprocess.run(
        ["age", "-d", "-i", str(tmp_path / "key"), str(made.main)], capture_output=True, check=True
    ).stdout
    listed = subprocess.run(["tar", "t"], input=plain, capture_output=True, check=True).stdout
    assert b"rows/cases.Record/" in listed
    assert b"Session" not in listed and b"Keyring" not in listed


def test_what_was_erased_does_not_come_back(organisation, opened, anew, tmp_path):
    _, case = opened(chosen=["hana"])
    made = make(organisation, tmp_path / "backups")
    erase(organisation.people["hana"].sign_in(), case.number)
    assert not Case.objects.exists()
    anew(made)
    assert not Case.objects.exists()


def test_an_excluded_officers_old_key_opens_nothing_after_a_restore(
    organisation, opened, anew, tmp_path
):
    _, case = opened("words", admit=["rezan"], chosen=["hana", "rezan"])
    rezan = organisation.people["rezan"]
    assert open_case(rezan.sign_in(), case.number).number == case.number
    made = make(organisation, tmp_path / "backups")
    hana = organisation.people["hana"].sign_in()
    exclude(hana, case.number, rezan.officer.id, reason="")

    anew(made)
    assert Case.objects.get().state == Case.WITHHELD
    for _ in range(2):
        session = rezan.sign_in()
        keyed.run_for(session)
        with pytest.raises(NoSuchCase):
            open_case(session, case.number)
    hana = organisation.people["hana"].sign_in()
    for _ in range(2):
        keyed.run_for(hana)
    again = open_case(hana, case.number)
    assert again.case.epoch == 3
    assert [m.words for _, m in again.messages()] == ["words"]
    assert again.head.admitted_ids == [hana.officer.id]
    with pytest.raises(NoSuchCase):
        open_case(rezan.sign_in(), case.number)


def test_a_lost_list_of_erasures_closes_sign_in(organisation, opened, anew, tmp_path):
    _, case = opened(chosen=["hana"])
    erase(organisation.people["hana"].sign_in(), case.number)
    opened(chosen=["hana"])
    made = make(organisation, tmp_path / "backups")
    for place in (organisation.config.data, organisation.config.second_copy):
        (place / "erasures.json").unlink()
    anew(made)
    assert Closure.objects.get().cause == "restore"


def test_one_lost_copy_of_the_list_is_made_good(organisation, opened):
    _, case = opened(chosen=["hana"])
    (organisation.config.data / "erasures.json").unlink()
    erase(organisation.people["hana"].sign_in(), case.number)
    assert read_erasures(organisation.config).cases[case.number].erased
    assert (organisation.config.data / "erasures.json").exists()


@pytest.mark.parametrize("spoil", ["cut", "flip", "swap"])
def test_a_damaged_backup_is_refused_whole(organisation, opened, anew, tmp_path, spoil):
    opened(chosen=["hana"])
    made = make(organisation, tmp_path / "backups")
    data = bytearray(made.main.read_bytes())
    if spoil == "cut":
        data = data[:-5_000]
    elif spoil == "flip":
        data[len(data) // 2] ^= 1
    else:
        data = bytearray(made.keys.read_bytes())
    made.main.write_bytes(bytes(data))
    with pytest.raises(backups.NotABackup):
        anew(made)
    assert not Officer.objects.exists()
