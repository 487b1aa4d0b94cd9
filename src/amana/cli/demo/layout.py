"""Where a demonstration keeps what, under its root folder; removing the folder starts anew."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Layout:
    """Paths under one root, which is absolute."""

    root: Path

    @property
    def record(self) -> Path:
        """Ports, officers and the synthetic receipt."""
        return self.root / "demo.json"

    @property
    def lock(self) -> Path:
        """Held while the demonstration runs."""
        return self.root / "demo.lock"

    @property
    def keys(self) -> Path:
        """Demo keys, plain and marked."""
        return self.root / "keys"

    @property
    def site(self) -> Path:
        """The built site."""
        return self.root / "site"

    @property
    def relay_config(self) -> Path:
        """The relay's TOML file; its data lie beside it."""
        return self.root / "relay" / "relay.toml"

    @property
    def desk_config(self) -> Path:
        """The desk's TOML file; its data lie beside it."""
        return self.root / "desk" / "desk.toml"

    @property
    def directory(self) -> Path:
        """The directory document as it was first made."""
        return self.keys / "directory.json"

    @property
    def logs(self) -> Path:
        """One file a process."""
        return self.root / "logs"
