"""The relay serves only what is ready: checked where every entry passes, whatever loaded it (P12)."""

from collections.abc import Callable

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from amana.live import DEMO_ROOT, LOOPBACK, NotOnLoopbackError, require
from amana.relay.config import Config, load


def missing(config: Config) -> list[str]:
    """What live mode lacks, one sentence for each thing."""
    found = []
    if not config.roots:
        found.append("The relay has no root key: put your offline root's public key into `roots`.")
    if DEMO_ROOT in config.roots:
        found.append(
            "The relay believes the demonstration's root: replace it in `roots` by your own."
        )
    return found


def require_ready(config: Config) -> None:
    """Raises NotReadyError, or NotOnLoopbackError for a demonstration that answers to other names than this machine's."""
    if not config.demo:
        require(missing(config))
    elif not LOOPBACK.issuperset(config.hosts):
        raise NotOnLoopbackError


class OnlyWhenReady:
    """Django makes its middleware before the first request of any server: this one refuses, or steps aside."""

    def __init__(self, _answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        require_ready(load())
        raise MiddlewareNotUsed
