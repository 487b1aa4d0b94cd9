"""vectors/identifiers.json: our forms are still what they were, and other rules than ours agree with them."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from amana.matching.errors import WrongChecksum
from amana.matching.kinds import Kind
from amana.matching.normal.accounts import lasting_number
from amana.matching.normal.base58 import versioned
from amana.matching.normal.emails import email
from amana.matching.normal.handles import handle
from amana.matching.normal.links import link
from amana.matching.normal.phones import phone
from amana.matching.normal.text import index, plain
from amana.matching.normal.transfers import transfer
from amana.matching.normal.wallets import wallet

BOOK: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "identifiers.json").read_text("utf-8")
)
DIGITS = {
    ord(one): str(value) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, one in enumerate(row)
}


@pytest.mark.parametrize(("raw", "normal"), BOOK["phones"])
def test_phones(raw: str, normal: str):
    assert phone(raw) == normal


@pytest.mark.parametrize(("raw", "normal"), BOOK["phones"])
def test_phones_by_a_rule_of_one_line(raw: str, normal: str):
    """All are Iraqi or written with +: digits without what stands for the country, then +964."""
    digits = "".join(one for one in raw.translate(DIGITS).replace("(0)", "") if one in "0123456789")
    if digits.startswith("90"):
        assert normal == f"+{digits}"
    else:
        assert normal == "+964" + digits.removeprefix("00").removeprefix("964").removeprefix("0")


@pytest.mark.parametrize(("kind", "raw", "normal"), BOOK["handles"])
def test_handles(kind: str, raw: str, normal: str):
    assert handle(raw, Kind(kind)) == normal


@pytest.mark.parametrize(("raw", "kind", "normal"), BOOK["links"])
def test_links(raw: str, kind: str, normal: str):
    read = link(raw)
    assert (read.kind, read.normal) == (kind, normal)


@pytest.mark.parametrize(("kind", "raw", "normal"), BOOK["accounts"])
def test_accounts(kind: str, raw: str, normal: str):
    assert lasting_number(raw, Kind(kind)) == normal


@pytest.mark.parametrize(("raw", "normal"), BOOK["emails"])
def test_emails(raw: str, normal: str):
    assert email(raw) == normal


@pytest.mark.parametrize(("rail", "raw", "normal"), BOOK["transfers"])
def test_transfers(rail: str, raw: str, normal: str):
    assert transfer(raw, rail) == normal


@pytest.mark.parametrize(("raw", "in_plain", "in_index"), BOOK["texts"])
def test_texts(raw: str, in_plain: str, in_index: str):
    assert (plain(raw).text, index(raw).text) == (in_plain, in_index)


@pytest.mark.parametrize(("kind", "data", "address", "wrong"), BOOK["wallets"])
def test_wallets(kind: str, data: str, address: str, wrong: str):
    assert wallet(address, Kind(kind)) == address
    assert versioned(address).hex() == data
    with pytest.raises(WrongChecksum):
        wallet(wrong, Kind(kind))


@pytest.mark.parametrize(("kind", "data", "address", "wrong"), BOOK["wallets"])
def test_wallets_by_hashlib(kind: str, data: str, address: str, wrong: str):
    """The address is 25 bytes whose last four are the double SHA-256 of the rest."""
    alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    number = sum(alphabet.index(one) * 58**at for at, one in enumerate(reversed(address)))
    raw = number.to_bytes(25, "big")
    assert raw[:21].hex() == data
    assert raw[21:] == hashlib.sha256(hashlib.sha256(raw[:21]).digest()).digest()[:4]


@pytest.mark.parametrize(
    ("kind", "raw", "normal"),
    [
        (Kind.PHONE, "0770 123 4567", "+9647701234567"),
        (Kind.INSTAGRAM, "https://www.instagram.com/Ali_Bad.1", "ali_bad.1"),
    ],
)
def test_forms_are_those_that_the_draft_of_matching_hashes(kind: Kind, raw: str, normal: str):
    """The value behind each draft vector of matching, and its length-prefixed type and value."""
    value = phone(raw) if kind is Kind.PHONE else link(raw).normal
    parts = (b"amana-match-v1", kind.encode(), value.encode())
    hashed = b"".join(len(part).to_bytes(2, "big") + part for part in parts).hex()
    assert value == normal
    assert hashed in {
        "000e616d616e612d6d617463682d7631000570686f6e65000e2b39363437373031323334353637",
        "000e616d616e612d6d617463682d76310009696e7374616772616d0009616c695f6261642e31",
    }
