"""What live mode lacks, for her pages and for the doctor; relay and desk refuse by themselves (P12)."""

from pathlib import Path
from typing import Any

from amana.live import DEMO_ROOT, require
from amana.wire.encoding import b64u


def require_site(config: Path, values: dict[str, Any]) -> None:
    """Raises NotReadyError for her pages, whose settings have been read."""
    require(missing_for_site(config, values))


def missing_for_site(config: Path, values: dict[str, Any]) -> list[str]:
    """One sentence for each thing."""
    from amana.packs.live import missing
    from amana.packs.pack import load

    found = []
    if b64u(DEMO_ROOT) in values["roots"]:
        found.append(
            "The site believes the demonstration's root: replace it in `roots` by your own."
        )
    if not str(values["relay"]).startswith("https://"):
        found.append("The relay's address is not https.")
    return [*found, *missing(load(config.parent / str(values["pack"])))]
