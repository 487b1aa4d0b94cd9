"""Every job of the dark room by its name, with what it may cost. A limit is generous for what a phone makes and small for a bomb."""

from typing import Final

from amana.darkroom.job import Job
from amana.darkroom.limits import MIB, SMALL, Limits

_GRID: Final = 8 * 1024  # bytes: a blurred picture is 5,376 at most
_SEEN: Final = 3 * MIB  # bytes: a page to be read is 2,560,000 at most
_SAID: Final = 16 * MIB  # bytes: a thousand messages, or one of a megabyte and its neighbours
_UNPACKED: Final = 16 * MIB  # bytes
_HEARD: Final = 32 * MIB  # bytes: a quarter of an hour of sound


def _job(
    name: str, *, memory: int, processor: int, frame: int = SMALL, output: int = MIB
) -> tuple[str, Job]:
    """`memory` in MiB, `processor` in seconds; waiting is allowed twice as long and ten seconds more."""
    limits = Limits(memory * MIB, processor, 2 * processor + 10.0, frame, output)
    return name, Job(f"amana.darkroom.jobs.{name}", limits)


JOBS: Final = dict(
    [
        _job("probe", memory=1024, processor=10),
        _job("blur", memory=1024, processor=10, frame=_GRID),
        _job("reveal", memory=1024, processor=10, frame=_SEEN, output=_SEEN),
        _job("frames", memory=1536, processor=30, frame=_GRID),
        _job("reveal_frame", memory=1536, processor=30, frame=_SEEN, output=_SEEN),
        _job("page", memory=1536, processor=10, frame=_SEEN, output=_SEEN),
        _job("listen", memory=1024, processor=60, frame=MIB, output=_HEARD),
        _job("chats", memory=1024, processor=30, frame=_SAID, output=8 * 1024 * MIB),
        _job("slices", memory=512, processor=120, output=_UNPACKED),
        _job("ocr", memory=1536, processor=120, output=4 * MIB),
    ]
)
