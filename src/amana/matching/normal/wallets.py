"""Addresses of wallets, each with its checksum: one misread character and it is refused.

Money on TRON (USDT-TRC20) has the wallet's TRON address; one EVM address serves every chain of that kind.
"""

import re
from typing import Final

from amana.matching.errors import WrongChecksum
from amana.matching.kinds import Kind
from amana.matching.normal.base58 import versioned
from amana.matching.normal.bech32 import witness
from amana.matching.normal.keccak import keccak_256

_TRON: Final = 0x41
_BITCOIN: Final = (0x00, 0x05)  # to a key, to a script
_EVM: Final = re.compile(r"0x[0-9a-fA-F]{40}")
LONGEST: Final = 90  # characters of any address


def wallet(raw: str, kind: Kind) -> str:
    """The address in its one spelling; `kind` is BTC, EVM or TRON. Raises WrongChecksum."""
    text = raw[: LONGEST + 1].strip()
    if kind is Kind.TRON:
        return _base58(text, (_TRON,))
    if kind is Kind.EVM:
        return _evm(text)
    if text[:3].lower() == "bc1":
        witness(text, "bc")
        return text.lower()
    return _base58(text, _BITCOIN)


def _base58(text: str, versions: tuple[int, ...]) -> str:
    if versioned(text)[0] not in versions:
        raise WrongChecksum
    return text


def _evm(text: str) -> str:
    """Small letters. An address in one case alone carries no checksum (EIP-55) and is taken as it is."""
    if not _EVM.fullmatch(text):
        raise WrongChecksum
    digits = text[2:]
    if digits not in (digits.lower(), digits.upper()) and digits != _mixed(digits.lower()):
        raise WrongChecksum
    return f"0x{digits.lower()}"


def has_checksum(address: str) -> bool:
    """Whether an EVM address is written in both cases, which is its checksum."""
    return address[2:] not in (address[2:].lower(), address[2:].upper())


def _mixed(digits: str) -> str:
    signs = keccak_256(digits.encode()).hex()
    return "".join(
        one.upper() if int(sign, 16) >= 8 else one for one, sign in zip(digits, signs, strict=False)
    )
