"""The relay's single instances: blob store, gate and ledger of this process."""

from functools import cache

from django.db.models import Count, Sum

from amana.relay.config import load
from amana.relay.gate import Gate
from amana.relay.ledger import Ledger
from amana.stores.blobs import Blobs
from amana.wire.limits import RECORD_FRAME, SLOT


@cache
def blobs() -> Blobs:
    """The configured blob store."""
    store = load().store()
    store.require()
    return store


@cache
def gate() -> Gate:
    """Challenges and tickets under this relay's work key."""
    return Gate(load().read_work_key(), load().base_difficulty)


@cache
def ledger() -> Ledger:
    """What the lanes hold."""
    config = load()
    return Ledger(
        text=config.capacity_text,
        files=config.capacity_files,
        count=count_held,
        free=lambda: blobs().room(),
    )


def count_held() -> tuple[int, int]:
    """Bytes of text and of files that the database knows."""
    from amana.relay.letterbox.models import Part, Report
    from amana.relay.mailbox.models import Letter, Mailbox

    reports = Report.objects.aggregate(held=Sum("size"))["held"] or 0
    boxes = Mailbox.objects.aggregate(held=Count("key"))["held"]
    letters = Letter.objects.aggregate(held=Count("key"))["held"]
    files = Part.objects.aggregate(held=Sum("size"))["held"] or 0
    return reports + boxes * 2 * RECORD_FRAME + letters * SLOT, files
