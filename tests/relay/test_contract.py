"""openapi.yaml, urls.py and the packed forms say the same."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from amana.wire.requests import (
    BITMAP_BYTES,
    TICKET_BYTES,
    Body,
    ChallengeAnswer,
    ChallengeRequest,
    DropRequest,
    FetchRequest,
    FinishRequest,
    MailboxPayload,
    MailboxRequest,
    PartRequest,
    PartsRequest,
    PollAnswer,
    ReadRequest,
    ReportPayload,
    StateRequest,
    StatusRequest,
    TicketPayload,
    Worked,
)
from tests.relay.running import Relay, inside

CONTRACT: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "src/amana/relay/openapi.yaml").read_text()
)
HEAD = Worked.layout.size
FORMS: dict[str, tuple[int, type[Body], int]] = {
    "/v1/challenge": (0, ChallengeRequest, ChallengeAnswer.longest()),
    "/v1/report": (HEAD, ReportPayload, 0),
    "/v1/report/status": (0, StatusRequest, 1),
    "/v1/ticket": (HEAD, TicketPayload, TICKET_BYTES),
    "/v1/part": (0, PartRequest, 0),
    "/v1/upload": (0, FinishRequest, 0),
    "/v1/upload/parts": (0, PartsRequest, BITMAP_BYTES),
    "/v1/mailbox": (HEAD, MailboxPayload, 0),
    "/v1/mailbox/poll": (0, MailboxRequest, PollAnswer.longest()),
    "/v1/mailbox/state": (0, StateRequest, 0),
    "/v1/mailbox/read": (0, ReadRequest, 0),
    "/v1/mailbox/destroy": (0, MailboxRequest, 0),
    "/v1/mailbox/drop": (0, DropRequest, 0),
}


def test_every_address_is_described_and_every_description_is_an_address(relay: Relay) -> None:
    code = (
        "from amana.relay.urls import urlpatterns\nanswer = [str(u.pattern) for u in urlpatterns]"
    )
    served = {f"/{pattern}" for pattern in inside(relay.config, code)}
    assert served == set(CONTRACT["paths"])


@pytest.mark.parametrize("path", FORMS)
def test_lengths_are_those_of_the_packed_forms(path: str) -> None:
    head, form, answer = FORMS[path]
    post = CONTRACT["paths"][path]["post"]
    asked = post["requestBody"]["content"]["application/octet-stream"]["schema"]
    shortest = form.layout.size + (form.rest[0] if form.rest else 0)
    assert (asked["minLength"], asked["maxLength"]) == (head + shortest, head + form.longest())
    given = post["responses"]["200"]["content"]["application/octet-stream"]["schema"]
    assert given["maxLength"] == answer


def test_fetch_is_as_described() -> None:
    post = CONTRACT["paths"]["/v1/desk/fetch"]["post"]
    asked = post["requestBody"]["content"]["application/octet-stream"]["schema"]
    assert asked["minLength"] == asked["maxLength"] == FetchRequest.longest()
