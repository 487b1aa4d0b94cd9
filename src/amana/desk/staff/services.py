"""Whom this desk contacts, and nobody else: the one page on which the organisation has named them (P6)."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext

from amana.desk.config import Config


@dataclass(frozen=True)
class Service:
    """What it is for, and where: a host, never a whole address, which may hold a secret."""

    what: str
    where: str


def named(config: Config) -> list[Service]:
    """Everything outside this machine that the settings name."""
    found = [Service(gettext("the relay"), _host(url)) for url in config.relays]
    if config.database:
        found.append(Service(gettext("the database"), _host(config.database)))
    if config.blobs:
        found.append(Service(gettext("the store of sealed files"), _host(config.blobs)))
    for authority in config.authorities:
        found.append(Service(gettext("an authority for time-stamps"), _host(authority["url"])))
    contact = config.second_contact
    if "webhook" in contact:
        found.append(Service(gettext("the second contact, by web"), _host(str(contact["webhook"]))))
    if "to" in contact:
        host = str(contact.get("host", "localhost"))
        found.append(Service(gettext("the second contact, by mail"), host))
    if "command" in contact:
        name = str(contact["command"][0]).rsplit("/", 1)[-1]
        found.append(Service(gettext("the second contact, by a program here"), name))
    if config.proxy != "direct":
        found.append(Service(gettext("the proxy for all of these"), _host(config.proxy)))
    return found


def _host(url: str) -> str:
    where = urlsplit(url)
    where = urlsplit(parse_qs(where.query).get("endpoint", [url])[0])
    return where.hostname or where.path.split("/")[0] or "localhost"
