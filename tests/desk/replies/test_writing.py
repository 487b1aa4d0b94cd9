"""Given an answer, then it fits one letter, is refused with its words when it does not, and a mailbox that is gone gets nothing."""

import pytest

from amana.desk.cases import keyed
from amana.desk.cases.opened import open_case
from amana.desk.replies.models import Outbox
from amana.desk.replies.outbox import send_all
from amana.desk.replies.writing import AnswerTooLong, MailboxGone, NothingWritten, reply, room
from amana.errors import AmanaError
from tests.desk import arrivals


def test_the_room_told_is_the_room_there_is(organisation, opened):
    her, case = opened(chosen=["hana"])
    her.read_standing(bytes(Outbox.objects.get().frame))
    hana = organisation.people["hana"].sign_in()
    free = room(case)
    with pytest.raises(AnswerTooLong):
        reply(open_case(hana, case.number), author=hana.officer.id, words="x" * (free + 600))
    reply(open_case(hana, case.number), author=hana.officer.id, words="x" * free)
    frame = Outbox.objects.get(kind=Outbox.REPLY).frame
    assert her.read_reply(bytes(frame)) == "x" * free


@pytest.mark.parametrize("words", ["", "  \n ", "\u0007"])
def test_nothing_is_not_sent(organisation, opened, words):
    _, case = opened(chosen=["hana"])
    with pytest.raises(NothingWritten):
        reply(case, author="x", words=words)


def test_a_destroyed_mailbox_gets_nothing(organisation, opened):
    her, case = opened(chosen=["hana"])
    arrivals.envelope(her.letter("goodbye", wish="destroyed"))
    hana = organisation.people["hana"].sign_in()
    keyed.run_for(hana)
    with pytest.raises(MailboxGone):
        reply(open_case(hana, case.number), author=hana.officer.id, words="words")


def test_a_drop_that_failed_is_sent_again_and_none_twice(organisation, opened):
    _, case = opened(chosen=["hana"])
    reply(case, author=organisation.people["hana"].officer.id, words="one")

    class Failing:
        """Takes one drop, then is down."""

        def __init__(self):
            self.taken = []

        def drop(self, request):
            if self.taken:
                raise AmanaError
            self.taken.append(request)

    first, second = Failing(), Failing()
    with pytest.raises(AmanaError):
        send_all(first)
    assert Outbox.objects.count() == 1
    send_all(second)
    assert Outbox.objects.count() == 0
    assert {first.taken[0].kind, second.taken[0].kind} == {1, 2}
