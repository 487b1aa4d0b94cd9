"""The intruder as a job of the dark room: small limits, so that what never ends is ended soon."""

import json
from pathlib import Path
from typing import Any, Final

from amana.darkroom.job import Job
from amana.darkroom.limits import MIB, Limits
from amana.darkroom.process import look
from amana.darkroom.source import Held

HERE: Final = Path(__file__).parent
CONTENT: Final = b"only these bytes, and nothing else of this computer"
LIMITS: Final = Limits(memory=512 * MIB, processor=1, seconds=3.0, frame=64 * 1024, output=MIB)
INTRUDER: Final = Job("intruder", LIMITS, HERE)


def tries(what: str, job: Job = INTRUDER) -> list[Any]:
    """What it could tell its parent. Raises what the dark room raises."""
    return [json.loads(frame.content) for frame in look(job, Held(CONTENT), {"try": what})]
