"""vectors/receipt.json, computed a second time without amana.seal."""

import hashlib
import hmac
from typing import Any

import pytest
from argon2 import Type, low_level

from amana.seal.receipt import MistypedReceipt, Receipt, ReceiptKeys, fingerprint
from amana.wire.encoding import b64u, unb64u
from tests.vectors.book import book

BOOK = book("receipt")


def expand(master: bytes, label: str, length: int) -> bytes:
    """HKDF-SHA256 of RFC 5869 by hand, one block."""
    prk = hmac.new(b"", master, hashlib.sha256).digest()
    info = b"amana/v1/" + label.encode() + b"\1"
    return hmac.new(prk, info, hashlib.sha256).digest()[:length]


@pytest.mark.parametrize("case", BOOK["receipts"])
def test_words_give_these_keys(case: dict[str, Any]) -> None:
    receipt = Receipt.from_indices(case["indices"])
    keys = ReceiptKeys.derive(receipt, salt=unb64u(case["salt"]))
    assert b64u(receipt.packed) == case["R"]
    assert {name: b64u(getattr(keys, name)) for name in case["keys"]} == case["keys"]
    assert (keys.identity, keys.recipient) == (case["identity"], case["recipient"])


@pytest.mark.parametrize("case", BOOK["receipts"])
def test_a_second_computation_agrees(case: dict[str, Any]) -> None:
    bits = "".join(f"{index:010b}" for index in case["indices"])
    packed = int(bits, 2).to_bytes(10, "big")
    shifted = int(bits[:74] + "000000", 2).to_bytes(10, "big")
    check = hashlib.sha256(b"amana-check/1" + shifted).digest()
    assert bits[74:] == f"{check[0]:08b}"[:6]
    salt = unb64u(case["salt"])
    secret = b"amana-receipt/1" + packed
    master = low_level.hash_secret_raw(secret, salt, 4, 32_768, 1, 32, Type.ID)
    assert b64u(master) == case["M"]
    for name, value in case["keys"].items():
        assert b64u(expand(master, name.replace("_", "-"), len(unb64u(value)))) == value
    assert b64u(expand(master, "age-identity", 32)) == case["age_scalar"]


@pytest.mark.parametrize("case", BOOK["mistyped"], ids=lambda case: case["why"])
def test_a_slip_is_caught(case: dict[str, Any]) -> None:
    with pytest.raises(MistypedReceipt):
        Receipt.from_indices(case["indices"])


@pytest.mark.parametrize("case", BOOK["fingerprints"])
def test_fingerprints(case: dict[str, Any]) -> None:
    assert list(fingerprint(unb64u(case["key"]))) == case["indices"]
    digest = hashlib.sha256(b"amana-fingerprint/1" + unb64u(case["key"])).digest()
    bits = "".join(f"{byte:08b}" for byte in digest)[:74]
    assert "".join(f"{index:010b}" for index in case["indices"])[:74] == bits
