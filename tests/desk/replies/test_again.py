"""Given answers that she has not read, when the case is sealed again, then they lie in her mailbox anew and she can verify each."""

import os

import pytest
from django.db import transaction

from amana.desk.cases import keyed
from amana.desk.cases.flows.exclude import exclude, lift
from amana.desk.cases.opened import open_case
from amana.desk.replies import again
from amana.desk.replies.models import Outbox
from amana.desk.replies.outbox import put, send_all
from amana.desk.replies.refusals import MailboxFull
from amana.desk.replies.writing import AnswerTooLong, reply, room
from amana.seal.open import open_frame
from amana.wire.encoding import unb64u
from amana.wire.limits import MAX_RECEIVED, SLOT
from amana.wire.messages import read_reply
from amana.wire.requests import DropRequest
from tests.desk import arrivals


class Taking:
    """A relay that takes everything, but from a full mailbox."""

    def __init__(self, *full: bytes) -> None:
        self.full = full
        self.taken: list[DropRequest] = []

    def drop(self, request: DropRequest) -> None:
        if request.mailbox in self.full and request.kind == Outbox.REPLY:
            raise MailboxFull
        self.taken.append(request)


@pytest.fixture
def told(organisation, opened):
    """A case of hana and rezan with three answers that the relay has taken."""
    her, case = opened(admit=["rezan"], chosen=["hana", "rezan"])
    hana = organisation.people["hana"].sign_in()
    her.read_standing(bytes(Outbox.objects.get().frame))
    for words in ("one", "two", "three"):
        with transaction.atomic():
            reply(open_case(hana, case.number), author=hana.officer.id, words=words)
    send_all(Taking())
    return her, hana, case.number


def excluded(organisation, hana, number):
    exclude(hana, number, organisation.people["rezan"].officer.id, reason="")


def dropped(her) -> list:
    rows = Outbox.objects.filter(kind=Outbox.REPLY).order_by("order")
    return [read_reply(open_frame(bytes(row.frame), her.keys.identity, size=SLOT)) for row in rows]


def standing(her):
    return her.read_standing(bytes(Outbox.objects.get(kind=Outbox.STANDING).frame))


def test_the_same_answers_come_again_and_are_verified(organisation, told):
    her, hana, number = told
    before = [message.id for _, message in open_case(hana, number).messages() if not message.hers]
    excluded(organisation, hana, number)
    record = standing(her)
    assert (record.epoch, record.again) == (2, 1)
    frames = Outbox.objects.filter(kind=Outbox.REPLY).order_by("order")
    assert [her.read_reply(bytes(row.frame)) for row in frames] == ["one", "two", "three"]
    assert [message.manifest.id for message in dropped(her)] == [unb64u(i, 16) for i in before]
    assert [message.manifest.seq for message in dropped(her)] == [1, 2, 3]
    keyed.run_for(hana)
    words = [m.words for _, m in open_case(hana, number).messages() if not m.hers]
    assert words == ["one", "two", "three"]


def test_what_she_has_read_does_not_come_again(organisation, told):
    her, hana, number = told
    sent = open_case(hana, number).head.sent
    arrivals.envelope(her.letter("read two", received=tuple(unb64u(i, 16) for i in sent[:2])))
    keyed.run_for(hana)
    excluded(organisation, hana, number)
    assert standing(her).again == 3
    assert [message.words for message in dropped(her)] == ["three"]


def test_what_still_waits_here_goes_once_and_under_the_new_key(organisation, told):
    her, hana, number = told
    reply(open_case(hana, number), author=hana.officer.id, words="four")
    excluded(organisation, hana, number)
    her.read_standing(bytes(Outbox.objects.get(kind=Outbox.STANDING).frame))
    assert [message.words for message in dropped(her)] == ["one", "two", "three", "four"]
    assert {message.manifest.epoch for message in dropped(her)} == {2}
    relay = Taking()
    send_all(relay)
    assert [request.kind for request in relay.taken] == [2, 1, 1, 1, 1]  # the record comes first


def test_no_more_come_again_than_her_page_remembers(organisation, told):
    her, hana, number = told
    for count in range(MAX_RECEIVED):
        reply(open_case(hana, number), author=hana.officer.id, words=f"more {count}")
    send_all(Taking())
    excluded(organisation, hana, number)
    assert standing(her).again == 4
    assert len(dropped(her)) == MAX_RECEIVED


def test_without_a_new_key_nothing_comes_again(organisation, told):
    her, hana, number = told
    excluded(organisation, hana, number)
    send_all(Taking())
    lift(hana, number, organisation.people["rezan"].officer.id)
    assert standing(her).again == 1
    assert dropped(her) == []


def test_a_destroyed_mailbox_gets_nothing_again(organisation, told):
    her, hana, number = told
    arrivals.envelope(her.letter("", wish="destroyed"))
    keyed.run_for(hana)
    excluded(organisation, hana, number)
    assert standing(her).again is None
    assert dropped(her) == []


def test_an_answer_that_fits_fits_under_every_later_key(organisation, told):
    her, hana, number = told
    case = open_case(hana, number)
    with pytest.raises(AnswerTooLong):
        reply(case, author=hana.officer.id, words="x" * (room(case) + 1))
    reply(case, author=hana.officer.id, words="x" * room(case))
    case = open_case(hana, number)
    (last,) = [message for message in again.unread(case) if message.seq == 4]
    case.case.epoch = 2**32 - 1
    again.drop(case, [last])
    assert len(dropped(her)[-1].words or "") > 10_000


def test_a_mailbox_that_is_full_waits_alone(organisation, told):
    her, hana, number = told
    head = open_case(hana, number).head
    other = {"mailbox_id": head.thread, "mailbox_drop": head.her["mailbox_drop"]}
    put(head.her, Outbox.REPLY, os.urandom(SLOT))
    put(other, Outbox.REPLY, os.urandom(SLOT))
    put(head.her, Outbox.STANDING, os.urandom(8))
    relay = Taking(her.keys.mailbox_id)
    send_all(relay)
    assert {request.mailbox for request in relay.taken} == {
        her.keys.mailbox_id,
        unb64u(head.thread, 16),
    }
    assert Outbox.objects.get().kind == Outbox.REPLY
    send_all(Taking())
    assert not Outbox.objects.exists()
