"""The custody chain: what was done with each exhibit, by whom, when; nothing taken out, put in or moved unseen.

An entry is chained by the hash of its content, so that one that concerns others can be withheld from a reader without breaking the chain.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, NamedTuple

from amana.evidence.verifier.canonical import MOST_OF_A_LINE, NotCanonical, read, spell
from amana.evidence.verifier.container import Container
from amana.evidence.verifier.findings import Broken, Finding, fails, holds, note
from amana.evidence.verifier.seal import read_signed

CUSTODY_VERSION = "amana-custody/1"
CUSTODY, HEAD = "data/custody.jsonl", "data/custody-head.json"
HEAD_FIELDS = {"v", "chain", "position", "hash", "at", "key", "signature"}
CONTENT_FIELDS = {
    "action",
    "actor",
    "at",
    "blind",
    "details",
    "exhibit",
    "salted",
    "sha256",
    "zone",
}
LINK_FIELDS = {"position", "previous", "hash"}
HEX_HASH = re.compile(r"[0-9a-f]{64}\Z")
HEX_OR_NONE = re.compile(r"(?:[0-9a-f]{64})?\Z")
CHAIN_ID = re.compile(r"[0-9a-f]{32}\Z")
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})\Z"
)


class Chain(NamedTuple):
    """A chain that holds: its id, the contents in order (None where withheld), and the hash at each position, 0 the start."""

    id: str
    contents: list[dict[str, Any] | None]
    hashes: list[str]


def start_hash(chain: str) -> str:
    """What the first entry names as the one before it."""
    return hashlib.sha256(b"amana-custody/1 start\n" + chain.encode("ascii")).hexdigest()


def content_hash(content: dict[str, Any]) -> str:
    """The hash of what an entry says; the random `blind` in it keeps a withheld one from being guessed."""
    return hashlib.sha256(b"amana-custody/1 content\n" + spell(content)).hexdigest()


def link_hash(position: int, previous: str, content: str) -> str:
    """The hash of an entry at its position, from 1, after the one with the hash `previous`."""
    linked = position.to_bytes(8, "big") + bytes.fromhex(previous) + bytes.fromhex(content)
    return hashlib.sha256(b"amana-custody/1 link\n" + linked).hexdigest()


def read_chain(data: bytes) -> Chain:
    """The chain in these lines. Raises Broken with the first position that does not hold; 0 is the line before the first."""
    lines = data.split(b"\n")
    chain = _opening(lines[0])
    hashes, contents = [start_hash(chain)], []
    for position, line in enumerate(lines[1:-1], start=1):
        try:
            content, own = _entry(line, position, hashes[-1])
        except (NotCanonical, TypeError) as error:
            raise Broken("custody-broken", position=position) from error
        contents.append(content)
        hashes.append(own)
    if lines[-1] or len(lines) == 1:
        raise Broken("custody-broken", position=len(lines) - 1)
    return Chain(chain, contents, hashes)


def check_custody(bundle: Container, key: str) -> tuple[Chain, list[Finding]]:
    """The chain, and whether its signed head is its end. Raises Broken."""
    chain = read_chain(bundle.read(CUSTODY))
    try:
        head = read_signed(bundle.read(HEAD), CUSTODY_VERSION, HEAD_FIELDS)
    except NotCanonical as error:
        raise Broken("head-broken") from error
    if (head["chain"], head["key"]) != (chain.id, key):
        return chain, [fails("head-other")]
    if (head["position"], head["hash"]) != (len(chain.contents), chain.hashes[-1]):
        return chain, [fails("head-other")]
    return chain, [_whole(chain), *_kept_back(chain)]


def _opening(line: bytes) -> str:
    try:
        value = read(line)
    except NotCanonical as error:
        raise Broken("custody-broken", position=0) from error
    chain = value.get("chain")
    if set(value) != {"v", "chain"} or value["v"] != CUSTODY_VERSION:
        raise Broken("custody-broken", position=0)
    if not isinstance(chain, str) or not CHAIN_ID.match(chain):
        raise Broken("custody-broken", position=0)
    return chain


def _entry(line: bytes, position: int, previous: str) -> tuple[dict[str, Any] | None, str]:
    if len(line) > MOST_OF_A_LINE:
        raise NotCanonical
    value = read(line)
    content: dict[str, Any] | None = value.get("content")
    if content is None:
        digest = str(value.get("withheld"))
        fields = LINK_FIELDS | {"withheld"}
    else:
        check_content(content)
        digest = content_hash(content)
        fields = LINK_FIELDS | {"content"}
    if set(value) != fields or not HEX_HASH.match(digest):
        raise NotCanonical
    own = link_hash(position, previous, digest)
    linked = (value["position"], value["previous"], value["hash"]) == (position, previous, own)
    if not linked or isinstance(value["position"], bool):
        raise NotCanonical
    return content, own


def check_content(content: dict[str, Any]) -> None:
    """Raises NotCanonical or TypeError unless every field is there and of its form."""
    if set(content) != CONTENT_FIELDS or type(content["exhibit"]) is not int:
        raise NotCanonical
    details = content["details"]
    texts = [content[name] for name in sorted(CONTENT_FIELDS - {"exhibit", "details"})]
    texts += [*details.keys(), *details.values()] if isinstance(details, dict) else [None]
    if not all(isinstance(text, str) for text in texts) or content["exhibit"] < 0:
        raise NotCanonical
    hashes = HEX_OR_NONE.match(content["salted"]) and HEX_OR_NONE.match(content["sha256"])
    if not hashes or not CHAIN_ID.match(content["blind"]) or not MOMENT.match(content["at"]):
        raise NotCanonical


def _whole(chain: Chain) -> Finding:
    return holds("custody-whole", count=len(chain.contents), head=chain.hashes[-1])


def _kept_back(chain: Chain) -> list[Finding]:
    count = chain.contents.count(None)
    return [note("custody-withheld", count=count)] if count else []
