"""One kind of look at a file: the module that takes it inside the dark room, and what it may cost.

The module has `load(arguments)`, which imports everything while files can still be opened, and `run(file, arguments, out)`.
"""

from dataclasses import dataclass
from pathlib import Path

from amana.darkroom.limits import Limits


@dataclass(frozen=True)
class Job:
    """`folder` is where its module lies when that is not a part of Amana."""

    module: str
    limits: Limits
    folder: Path | None = None
