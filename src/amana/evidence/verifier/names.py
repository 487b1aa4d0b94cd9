"""Which names a file of a bundle may have, so that it is the same file on every computer and lies nowhere but in the bundle."""

from __future__ import annotations

import unicodedata

LONGEST = 200  # bytes: what every file system and Windows' paths bear
FORBIDDEN = frozenset('<>:"|?*\\')
DEVICES = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)


def may_be(name: str) -> bool:
    """Whether a path of parts joined by "/" is safe, visible as it is, and has one spelling only."""
    if not name or name[0] in "/~" or len(name.encode("utf-8", "replace")) > LONGEST:
        return False
    if unicodedata.normalize("NFC", name) != name or not name.isprintable():
        return False
    return not FORBIDDEN & set(name) and all(_part(part) for part in name.split("/"))


def alike(name: str) -> str:
    """Equal for two names that some computer takes for one."""
    return unicodedata.normalize("NFKC", name).casefold()


def collisions(names: list[str]) -> list[tuple[str, str]]:
    """Pairs of names that cannot lie side by side on every computer."""
    seen: dict[str, str] = {}
    found = []
    for name in sorted(names):
        if alike(name) in seen:
            found.append((seen[alike(name)], name))
        seen[alike(name)] = name
    for name in names:
        parts = alike(name).split("/")
        above = ["/".join(parts[:count]) for count in range(1, len(parts))]
        found += [(seen[folder], name) for folder in above if folder in seen]
    return found


def _part(part: str) -> bool:
    if part in ("", ".", "..") or part != part.strip() or part.endswith("."):
        return False
    return part.split(".", 1)[0].lower() not in DEVICES
