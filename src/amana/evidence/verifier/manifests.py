"""BagIt 1.0 (RFC 8493), read strictly: every file is listed twice over, and nothing else is there.

Stricter than the reference implementation: both hashes and both kinds of manifest must be there, two spaces stand between hash
and name, names are safe on every computer, nothing is fetched, the sums of bytes and files must be right.
"""

from __future__ import annotations

import re

from amana.evidence.verifier.container import Container, Digests
from amana.evidence.verifier.findings import Broken, Finding, fails, holds
from amana.evidence.verifier.names import collisions, may_be

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
HASHES = {"sha256": 64, "sha512": 128}  # hexadecimal digits
SEAL = "seal.json"  # signs the tag manifests, so they cannot list it
PAYLOAD = "data/"
OXUM = re.compile(rb"Payload-Oxum: ([0-9]{1,19})\.([0-9]{1,9})\Z")
INFO_LINE = re.compile(r"[A-Za-z][A-Za-z0-9-]*: \S(?:.*\S)?\Z")
ESCAPES = (("%25", "%"), ("%0D", "\r"), ("%0A", "\n"))


def check_bag(bag: Container) -> list[Finding]:
    """Everything that is wrong with a bag, or that it is whole. Reads every file."""
    found = list(bag.faults)
    found += [fails("bad-name", name=name) for name in bag.names if not may_be(name)]
    safe = [name for name in bag.names if may_be(name)]
    found += [fails("collision", name=one, other=two) for one, two in collisions(safe)]
    if "bagit.txt" in bag.names and bag.read("bagit.txt") != DECLARATION:
        found.append(fails("file-changed", name="bagit.txt"))
    lists = _Lists(bag)
    found += lists.faults
    found += _against(bag, lists.files)
    found += _info(bag)
    if not found:
        size = sum(bag.digests(name).size for name in bag.names)
        found.append(holds("files-whole", count=len(bag.names), bytes=size))
    return found


def manifest_names(kind: str) -> list[str]:
    """The two lists of a kind, "" for the payload or "tag"."""
    return [f"{kind}manifest-{algorithm}.txt" for algorithm in HASHES]


def manifest_line(digest: str, name: str) -> str:
    """One line of a manifest."""
    for escape, character in ESCAPES:
        name = name.replace(character, escape)
    return digest + "  " + name + "\n"


def read_manifest(data: bytes, digits: int) -> dict[str, str]:
    """Hash by name. Raises Broken with the number of the first line that is not as it must be."""
    found: dict[str, str] = {}
    lines = data.split(b"\n")
    for number, line in enumerate(lines[:-1], start=1):
        digest, name = _line(line, digits, number)
        if name in found:
            raise Broken("manifest-line", line=number)
        found[name] = digest
    if lines[-1]:
        raise Broken("manifest-line", line=len(lines))
    return found


class _Lists:
    """What the four manifests say: hashes by name, as far as they can be read."""

    def __init__(self, bag: Container) -> None:
        self.faults: list[Finding] = []
        self.files: dict[str, dict[str, str]] = {}
        for kind in ("", "tag"):
            listed = [self._read(bag, kind, algorithm) for algorithm in HASHES]
            if listed[0].keys() != listed[1].keys():
                self.faults.append(fails("manifests-differ", manifest=kind + "manifest"))

    def _read(self, bag: Container, kind: str, algorithm: str) -> dict[str, str]:
        manifest = f"{kind}manifest-{algorithm}.txt"
        try:
            found = read_manifest(bag.read(manifest), HASHES[algorithm])
        except Broken as error:
            facts = {**error.finding.facts, "name": manifest}
            self.faults.append(fails(error.finding.code, **facts))
            return {}
        for name in found:
            payload = name.startswith(PAYLOAD)
            if payload == (kind == "tag") or not may_be(name) or name in _unlisted():
                self.faults.append(fails("bad-name", name=name))
        for name, digest in found.items():
            self.files.setdefault(name, {})[algorithm] = digest
        return found


def _line(line: bytes, digits: int, number: int) -> tuple[str, str]:
    try:
        text = line.decode("utf-8")
    except ValueError as error:
        raise Broken("manifest-line", line=number) from error
    found = re.match(rf"([0-9a-f]{{{digits}}})  (?! )(.+)\Z", text)
    if not found:
        raise Broken("manifest-line", line=number)
    name = found.group(2)
    for escape, character in reversed(ESCAPES):
        name = name.replace(escape, character)
    if manifest_line(found.group(1), name).encode("utf-8") != line + b"\n":
        raise Broken("manifest-line", line=number)
    return found.group(1), name


def _unlisted() -> list[str]:
    return [SEAL, *manifest_names("tag")]


def _against(bag: Container, listed: dict[str, dict[str, str]]) -> list[Finding]:
    """Holds the files that are there against those that are listed; finds out what was renamed or exchanged."""
    there = set(bag.names)
    missing = [name for name in sorted(listed) if name not in there]
    added = [name for name in bag.names if name not in listed and name not in _unlisted()]
    changed = [name for name in sorted(listed) if name in there and not _same(bag, name, listed)]
    owners = {digest["sha256"]: name for name, digest in listed.items() if "sha256" in digest}
    found = []
    for name in added:
        owner = owners.get(bag.digests(name).sha256, "")
        if owner in missing:
            missing.remove(owner)
            found.append(fails("file-renamed", name=owner, other=name))
        else:
            found.append(fails("file-added", name=name))
    found += [fails("file-missing", name=name) for name in missing]
    for name in changed:
        owner = owners.get(bag.digests(name).sha256, "")
        exchanged = owner and owner != name
        found.append(
            fails("file-exchanged", name=name, other=owner)
            if exchanged
            else fails("file-changed", name=name)
        )
    return found


def _same(bag: Container, name: str, listed: dict[str, dict[str, str]]) -> bool:
    digests: Digests = bag.digests(name)
    here = {"sha256": digests.sha256, "sha512": digests.sha512}
    return all(here[algorithm] == digest for algorithm, digest in listed[name].items())


def _info(bag: Container) -> list[Finding]:
    """`bag-info.txt` has the sums, and they are right (RFC 8493 §2.2.2, Payload-Oxum)."""
    if "bag-info.txt" not in bag.names or "fetch.txt" in bag.names:
        return [fails("bag-info")]
    lines = bag.read("bag-info.txt").split(b"\n")
    payload = [bag.digests(name).size for name in bag.names if name.startswith(PAYLOAD)]
    sums = [found.groups() for found in map(OXUM.match, lines) if found]
    expected = (b"%d" % sum(payload), b"%d" % len(payload))
    readable = all(INFO_LINE.match(line.decode("utf-8", "replace")) for line in lines[:-1])
    if sums != [expected] or lines[-1] or not readable:
        return [fails("bag-info")]
    return []
