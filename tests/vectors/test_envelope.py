"""Age files made by Python and by TypeScript open on the other side, and with the tools of any Linux."""

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest

from amana.seal.envelope import seal_envelope
from amana.seal.open import NotForThisKey, open_envelope, open_file, open_frame
from amana.wire.encoding import unb64u
from amana.wire.limits import RECORD_FRAME
from amana.wire.messages import read_from_her
from tests.seal.test_envelope import IDENTITIES, RECIPIENTS
from tests.vectors.book import book

BOOKS = ["envelope", "envelope-ts"]


def cases(name: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = book(name)["envelopes"]
    return read


@pytest.mark.parametrize("name", BOOKS)
def test_envelopes_open_for_their_recipients_only(name: str) -> None:
    for case in cases(name):
        sealed = unb64u(case["envelope"])
        plaintext = unb64u(case["plaintext"]).ljust(case["length"], b"\0")
        for identity in case["opens"]:
            assert open_envelope(sealed, identity) == plaintext
        for identity in case["does_not_open"]:
            with pytest.raises(NotForThisKey):
                open_envelope(sealed, identity)
        read_from_her(plaintext)


@pytest.mark.parametrize("name", BOOKS)
def test_a_frame_opens(name: str) -> None:
    case = book(name)["frame"]
    opened = open_frame(unb64u(case["frame"]), case["identity"], size=RECORD_FRAME)
    assert opened == unb64u(case["plaintext"])


@pytest.mark.parametrize("name", BOOKS)
def test_a_file_opens(name: str) -> None:
    case, opened = book(name)["file"], io.BytesIO()
    open_file(io.BytesIO(unb64u(case["file"])), opened, case["identity"], size=case["size"])
    assert opened.getvalue() == unb64u(case["content"])


@pytest.mark.parametrize("name", BOOKS)
def test_stock_age_and_tar_open_an_envelope(name: str, tmp_path: Path) -> None:
    """`age -d -i key envelope | tar x`, as it will still be done when this code is forgotten."""
    for number, case in enumerate(cases(name)):
        folder = tmp_path / str(number)
        folder.mkdir()
        stock(unb64u(case["envelope"]), case["opens"][0], folder)
        assert {each.name for each in folder.iterdir()} >= {"manifest.json", "words.txt", "mac"}


def stock(envelope: bytes, identity: str, folder: Path) -> None:
    key = folder.with_suffix(".key")
    key.write_text(identity + "\n")
    opened = subprocess.run(
        ["age", "-d", "-i", key], input=envelope, capture_output=True, check=True
    )
    subprocess.run(["tar", "x", "-C", folder], input=opened.stdout, check=True)


def test_stock_age_opens_a_fresh_envelope_too(tmp_path: Path) -> None:
    case = cases("envelope")[0]
    plaintext = unb64u(case["plaintext"]).ljust(case["length"], b"\0")
    sealed = seal_envelope(plaintext, chosen=RECIPIENTS[:2], recovery=RECIPIENTS[2], stanzas=16)
    folder = tmp_path / "fresh"
    folder.mkdir()
    stock(sealed, IDENTITIES[2], folder)
    assert (folder / "manifest.json").read_bytes().startswith(b'{"v":"amana/1"')
