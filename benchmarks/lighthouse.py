"""Lighthouse's four categories for pages, as a mobile phone on a slow connection sees them."""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CHROMIUM: Final = "/usr/bin/chromium"
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
_CLIENT: Final = Path(__file__).parents[1] / "client"


@dataclass(frozen=True)
class Audit:
    """Scores from 0 to 1 by category, and the audits that cost something."""

    address: str
    scores: Mapping[str, float]
    lost: tuple[str, ...]

    @property
    def worst(self) -> float:
        """The lowest of the four."""
        return min(self.scores[name] for name in CATEGORIES)


class NotAudited(RuntimeError):
    """A page could not be audited."""


def audits(addresses: Sequence[str]) -> Iterator[Audit]:
    """One after another in one browser; about six seconds each. Raises NotAudited."""
    script = Path(__file__).with_suffix(".mjs")
    command = ["node", str(script), CHROMIUM, str(_CLIENT), *addresses]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told = json.loads(line)
            if told["error"] or None in told["scores"].values():
                raise NotAudited(f"{told['address']}: {told['error']}")
            yield Audit(told["address"], told["scores"], tuple(told["lost"]))
    if process.returncode:
        raise NotAudited(f"node ended with {process.returncode}")
