"""The last file of a bundle: one signature over both tag manifests, which cover every other file."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from amana.evidence.verifier.canonical import NotCanonical, read, spell
from amana.evidence.verifier.container import Container
from amana.evidence.verifier.ed25519 import signed
from amana.evidence.verifier.findings import Broken, Finding, fails, holds, note
from amana.evidence.verifier.manifests import SEAL, manifest_names

SEAL_VERSION = "amana-bundle/1"
SEAL_FIELDS = {"v", "case", "made", "files", "key", "signature"}
HEX_KEY = re.compile(r"[0-9a-f]{64}\Z")
HEX_SIGNATURE = re.compile(r"[0-9a-f]{128}\Z")


def sealed_files(bundle: Container) -> dict[str, str]:
    """SHA-256 of both tag manifests: what the seal is over."""
    return {name: bundle.digests(name).sha256 for name in manifest_names("tag")}


def signed_text(version: str, value: dict[str, Any]) -> bytes:
    """What is signed: the version as the domain, and the spelling of everything but the signature."""
    rest = {name: part for name, part in value.items() if name != "signature"}
    return version.encode("ascii") + b"\n" + spell(rest)


def read_signed(data: bytes, version: str, fields: set[str]) -> dict[str, Any]:
    """A signed object of one line whose signature holds under the key in it. Raises NotCanonical."""
    if data[-1:] != b"\n":
        raise NotCanonical
    value = read(data[:-1])
    if set(value) != fields or value["v"] != version:
        raise NotCanonical
    key, signature = value["key"], value["signature"]
    written = isinstance(key, str) and isinstance(signature, str)
    if not written or not HEX_KEY.match(key) or not HEX_SIGNATURE.match(signature):
        raise NotCanonical
    if not signed(bytes.fromhex(key), signed_text(version, value), bytes.fromhex(signature)):
        raise NotCanonical
    return value


def check_seal(bundle: Container, expected: str) -> tuple[dict[str, Any], list[Finding]]:
    """What the seal says, and whether it holds. Raises Broken when it does not."""
    try:
        value = read_signed(bundle.read(SEAL), SEAL_VERSION, SEAL_FIELDS)
    except NotCanonical as error:
        raise Broken("seal-broken") from error
    files = value["files"] if isinstance(value["files"], dict) else {}
    found = [
        fails("file-changed", name=name)
        for name, digest in sealed_files(bundle).items()
        if files.get(name) != digest
    ]
    if set(files) != set(manifest_names("tag")) or not isinstance(value["case"], str):
        found.append(fails("seal-broken"))
    if not found:
        found.append(holds("seal-holds", made=value["made"]))
    return value, found + _whose(value["key"], expected)


def fingerprint(key: str) -> str:
    """What people compare: the key in groups of four digits."""
    digits = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:40]
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def _whose(key: str, expected: str) -> list[Finding]:
    if not expected:
        return [note("key-compare", key=fingerprint(key))]
    given = re.sub(r"[\s:-]", "", expected).lower()
    if given in (fingerprint(key).replace(" ", ""), key):
        return [holds("key-same", key=fingerprint(key))]
    return [fails("key-other", key=fingerprint(key))]
