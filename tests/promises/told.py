"""What must be found nowhere: the contents as they were before sealing, and the secrets that open them."""

from collections.abc import Iterator

from tests.promises import canary
from tests.promises.fingerprints import spellings
from tests.promises.journey import COLLEAGUE, EXCLUDED, LEAD, LEFT_OUT, OPENER, Journey
from tests.promises.thief import Thief

HERS = [
    "mailbox_token",
    "report_status",
    "age_scalar",
    "to_desk",
    "to_her",
    "state",
]


def contents(journey: Journey) -> Iterator[bytes]:
    """Her words, the desk's, and her files."""
    for word in journey.words.values():
        yield from spellings(word)
    yield from spellings(f"{journey.words['story']} and more")
    added = journey.evidence.added if journey.evidence else []
    for file in (*journey.files, *added):
        yield file.read_bytes()
        yield from spellings(file.name)


def secrets_of_hers(journey: Journey, *, at_the_desk: bool = False) -> dict[str, bytes]:
    """All that her receipts give, but the ids. With `mailbox_drop` the keyless worker sends what waits: at the desk it may lie open."""
    found: dict[str, bytes] = {}
    for number, keys in enumerate(journey.keys):
        for name in HERS if at_the_desk else (*HERS, "mailbox_drop"):
            found |= _forms(f"{name} {number}", getattr(keys, name))
        found |= _texts(f"identity {number}", keys.identity)
    return found


def secrets_of_theirs(journey: Journey) -> dict[str, bytes]:
    """Passphrases, second factors, identities, and every secret that they open."""
    thief = Thief(journey.earlier)
    found: dict[str, bytes] = {}
    for login in (OPENER, COLLEAGUE, EXCLUDED, LEFT_OUT, LEAD):
        person = journey.world.person(login)
        identity = thief.is_officer(login, person.passphrase)
        for name, text in (
            ("passphrase", person.passphrase),
            ("words run together", person.passphrase.replace(" ", "")),
            ("second factor", person.totp_secret),
            ("identity", identity),
        ):
            found |= _texts(f"{name} of {login}", text)
    thief.opens_everything()
    for number, secret in enumerate(thief.secrets[raw] for raw in thief.proved):
        found |= _forms(f"case secret {number}", secret.raw)
        found |= _forms(f"key of records {number}", secret.records)
        found |= _texts(f"case identity {number}", secret.identity)
    return found


def _forms(name: str, secret: bytes) -> dict[str, bytes]:
    return {f"{name}, {form}": needle for form, needle in canary.bare(secret).items()}


def _texts(name: str, secret: str) -> dict[str, bytes]:
    return {f"{name}, {form}": needle for form, needle in canary.disguises(secret).items()}
