"""The desk's reply key: held by certified officers alone, and shared on by a lead who signs in."""

import os

import pytest

from amana.desk.staff import certified, desk_keys
from amana.desk.staff.models import DirectoryCopy, Officer, StandingKey
from tests.desk.at_work import organisation

__all__ = ["organisation"]


def test_a_lead_shares_it_with_who_was_certified_meanwhile(organisation):
    newcomer = organisation.join("sara", "intake")
    organisation.serial += 1
    certified.keep(organisation.document())
    with pytest.raises(desk_keys.NoReplyKeyError):
        desk_keys.reply_key(newcomer.sign_in())

    organisation.people["noor"].sign_in()

    held = desk_keys.reply_key(newcomer.sign_in())
    assert held.seed == organisation.reply.private_bytes_raw()


def test_nobody_is_sealed_to_without_a_certificate_for_that_very_key(organisation):
    from amana.seal.age_keys import new_identity, recipient_of

    planted = recipient_of(new_identity())
    Officer.objects.filter(login="hana").update(recipient=planted)  # whoever can write the database
    StandingKey.objects.filter(officer__login="hana").delete()

    organisation.people["noor"].sign_in()

    assert not StandingKey.objects.filter(officer__login="hana").exists()
    assert not certified.is_certified(Officer.objects.get(login="hana"))


def test_a_changed_directory_certifies_nobody(organisation):
    copy = DirectoryCopy.objects.get()
    copy.document = bytes(copy.document).replace(b'"signature":"', b'"signature":"A', 1)
    copy.save()

    assert certified.holders() == {}


def test_frames_of_the_key_are_of_one_size_and_foreign_ones_do_not_open(organisation):
    assert {len(bytes(row.frame)) for row in StandingKey.objects.all()} == {desk_keys.FRAME}
    StandingKey.objects.filter(officer__login="hana").update(frame=os.urandom(desk_keys.FRAME))

    from amana.errors import AmanaError

    with pytest.raises(AmanaError):
        desk_keys.reply_key(organisation.people["hana"].sign_in())
