"""What her page carries compiled in, read from a built site: roots, salt, floor, relay (protocol §7)."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from amana.errors import AmanaError
from amana.wire.encoding import BadEncoding, load_json, unb64u

if TYPE_CHECKING:
    from amana.seal.desk import Desk
    from amana.seal.directory import Directory

VERSION: Final = "amana-instance/1"


class NoInstanceError(AmanaError):
    """This is not a built site, nor the instance file of one. Nothing was sent. Name the folder that `amana site build` wrote."""


class WhichDeskError(AmanaError):
    """There is more than one desk. Nothing was sent. Name one with --desk; `amana report --list` shows them."""


class NoDeskError(AmanaError):
    """There is no desk in the directory. Nothing was sent. Try again later, or by another connection."""


class NotInTheDirectoryError(AmanaError):
    """The desk that you named is not in the directory. Nothing was sent. Compare its short id with `amana report --list`, or ask it by
    telephone."""


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """One instance as the page believes it."""

    roots: tuple[bytes, ...]
    demo_roots: tuple[bytes, ...]
    salt: bytes = field(repr=False)
    relay: str
    built: date
    floor: dict[bytes, int]
    live: bool

    @classmethod
    def read(cls, path: Path) -> Self:
        """From a built site's folder or its instance file. Raises NoInstanceError."""
        try:
            found = (
                next(iter(sorted(path.glob("client/instance.*.json")))) if path.is_dir() else path
            )
            value = load_json(found.read_bytes())
            if value["v"] != VERSION:
                raise NoInstanceError
            return cls(
                roots=tuple(unb64u(root, 32) for root in value["roots"]),
                demo_roots=tuple(unb64u(root, 32) for root in value["demo_roots"]),
                salt=unb64u(value["salt"], 32),
                relay=str(value["relay"]),
                built=date.fromisoformat(value["built"]),
                floor={unb64u(desk, 8): serial for desk, serial in value["floor"].items()},
                live=value["live"] is True,
            )
        except (OSError, AmanaError, StopIteration, KeyError, TypeError, ValueError) as error:
            raise NoInstanceError from error

    def verify(self, document: bytes) -> "Directory":
        """The directory as today's page would believe it. Raises a DirectoryRefusal."""
        from amana.seal.certifiers import Roots
        from amana.seal.directory import Directory, Trust

        trust = Trust(
            roots=Roots(self.roots, self.demo_roots),
            today=datetime.now(UTC).date(),
            built=self.built,
            live=self.live,
            floor=self.floor,
        )
        return Directory.verify(document, trust)


def one_desk(directory: "Directory", wanted: str = "") -> "Desk":
    """The desk that was named, or the only one.

    Raises NotInTheDirectoryError, the refusal of the desk, NoDeskError or WhichDeskError.
    """
    if wanted:
        return _named(directory, wanted)
    if not directory.desks:
        raise NoDeskError
    if len(directory.desks) > 1:
        raise WhichDeskError
    return next(iter(directory.desks.values()))


def _named(directory: "Directory", wanted: str) -> "Desk":
    try:
        identity = unb64u(wanted, 8)
    except BadEncoding as error:
        raise NotInTheDirectoryError from error
    if identity in directory.refused:
        raise directory.refused[identity]
    if identity not in directory.desks:
        raise NotInTheDirectoryError
    return directory.desks[identity]
