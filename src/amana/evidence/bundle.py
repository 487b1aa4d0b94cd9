"""The bundle for a stranger: exhibits, what was read from them, who did what with them, and the means to check it all offline.

    with bundle(parts, signer=key, scratch=folder) as made:
        made.write_zip(stream)

Nothing but sealed exhibits ever waits on the disk while it is made (P2).
"""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import IO, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amana.evidence.bagit import tag_members
from amana.evidence.case_export import case_graph
from amana.evidence.custody import sign_head, signed_object
from amana.evidence.identifiers import COLUMNS
from amana.evidence.identifiers import VERSION as IDENTIFIERS_VERSION
from amana.evidence.intake import Arrival, Changed
from amana.evidence.ledger import plain, totals
from amana.evidence.members import Member, Scratch, member, small
from amana.evidence.parts import BundleParts, ExhibitFile
from amana.evidence.tables import table
from amana.evidence.verifier.assembled import single_file
from amana.evidence.verifier.canonical import spell
from amana.evidence.verifier.chain import CUSTODY, HEAD
from amana.evidence.verifier.exhibits import (
    EXHIBIT_FOLDER,
    EXHIBITS,
    EXHIBITS_VERSION,
    FACTS,
    SEALED_ENDING,
)
from amana.evidence.verifier.manifests import SEAL, manifest_names
from amana.evidence.verifier.seal import SEAL_VERSION, fingerprint
from amana.evidence.verifier.stamps import STAMPS, STAMPS_VERSION
from amana.evidence.zipping import write_zip

LEDGER_VERSION: Final = "amana-ledger/1"
READMES: Final = ("ar", "ckb", "en")
VERIFIER: Final = "verify.py"
_LEDGER_COLUMNS: Final = (
    "kind",
    "amount",
    "unit",
    "day",
    "channel",
    "reference",
    "card",
    "proofs",
    "state",
)


@dataclass(frozen=True)
class Bundle:
    """A bundle whose files are all known; it can be written while its context is open."""

    base: str
    members: tuple[Member, ...] = field(repr=False)
    fingerprint: str

    def write_zip(self, stream: IO[bytes]) -> int:
        """Writes one zip, in order, without seeking; gives its bytes. Raises Changed."""
        return write_zip(stream, self.base, self.members)

    def write_folder(self, folder: Path) -> None:
        """Writes a folder, which must not be there yet. Raises Changed or FileExistsError."""
        folder.mkdir(parents=True)
        for each in self.members:
            path = folder / each.name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.writelines(each.again())


def key_fingerprint(signer: Ed25519PrivateKey) -> str:
    """What the dossier prints and people compare: 40 digits of the SHA-256 of the public key, in groups of four."""
    return fingerprint(signer.public_key().public_bytes_raw().hex())


@contextmanager
def bundle(
    parts: BundleParts, *, signer: Ed25519PrivateKey, scratch: Path | None = None
) -> Iterator[Bundle]:
    """Makes a bundle ready: every exhibit is read, held against what was received, sealed if there are recipients, and signed for.

    `scratch`: the folder in which sealed exhibits wait. Raises Changed, NotSealed or BadBagName.
    """
    with tempfile.TemporaryFile(dir=scratch) as file:
        made = _Making(parts, signer, Scratch(file, parts.recipients))
        yield Bundle(f"amana-{parts.case.lower()}", tuple(made.members()), key_fingerprint(signer))


class _Making:
    def __init__(self, parts: BundleParts, signer: Ed25519PrivateKey, scratch: Scratch) -> None:
        self._parts = parts
        self._signer = signer
        self._scratch = scratch

    def members(self) -> list[Member]:
        """Every file of the bundle; the seal is made last."""
        exhibits = [self._exhibit(each) for each in self._parts.exhibits]
        payload = [
            *exhibits,
            *self._index(exhibits),
            *self._read(),
            *self._custody(),
            *self._stamps(),
        ]
        payload.append(self._graph(exhibits))
        if self._parts.dossier is not None:
            payload.append(small("data/dossier.pdf", self._parts.dossier))
        others = [small(VERIFIER, single_file()), *map(self._readme, READMES)]
        tags = tag_members(payload, others, self._info())
        return [*payload, *tags, self._seal(tags)]

    def _exhibit(self, each: ExhibitFile) -> Member:
        path = EXHIBIT_FOLDER + each.exhibit.file_name
        checked = partial(_as_received, each)
        if self._parts.recipients:
            return self._scratch.seal(path + SEALED_ENDING, checked())
        return member(path, checked)

    def _index(self, files: list[Member]) -> Iterator[Member]:
        """The list of exhibits, and what tells of their content, sealed with them."""
        listed = [
            each.exhibit.public()
            | {"path": file.name, "size": file.digests.size, "sha256": file.digests.sha256}
            for each, file in zip(self._parts.exhibits, files, strict=True)
        ]
        sealed = bool(self._parts.recipients)
        value = {"v": EXHIBITS_VERSION, "sealed": sealed, "exhibits": listed}
        yield small(EXHIBITS, spell(value) + b"\n")
        facts = [each.exhibit.facts() for each in self._parts.exhibits]
        told = spell({"v": EXHIBITS_VERSION, "facts": facts}) + b"\n"
        name = EXHIBIT_FOLDER + FACTS
        yield self._scratch.seal(name + SEALED_ENDING, [told]) if sealed else small(name, told)

    def _read(self) -> Iterator[Member]:
        """Transcripts, identifiers and ledger, as JSON and as tables."""
        for number, transcript in enumerate(self._parts.transcripts, start=1):
            yield member(f"data/transcripts/chat-{number:02}.json", transcript.as_json)
            yield member(f"data/transcripts/chat-{number:02}.csv", transcript.as_table)
        found = self._parts.identifiers
        rows = [each.row() for each in found]
        yield small(
            "data/identifiers.json", spell({"v": IDENTIFIERS_VERSION, "identifiers": rows}) + b"\n"
        )
        yield small(
            "data/identifiers.csv", b"".join(table(COLUMNS, [each.cells() for each in found]))
        )
        yield from self._ledger()

    def _ledger(self) -> Iterator[Member]:
        rows = [loss.row() for loss in self._parts.ledger]
        sums = [
            {"unit": each.unit, "claimed": plain(each.claimed), "confirmed": plain(each.confirmed)}
            for each in totals(self._parts.ledger)
        ]
        value = {"v": LEDGER_VERSION, "losses": rows, "totals": sums}
        yield small("data/ledger.json", spell(value) + b"\n")
        cells = [[row[column] for column in _LEDGER_COLUMNS] for row in rows]
        yield small("data/ledger.csv", b"".join(table(_LEDGER_COLUMNS, cells)))

    def _custody(self) -> Iterator[Member]:
        custody = self._parts.custody
        yield small(CUSTODY, custody.dump())
        yield small(HEAD, sign_head(custody, self._signer, self._parts.made))

    def _stamps(self) -> Iterator[Member]:
        tokens = []
        roots: dict[str, bytes] = {}
        for number, each in enumerate(self._parts.stamps, start=1):
            name = f"timestamps/{each.authority}-{number}"
            pem = f"timestamps/{hashlib.sha256(each.roots).hexdigest()[:16]}.pem"
            yield small(f"data/{name}.tsr", each.reply)
            yield small(f"data/{name}.tsq", each.query)
            roots[pem] = each.roots
            token = {"authority": each.authority, "position": each.position}
            tokens.append(token | {"reply": f"{name}.tsr", "query": f"{name}.tsq", "roots": pem})
        yield from (small(f"data/{pem}", content) for pem, content in roots.items())
        yield small(STAMPS, spell({"v": STAMPS_VERSION, "tokens": tokens}) + b"\n")

    def _graph(self, exhibits: list[Member]) -> Member:
        numbers = [each.exhibit.number for each in self._parts.exhibits]
        stored = {
            number: (file.name, file.digests)
            for number, file in zip(numbers, exhibits, strict=True)
        }
        return small("data/case.jsonld", case_graph(self._parts, stored))

    def _info(self) -> dict[str, str]:
        return {
            "Source-Organization": self._parts.organisation,
            "Bagging-Date": self._parts.made.date().isoformat(),
            "External-Identifier": self._parts.case,
            "Bag-Software-Agent": "Amana",
        }

    def _readme(self, language: str) -> Member:
        text = files("amana.evidence").joinpath("readme", f"{language}.txt").read_text("utf-8")
        told = text.format(
            case=self._parts.case,
            organisation=" ".join(self._parts.organisation.split()),
            made=self._parts.made.date().isoformat(),
            fingerprint=key_fingerprint(self._signer),
        )
        return small(f"README-{language}.txt", told.encode())

    def _seal(self, tags: list[Member]) -> Member:
        signed = {
            each.name: each.digests.sha256 for each in tags if each.name in manifest_names("tag")
        }
        value = {
            "v": SEAL_VERSION,
            "case": self._parts.case,
            "made": self._parts.made.isoformat(timespec="seconds"),
            "files": signed,
        }
        return small(SEAL, signed_object(value, self._signer))


def _as_received(each: ExhibitFile) -> Iterator[bytes]:
    """The bytes of an exhibit; at their end raises Changed unless they are those that were received."""
    arrival, own = Arrival(), hashlib.sha256(each.exhibit.salt)
    for chunk in each.chunks():
        arrival.add(chunk)
        own.update(chunk)
        yield chunk
    arrival.finish().require(each.exhibit.hashed)
    if own.digest() != each.exhibit.salted:
        raise Changed
