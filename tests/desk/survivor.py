"""Her page, as the protocol describes it, in Python: seals reports, letters and files, opens standing records and replies."""

import io
import secrets
from collections.abc import Sequence

from amana.seal.age_keys import new_identity, recipient_of
from amana.seal.certifiers import Roots
from amana.seal.directory import Directory, Trust
from amana.seal.envelope import seal_envelope, seal_file
from amana.seal.open import open_frame
from amana.seal.receipt import ReceiptKeys
from amana.wire.authentic import (
    EPOCH_ZERO,
    verify_mac,
    verify_signature,
    verify_standing,
    write_from_her,
)
from amana.wire.encoding import unb64u
from amana.wire.letter import Closing, Letter, Upload
from amana.wire.limits import RECORD_FRAME, SLOT
from amana.wire.messages import read_reply, read_standing
from amana.wire.records import Standing
from amana.wire.report import Age, Announced, Card, Files, Her, Report, Routing
from tests.desk.organisation import Organisation


class Survivor:
    """One thread of hers. Everything that she writes is plainly synthetic."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.keys = ReceiptKeys.from_master(secrets.token_bytes(32))
        self.thread = secrets.token_bytes(16)
        self.seq = 1
        self.epoch, self.nonce = 0, EPOCH_ZERO
        self.case: str | None = None
        self.standing: Standing | None = None
        self.files = new_identity()
        trust = Trust(
            roots=Roots((), (unb64u(organisation.root),)),
            today=organisation.today,
            built=organisation.today,
            live=False,
        )
        self.desk = Directory.verify(organisation.document(), trust).desks[organisation.id]

    def report(
        self,
        words: str = "synthetic words",
        *,
        chosen: Sequence[str] = (),
        excluded: Sequence[str] = (),
        card: Sequence[str] | None = None,
        leads_only: bool = False,
        uploads: Sequence[bytes] = (),
        answers: dict | None = None,
    ) -> bytes:
        """The envelope of a first report."""
        self.chosen = self.organisation.ids(*chosen)
        self.excluded = [self.organisation.people[name].person for name in excluded]
        self.carded = card is not None
        recovery = self.desk.recovery_for(self.excluded)
        manifest = Report(
            thread=self.thread,
            id=secrets.token_bytes(16),
            lang="ar",
            her=Her(
                self.keys.recipient,
                self.keys.mailbox_id,
                self.keys.mailbox_drop,
                self.keys.to_desk,
                self.keys.to_her,
            ),
            routing=Routing(
                self.organisation.id,
                tuple(self.chosen),
                tuple(self.excluded),
                recovery,
                (),
                leads_only,
                1,
            ),
            age=Age.ADULT,
            answers=answers or {"danger": "yes", "threat_type": ("tell_family",)},
            files=Files(self.files, tuple(Announced(upload, "file") for upload in uploads)),
        )
        self.recovery = recovery
        plaintext = write_from_her(
            manifest,
            direction_key=self.keys.to_desk,
            words=words,
            card=Card(tuple(card)) if card else None,
        )
        return self._seal(plaintext)

    def letter(self, words: str, **more) -> bytes:
        """A further letter."""
        manifest = Letter(state_version=1, **self._numbers(), **more)
        return self._seal(self._write(manifest, words=words))

    def closing(self, *uploads: Upload) -> bytes:
        """The letter that lists what arrived."""
        return self._seal(self._write(Closing(state_version=1, uploads=uploads, **self._numbers())))

    def file(self, content: bytes) -> bytes:
        """A file, sealed to the envelope's files identity."""
        sealed = io.BytesIO()
        seal_file(io.BytesIO(content), sealed, recipient_of(self.files), size=len(content))
        return sealed.getvalue()

    def read_standing(self, frame: bytes):
        """Opens and checks a standing record, and goes on with its keys."""
        message = read_standing(open_frame(frame, self.keys.identity, size=RECORD_FRAME))
        key = self.desk.reply_key(message.manifest.reply_key)
        assert key is not None
        verify_standing(
            message,
            direction_key=self.keys.to_her,
            reply_key=key.key,
            recipient=self.keys.recipient,
        )
        assert message.manifest.epoch >= self.epoch
        self.standing = message.manifest
        self.epoch, self.nonce = message.manifest.epoch, message.manifest.nonce
        self.case = message.manifest.case
        return message.manifest

    def read_reply(self, frame: bytes) -> str:
        """Opens and checks a reply."""
        assert self.standing is not None
        message = read_reply(open_frame(frame, self.keys.identity, size=SLOT))
        verify_mac(message, direction_key=self.keys.to_her, nonce=self.nonce)
        verify_signature(message, key=self.standing.case_reply, recipient=self.keys.recipient)
        return message.words or ""

    def _numbers(self) -> dict:
        self.seq += 1
        return {
            "thread": self.thread,
            "id": secrets.token_bytes(16),
            "seq": self.seq,
            "epoch": self.epoch,
            "lang": "ar",
        }

    def _write(self, manifest, **more) -> bytes:
        return write_from_her(manifest, direction_key=self.keys.to_desk, nonce=self.nonce, **more)

    def _seal(self, plaintext: bytes) -> bytes:
        excluded = set(self.excluded) | set(self.standing.excluded if self.standing else ())
        to = self.desk.recipients(
            chosen=self.chosen,
            excluded=excluded,
            recovery=self.recovery,
            leads_only=self.carded,
            case=self.case,
        )
        return seal_envelope(
            plaintext, chosen=to.readers, recovery=to.recovery, stanzas=self.desk.stanzas
        )
