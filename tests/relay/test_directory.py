"""The directory is served as signed; the relay adds nothing, and refuses what does not hold."""

import json
import subprocess
from datetime import timedelta

import brotli
import pytest

from amana.seal.directory import Document
from amana.seal.signed import Signed
from tests.relay.desk import Desk
from tests.relay.running import Relay, inside


def test_a_newer_list_takes_the_place_of_the_older(fresh: Relay, desk: Desk) -> None:
    fresh.start()
    newer = desk.list(7)
    assert desk.publish(fresh, newer) == 200
    assert desk.publish(fresh, newer) == 200
    assert desk.publish(fresh, desk.list(6)) == 409
    served = Document.read(fresh.http.get("/v1/directory").content)
    assert served.lists == (newer,)
    assert set(served.certificates) == set(desk.certificates)


def test_it_is_compressed_beforehand_and_never_kept(relay: Relay) -> None:
    plain = relay.http.get("/v1/directory", headers={"accept-encoding": "identity"})
    with relay.http.stream("GET", "/v1/directory", headers={"accept-encoding": "br"}) as packed:
        raw = b"".join(packed.iter_raw())
    assert packed.headers["content-encoding"] == "br"
    assert json.loads(brotli.decompress(raw)) == json.loads(plain.content)
    assert packed.headers["cache-control"] == "no-store"
    assert "etag" not in packed.headers


@pytest.mark.parametrize("spoil", ["signature", "expired", "stranger"])
def test_a_list_that_does_not_hold_is_refused(relay: Relay, desk: Desk, spoil: str) -> None:
    good = desk.list(3)
    lists = {
        "signature": Signed(good.body, ((good.signatures[0][0], bytes(64)),)),
        "expired": desk.list(3, issued=desk.today - timedelta(days=30)),
        "stranger": Desk(desk.id).list(3),
    }
    assert desk.publish(relay, lists[spoil]) == 400


def test_nobody_admits_a_certificate_of_another_root(relay: Relay, desk: Desk) -> None:
    stranger = Desk(b"stranger")
    before = relay.http.get("/v1/directory").content
    code = "from amana.relay.directory import shelf\nanswer = shelf.admit({!r})"
    with pytest.raises(subprocess.CalledProcessError) as refused:
        inside(relay.config, code.format(stranger.document()))
    assert b"amana.seal.refusals" in refused.value.stderr
    assert relay.http.get("/v1/directory").content == before
