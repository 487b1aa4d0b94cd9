"""The key that opens backups: kept offline, brought for a check or a restore only."""

from pathlib import Path

from amana.cli.keys import keyfile


def identity_of(path: Path, passphrase_file: Path | None) -> str:
    """`AGE-SECRET-KEY-1…` of a backup key's file. Raises NotAKeyFileError or WrongPassphraseError."""
    from amana.seal.age_keys import identity_text

    return identity_text(keyfile.read(path, kind="backup", passphrase_file=passphrase_file).secret)
