"""Coming back with a receipt: how far, what was answered, writing again, destroying (protocol §6, §8, §10)."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from amana.cli.survivor import uploads
from amana.cli.survivor.compiled import Compiled
from amana.cli.survivor.letterbox import DeskGoneError, Letterbox, fresh_id
from amana.cli.survivor.writing import leave, next_state
from amana.errors import AmanaError
from amana.seal.age_keys import new_identity
from amana.seal.desk import Desk, Recipients
from amana.seal.reading import Poll, read_poll
from amana.seal.receipt import Receipt, ReceiptKeys
from amana.wire.authentic import EPOCH_ZERO
from amana.wire.letter import Closing, Letter
from amana.wire.records import State
from amana.wire.report import Announced, Files
from amana.wire.take_up import take_up_of
from amana.wire.text import normal_words


class NothingFoundError(AmanaError):
    """Nothing is there under this receipt: it is mistyped, or its mailbox was destroyed or has expired. Nothing was changed.
    Compare the words, or report anew."""


@dataclass
class Visit:
    """One visit with one receipt."""

    letterbox: Letterbox
    keys: ReceiptKeys = field(repr=False)
    desk: Desk | None
    poll: Poll = field(repr=False)
    status: int

    @classmethod
    def begin(cls, letterbox: Letterbox, compiled: Compiled, receipt: Receipt) -> Self:
        """Reads directory and mailbox. Raises a DirectoryRefusal, NotAuthentic or StaleRecord."""
        keys = ReceiptKeys.derive(receipt, salt=compiled.salt)
        answer = letterbox.poll(keys.mailbox_id, keys.mailbox_token)
        status = letterbox.status(keys.report_id, keys.report_status)
        state = read_poll(answer, keys=keys, desk=None).state
        if state is None:
            raise NothingFoundError
        directory = compiled.verify(letterbox.directory())
        if state.desk in directory.refused:
            raise directory.refused[state.desk]
        desk = directory.desks.get(state.desk)
        return cls(letterbox, keys, desk, read_poll(answer, keys=keys, desk=desk), status)

    @property
    def state(self) -> State:
        """Her state record. Raises NothingFoundError."""
        if self.poll.state is None:
            raise NothingFoundError
        return self.poll.state

    def mark_read(self) -> None:
        """Tells the relay which letters she has read; they go at the second midnight."""
        for reply in self.poll.replies:
            self.letterbox.mark_read(self.keys.mailbox_id, self.keys.mailbox_token, reply.mark)

    def write(self, words: str, *, lang: str, files: tuple[Path, ...] = ()) -> None:
        """A letter, and files with their closing letter. Raises DeskGoneError, NobodyLeft, DoesNotFit, BadFileError."""
        for path in files:
            uploads.check(path)
        announced = tuple(Announced(fresh_id(), "file") for _ in files)
        manifest = Files(new_identity(), announced) if files else None
        state = self._number()
        letter = Letter(
            **self._head(state, lang),
            state_version=state.version,
            **self._readers(),
            files=manifest,
        )
        self._leave(letter, normal_words(words))
        if manifest:
            sent = uploads.send_all(
                self.letterbox, desk=self.state.desk, files=manifest, paths=list(files)
            )
            state = self._number()
            self._leave(
                Closing(**self._head(state, lang), state_version=state.version, uploads=sent)
            )

    def destroy(self, *, lang: str) -> None:
        """Tells the desk to erase, then destroys the mailbox."""
        state = self._number()
        wish = Letter(
            **self._head(state, lang),
            state_version=state.version,
            **self._readers(),
            wish="destroyed",
        )
        self._leave(wish, "")
        self.letterbox.destroy(self.keys.mailbox_id, self.keys.mailbox_token)

    def _number(self) -> State:
        standing = self.poll.standing
        epoch = standing.epoch if standing else None
        state = next_state(self.letterbox, self.keys, self.state, epoch=epoch)
        self.poll = Poll(state, standing, self.poll.replies, self.poll.unproven)
        return state

    def _head(self, state: State, lang: str) -> dict[str, Any]:
        return {
            "thread": state.thread,
            "id": fresh_id(),
            "seq": state.seq - 1,
            "epoch": state.epoch,
            "lang": lang,
            "received": tuple(reply.message.manifest.id for reply in self.poll.replies),
        }

    def _leave(self, letter: Letter | Closing, words: str | None = None) -> None:
        if self.desk is None:
            raise DeskGoneError
        standing = self.poll.standing
        nonce = standing.nonce if standing else EPOCH_ZERO
        leave(self.letterbox, self.desk, self.keys, letter, self._to(), nonce=nonce, words=words)

    def _to(self) -> Recipients:
        """Whom she chose, less both exclusions; the case's own key once there is one (protocol §6)."""
        if self.desk is None:
            raise DeskGoneError
        state, standing = self.state, self.poll.standing
        return self.desk.recipients(
            chosen=(*state.chosen, *state.let_back(standing)),
            excluded=self._excluded(),
            recovery=state.recovery,
            leads_only=state.leads_only or state.card,
            case=self._case(),
        )

    def _case(self) -> str | None:
        """The case's own recipient, while somebody has the case and nobody whom she leaves out may have its key."""
        standing = self.poll.standing
        if standing is None or standing.vacant:
            return None
        return standing.case if set(self._excluded()) <= set(standing.excluded) else None

    def _readers(self) -> dict[str, Any]:
        """Whom she leaves out and asks back, as each letter says it anew; and what lets others take the case up (protocol §5)."""
        standing = self.poll.standing
        excluded = self.state.left_out(standing)
        told: dict[str, Any] = {
            "excluded": excluded,
            "lifts": tuple(person for person in excluded if person in self.state.lifts),
        }
        if self._case() is None and (standing is not None or excluded):
            nonce = standing.nonce if standing else EPOCH_ZERO
            told["take_up"] = take_up_of(direction_key=self.keys.to_desk, nonce=nonce)
        return told

    def _excluded(self) -> tuple[bytes, ...]:
        """Every exclusion known from either side."""
        standing = self.poll.standing
        own = self.state.left_out(standing)
        return tuple(sorted({*own, *(standing.excluded if standing else ())}))
