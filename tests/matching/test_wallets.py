"""An address with a misread character is never taken for an address (BIP-173, BIP-350, EIP-55, FIPS 202)."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.matching.errors import WrongChecksum
from amana.matching.kinds import Kind
from amana.matching.normal.bech32 import witness
from amana.matching.normal.keccak import keccak_256
from amana.matching.normal.wallets import has_checksum, wallet

# From BIP-350: address, version, program.
SEGWIT = [
    ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", 0, "751e76e8199196d454941c45d1b3a323f1433bd6"),
    (
        "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
        1,
        "751e76e8199196d454941c45d1b3a323f1433bd6" * 2,
    ),
    ("BC1SW50QGDZ25J", 16, "751e"),
    (
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        1,
        "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
    ),
]
NOT_SEGWIT = [
    "tc1qw508d6qejxtdg4y5r3zarvary0c5xw7kg3g4ty",  # another network
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",  # bech32 where bech32m belongs
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",  # bech32m where bech32 belongs
    "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",  # a letter that is none
    "bc1pw5dgrnzv",  # one byte
    "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",  # a length that version 0 has not
    "bc1gmk9yu",  # nothing
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",  # the last character
    "bc1qW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",  # two cases
    "bc1" + "q" * 200,
]
EIP_55 = [
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
]


@pytest.mark.parametrize(("address", "version", "program"), SEGWIT)
def test_segwit_addresses_of_the_specification(address: str, version: int, program: str):
    assert witness(address, "bc") == (version, bytes.fromhex(program))
    assert wallet(address, Kind.BTC) == address.lower()


@pytest.mark.parametrize("address", NOT_SEGWIT)
def test_what_the_specification_refuses_is_refused(address: str):
    with pytest.raises(WrongChecksum):
        wallet(address, Kind.BTC)


@pytest.mark.parametrize("address", EIP_55)
def test_ethereum_addresses_of_the_specification(address: str):
    assert wallet(address, Kind.EVM) == address.lower()
    assert has_checksum(address)
    assert wallet(address.lower(), Kind.EVM) == address.lower()
    with pytest.raises(WrongChecksum):
        wallet(address[:2] + address[2:].swapcase(), Kind.EVM)


@pytest.mark.parametrize("address", ["0x", "0x" + "g" * 40, "0x" + "a" * 39, "", "TR7"])
@pytest.mark.parametrize("kind", [Kind.EVM, Kind.TRON, Kind.BTC])
def test_what_is_no_address_is_refused(kind: Kind, address: str):
    with pytest.raises(WrongChecksum):
        wallet(address, kind)


def test_a_bitcoin_address_is_none_of_tron():
    with pytest.raises(WrongChecksum):
        wallet("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", Kind.TRON)


@given(
    st.integers(0, 33),
    st.sampled_from("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
)
def test_one_misread_character_is_always_found(at: int, other: str):
    address = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"  # the published contract of USDT on TRON
    changed = address[:at] + other + address[at + 1 :]
    if changed == address:
        assert wallet(changed, Kind.TRON) == address
        return
    with pytest.raises(WrongChecksum):
        wallet(changed, Kind.TRON)


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    ],
)
def test_keccak_of_known_inputs(data: bytes, digest: str):
    assert keccak_256(data).hex() == digest


@given(st.binary(max_size=500))
def test_the_permutation_is_that_of_sha3(data: bytes):
    assert keccak_256(data, domain=0x06) == hashlib.sha3_256(data).digest()
