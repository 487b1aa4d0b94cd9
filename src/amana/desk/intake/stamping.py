"""Carries time-stamp queries to the authorities that the organisation has named, and their replies back (RFC 3161 §3.4, P6)."""

import logging
from typing import Final

import httpx

from amana.desk.config import Config
from amana.desk.intake.relay_client import CONNECT_SECONDS, READ_SECONDS
from amana.desk.vault import stamps
from amana.errors import AmanaError
from amana.evidence.timestamps import MOST_OF_A_REPLY, BadStampReply

AT_ONCE: Final = 20  # queries in one round
_log = logging.getLogger("amana.desk.intake")


class AuthorityDown(AmanaError):
    """The time-stamp authority cannot be reached. Nothing is lost: the query waits and is sent again. Check the network, the
    proxy and the authority's address."""


def carry(config: Config) -> int:
    """Sends what waits; gives how many replies held. A reply that does not hold is asked for again in a later round."""
    if not config.authorities:
        return 0
    proxy = None if config.proxy == "direct" else config.proxy
    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    kept = 0
    with httpx.Client(
        proxy=proxy, timeout=timeout, trust_env=False, follow_redirects=False
    ) as client:
        for row, authority in list(stamps.waiting())[:AT_ONCE]:
            try:
                stamps.keep(row, authority, _ask(client, authority.url, bytes(row.query)))
                kept += 1
            except AmanaError as error:
                _log.warning("time-stamp: %s", error.sentence)
    return kept


def _ask(client: httpx.Client, url: str, query: bytes) -> bytes:
    headers = {"Content-Type": "application/timestamp-query", "User-Agent": "amana"}
    try:
        with client.stream("POST", url, content=query, headers=headers) as response:
            found = bytearray()
            for chunk in response.iter_bytes():
                found += chunk
                if len(found) > MOST_OF_A_REPLY:
                    raise BadStampReply
            if response.status_code != httpx.codes.OK:
                raise AuthorityDown
            return bytes(found)
    except httpx.HTTPError as error:
        raise AuthorityDown from error
