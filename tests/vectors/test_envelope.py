"""Age files made by Python and by TypeScript open on the other side, and with the tools of any Linux."""

import hashlib
import io
import subprocess
from pathlib import Path
from typing import Any

import pytest

from amana.seal.envelope import seal_envelope
from amana.seal.header import header_length
from amana.seal.open import NotForThisKey, open_envelope, open_file, open_frame
from amana.seal.receipt import Receipt, ReceiptKeys
from amana.wire.authentic import verify_mac, verify_state
from amana.wire.encoding import dump_json, unb64u
from amana.wire.limits import RECORD_FRAME
from amana.wire.messages import read_from_her, read_manifest, read_state
from tests.seal.test_envelope import IDENTITIES, RECIPIENTS
from tests.vectors.book import book

BOTH = [*book("envelope")["envelopes"], *book("envelope-ts")["envelopes"]]
FROM_PAGE: dict[str, Any] = book("envelope-ts")
STATE = FROM_PAGE["state"]


@pytest.mark.parametrize("case", BOTH)
def test_envelopes_open_for_their_recipients_only(case: dict[str, Any]) -> None:
    sealed = unb64u(case["envelope"])
    opened = {open_envelope(sealed, identity) for identity in case["opens"]}
    assert len(opened) == 1
    read_from_her(opened.pop())
    assert sealed[: header_length(sealed)].count(b"-> X25519 ") == case["stanzas"]
    for identity in case["does_not_open"]:
        with pytest.raises(NotForThisKey):
            open_envelope(sealed, identity)


def test_what_python_sealed_is_what_was_written() -> None:
    made = book("envelope")
    for case in made["envelopes"]:
        plaintext = unb64u(case["plaintext"]).ljust(case["length"], b"\0")
        assert open_envelope(unb64u(case["envelope"]), case["opens"][0]) == plaintext
    frame = made["frame"]
    opened = open_frame(unb64u(frame["frame"]), frame["identity"], size=RECORD_FRAME)
    assert opened == unb64u(frame["plaintext"])
    assert read_file(made["file"]) == unb64u(made["file"]["content"])


@pytest.mark.parametrize("case", FROM_PAGE["envelopes"])
def test_a_letter_of_the_page_is_read_whole(case: dict[str, Any]) -> None:
    message = read_from_her(open_envelope(unb64u(case["envelope"]), case["opens"][0]))
    key, nonce = unb64u(case["direction_key"]), unb64u(case["nonce"])
    verify_mac(message, direction_key=key, nonce=nonce)
    assert message.words == case["words"]
    assert message.manifest == read_manifest(dump_json(case["manifest"]))


def test_a_state_record_of_the_page_opens_with_the_receipt() -> None:
    receipt = Receipt.from_indices(STATE["indices"])
    keys = ReceiptKeys.derive(receipt, salt=unb64u(STATE["salt"]))
    opened = open_frame(unb64u(STATE["frame"]), keys.identity, size=RECORD_FRAME)
    message = read_state(opened)
    verify_state(message, state_key=keys.state, mailbox_id=keys.mailbox_id)
    assert message.manifest.to_json() == STATE["manifest"]


def test_a_file_of_the_page_opens() -> None:
    case = FROM_PAGE["file"]
    assert hashlib.sha256(read_file(case)).digest() == unb64u(case["sha256"])


def read_file(case: dict[str, Any]) -> bytes:
    sealed, opened = io.BytesIO(unb64u(case["file"])), io.BytesIO()
    open_file(sealed, opened, case["identity"], size=case["size"])
    return opened.getvalue()


@pytest.mark.parametrize("case", BOTH)
def test_stock_age_and_tar_open_an_envelope(case: dict[str, Any], tmp_path: Path) -> None:
    """`age -d -i key envelope | tar x`, as it will still be done when this code is forgotten."""
    folder = tmp_path / "opened"
    folder.mkdir()
    stock(unb64u(case["envelope"]), case["opens"][0], folder)
    assert {each.name for each in folder.iterdir()} == {"manifest.json", "words.txt", "mac"}


def stock(envelope: bytes, identity: str, folder: Path) -> None:
    key = folder.with_suffix(".key")
    key.write_text(identity + "\n")
    opened = subprocess.run(
        ["age", "-d", "-i", key], input=envelope, capture_output=True, check=True
    )
    subprocess.run(["tar", "x", "-C", folder], input=opened.stdout, check=True)


def test_stock_age_opens_a_fresh_envelope_too(tmp_path: Path) -> None:
    case = book("envelope")["envelopes"][0]
    plaintext = unb64u(case["plaintext"]).ljust(case["length"], b"\0")
    sealed = seal_envelope(plaintext, chosen=RECIPIENTS[:2], recovery=RECIPIENTS[2], stanzas=16)
    folder = tmp_path / "fresh"
    folder.mkdir()
    stock(sealed, IDENTITIES[2], folder)
    assert (folder / "manifest.json").read_bytes().startswith(b'{"v":"amana/1"')
