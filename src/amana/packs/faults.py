"""What can be wrong with a country pack; each fault names the file and the key."""

from pathlib import Path

from amana.errors import AmanaError


class PackFault(AmanaError):
    """The country pack cannot be used as it is. Nothing was built from it. Mend the place that is named and try again."""

    def __init__(self, *, file: Path | str, key: str, what: str) -> None:
        self.file, self.key, self.what = str(file), key, what
        super().__init__(f"{file}: {key}: {what}")


class NotReviewed(AmanaError):
    """Live mode serves only what a named person has reviewed. Nothing was built. See to what is listed, or use demo mode."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__("\n".join(missing))
