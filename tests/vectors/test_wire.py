"""vectors/padding.json, archive.json and messages.json, each also checked by another tool."""

import hashlib
import hmac
import io
import json
import math
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from amana.wire.archive import Form, pad, read_archive, write_archive
from amana.wire.authentic import verify_mac, verify_signature, verify_state
from amana.wire.complaint import read_complaint
from amana.wire.encoding import b64u, unb64u
from amana.wire.messages import read_from_her, read_reply, read_standing, read_state
from amana.wire.padding import file_length, padme, report_length
from tests.vectors.book import book

ARCHIVES = book("archive")["cases"]
MESSAGES = book("messages")
KEYS = MESSAGES["keys"]


@pytest.mark.parametrize("case", book("padding")["cases"], ids=lambda case: str(case["length"]))
def test_padding(case: dict[str, int]) -> None:
    length = case["length"]
    assert (padme(length), file_length(length)) == (case["padme"], case["file"])
    assert report_length(length) == case["report"]
    if length > 1:
        exponent = math.floor(math.log2(length))
        step = 2 ** (exponent - math.floor(math.log2(exponent) if exponent else 0) - 1)
        assert case["padme"] == (math.ceil(length / step) * step if step >= 1 else length)


@pytest.mark.parametrize("case", ARCHIVES)
def test_archives(case: dict[str, Any], tmp_path: Path) -> None:
    members = {name: unb64u(content) for name, content in case["members"].items()}
    form, plain = Form(case["form"]), unb64u(case["archive"])
    assert write_archive(members) == plain
    padded = pad(plain, form)
    assert len(padded) == case["padded"]
    assert b64u(read_archive(padded, form).digest) == case["T"]
    stock_tar_agrees(padded, members, tmp_path)


def stock_tar_agrees(padded: bytes, members: dict[str, bytes], folder: Path) -> None:
    listed = subprocess.run(["tar", "t"], input=padded, capture_output=True, check=True)
    assert listed.stdout.decode().split() == list(members)
    assert not listed.stderr
    subprocess.run(["tar", "x", "-C", folder], input=padded, check=True)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == members
    with tarfile.open(fileobj=io.BytesIO(padded)) as tar:
        assert tar.getnames() == list(members)


def plaintext(case: dict[str, Any]) -> bytes:
    return unb64u(case["plaintext"]).ljust(case["length"], b"\0")


def test_a_complaint_is_whole_by_the_key_that_it_carries() -> None:
    case = MESSAGES["complaint"]
    complaint, words = read_complaint(plaintext(case))
    assert (complaint.to_json(), words) == (case["manifest"], case["words"])
    covered = b"amana-complaint/1" + complaint.id + unb64u(case["T"])
    assert hmac.digest(complaint.key, covered, hashlib.sha256) == unb64u(case["mac"])


@pytest.mark.parametrize("case", MESSAGES["cases"], ids=lambda case: case["kind"])
def test_messages_are_read_and_hold(case: dict[str, Any]) -> None:
    key = {name: unb64u(KEYS[name]) for name in ("to_desk", "to_her", "state", "mailbox_id")}
    nonce = unb64u(case["nonce"]) if case["nonce"] else b""
    if case["kind"] == "state":
        state = read_state(plaintext(case))
        verify_state(state, state_key=key["state"], mailbox_id=key["mailbox_id"])
    elif case["kind"] in ("reply", "standing"):
        read: Any = read_reply if case["kind"] == "reply" else read_standing
        message = read(plaintext(case))
        public = KEYS["case_reply" if case["kind"] == "reply" else "desk_reply"]
        verify_mac(message, direction_key=key["to_her"], nonce=nonce)
        verify_signature(message, key=unb64u(public), recipient=KEYS["recipient"])
    else:
        from_her = read_from_her(plaintext(case))
        verify_mac(from_her, direction_key=key["to_desk"], nonce=nonce)
        assert from_her.words == case["members"].get("words.txt")


@pytest.mark.parametrize("case", MESSAGES["cases"], ids=lambda case: case["kind"])
def test_a_second_computation_agrees(case: dict[str, Any]) -> None:
    """The formulas of protocol §5 and §6 with the standard library alone."""
    data = plaintext(case)
    digest = hashlib.sha256(data[: data.index(b"mac".ljust(100, b"\0"))]).digest()
    assert b64u(digest) == case["T"]
    manifest = json.loads(case["members"]["manifest.json"])
    if case["kind"] == "state":
        version = manifest["version"].to_bytes(8, "big")
        text = b"amana-state/1" + unb64u(KEYS["mailbox_id"]) + version + digest
        mac = hmac.new(unb64u(KEYS["state"]), text, hashlib.sha256).digest()
        assert b64u(mac) == case["mac"]
        return
    to_her = case["kind"] in ("reply", "standing")
    numbers = bytes([2 if to_her else 1]) + unb64u(manifest["thread"]) + unb64u(manifest["id"])
    bound = numbers + manifest["seq"].to_bytes(8, "big") + digest
    label = b"amana-standing/1" if case["kind"] == "standing" else b"amana-msg/1"
    direction = unb64u(KEYS["to_her" if to_her else "to_desk"])
    prk = hmac.new(unb64u(case["nonce"]), direction, hashlib.sha256).digest()
    key = hmac.new(prk, b"amana/v1/mac\1", hashlib.sha256).digest()
    assert b64u(hmac.new(key, label + bound, hashlib.sha256).digest()) == case["mac"]
    if "take_up" in manifest:
        expected = hmac.new(prk, b"amana/v1/take-up\1", hashlib.sha256).digest()
        assert manifest["take_up"] == b64u(expected)
    if to_her:
        label = b"amana-standing/1" if case["kind"] == "standing" else b"amana-reply/1"
        text = label + bound + hashlib.sha256(KEYS["recipient"].encode()).digest()
        public = KEYS["desk_reply" if case["kind"] == "standing" else "case_reply"]
        Ed25519PublicKey.from_public_bytes(unb64u(public)).verify(unb64u(case["sig"]), text)
