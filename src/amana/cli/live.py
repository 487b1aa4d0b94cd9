"""Live mode starts only when nothing is missing: no demo key, no unreviewed text, no open question. No flag goes around it (P12)."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from amana.cli import demo_root
from amana.errors import AmanaError
from amana.wire.encoding import b64u, load_json

if TYPE_CHECKING:
    from amana.desk.config import Config


class NotReadyError(AmanaError):
    """Live mode does not start while something is missing. Nothing was started.
    See to each line below; `amana doctor --live` shows them again."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__()
        self.details = tuple(missing)


def require_relay(config: Path) -> None:
    """Raises NotReadyError for a relay that is not a demonstration and lacks something; ConfigError."""
    from amana.relay.config import read

    found = read(config)
    if not found.demo:
        _require(missing_for_relay(found.roots))


def require_desk(config: Path) -> None:
    """Likewise for a desk. Raises BadConfigError."""
    from amana.desk.config import load

    found = load(config)
    if not found.demo:
        _require(missing_for_desk(found))


def require_site(config: Path, values: dict[str, Any]) -> None:
    """Likewise for her pages, whose settings have been read."""
    _require(missing_for_site(config, values))


def missing_for_relay(roots: tuple[bytes, ...]) -> list[str]:
    """One sentence for each thing."""
    found = (
        []
        if roots
        else ["The relay has no root key: put your offline root's public key into `roots`."]
    )
    if demo_root.public() in roots:
        found.append(
            "The relay believes the demonstration's root: replace it in `roots` by your own."
        )
    return found


def missing_for_desk(config: "Config") -> list[str]:
    """One sentence for each thing."""
    found = []
    if not config.roots:
        found.append("The desk has no root key: put your offline root's public key into `roots`.")
    if b64u(demo_root.public()) in config.roots:
        found.append(
            "The desk believes the demonstration's root: replace it in `roots` by your own."
        )
    if not config.second_contact:
        found.append("No outside second contact is set: nobody would hear that a report waits.")
    if config.second_copy is None:
        found.append("The list of erasures has no second place: set `second_copy`.")
    found += demo_keys_in({config.service_keys.parent, config.pepper_file.parent, config.data})
    return found + missing_in_pack(config.pack)


def missing_for_site(config: Path, values: dict[str, Any]) -> list[str]:
    """One sentence for each thing."""
    found = []
    if b64u(demo_root.public()) in values["roots"]:
        found.append(
            "The site believes the demonstration's root: replace it in `roots` by your own."
        )
    if not str(values["relay"]).startswith("https://"):
        found.append("The relay's address is not https.")
    return found + missing_in_pack(config.parent / str(values["pack"]))


def missing_in_pack(folder: Path) -> list[str]:
    """What the country pack lacks: reviews, checked numbers, answers."""
    from amana.packs.live import missing
    from amana.packs.pack import load

    return list(missing(load(folder)))


def demo_keys_in(folders: set[Path]) -> list[str]:
    """Files that are marked as demo keys, or belong to a demonstration's organisation."""
    from amana.cli.keys.keyfile import is_demo

    found = []
    for folder in sorted(folders):
        for file in sorted((*folder.glob("*.key"), *folder.glob("*.keys"))):
            if is_demo(file) or _marked(file):
                found.append(f"{file} is a key of the demonstration: make and certify your own.")
    return found


def _marked(file: Path) -> bool:
    try:
        return load_json(file.read_bytes()).get("demo") is True
    except (OSError, AmanaError):
        return False


def _require(missing: list[str]) -> None:
    if missing:
        raise NotReadyError(missing)
