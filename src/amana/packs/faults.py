"""What can be wrong with a country pack; each fault names the file, the line and the mend."""

from pathlib import Path

from amana.errors import AmanaError
from amana.packs.position import line_of


class PackFault(AmanaError):
    """The country pack cannot be used as it is. Nothing was built from it. Mend the place that is named and try again."""

    def __init__(self, *, file: Path | str, key: str, what: str, line: int | None = None) -> None:
        self.file, self.key, self.what = str(file), key, what
        self.line = line if line is not None else line_of(Path(file), key)
        place = f"{file}:{self.line}" if self.line else f"{file}"
        super().__init__(f"{place}: {key}: {what}")


class NotWhole(AmanaError):
    """The country pack has faults. Nothing was built from it. Mend each place that is named and try again."""

    def __init__(self, faults: tuple[PackFault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


class NotReviewed(AmanaError):
    """Live mode serves only what a named person has reviewed. Nothing was built. See to what is listed, or use demo mode."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__("\n".join(missing))
