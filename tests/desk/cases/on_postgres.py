"""A desk on PostgreSQL in a process of its own: a report, an exclusion, a backup, its restore. Run by test_postgres.py."""

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace


def main(folder: Path, database: str) -> None:
    from amana.desk import server

    path = folder / "desk.toml"
    path.write_text(f'data = "data"\nmode = "demo"\ndatabase = "{database}"\n', encoding="utf-8")
    server.new_pepper(folder / "data" / "pepper")
    server.migrate(path)
    journey(folder)


def journey(folder: Path) -> None:
    import pyrage
    from django.conf import settings
    from django.core.management import call_command

    from amana.desk.cases import backups, keyed, restoring
    from amana.desk.cases.flows.exclude import exclude
    from amana.desk.cases.opened import open_case
    from amana.desk.intake.flows.open_report import open_report
    from amana.desk.vault import blobs
    from amana.desk.vault.files import files_of
    from tests.desk import arrivals
    from tests.desk.organisation import Organisation
    from tests.desk.survivor import Survivor

    organisation = Organisation()
    organisation.open(SimpleNamespace(config=settings.AMANA, folder=folder))
    her = Survivor(organisation)
    row = arrivals.envelope(her.report("synthetic", chosen=["hana", "rezan"], uploads=[b"u" * 16]))
    rezan = organisation.people["rezan"].officer.id
    hana = organisation.people["hana"].sign_in()
    case = open_report(hana, row.key, admit=[rezan])
    arrivals.upload(b"u" * 16, her.file(b"synthetic" * 200_000))
    arrivals.envelope(her.letter("more"))
    for _ in range(3):
        keyed.run_for(hana)
    exclude(hana, case.number, rezan, reason="")
    keyed.run_for(hana)
    key = pyrage.x25519.Identity.generate()
    made = backups.make(organisation.config, folder / "b", recipients=(str(key.to_public()),))

    blobs._folder.cache_clear()
    shutil.rmtree(organisation.config.data / blobs.FOLDER)
    call_command("flush", verbosity=0, interactive=False)
    serial = backups.restore(organisation.config, made.main, made.keys, identity=str(key))
    restoring.settle(organisation.config, backup_serial=serial)
    hana = organisation.people["hana"].sign_in()
    again = open_case(hana, case.number)
    assert [m.words for _, m in again.messages()] == ["synthetic", "more"]
    assert files_of(again)[0].row.blob_epoch == again.case.epoch == 2
    from amana.desk.staff import sessions

    sessions.lock_all()
    print("whole")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
