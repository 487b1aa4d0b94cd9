"""What the demonstration remembers between two starts: ports, sign-ins, the synthetic report's receipt."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final, Self

from amana.cli import private_file
from amana.errors import AmanaError
from amana.wire.encoding import dump_json, load_json

VERSION: Final = "amana-demo/1"


class BadRecordError(AmanaError):
    """The demonstration's own notes are damaged. Nothing was started. Remove its folder to start anew; it holds synthetic data only."""


class UnknownLoginError(AmanaError):
    """No officer of the demonstration has this name. Nothing was done. `amana demo people` shows all six."""


@dataclass(frozen=True, kw_only=True)
class Ports:
    """Of loopback."""

    site: int = 8100
    relay: int = 8101
    desk: int = 8102

    @property
    def site_origin(self) -> str:
        """Where she goes. Another host name than the desk's, since cookies do not know ports."""
        return f"http://127.0.0.1:{self.site}"

    @property
    def relay_origin(self) -> str:
        """What her page talks to."""
        return f"http://127.0.0.1:{self.relay}"

    @property
    def desk_origin(self) -> str:
        """Where officers go: a name, as passkeys need one."""
        return f"http://localhost:{self.desk}"


@dataclass(frozen=True, kw_only=True)
class Person:
    """How an officer of the demonstration signs in."""

    login: str
    roles: list[str]
    label: str
    language: str
    passphrase: str = field(repr=False)
    totp_secret: str = field(repr=False)

    @property
    def code(self) -> str:
        """The six digits of this half-minute."""
        import pyotp

        return pyotp.TOTP(self.totp_secret).now()

    @property
    def otpauth(self) -> str:
        """As an app takes the secret."""
        import pyotp

        return pyotp.TOTP(self.totp_secret).provisioning_uri(
            name=self.login, issuer_name="amana-demo"
        )


@dataclass(frozen=True, kw_only=True)
class Record:
    """All of it. `desk` is a short id and `salt` the instance's, base64url."""

    ports: Ports
    built: str  # the site's build date, and what it was built from
    desk: str
    salt: str
    people: tuple[Person, ...]
    receipt: tuple[str, ...] = ()
    receipt_language: str = "ar"
    demo: bool = True

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises BadRecordError."""
        try:
            value = load_json(path.read_bytes())
            if value.pop("v") != VERSION:
                raise BadRecordError
            people = tuple(Person(**person) for person in value.pop("people"))
            receipt = tuple(value.pop("receipt"))
            return cls(ports=Ports(**value.pop("ports")), people=people, receipt=receipt, **value)
        except (OSError, AmanaError, KeyError, TypeError) as error:
            raise BadRecordError from error

    def write(self, path: Path) -> None:
        """For its owner alone: it holds passphrases, of a demonstration only."""
        private_file.write(path, dump_json({"v": VERSION} | asdict(self)))

    def person(self, login: str) -> Person:
        """Raises UnknownLoginError."""
        for person in self.people:
            if person.login == login:
                return person
        raise UnknownLoginError
