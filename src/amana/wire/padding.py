"""How long a plaintext is made before it is sealed, so that its size says little (docs/protocol.md
§3).
"""

from amana.wire.limits import LETTER

BLOCK = 512  # of a tar archive


def padme(length: int) -> int:
    """PADMÉ: rounds up so that O(log log L) bits of a length leak, for at most 12 % more (Nikitin
    et al., PoPETs 2019).
    """
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    kept = exponent.bit_length()
    step = 1 << (exponent - kept)
    return _up(length, step)


def report_length(archive: int) -> int:
    """The padded length, in bytes, of a first report whose archive has `archive` bytes."""
    return _up(max(LETTER, padme(_up(archive, BLOCK))), BLOCK)


def file_length(size: int) -> int:
    """The padded length, in bytes, of a file of `size` bytes."""
    return padme(max(size, LETTER))


def _up(length: int, step: int) -> int:
    return -(-length // step) * step
