"""When a case is erased, its files go at once (P8)."""

from django.db import transaction

from amana.desk.vault.blobs import store
from amana.desk.vault.models import File
from amana.desk.vault.pieces import erase


def erase_files(number: int) -> None:
    """Removes rows and blobs of a case's files. In the caller's transaction: the blobs go when it is committed."""
    rows = File.objects.filter(case_id=number)
    blobs = [(row.blob, row.size) for row in rows if row.blob]
    rows.delete()

    def gone() -> None:
        for name, size in blobs:
            erase(store(), name, size)

    transaction.on_commit(gone)
