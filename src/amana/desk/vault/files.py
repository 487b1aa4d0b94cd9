"""What is known of each file of a case: sealed facts beside a sealed blob, and nothing decoded (P2, P10)."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Self

from amana.desk.cases.number import draw
from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.records import Place, seal, unseal
from amana.desk.vault.models import File
from amana.errors import AmanaError
from amana.wire.encoding import b64u, dump_json, load_json
from amana.wire.letter import Upload

TABLE: Final = "vault_file"


class NoSuchExhibit(AmanaError):
    """This case has no exhibit of this number. Nothing was changed. Open the case's files again and choose."""


@dataclass
class Facts:
    """One file. Name, type, size and hash are hers to claim; `checked` says whether the bytes bear them out."""

    exhibit: int
    upload: str
    role: str
    identity: str = field(repr=False)  # the files identity of the envelope that announced it
    listed: bool = False  # the closing letter told of it
    name: str = ""
    type: str = ""
    size: int = 0
    sha256: str = field(repr=False, default="")
    complete: bool = True  # as she saw it, and as it was collected
    media_left_out: int = 0
    arrived: str = ""  # day
    checked: str = ""  # "", "whole", "differs" or "broken"
    kept: int = 0  # plaintext bytes that could be read of a broken file
    custody: str = field(repr=False, default="")  # salt of the custody hash
    salted: str = field(repr=False, default="")  # SHA-256(salt ‖ file), b64u: what custody holds
    sha512: str = field(repr=False, default="")  # computed here, as is `own`
    own: str = field(repr=False, default="")  # SHA-256 of the bytes that arrived, b64u
    way: str = ""  # how it was handed over at the desk; empty: with a message of hers
    by: str = ""  # the officer who added it
    seen: dict[str, Any] = field(default_factory=dict, repr=False)  # what the dark room told
    no_person: str = ""  # the officer who says that it shows words alone, in a case under 18
    locked: str = ""  # day on which it was locked unseen: nothing of it is here any more
    locked_by: str = ""
    locked_words: str = field(repr=False, default="")  # what was noted in words
    order: str = ""  # day and month of a chat, as a person decided

    def dump(self) -> bytes:
        """The JSON that is sealed."""
        return dump_json({"v": 1} | dataclasses.asdict(self))

    @classmethod
    def load(cls, content: bytes) -> Self:
        """What `dump` wrote."""
        value = load_json(content)
        del value["v"]
        return cls(**value)

    @property
    def there(self) -> bool:
        """Whether its bytes are known here: hashed whole, and not locked."""
        return bool(self.own) and not self.locked


@dataclass
class CaseFile:
    """A row and its facts."""

    row: File
    facts: Facts

    @property
    def download_name(self) -> str:
        """Says nothing of what is in it."""
        return f"exhibit-{self.facts.exhibit}.age"


def files_of(opened: OpenedCase) -> list[CaseFile]:
    """The files of a case in the order of their exhibit numbers."""
    rows = File.objects.filter(case=opened.case)
    found = [CaseFile(row, Facts.load(open_record(opened, row))) for row in rows]
    return sorted(found, key=lambda file: file.facts.exhibit)


def announce(opened: OpenedCase, identity: str, uploads: Iterable[tuple[str, str]]) -> None:
    """Enters files that a message says will come: pairs of upload id and role."""
    known = {file.facts.upload for file in files_of(opened)}
    number = len(known)
    for upload, role in uploads:
        if upload not in known:
            number += 1
            known.add(upload)
            row = File(key=draw(), case=opened.case, epoch=opened.case.epoch)
            facts = Facts(exhibit=number, upload=upload, role=role, identity=identity)
            row.sealed = seal(opened.secret.records, facts.dump(), place_of(row))
            row.save(force_insert=True)


def note_listed(opened: OpenedCase, uploads: Sequence[Upload]) -> None:
    """Enters what the closing letter says of the files."""
    told = {b64u(upload.id): upload for upload in uploads}
    for file in files_of(opened):
        upload = told.get(file.facts.upload)
        if upload is not None and not file.facts.locked:
            facts = file.facts
            facts.listed, facts.name, facts.type = True, upload.name, upload.type
            facts.size, facts.sha256 = upload.size, b64u(upload.sha256)
            facts.complete = facts.complete and upload.complete
            facts.media_left_out = upload.media_left_out or 0
            save(opened, file)


def one_of(opened: OpenedCase, exhibit: int) -> CaseFile:
    """The file of an exhibit number. Raises NoSuchExhibit."""
    found = next((file for file in files_of(opened) if file.facts.exhibit == exhibit), None)
    if found is None:
        raise NoSuchExhibit
    return found


def save(opened: OpenedCase, file: CaseFile) -> None:
    """Seals the facts again under the present secret and saves the row."""
    file.row.epoch = opened.case.epoch
    file.row.sealed = seal(opened.secret.records, file.facts.dump(), place_of(file.row))
    file.row.save()


def open_record(opened: OpenedCase, row: File) -> bytes:
    """The sealed record of a file, of any epoch of the case."""
    secret = opened.head.secrets(opened.case.epoch, opened.secret)[row.epoch]
    return unseal(secret.records, bytes(row.sealed), place_of(row))


def place_of(row: File) -> Place:
    """Where the record lies."""
    return Place(table=TABLE, row=row.key, column="sealed", epoch=row.epoch)
