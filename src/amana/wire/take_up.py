"""What lets somebody take up a case that nobody has any more (protocol §5).

Only she and those who had the case in that epoch know both the direction key and the epoch's nonce. Her page gives it in a letter that is
sealed to people because she left out somebody who may hold the case's key.
"""

from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LENGTH: Final = 32
_INFO: Final = b"amana/v1/take-up"


def take_up_of(*, direction_key: bytes, nonce: bytes) -> bytes:
    """32 bytes of an epoch. `direction_key` is `to-desk`; `nonce` the epoch's, 32 zero bytes for epoch 0."""
    return HKDF(SHA256(), LENGTH, salt=nonce, info=_INFO).derive(direction_key)
