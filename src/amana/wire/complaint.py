"""A complaint about a desk, read by the body outside it and by nobody at the desk (protocol §5).

It carries no key of hers and nothing that leads to her letterbox: whoever reads it knows only what she wrote.
"""

import hmac
from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

from amana.wire.archive import (
    MAC,
    MANIFEST,
    WORDS,
    BadArchive,
    Form,
    digest_of,
    finish,
    pad,
    read_archive,
    write_body,
)
from amana.wire.authentic import NotAuthentic
from amana.wire.encoding import JsonObject, b64u, dump_json, load_json, unb64u
from amana.wire.schema import check
from amana.wire.text import read_words, write_words

VERSION: Final = "amana-complaint/1"
_MEMBERS: Final = {MANIFEST, WORDS, MAC}


@dataclass(frozen=True)
class Complaint:
    """What is known of it: its id (16 bytes), its language, the desk (8) that it is about.

    `key` (32) proves that it is whole, never who wrote it.
    """

    id: bytes
    lang: str
    desk: bytes
    key: bytes = field(repr=False)

    FORM: ClassVar = Form.LETTER

    def to_json(self) -> JsonObject:
        """`manifest.json`."""
        return {
            "v": VERSION,
            "id": b64u(self.id),
            "lang": self.lang,
            "desk": b64u(self.desk),
            "key": b64u(self.key),
        }

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """Raises NotOfThisForm or BadEncoding."""
        check("complaint", value)
        return cls(
            id=unb64u(value["id"], 16),
            lang=value["lang"],
            desk=unb64u(value["desk"], 8),
            key=unb64u(value["key"], 32),
        )

    def mac(self, digest: bytes) -> bytes:
        """32 bytes over its id and the archive's T."""
        return hmac.digest(self.key, VERSION.encode() + self.id + digest, "sha256")


def write_complaint(complaint: Complaint, words: str) -> bytes:
    """The padded plaintext, LETTER bytes. Raises BadWords or DoesNotFit."""
    body = write_body({MANIFEST: dump_json(complaint.to_json()), WORDS: write_words(words)})
    return pad(finish(body, complaint.mac(digest_of(body))), Complaint.FORM)


def read_complaint(plaintext: bytes) -> tuple[Complaint, str]:
    """The complaint and its words. Raises BadArchive, BadJson, NotOfThisForm, BadEncoding, BadWords or NotAuthentic."""
    archive = read_archive(plaintext, Complaint.FORM)
    if set(archive.members) != _MEMBERS:
        raise BadArchive
    complaint = Complaint.from_json(load_json(archive.members[MANIFEST]))
    if not hmac.compare_digest(complaint.mac(archive.digest), archive.members[MAC]):
        raise NotAuthentic
    return complaint, read_words(archive.members[WORDS])
