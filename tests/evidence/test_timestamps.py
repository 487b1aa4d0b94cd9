"""A time-stamp counts only when it is for what was asked, and signed by the authority that was configured."""

import hashlib
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from amana.evidence.timestamps import (
    BadRoots,
    BadStampReply,
    ForeignStamp,
    UntrustedStamp,
    nonce_of,
    read_reply,
    request_for,
)
from tests.evidence.authority import Authority

HEAD = hashlib.sha256(b"a synthetic custody head").digest()


def test_openssl_reads_the_query_as_it_is_meant(tmp_path: Path) -> None:
    (tmp_path / "query").write_bytes(request_for(HEAD))
    told = subprocess.run(
        ["openssl", "ts", "-query", "-in", tmp_path / "query", "-text"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "Version: 1" in told
    assert "Hash Algorithm: sha256" in told
    assert "Certificate required: yes" in told
    assert HEAD.hex()[:16] in told.replace(" ", "").replace("-", "")
    assert f"0x{nonce_of(request_for(HEAD)):X}" not in told  # every query has its own nonce


def test_a_reply_says_when_the_head_existed_and_who_says_so(authority: Authority) -> None:
    # Given a query that an authority answered
    query = request_for(HEAD)
    reply = authority.reply(query)
    # When the reply is read
    stamp = read_reply(reply, HEAD, nonce_of(query), authority.roots)
    # Then time, authority and policy are told, and the raw reply is kept
    assert abs(stamp.time - datetime.now(UTC)) < timedelta(minutes=5)
    assert stamp.authority == "Synthetic Time Authority"
    assert stamp.policy == "1.2.3.4.1"
    assert stamp.checked_by == "rfc3161-client"
    assert stamp.reply == reply


def test_a_reply_that_the_client_cannot_read_is_checked_with_openssl(authority: Authority) -> None:
    # Given a reply that brings its chain, as real authorities send it
    query = request_for(HEAD)
    reply = authority.reply(query, chain=True)
    # Then it counts all the same, and it is said which verifier agreed
    stamp = read_reply(reply, HEAD, nonce_of(query), authority.roots)
    assert stamp.checked_by == "openssl"
    assert stamp.authority == "Synthetic Time Authority"


@pytest.mark.parametrize("chain", [False, True])
def test_an_authority_that_nobody_configured_counts_for_nothing(
    authority: Authority, stranger: Authority, chain: bool
) -> None:
    query = request_for(HEAD)
    reply = stranger.reply(query, chain=chain)
    with pytest.raises(UntrustedStamp):
        read_reply(reply, HEAD, nonce_of(query), authority.roots)


def test_a_reply_to_something_else_counts_for_nothing(authority: Authority) -> None:
    query, other = request_for(HEAD), request_for(HEAD)
    reply = authority.reply(query)
    with pytest.raises(ForeignStamp):
        read_reply(reply, hashlib.sha256(b"other").digest(), nonce_of(query), authority.roots)
    with pytest.raises(ForeignStamp):
        read_reply(reply, HEAD, nonce_of(other), authority.roots)


def test_a_refusal_is_no_time_stamp(authority: Authority) -> None:
    # Given a query for a hash that the authority does not take
    query = request_for(HEAD)
    sha256, sha224 = bytes.fromhex("608648016503040201"), bytes.fromhex("608648016503040204")
    refused = authority.reply(query.replace(sha256, sha224))
    with pytest.raises(BadStampReply):
        read_reply(refused, HEAD, nonce_of(query), authority.roots)


@pytest.mark.parametrize("chain", [False, True])
def test_no_flipped_bit_of_a_reply_passes_with_another_time(
    authority: Authority, chain: bool
) -> None:
    # Given a reply
    query = request_for(HEAD)
    reply = authority.reply(query, chain=chain)
    good = read_reply(reply, HEAD, nonce_of(query), authority.roots)
    at = reply.index(good.time.strftime("%Y%m%d%H%M%SZ").encode())
    # When a digit of its time is changed
    changed = reply[: at + 13] + bytes([reply[at + 13] ^ 1]) + reply[at + 14 :]
    # Then it counts for nothing
    with pytest.raises((UntrustedStamp, BadStampReply)):
        read_reply(changed, HEAD, nonce_of(query), authority.roots)


def test_what_is_no_reply_and_no_certificate_is_said(authority: Authority) -> None:
    query = request_for(HEAD)
    for rubbish in (b"", b"0", b"\x30\x80", b"<html>502 Bad Gateway</html>", bytes(100_000)):
        with pytest.raises(BadStampReply):
            read_reply(rubbish, HEAD, 1, authority.roots)
    with pytest.raises(BadRoots):
        read_reply(authority.reply(query), HEAD, nonce_of(query), b"no certificate")
    with pytest.raises(ForeignStamp):
        request_for(b"too short")
