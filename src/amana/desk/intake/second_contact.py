"""The ways to the outside second contact: a web address, mail, a command, a file (design §4.14).

Named in the setting `second_contact`, shown on the organisation's page, and reached through the desk's own proxy (P6). What goes out is an
age and nothing else: no number, no name, no place.

- `webhook`: an https address; gets `{"v": "amana-alarm/1", "hours": 4, "text": "…"}`.
- `to`, `sender`, `host`, `port`, `tls` ("starttls", "implicit" or "none"), `user`, `password_file`: a mail.
- `command`: a program with its arguments; gets the text on its standard input.
- `file`: a path; gets a line.
"""

import smtplib
import socket
import ssl
import subprocess
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from amana.desk.config import BadConfigError
from amana.desk.intake import tunnel
from amana.desk.intake.relay_client import own_circuit
from amana.errors import AmanaError
from amana.live import LOOPBACK

VERSION: Final = "amana-alarm/1"
_SECONDS: Final = 60
_FAILURES: Final = (
    OSError,
    ValueError,
    subprocess.SubprocessError,
    smtplib.SMTPException,
    httpx.HTTPError,
)
_WAYS: Final = ("webhook", "to", "command", "file")
_OF_MAIL: Final = ("sender", "host", "port", "tls", "user", "password_file")
_PORT_OF: Final = {"none": 25, "starttls": 587, "implicit": 465}

Contact = Mapping[str, Any]
Way = Callable[[Contact, int, str, str | None], None]  # contact, hours, text, proxy


class AlarmNotSent(AmanaError):
    """The outside second contact could not be told that something waits. Nothing is lost; it is tried again. Check the setting
    `second_contact`."""


def check(contact: Contact) -> None:
    """Raises BadConfigError for a setting by which nobody would be told, or told in the clear."""
    unknown = contact.keys() - {*_WAYS, *_OF_MAIL}
    if unknown:
        raise BadConfigError("second_contact: " + ", ".join(sorted(unknown)))
    where = urlsplit(str(contact.get("webhook", "https://x")))
    host = where.hostname or ""
    if where.scheme != "https" and not (host in LOOPBACK or host.endswith(".onion")):
        raise BadConfigError("second_contact: webhook must be https")
    if "to" in contact and "sender" not in contact:
        raise BadConfigError("second_contact: sender")
    if contact.get("tls", "none") not in _PORT_OF:
        raise BadConfigError("second_contact: tls")
    if _tls(contact) == "none" and not _here(contact):
        raise BadConfigError("second_contact: tls")


def send(contact: Contact, hours: int, text: str, *, proxy: str) -> None:
    """By every way that is set. Raises AlarmNotSent unless one of them worked."""
    through = None if proxy == "direct" else own_circuit(proxy)
    told, why = False, None
    for name in contact.keys() & _SENDERS.keys():
        try:
            _SENDERS[name](contact, hours, text, through)
            told = True
        except _FAILURES as error:
            why = error
    if not told:
        raise AlarmNotSent from why


def _webhook(contact: Contact, hours: int, text: str, proxy: str | None) -> None:
    url = str(contact["webhook"])
    through = None if urlsplit(url).hostname in LOOPBACK else proxy
    with httpx.Client(
        proxy=through,
        timeout=_SECONDS,
        trust_env=False,
        follow_redirects=False,
        headers={"User-Agent": "-"},
    ) as http:
        answer = http.post(url, json={"v": VERSION, "hours": hours, "text": text})
    if not answer.is_success:
        raise OSError


def _mail(contact: Contact, _hours: int, text: str, proxy: str | None) -> None:
    mail = EmailMessage()
    mail["To"], mail["From"], mail["Subject"] = contact["to"], contact["sender"], "Amana"
    mail.set_content(text)
    tls, host = _tls(contact), str(contact.get("host", "localhost"))
    port = int(contact.get("port", _PORT_OF[tls]))
    kind = _SealedPost if tls == "implicit" else _Post
    with kind(host, port, None if _here(contact) else proxy) as server:
        if tls == "starttls":
            server.starttls(context=ssl.create_default_context())
        if "user" in contact:
            password = Path(contact["password_file"]).read_text("utf-8").strip()
            server.login(str(contact["user"]), password)
        server.send_message(mail)


def _command(contact: Contact, _hours: int, text: str, _proxy: str | None) -> None:
    command = [str(part) for part in contact["command"]]
    subprocess.run(command, input=text.encode(), check=True, timeout=_SECONDS)


def _file(contact: Contact, _hours: int, text: str, _proxy: str | None) -> None:
    with Path(contact["file"]).open("a", encoding="utf-8") as file:
        file.write(text.replace("\n", " / ") + "\n")


_SENDERS: Final[Mapping[str, Way]] = {
    "webhook": _webhook,
    "to": _mail,
    "command": _command,
    "file": _file,
}


def _here(contact: Contact) -> bool:
    """Whether the mail server is this machine's own."""
    return contact.get("host", "localhost") in LOOPBACK


def _tls(contact: Contact) -> str:
    return str(contact.get("tls", "none" if _here(contact) else "starttls"))


class _Post(smtplib.SMTP):
    """A mail server behind the desk's proxy. It is not told this machine's name."""

    def __init__(self, host: str, port: int, proxy: str | None) -> None:
        self._proxy = proxy
        super().__init__(host, port, local_hostname="localhost", timeout=_SECONDS)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return tunnel.connect(host, port, proxy=self._proxy, seconds=timeout)


class _SealedPost(smtplib.SMTP_SSL, _Post):
    """The same with TLS from the first byte."""

    def __init__(self, host: str, port: int, proxy: str | None) -> None:
        self._proxy = proxy
        smtplib.SMTP_SSL.__init__(
            self,
            host,
            port,
            local_hostname="localhost",
            timeout=_SECONDS,
            context=ssl.create_default_context(),
        )
