"""vectors/receipt.json: words to keys, and slips that the check bits catch."""

from vectors.generators.book import sample, write

from amana.seal.receipt import MistypedReceipt, Receipt, ReceiptKeys, fingerprint, master_key
from amana.wire.encoding import b64u


def main() -> None:
    """Four receipts, among them the lowest and the highest; wrong ones; fingerprints."""
    secrets = [0, (1 << 74) - 1, *(int.from_bytes(sample(n, 10), "big") >> 6 for n in ("a", "b"))]
    salts = [bytes(32), sample("salt", 32), sample("salt", 32), sample("other salt", 32)]
    receipts = [Receipt.from_secret(secret) for secret in secrets]
    keys = [sample("fingerprint", 32), bytes(32)]
    write(
        "receipt",
        generator="vectors/generators/receipts.py (argon2-cffi, cryptography)",
        checked_by="client/test (hash-wasm, WebCrypto); tests/vectors (argon2 and HKDF by hand)",
        receipts=[_case(receipt, salt) for receipt, salt in zip(receipts, salts, strict=True)],
        mistyped=[slip for receipt in receipts[2:] for slip in _slips(receipt)],
        fingerprints=[{"key": b64u(key), "indices": list(fingerprint(key))} for key in keys],
    )


def _case(receipt: Receipt, salt: bytes) -> dict[str, object]:
    keys = ReceiptKeys.derive(receipt, salt=salt)
    names = [name for name in vars(keys) if name != "age_scalar"]
    return {
        "indices": list(receipt.indices),
        "salt": b64u(salt),
        "R": b64u(receipt.packed),
        "M": b64u(master_key(receipt, salt=salt)),
        "keys": {name: b64u(getattr(keys, name)) for name in names},
        "age_scalar": b64u(keys.age_scalar),
        "identity": keys.identity,
        "recipient": keys.recipient,
    }


def _slips(receipt: Receipt) -> list[dict[str, object]]:
    """Slips that six check bits catch; one in 64 they let through, and then the next place is taken."""
    words = list(receipt.indices)
    swapped = ([*words[:i], words[i + 1], words[i], *words[i + 2 :]] for i in range(7))
    other = ([*words[:i], (words[i] + 1) % 1024, *words[i + 1 :]] for i in range(8))
    return [
        {"why": "two words changed places", "indices": next(filter(_caught, swapped))},
        {"why": "one word is another", "indices": next(filter(_caught, other))},
        {"why": "a word is missing", "indices": words[:7]},
        {"why": "a word too many", "indices": [*words, 0]},
        {"why": "a number outside the list", "indices": [1024, *words[1:]]},
    ]


def _caught(words: list[int]) -> bool:
    try:
        Receipt.from_indices(words)
    except MistypedReceipt:
        return True
    return False
