"""A stranger with a bundle, an empty folder, plain Python and stock `age`: nothing of Amana is installed there."""

import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

PLAIN = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


@dataclass(frozen=True)
class Report:
    """What the verifier said, and whether it ended with 0."""

    whole: bool
    text: str


@dataclass
class Stranger:
    """Whoever was handed the bundle."""

    folder: Path

    def takes(self, bundle: Path) -> Path:
        """Into her own folder, with the verifier beside it as it came inside."""
        own = Path(shutil.copy(bundle, self.folder))
        with zipfile.ZipFile(own) as archive:
            (name,) = [name for name in archive.namelist() if name.endswith("/verify.py")]
            (self.folder / "verify.py").write_bytes(archive.read(name))
        return own

    def verifies(self, bundle: Path, *arguments: str) -> Report:
        """`python3 -I verify.py`, with the Python of the system."""
        done = self._runs("python3", "-I", "verify.py", str(bundle), *arguments)
        assert not done.stderr, done.stderr.decode()
        return Report(done.returncode == 0, done.stdout.decode())

    def makes_a_key(self) -> str:
        """`age-keygen`; the recipient."""
        self._runs("age-keygen", "-o", "key.txt", check=True)
        return self._runs("age-keygen", "-y", "key.txt", check=True).stdout.decode().strip()

    def unpacks(self, bundle: Path) -> Path:
        """The folder that is in it."""
        into = self.folder / bundle.stem
        with zipfile.ZipFile(bundle) as archive:
            archive.extractall(into)
        (found,) = into.iterdir()
        return found

    def opens(self, sealed: Path, name: str) -> bytes:
        """`age -d` into the folder `opened`; what is in it."""
        out = self.folder / "opened" / name
        out.parent.mkdir(exist_ok=True)
        self._runs("age", "-d", "-i", "key.txt", "-o", str(out), str(sealed), check=True)
        return out.read_bytes()

    def _runs(self, *command: str, check: bool = False) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            command, cwd=self.folder, env=PLAIN, capture_output=True, check=check, timeout=120
        )


def with_one_byte_flipped(bundle: Path, member: str) -> Path:
    """A copy in which the middle byte of one stored file has another bit."""
    with zipfile.ZipFile(bundle) as archive:
        info = archive.getinfo(member)
        assert info.compress_type == zipfile.ZIP_STORED
    content = bytearray(bundle.read_bytes())
    name_length = int.from_bytes(content[info.header_offset + 26 :][:2], "little")
    extra_length = int.from_bytes(content[info.header_offset + 28 :][:2], "little")
    begin = info.header_offset + 30 + name_length + extra_length
    content[begin + info.file_size // 2] ^= 1
    changed = bundle.with_name("changed.zip")
    changed.write_bytes(content)
    return changed
