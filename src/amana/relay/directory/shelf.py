"""The directory's documents: admitted only when their chain holds, served as they were signed."""

import threading
import time
from datetime import date, timedelta
from functools import cache
from typing import Final

import brotli
from django.conf import settings

from amana.relay.columns import today
from amana.relay.directory.models import Document
from amana.relay.endpoint import ConflictError, NotTheDeskError
from amana.relay.writer import writer
from amana.seal.certifiers import Roots
from amana.seal.directory import Document as Directory
from amana.seal.directory import Trust, verify_desk
from amana.seal.refusals import DirectoryRefusal, Older
from amana.seal.signed import Signed
from amana.wire.encoding import dump_json, load_json
from amana.wire.requests import MalformedBodyError

LIST: Final = "list"
KEPT_SECONDS: Final = 5.0  # the command line admits documents in another process
_NOBODY: Final = bytes(8)  # the desk of a certifier, who belongs to none


def trust(day: date) -> Trust:
    """What this relay believes: its configured roots, and no list older than the stored one."""
    config = settings.CONFIG
    lists = Document.objects.filter(kind=LIST).values_list("desk", "serial")
    seen = {bytes(desk): serial for desk, serial in lists}
    roots = Roots(config.roots, demo=config.roots if config.demo else ())
    return Trust(roots=roots, today=day, built=date.min, live=not config.demo, seen=seen)
