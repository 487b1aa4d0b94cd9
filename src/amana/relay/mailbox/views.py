"""The addresses of the mailbox (protocol §8)."""

from amana.relay.endpoint import post
from amana.relay.mailbox import flows
from amana.relay.parts import gate
from amana.wire.requests import (
    MAILBOX,
    DropRequest,
    MailboxPayload,
    MailboxRequest,
    ReadRequest,
    StateRequest,
    Worked,
)


@post(Worked, limit=Worked.layout.size + MailboxPayload.longest())
def create(worked: Worked) -> bytes:
    """A new mailbox with its first state."""
    payload = MailboxPayload.unpack(worked.payload)
    gate().enter(worked, MAILBOX)
    flows.create(payload)
    return b""


@post(MailboxRequest)
def poll(asked: MailboxRequest) -> bytes:
    """State, standing record and two letters."""
    return flows.poll(asked).pack()


@post(StateRequest)
def state(sent: StateRequest) -> bytes:
    """A newer state record."""
    flows.replace_state(sent)
    return b""


@post(ReadRequest)
def read(sent: ReadRequest) -> bytes:
    """A letter was read."""
    flows.mark_read(sent)
    return b""


@post(MailboxRequest)
def destroy(sent: MailboxRequest) -> bytes:
    """She wants it gone."""
    flows.destroy(sent)
    return b""


@post(DropRequest)
def drop(sent: DropRequest) -> bytes:
    """The desk leaves something for her."""
    flows.drop(sent)
    return b""
