"""What the dark room does by itself while an officer is signed in: looks what each file is, makes blurred views, reads chats (P2, P10).

A file is done once its "tried" part is there; whoever wants it read again removes that part.
"""

import json
import logging
from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from amana.chats.ballot import Evidence
from amana.chats.errors import ExportRefused
from amana.chats.importing import Chosen
from amana.chats.part import Part
from amana.darkroom import room
from amana.darkroom.errors import DarkRoomRefused
from amana.darkroom.kinds import UNKNOWN
from amana.darkroom.probed import Probed
from amana.darkroom.source import Source
from amana.desk.cases import keyed
from amana.desk.cases.keyring import keys_of
from amana.desk.cases.models import Case
from amana.desk.cases.opened import NoSuchCase, OpenedCase, open_case
from amana.desk.cases.watch import Watch
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault import derived, transcripts
from amana.desk.vault.files import CaseFile, files_of, save
from amana.desk.vault.flows.lock import finish_restored
from amana.desk.vault.flows.look import may_be_processed
from amana.desk.vault.kinds import PDF, PICTURE, READABLE, VIDEO, kind_of
from amana.desk.vault.models import Derived, File
from amana.desk.vault.source import source_of
from amana.errors import AmanaError

READ_WITH: Final = 1  # raised whenever what is read out of a file would be another
FRAMES: Final = 6  # blurred frames of a video
PAGES: Final = 6  # blurred pages of a document
ORDERS: Final[dict[str, Chosen]] = {"dmy": "dmy", "mdy": "mdy"}
_MEMORY: Final = "vault.work"
_log = logging.getLogger("amana.desk.vault")


@keyed.register_long
def work(unlocked: Unlocked) -> None:
    """Every file of this session's cases that the dark room has not tried under the present secret."""
    watch: Watch = unlocked.memory.setdefault(_MEMORY, Watch())
    for number in sorted(watch.cases(_pending) & keys_of(unlocked).keys()):
        if not unlocked.alive:
            break
        watch.numbers.discard(number)  # whoever changes it says so again
        try:
            opened = open_case(unlocked, number)
        except NoSuchCase:
            continue
        finish_restored(opened)
        for file in files_of(opened):
            if _goes_on(unlocked) and is_waiting(opened, file):
                _try(opened, file)


def _goes_on(unlocked: Unlocked) -> bool:
    return unlocked.alive


def is_waiting(opened: OpenedCase, file: CaseFile) -> bool:
    """Whether the dark room still has something to do with it."""
    return (
        file.facts.there
        and file.row.blob_epoch == opened.case.epoch
        and not derived.has(file.row, Derived.TRIED, opened.case.epoch)
    )


def waiting_of(opened: OpenedCase, files: Sequence[CaseFile]) -> set[int]:
    """The exhibits for which the dark room is at work."""
    return {file.facts.exhibit for file in files if is_waiting(opened, file)}


def _pending() -> set[int]:
    tried = Derived.objects.filter(
        file=OuterRef("pk"), kind=Derived.TRIED, epoch=OuterRef("case__epoch")
    )
    rows = File.objects.exclude(blob="").filter(blob_epoch=F("case__epoch"))
    return set(rows.exclude(Exists(tried)).values_list("case_id", flat=True).distinct())


def _try(opened: OpenedCase, file: CaseFile) -> None:
    """One file. What goes wrong with it is written beside it, and is no reason to stop."""
    seen: dict[str, Any] = dict(file.facts.seen) | {"read": READ_WITH}
    try:
        _see(opened, file, seen)
    except AmanaError as error:
        seen["refused"] = type(error).__name__
        seen["why"] = error.sentence
    except Exception as error:  # noqa: BLE001  a file that breaks the reader is shown as such
        _log.error("dark room work failed: %s", type(error).__name__)
        seen["refused"] = "failed"
    _done(opened, file, seen)


def _see(opened: OpenedCase, file: CaseFile, seen: dict[str, Any]) -> None:
    source = source_of(opened, file)
    seen.pop("refused", None)
    seen.pop("why", None)
    seen |= told_of(room.probe(source, file.facts.name))
    file.facts.seen = seen
    kind = kind_of(file.facts)
    if kind in {PICTURE, VIDEO, PDF} and "refused" not in seen and may_be_processed(opened, file):
        derived.replace(opened, file, Derived.BLUR, _blurred(file, kind, source))
    if kind in READABLE:
        _read_chats(opened, file, source, seen)
    wanted = seen.get("text") in {"asked", "read"}  # read again under a new secret
    if kind == PICTURE and wanted and may_be_processed(opened, file):
        _read_words(opened, file, source, seen)


def told_of(probed: Probed) -> dict[str, Any]:
    """What is kept of a probe: what a person is shown. The place itself stays in the original; that there is one is told."""
    told: dict[str, Any] = {
        "type": probed.kind.name,
        "mismatch": probed.ending_fits is False and probed.kind is not UNKNOWN,
        "width": probed.width,
        "height": probed.height,
        "pages": probed.pages,
        "seconds": round(probed.seconds, 1) if probed.seconds else None,
        "taken": probed.taken,
        "device": f"{probed.maker} {probed.model}".strip(),
        "place": probed.place is not None,
        "trailing": probed.after,
    }
    if probed.refusal is not None:
        told |= {"refused": type(probed.refusal).__name__, "why": probed.refusal.sentence}
    return told


def facts_of(part: Part) -> dict[str, Any]:
    """What is kept of one part of an export beside its messages."""
    undecided = any(run.evidence is Evidence.NONE for run in part.runs)
    orders = {run.order.value for run in part.runs}
    return {
        "member": part.member,
        "app": part.app,
        "size": part.size,
        "zone": part.zone.value,
        "title": part.title,
        "participants": list(part.participants),
        "chats": [[chat.start, chat.end, chat.title] for chat in part.chats],
        "dates": "ambiguous" if undecided else "/".join(sorted(orders)),
        "refused": part.refusal.sentence if part.refusal else "",
    }


def _blurred(file: CaseFile, kind: str, source: Source) -> Iterator[bytes]:
    if kind == PICTURE:
        yield room.blur(source).content
    elif kind == VIDEO:
        for still in room.frames(source, FRAMES).stills:
            yield still.picture.content
    else:
        pages = min(int(file.facts.seen.get("pages", 0)), PAGES)
        for page in range(pages):
            yield room.blur_page(source, page).content


def _read_chats(opened: OpenedCase, file: CaseFile, source: Source, seen: dict[str, Any]) -> None:
    try:
        found = room.chats(source, file.facts.name, day_order=ORDERS.get(file.facts.order))
        told = transcripts.keep(opened, file, ((facts_of(part), part.items()) for part in found))
    except ExportRefused as error:
        seen["chats"] = []
        seen["no_chat"] = error.sentence
        return
    seen["chats"] = [chat for chat in told if chat["messages"]]
    seen["members"] = len(told)


def _read_words(opened: OpenedCase, file: CaseFile, source: Source, seen: dict[str, Any]) -> None:
    try:
        lines = room.ocr(source)
    except DarkRoomRefused as error:
        seen["text"], seen["text_why"] = "refused", error.sentence
        return
    told = [
        {"text": line.text, "other": line.other, "confidence": round(line.confidence * 100)}
        for line in lines
    ]
    derived.replace(opened, file, Derived.TEXT, [json.dumps(told, ensure_ascii=False).encode()])
    seen["text"] = "read"


@transaction.atomic
def _done(opened: OpenedCase, file: CaseFile, seen: dict[str, Any]) -> None:
    """Keeps what was seen, unless the file was locked or the case sealed anew meanwhile; then nothing of it is kept."""
    case = Case.objects.select_for_update().filter(number=opened.number).first()
    there = next((f for f in files_of(opened) if f.row.key == file.row.key), None)
    if case is None or case.epoch != opened.case.epoch or there is None or there.facts.locked:
        Derived.objects.filter(file=file.row).delete()
        return
    again = there.facts.order != file.facts.order or (
        there.facts.seen.get("text") == "asked" and seen.get("text") not in {"read", "refused"}
    )
    if there.facts.seen.get("text") == "asked" and again:
        seen["text"] = "asked"
    there.facts.seen = seen
    save(opened, there)
    if not again:
        derived.replace(opened, there, Derived.TRIED, [b"{}"])
