"""Types of pyrage 1.4, which ships none: what Amana uses of it.

Read off the installed module: plain `bytes` only (no bytearray, no memoryview), a real sequence
of recipients or identities (no iterator), and paths as `str`.
"""

from collections.abc import Sequence
from typing import IO

from . import passphrase as passphrase
from . import x25519 as x25519

class IdentityError(Exception): ...
class RecipientError(Exception): ...
class EncryptError(Exception): ...
class DecryptError(Exception): ...

def encrypt(
    plaintext: bytes, recipients: Sequence[x25519.Recipient], armored: bool = False
) -> bytes: ...
def encrypt_file(
    infile: str, outfile: str, recipients: Sequence[x25519.Recipient], armored: bool = False
) -> None: ...
def encrypt_io(
    reader: IO[bytes],
    writer: IO[bytes],
    recipients: Sequence[x25519.Recipient],
    armored: bool = False,
) -> None: ...
def decrypt(ciphertext: bytes, identities: Sequence[x25519.Identity]) -> bytes: ...
def decrypt_file(infile: str, outfile: str, identities: Sequence[x25519.Identity]) -> None: ...
def decrypt_io(
    reader: IO[bytes], writer: IO[bytes], identities: Sequence[x25519.Identity]
) -> None: ...
