"""What lies inside the PDF beside the pages (PDF/A-3): the exact data, a timeline for a spreadsheet, and a list with hashes."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from amana.dossier import stored
from amana.dossier.rows import When
from amana.dossier.snapshot import VERSION, Snapshot

SNAPSHOT: Final = "snapshot.json"
TIMELINE: Final = "timeline.csv"
MANIFEST: Final = "manifest.json"
_COLUMNS: Final = ("kind", "day", "time", "zone", "sender", "words", "exhibit", "start", "end")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Attachment:
    """One file inside the PDF."""

    name: str
    type: str
    words: str  # description, in English: a field of the format
    data: bytes

    @property
    def sha256(self) -> str:
        """Of its bytes, hex."""
        return hashlib.sha256(self.data).hexdigest()


def attachments(snapshot: Snapshot) -> tuple[Attachment, ...]:
    """Snapshot first: its hash stands in the footer of every page."""
    data = stored.dump(snapshot)
    exact = Attachment(SNAPSHOT, "application/json", "Exact data of this paper", data)
    timeline = Attachment(TIMELINE, "text/csv", "Chronology and transcripts", _timeline(snapshot))
    manifest = _manifest(snapshot, (exact, timeline))
    return exact, timeline, Attachment(MANIFEST, "application/json", "Files and hashes", manifest)


def _manifest(snapshot: Snapshot, files: tuple[Attachment, ...]) -> bytes:
    content = {
        "v": VERSION,
        "case": snapshot.case,
        "made_on": snapshot.made_on.isoformat(),
        "files": [
            {"name": each.name, "sha256": each.sha256, "size": len(each.data)} for each in files
        ],
        "exhibits": [
            {"number": each.number, "sha256": each.sha256, "size": each.size}
            for each in snapshot.exhibits
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _timeline(snapshot: Snapshot) -> bytes:
    """UTF-8 with a byte order mark. What a spreadsheet would compute begins with an apostrophe; the exact words are in the JSON."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows([_harmless(str(cell)) for cell in row] for row in _rows(snapshot))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _rows(snapshot: Snapshot) -> Iterator[tuple[object, ...]]:
    for event in snapshot.chronology:
        exhibits = " ".join(map(str, event.exhibits))
        yield event.basis, *_when(event.when), "", event.text, exhibits, "", ""
    for transcript in snapshot.transcripts:
        for line in transcript.lines:
            at = _when(line.when)
            place = transcript.exhibit, line.start, line.end
            yield "line", *at, line.sender, line.text, *place


def _when(when: When) -> tuple[object, object, str]:
    return when.day or "", when.clock or "", when.zone


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
