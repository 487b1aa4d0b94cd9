"""What other projects need for the same, as far as it cannot be measured in the same run.

Each was measured once on a machine of two cores (research of November 2026) or is the project's own
report; the ratio to a figure of another machine is an order of magnitude.
"""

from typing import Final

from benchmarks.figure import Peer


def _quoted(name: str, value: float, source: str) -> Peer:
    return Peer(name=name, value=value, quoted=True, source=source)


_OURS: Final = "measured once for the design, peers §2"

FIRST_PAGE: Final = (
    _quoted("SecureDrop 2.11, deflate", 76_000, f"{_OURS}.1, compression computed"),
    _quoted("Hush Line 0.7, gzip", 326_000, f"{_OURS}.1"),
    _quoted("GlobaLeaks 5, brotli", 547_293, "its own Lighthouse report of 2026-08-18"),
)  # bytes over the wire
FIRST_PAGE_REQUESTS: Final = (
    _quoted("SecureDrop 2.11", 16, f"{_OURS}.1"),
    _quoted("Hush Line 0.7", 15, f"{_OURS}.1"),
    _quoted("GlobaLeaks 5", 39, "its own Lighthouse report of 2026-08-18"),
)
WHOLE_FLOW: Final = (
    _quoted("SecureDrop 2.11, four pages", 161_088, f"{_OURS}.1"),
)  # bytes received
RECEIPT: Final = (
    _quoted("GlobaLeaks 5, 16 x 128 MiB", 22_300, f"{_OURS}.3, at 6x"),
)  # milliseconds
STORED: Final = (
    _quoted("SecureDrop 2.11, new source", 1.09, f"{_OURS}.2"),
    _quoted("SecureDrop 2.11, follow-up", 40.1, f"{_OURS}.2"),
    _quoted("Hush Line 0.7", 15.4, f"{_OURS}.2"),
)  # a second
UPLOAD: Final = (
    _quoted("age in a worker, PUT of 1 MB parts", 46, "measured once for the design, crypto §1"),
)  # MB a second, without storing
