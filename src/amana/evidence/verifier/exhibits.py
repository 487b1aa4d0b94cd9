"""Each exhibit held against the custody chain: the same bytes that were entered when it was received."""

from __future__ import annotations

import hashlib
from typing import Any

from amana.evidence.verifier.canonical import NotCanonical, read
from amana.evidence.verifier.chain import Chain
from amana.evidence.verifier.container import Container
from amana.evidence.verifier.findings import Broken, Finding, fails, holds, note

EXHIBITS_VERSION = "amana-exhibits/1"
EXHIBITS, EXHIBIT_FOLDER = "data/exhibits.json", "data/exhibits/"
FACTS, SEALED_ENDING = "facts.json", ".age"


def check_exhibits(bundle: Container, chain: Chain, opened: Container | None) -> list[Finding]:
    """What can be said of the exhibits: in the clear, sealed, or opened by the reader with age."""
    index = read_index(bundle.read(EXHIBITS), EXHIBITS, EXHIBITS_VERSION)
    try:
        listed = {exhibit["path"]: exhibit for exhibit in index["exhibits"]}
        found = _listing(bundle, index, set(listed))
        found += [fault for each in listed.values() for fault in _in_custody(each, chain)]
        salted = {exhibit["number"]: exhibit["salted"] for exhibit in listed.values()}
        if not index["sealed"]:
            return found + _open(bundle, EXHIBIT_FOLDER, salted, "exhibits-whole")
        if opened is not None:
            return found + _open(opened, "", salted, "opened-whole")
    except (KeyError, TypeError, ValueError) as error:
        raise Broken("index-broken", name=EXHIBITS) from error
    return [*found, note("exhibits-sealed", count=len(listed))] if listed else found


def read_index(data: bytes, name: str, version: str) -> dict[str, Any]:
    """A list that says what lies where. Raises Broken."""
    try:
        value = read(data[:-1])
    except NotCanonical as error:
        raise Broken("index-broken", name=name) from error
    if data[-1:] != b"\n" or value.get("v") != version:
        raise Broken("index-broken", name=name)
    return value


def _listing(bundle: Container, index: dict[str, Any], listed: set[str]) -> list[Finding]:
    """Every file among the exhibits is one of the list, and the other way round."""
    facts = EXHIBIT_FOLDER + FACTS + (SEALED_ENDING if index["sealed"] else "")
    there = {name for name in bundle.names if name.startswith(EXHIBIT_FOLDER)} - {facts}
    return [fails("exhibit-unlisted", name=name) for name in sorted(there ^ listed)]


def _in_custody(exhibit: dict[str, Any], chain: Chain) -> list[Finding]:
    """The chain knows this exhibit from the first entry on by one and the same hash."""
    number = exhibit["number"]
    hashes = {
        entry["salted"]
        for entry in chain.contents
        if entry is not None and entry["exhibit"] == number and entry["salted"]
    }
    if hashes != {exhibit["salted"]}:
        return [fails("exhibit-custody", number=number)]
    return []


def _open(files: Container, folder: str, salted: dict[int, str], code: str) -> list[Finding]:
    """The bytes themselves: their own hashes, and the salted one that the chain holds."""
    name = folder + FACTS
    facts = read_index(files.read(name), name, EXHIBITS_VERSION)["facts"]
    found, whole = [], 0
    for fact in facts:
        path = folder + fact["opened"]
        if path not in files.names:
            found.append(note("opened-missing", name=path))
        elif _is(files, path, fact, salted.get(fact["number"], "")):
            whole += 1
        else:
            found.append(fails("exhibit-differs", number=fact["number"]))
    if {fact["number"] for fact in facts} != set(salted):
        found.append(fails("index-broken", name=name))
    return (
        [*found, holds(code, count=whole)]
        if whole or not salted
        else [*found, fails("opened-none")]
    )


def _is(files: Container, path: str, fact: dict[str, Any], salted: str) -> bool:
    digests = files.digests(path)
    digest = hashlib.sha256(bytes.fromhex(fact["salt"]))
    for chunk in files.chunks(path):
        digest.update(chunk)
    own = (digests.size, digests.sha256, digests.sha512)
    return digest.hexdigest() == salted and own == (fact["size"], fact["sha256"], fact["sha512"])
