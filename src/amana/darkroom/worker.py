"""What runs inside: takes one job, locks itself up, looks at one file, says what it found, ends.

Started by amana.darkroom.process; nothing else imports it. Nothing that goes wrong here is written anywhere, since it could hold
what she sent: the parent hears one word.
"""

import codecs
import os
import sys
from importlib import import_module
from typing import Any, Final

from amana.darkroom.errors import WORDS
from amana.darkroom.limits import Limits
from amana.darkroom.lock import lock
from amana.darkroom.remote import Pipes, reading
from amana.errors import AmanaError

# Python finds an encoding in a file when it is first used, which would be too late.
_ENCODINGS: Final = (
    *("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "latin-1", "cp1252", "cp1256"),
    "cp437",  # names in a zip
)


def main() -> None:
    """Never returns: what libraries would do at the end is left out."""
    pipes = Pipes()
    job = pipes.job()
    refusal = "no-dark-room"  # until it is locked up nothing of the file was read, so the file is not to blame
    try:
        module = _locked_up(job)
        pipes.hello()
        refusal = "damaged"
        module.run(reading(pipes, job["size"]), job["arguments"], pipes)
    except AmanaError as error:
        pipes.refuse(WORDS.get(type(error), refusal))
    except MemoryError:
        pipes.refuse("too-large")
    except Exception:  # noqa: BLE001  a decoder may raise anything at all over a broken file
        pipes.refuse(refusal)
    else:
        pipes.end()
    os._exit(0)


def _locked_up(job: dict[str, Any]) -> Any:
    """The job's module, with everything that it will need."""
    sys.path += job["folders"]
    module = import_module(job["module"])
    module.load(job["arguments"])
    for name in _ENCODINGS:
        codecs.lookup(name)
    lock(Limits(**job["limits"]))
    return module
