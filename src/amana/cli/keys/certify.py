"""Certifying in person: two people compare eight words aloud before one signs (design §4.3)."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from amana.cli import private_file
from amana.cli.console import complain, isolated, say
from amana.cli.keys import request as requests
from amana.cli.keys.keyfile import KeyFile
from amana.cli.keys.request import Request
from amana.cli.keys.words import WordList
from amana.errors import AmanaError

if TYPE_CHECKING:
    from amana.seal.certificates import Certifier

YES: Final = frozenset({"y", "yes", "نعم", "اي", "ای", "بەڵێ", "ئەرێ"})
CERTIFICATE: Final = ".certificate.json"


class NotConfirmedError(AmanaError):
    """A word was not the same on both sides. Nothing was signed. Stop here: find out which key is the right one before you go on."""


class NotACertifierError(AmanaError):
    """This key has no certificate of a certifier that is in date. Nothing was signed. Bring the certificate that the root signed."""


def certifier_of(key: KeyFile, certificate: Path) -> "Certifier":
    """The certificate that belongs to a certifier's key, in date. Raises NotACertifierError."""
    from amana.seal.certificates import Certifier
    from amana.seal.signed import Signed
    from amana.wire.encoding import load_json

    try:
        signed = Signed.from_json(load_json(certificate.read_bytes()))
        found = Certifier.from_json(signed.value)
    except (OSError, AmanaError) as error:
        raise NotACertifierError from error
    today = datetime.now(UTC).date()
    if found.id != key.id or found.key != key.public or not found.since <= today <= found.until:
        raise NotACertifierError
    return found


def confirm_aloud(key: bytes, words: WordList, ask: Callable[[str], str]) -> None:
    """Each word is read aloud by the other person and confirmed here. Raises NotConfirmedError."""
    for number, word in enumerate(words.fingerprint(key), 1):
        if ask(f"  {number}. {isolated(word)}  Same word? [yes/no] ").strip().casefold() not in YES:
            raise NotConfirmedError


def describe(request: Request) -> list[str]:
    """What is about to be certified, line by line."""
    hidden = {"recipient", "key"}
    return [f"  {name}: {value}" for name, value in request.value.items() if name not in hidden]


def sign_in_person(
    path: Path, key: KeyFile, certificate: Path, *, words: WordList, ask: Callable[[str], str]
) -> Request:
    """The guided step. Refusals come before anything is read aloud, so that nobody compares in vain.

    Raises NotACertifierError, NotARequestError, OwnKeyError, SignedAlreadyError or NotConfirmedError.
    """
    certifier = certifier_of(key, certificate)
    request = requests.read(path)
    request.check_signer(certifier)
    complain("You certify that this key belongs to whom it says:")
    for line in describe(request):
        complain(line)
    complain(
        "Sit together. The other person opens the key on her own screen and reads these words to you, one by one."
    )
    confirm_aloud(request.key, words, ask)
    signed = request.signed(key.signer, certifier)
    requests.write(path, signed)
    _tell(path, signed)
    return signed


def _tell(path: Path, request: Request) -> None:
    if not request.complete:
        say("Signed. One more certifier, of another organisation, has to sign.")
        return
    from amana.wire.encoding import dump_json

    out = path.with_name(path.name.removesuffix(".request.json") + CERTIFICATE)
    private_file.write(out, dump_json(request.certificate().to_json()), mode=requests.PUBLIC)
    say(f"Signed by two. The certificate is {out}")
