"""A real S3 server (SeaweedFS) on loopback ports, with one access key.

`weed` ignores SIGTERM for long, so it is killed by its pid; its data is for the session only.
"""

import json
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from obstore.exceptions import BaseError
from obstore.store import S3Store

from tests.services.ports import await_port, free_port

WEED = Path(sys.executable).parent / "weed"
GRPC_ABOVE = 10_000  # weed listens there as well
_numbers = count(1)


@dataclass(frozen=True)
class Seaweed:
    """One running server; buckets come into being with their first blob."""

    endpoint: str
    access_key: str
    secret_key: str

    def new_bucket(self) -> str:
        """The name of a bucket that nobody else uses."""
        return f"amana-{next(_numbers)}"

    def credentials(self) -> str:
        """The credentials file's content (TOML)."""
        return f'access_key = "{self.access_key}"\nsecret_key = "{self.secret_key}"\n'

    def open(self, bucket: str) -> S3Store:
        """The bucket, seen from outside Amana."""
        return S3Store(
            bucket,
            endpoint=self.endpoint,
            region="us-east-1",
            access_key_id=self.access_key,
            secret_access_key=self.secret_key,
            client_options={"allow_http": True},
        )


@pytest.fixture(scope="session")
def seaweed() -> Iterator[Seaweed]:
    """One server for the whole session."""
    folder = Path(tempfile.mkdtemp(prefix="amana-s3-"))
    access, secret = secrets.token_hex(8), secrets.token_hex(16)
    who = {
        "name": "amana",
        "credentials": [{"accessKey": access, "secretKey": secret}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [who]}))
    port = free_port()
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(_command(folder, port), stdout=log, stderr=log, cwd=folder)
    try:
        await_port(port)
        running = Seaweed(f"http://127.0.0.1:{port}", access, secret)
        _await_writable(running)
        yield running
    finally:
        server.kill()
        server.wait(30)
        shutil.rmtree(folder)


def _command(folder: Path, port: int) -> list[str]:
    names = ("master.port", "volume.port", "filer.port")
    ports = {name: free_port(highest=65_535 - GRPC_ABOVE) for name in names}
    return [
        str(WEED),
        f"-logdir={folder}",
        "server",
        f"-dir={folder}",
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        "-s3",
        f"-s3.port={port}",
        f"-s3.port.grpc={free_port()}",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
        "-s3.iam=false",
        "-iam=false",
        f"-s3.config={folder / 's3.json'}",
        "-s3.autoCreateBucket",
        f"-s3.localSocket={folder / 's3.sock'}",
        f"-filer.localSocket={folder / 'filer.sock'}",
        "-volume.max=1000",
        "-master.volumeSizeLimitMB=64",
        *(f"-{name}={number}" for name, number in ports.items()),
        *(f"-{name}.grpc={number + GRPC_ABOVE}" for name, number in ports.items()),
    ]


def _await_writable(running: Seaweed) -> None:
    """The port answers before the volumes do."""
    end = time.monotonic() + 30
    store = running.open("amana-ready")
    while time.monotonic() < end:
        try:
            store.put("ready", b"1")
        except BaseError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(running.endpoint)
