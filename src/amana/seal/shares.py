"""Recovery on paper: a 32-byte secret as three lists of words, any two of which give it back
(SLIP-0039).
"""

from collections.abc import Sequence
from typing import Final

from shamir_mnemonic import (  # type: ignore[import-untyped]
    MnemonicError,
    combine_mnemonics,
    generate_mnemonics,
)

from amana.errors import AmanaError

SHARES: Final = 3
NEEDED: Final = 2
_SECRET: Final = 32  # bytes: an age scalar
_PASSPHRASE: Final = b""  # the shares themselves are the secret


class BadShares(AmanaError):
    """These two sheets do not belong together, or a word of them is mistyped. Nothing was opened
    or changed.
    Compare each word with the paper; use the third sheet if one is damaged."""


def split(secret: bytes) -> tuple[str, ...]:
    """Three shares of 33 English words each; any single one says nothing about the secret."""
    if len(secret) != _SECRET:
        raise BadShares
    (shares,) = generate_mnemonics(1, [(NEEDED, SHARES)], secret, _PASSPHRASE)
    return tuple(shares)


def combine(shares: Sequence[str]) -> bytes:
    """The secret, from exactly two shares. Raises BadShares."""
    if len(shares) != NEEDED:
        raise BadShares
    try:
        secret: bytes = combine_mnemonics(
            [" ".join(share.lower().split()) for share in shares], _PASSPHRASE
        )
    except (MnemonicError, ValueError) as error:
        raise BadShares from error
    if len(secret) != _SECRET:
        raise BadShares
    return secret


def sheet(share: str, *, columns: int = 3) -> str:
    """A share as it is printed: numbered words in columns, to be read aloud and typed again."""
    words = share.split()
    rows = -(-len(words) // columns)
    cells = [f"{number:2} {word:<10}" for number, word in enumerate(words, 1)]
    lines = ("  ".join(cells[row::rows]).rstrip() for row in range(rows))
    return "\n".join(lines) + "\n"
