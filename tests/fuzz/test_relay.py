"""Whatever is sent to the relay, it answers by the contract: never 500, never a word of content."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amana.wire.requests import (
    Body,
    ChallengeAnswer,
    ChallengeRequest,
    DropRequest,
    FetchRequest,
    FinishRequest,
    ListItem,
    MailboxPayload,
    MalformedBodyError,
    PartRequest,
    ReportPayload,
    StateRequest,
    Ticket,
    TicketPayload,
    Worked,
    bitmap,
    kept_parts,
)
from tests.relay.running import Relay, write_config

CONTRACT = Path(__file__).parents[2] / "src/amana/relay/openapi.yaml"
schema = schemathesis.openapi.from_path(CONTRACT)
FORMS: list[type[Body]] = [
    ChallengeAnswer,
    ChallengeRequest,
    DropRequest,
    FetchRequest,
    FinishRequest,
    ListItem,
    MailboxPayload,
    PartRequest,
    ReportPayload,
    StateRequest,
    Ticket,
    TicketPayload,
    Worked,
]


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    relay = Relay(write_config(tmp_path_factory.mktemp("fuzzed")))
    relay.migrate()
    relay.start()
    yield relay
    relay.stop()


@schema.parametrize()
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_relay_keeps_its_contract(case: schemathesis.Case, target: Relay) -> None:
    answer = case.call(base_url=f"http://127.0.0.1:{target.port}")
    assert answer.status_code < 500
    if answer.status_code >= 400:
        assert answer.content == b""
    always = {"204", "405"}  # preflights and other methods, at every address
    described = always | set(case.operation.definition.raw["responses"])
    assert str(answer.status_code) in described


@pytest.mark.parametrize("path", sorted(schema.raw_schema["paths"]))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=st.binary(max_size=6000))
def test_any_bytes_are_answered(path: str, body: bytes, target: Relay) -> None:
    answer = target.post(path, body)
    assert answer.status_code in {200, 400, 401, 405, 409, 410, 413, 428}
    assert answer.status_code == 200 or answer.content == b""


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@given(body=st.binary(max_size=300) | st.binary(min_size=4600, max_size=4800))
@settings(max_examples=60)
def test_what_unpacks_packs_to_the_same_bytes(form: type[Body], body: bytes) -> None:
    try:
        found = form.unpack(body)
    except MalformedBodyError:
        return
    assert found.pack() == body


@given(kept=st.sets(st.integers(0, 1_087)))
@settings(max_examples=50)
def test_a_bitmap_says_which_parts_are_kept(kept: set[int]) -> None:
    assert kept_parts(bitmap(sorted(kept))) == sorted(kept)
