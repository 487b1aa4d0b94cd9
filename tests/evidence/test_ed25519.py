"""The verifier's own check of signatures agrees with RFC 8032 and with OpenSSL, and refuses everything else."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.evidence.verifier.ed25519 import ORDER, PRIME, signed

# RFC 8032 §7.1: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_vectors_of_the_standard_hold(key: str, message: str, signature: str) -> None:
    assert signed(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))


@settings(max_examples=25, deadline=None)
@given(secret=st.binary(min_size=32, max_size=32), message=st.binary(max_size=200))
def test_what_openssl_signs_holds(secret: bytes, message: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(secret)
    public = key.public_key().public_bytes_raw()
    assert signed(public, message, key.sign(message))
    assert not signed(public, message + b"!", key.sign(message))


@settings(max_examples=60, deadline=None)
@given(bit=st.integers(0, 8 * 64 - 1))
def test_no_flipped_bit_of_a_signature_holds(bit: int) -> None:
    signature = bytearray(KEY.sign(b"head"))
    signature[bit // 8] ^= 1 << bit % 8
    assert not signed(PUBLIC, b"head", bytes(signature))


@settings(max_examples=40, deadline=None)
@given(bit=st.integers(0, 8 * 32 - 1))
def test_no_flipped_bit_of_a_key_holds(bit: int) -> None:
    key = bytearray(PUBLIC)
    key[bit // 8] ^= 1 << bit % 8
    assert not signed(bytes(key), b"head", KEY.sign(b"head"))


def test_a_second_spelling_of_a_signature_is_refused() -> None:
    # Given a good signature, whose scalar plus the order of the curve would mean the same
    good = KEY.sign(b"head")
    scalar = int.from_bytes(good[32:], "little") + ORDER
    # Then that spelling is refused, so that one signature has one form (RFC 8032 §5.1.7)
    assert not signed(PUBLIC, b"head", good[:32] + scalar.to_bytes(32, "little"))
    assert not signed(PRIME.to_bytes(32, "little"), b"head", good)
    assert not signed(PUBLIC[:31], b"head", good)
    assert not signed(PUBLIC, b"head", good + b"\0")
