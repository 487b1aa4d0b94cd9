"""A time-stamp authority of our own, run with `openssl`: a root, a signer, and replies with and without its chain."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

_SETTINGS = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_alg = sha256
[extensions]
extendedKeyUsage = critical, timeStamping
"""


@dataclass(frozen=True)
class Authority:
    """`roots` is the PEM that a desk would configure."""

    folder: Path

    @property
    def roots(self) -> bytes:
        return (self.folder / "root.pem").read_bytes()

    def reply(self, query: bytes, *, chain: bool = False) -> bytes:
        """What it answers to a query."""
        (self.folder / "query.tsq").write_bytes(query)
        more = ["-chain", "root.pem"] if chain else []
        self._openssl(
            "ts", "-reply", "-config", "settings", "-queryfile", "query.tsq",
            "-signer", "signer.pem", "-inkey", "signer.key", *more, "-out", "reply.tsr",
        )  # fmt: skip
        return (self.folder / "reply.tsr").read_bytes()

    def found(self) -> None:
        """Makes root and signer. The root is the shorter one, so a chain of both is not in the order that DER wants."""
        (self.folder / "settings").write_text(_SETTINGS.format(folder=self.folder))
        (self.folder / "serial").write_text("01\n")
        curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        self._openssl(
            "req", "-x509", *curve, "-subj", "/CN=Root",
            "-days", "3650", "-keyout", "root.key", "-out", "root.pem",
        )  # fmt: skip
        self._openssl(
            "req", *curve, "-subj", "/O=Synthetic/CN=Synthetic Time Authority",
            "-keyout", "signer.key", "-out", "signer.csr",
        )  # fmt: skip
        self._openssl(
            "x509", "-req", "-in", "signer.csr", "-CA", "root.pem", "-CAkey", "root.key",
            "-days", "3650", "-extfile", "settings", "-extensions", "extensions",
            "-set_serial", "7", "-out", "signer.pem",
        )  # fmt: skip

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(
            ["openssl", *arguments], cwd=self.folder, check=True, capture_output=True, timeout=60
        )
