"""Numbers that a desk signs once: kept nowhere until they are used (protocol §9).

A nonce carries its own end and MAC, under a key that lives as long as the process; so a flood of
requests for nonces fills no memory.
"""

import hmac
import os
import threading
import time

from amana.relay.endpoint import NotTheDeskError
from amana.wire.limits import NONCE_SECONDS


class Nonces:
    """Issues 32-byte nonces for one desk each and takes each back once."""

    def __init__(self) -> None:
        self._key = os.urandom(32)
        self._lock = threading.Lock()
        self._used: dict[bytes, int] = {}

    def issue(self, desk: bytes) -> bytes:
        """`expiry u64 ‖ random 8 ‖ MAC 16`."""
        head = (int(time.time()) + NONCE_SECONDS).to_bytes(8, "big") + os.urandom(8)
        return head + self._mac(desk, head)

    def spend(self, desk: bytes, nonce: bytes) -> None:
        """Raises NotTheDeskError unless it was issued to this desk, is in time and was not used."""
        head, now = nonce[:16], int(time.time())
        expiry = int.from_bytes(head[:8], "big")
        if not hmac.compare_digest(nonce[16:], self._mac(desk, head)) or expiry < now:
            raise NotTheDeskError
        with self._lock:
            self._used = {used: end for used, end in self._used.items() if end >= now}
            if nonce in self._used:
                raise NotTheDeskError
            self._used[nonce] = expiry

    def _mac(self, desk: bytes, head: bytes) -> bytes:
        return hmac.digest(self._key, b"amana-nonce/1" + desk + head, "sha256")[:16]


nonces = Nonces()
