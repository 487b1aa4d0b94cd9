"""Both stores, so that every promise is tested on each."""

from pathlib import Path

import pytest

from amana.stores.blobs import Blobs
from amana.stores.bucket import Bucket, Credentials
from amana.stores.folder import Folder

KINDS = ("envelope", "part")


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.s3)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    """A prepared, empty store."""
    made: Blobs
    if request.param == "folder":
        made = Folder(tmp_path / "blobs", KINDS)
    else:
        seaweed = request.getfixturevalue("seaweed")
        (tmp_path / "s3.toml").write_text(seaweed.credentials())
        made = Bucket(
            endpoint=seaweed.endpoint,
            bucket=seaweed.new_bucket(),
            region="us-east-1",
            credentials=Credentials.read(tmp_path / "s3.toml"),
        )
    made.prepare()
    return made
