"""The CCTV age vectors: every malformed X25519 file is refused, every good one opens (c2sp.org/CCTV/age)."""

import hashlib
import io
import zlib

import pyrage
import pytest

from amana.seal.header import BadHeader, header_length
from amana.seal.open import Damaged, NotForThisKey, open_envelope, open_file
from tests.vectors.book import cctv


def ours() -> dict[str, tuple[dict[str, str], bytes]]:
    """Those of the form that Amana uses: binary files and X25519 identities."""
    return {
        name: (head, body)
        for name, (head, body) in cctv().items()
        if "passphrase" not in head
        and "armored" not in head
        and head.get("identity", "").startswith("AGE-SECRET-KEY-1")
    }


CASES = ours()
LENIENT = {"stanza_missing_body", "stanza_missing_final_line"}


def content(head: dict[str, str], body: bytes) -> bytes:
    return zlib.decompress(body) if head.get("compressed") == "zlib" else body


def test_the_whole_set_is_there() -> None:
    assert len(cctv()) == 143
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", CASES)
def test_each_vector(name: str) -> None:
    head, body = CASES[name]
    if head["expect"] == "success":
        opened = io.BytesIO()
        open_file(io.BytesIO(content(head, body)), opened, head["identity"])
        assert hashlib.sha256(opened.getvalue()).hexdigest() == head["payload"]
    else:
        with pytest.raises((Damaged, NotForThisKey)):
            open_envelope(content(head, body), head["identity"])
        with pytest.raises((Damaged, NotForThisKey)):
            open_file(io.BytesIO(content(head, body)), io.BytesIO(), head["identity"])


def lenient(name: str) -> bool:
    head, body = CASES[name]
    try:
        pyrage.decrypt(content(head, body), [pyrage.x25519.Identity.from_str(head["identity"])])
    except pyrage.DecryptError:
        return False
    return head["expect"] != "success"


def test_the_library_alone_is_lenient_in_two_known_cases() -> None:
    """A third would be news; our own check of the grammar catches these two."""
    assert {name for name in CASES if lenient(name)} == LENIENT
    for name in LENIENT:
        with pytest.raises(BadHeader):
            header_length(content(*CASES[name]))


def test_a_stranger_is_told_apart_from_damage() -> None:
    strangers = [name for name, (head, _) in CASES.items() if head["expect"] == "no match"]
    assert strangers
    for name in strangers:
        head, body = CASES[name]
        with pytest.raises(NotForThisKey):
            open_envelope(content(head, body), head["identity"])
