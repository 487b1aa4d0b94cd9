"""Where the desk keeps sealed blobs: a folder, or an S3 bucket, by configuration alone (P5)."""

from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

from amana.desk.config import Config
from amana.desk.vault.pieces import KINDS
from amana.stores.blobs import Blobs
from amana.stores.bucket import Bucket, Credentials
from amana.stores.folder import Folder

FOLDER: Final = "blobs"


def store() -> Blobs:
    """The store of this process."""
    return of(settings.AMANA)


@cache
def _folder(path: Path) -> Blobs:
    folder = Folder(path, KINDS)
    folder.prepare()
    return folder


@cache
def _bucket(address: str, credentials: Path) -> Blobs:
    """`s3://bucket?endpoint=https://…&region=…`; the access key lies in `credentials`."""
    parts = urlsplit(address)
    told = parse_qs(parts.query)
    bucket = Bucket(
        endpoint=told["endpoint"][0],
        bucket=parts.netloc,
        region=told.get("region", ["us-east-1"])[0],
        credentials=Credentials.read(credentials),
    )
    bucket.prepare()
    return bucket


def of(config: Config) -> Blobs:
    """The store that a configuration names."""
    if config.blobs.startswith("s3://"):
        return _bucket(config.blobs, config.data / "s3.toml")
    return _folder(config.data / FOLDER)
