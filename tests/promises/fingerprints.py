"""Fingerprints of what she told: plain hashes, and hashes under every key that lies in the clear beside the data (P2).

A thief who has the words (the blackmailer wrote half of them) could otherwise ask a stolen disk whether they are in it.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable, Iterator

from tests.promises import canary

PLAIN = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s"]
KEYED = ("sha256", "sha1", "blake2b")


def needles(contents: Iterable[bytes], keys: Iterable[bytes]) -> dict[str, bytes]:
    """Each fingerprint in each form in which it could lie there."""
    keys = list(keys)
    found = {}
    for number, content in enumerate(dict.fromkeys(contents)):
        for name, digest in _digests(content, keys):
            for form, needle in canary.bare(digest).items():
                found[f"{name} of content {number}, {form}"] = needle
    return found


def spellings(text: str) -> Iterator[bytes]:
    """A text as an index would take it in: whole, folded, with its last line break, and word by word."""
    for form in (text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFKD", text)):
        for spelled in (form, form.strip(), form.casefold(), form + "\n", *form.split()):
            yield spelled.encode()


def _digests(content: bytes, keys: list[bytes]) -> Iterator[tuple[str, bytes]]:
    for name in PLAIN:
        yield name, hashlib.new(name, content).digest()
    yield "blake2b of 32 bytes", hashlib.blake2b(content, digest_size=32).digest()
    for number, key in enumerate(keys):
        for name in KEYED:
            yield f"{name} under key {number}", hmac.digest(key, content, name)
        yield f"sha256 after key {number}", hashlib.sha256(key + content).digest()
        yield f"keyed blake2b {number}", hashlib.blake2b(content, key=key[:64]).digest()
