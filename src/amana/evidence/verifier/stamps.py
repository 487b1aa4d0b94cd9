"""Time-stamps on the custody chain: what an outside authority states, and whether its signature was checked here."""

from __future__ import annotations

import binascii
import calendar
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from typing import Any

from amana.evidence.verifier.chain import Chain
from amana.evidence.verifier.container import Container
from amana.evidence.verifier.der import NotDer, Token, token_of
from amana.evidence.verifier.exhibits import read_index
from amana.evidence.verifier.findings import Broken, Finding, fails, holds, note

STAMPS_VERSION = "amana-timestamps/1"
STAMPS = "data/timestamps.json"
PATIENCE = 30  # seconds for openssl
YES, NO, UNKNOWN = "yes", "no", "unknown"


def check_stamps(bundle: Container, chain: Chain) -> list[Finding]:
    """What each token says of the chain."""
    try:
        tokens = read_index(bundle.read(STAMPS), STAMPS, STAMPS_VERSION)["tokens"]
        found = [finding for each in tokens for finding in _stamp(bundle, chain, each)]
    except (KeyError, TypeError, IndexError) as error:
        raise Broken("index-broken", name=STAMPS) from error
    return found or [note("stamps-none")]


def agrees(openssl: str, reply: bytes, roots: bytes, token: Token) -> str:
    """Whether `openssl ts -verify` finds the reply signed under one of the roots (PEM), at the time that it states."""
    with tempfile.TemporaryDirectory() as folder:
        given = {"reply.tsr": reply, "roots.pem": roots}
        for name, content in given.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        command = [openssl, "ts", "-verify", "-digest", token.imprint.hex()]
        command += ["-in", os.path.join(folder, "reply.tsr")]
        command += ["-CAfile", os.path.join(folder, "roots.pem")]
        then = str(calendar.timegm(time.strptime(token.time, "%Y-%m-%dT%H:%M:%SZ")))
        # Certificates end; what counts is the time of the token. Not every openssl knows the option.
        answer = _answer([*command, "-attime", then])
        return answer if answer == YES else _answer(command)


def root_fingerprint(pem: bytes) -> str:
    """SHA-256 of the first certificate, as the authority prints it."""
    text = pem.decode("ascii", "replace").partition("-----BEGIN CERTIFICATE-----")[2]
    text = text.partition("-----END CERTIFICATE-----")[0]
    try:
        return hashlib.sha256(binascii.a2b_base64(text)).hexdigest()
    except ValueError:
        return "?"


def _stamp(bundle: Container, chain: Chain, listed: dict[str, Any]) -> list[Finding]:
    name, position = "data/" + listed["reply"], listed["position"]
    reply, roots = bundle.read(name), bundle.read("data/" + listed["roots"])
    try:
        token = token_of(reply)
    except (NotDer, ValueError):
        return [fails("stamp-unreadable", name=name)]
    if not 0 < position < len(chain.hashes) or token.imprint.hex() != chain.hashes[position]:
        return [fails("stamp-imprint", name=name)]
    openssl = shutil.which("openssl")
    verdict = agrees(openssl, reply, roots, token) if openssl else UNKNOWN
    if verdict == NO:
        return [fails("stamp-signature", name=name)]
    facts = {"authority": listed["authority"], "time": token.time, "position": position}
    said = holds("stamp-holds", **facts) if verdict == YES else note("stamp-unchecked", **facts)
    return [said, note("root-compare", authority=listed["authority"], root=root_fingerprint(roots))]


def _answer(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return UNKNOWN
    if done.returncode == 0 and b"OK" in done.stdout:
        return YES
    return NO if b"FAILED" in done.stdout else UNKNOWN
