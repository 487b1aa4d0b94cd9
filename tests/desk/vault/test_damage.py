"""Given files that are incomplete, damaged or not what was announced, then each is shown as what it is, and nothing is lost silently."""

import hashlib

import pytest

from amana.desk.cases import keyed
from amana.desk.cases.opened import open_case
from amana.desk.vault.files import files_of
from amana.wire.letter import Upload
from tests.desk import arrivals

CONTENT = b"synthetic " * 60_000
NUMBER = b"u" * 16


def arrived(organisation, opened, spoil, *, sha256=None):
    her, case = opened(chosen=["hana"], uploads=[NUMBER])
    sealed = spoil(her.file(CONTENT))
    digest = sha256 or hashlib.sha256(CONTENT).digest()
    arrivals.upload(NUMBER, sealed, complete=len(sealed) > 500_000)
    arrivals.envelope(
        her.closing(Upload(NUMBER, "x.png", "image/png", len(CONTENT), digest, 1, True))
    )
    hana = organisation.people["hana"].sign_in()
    for _ in range(4):
        keyed.run_for(hana)
    (file,) = files_of(open_case(hana, case.number))
    return file


def flip(sealed):
    data = bytearray(sealed)
    data[300_000] ^= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("spoil", "state", "complete"),
    [
        (lambda s: s, "whole", True),
        (flip, "broken", True),
        (lambda s: s[:200_000], "broken", False),
        (lambda s: b"not an age file at all" * 20, "broken", False),
    ],
)
def test_each_file_is_shown_as_what_it_is(organisation, opened, spoil, state, complete):
    file = arrived(organisation, opened, spoil)
    assert (file.facts.checked, file.facts.complete) == (state, complete)
    assert file.row.blob and file.row.size > 0


def test_another_file_than_announced_is_told(organisation, opened):
    file = arrived(organisation, opened, lambda s: s, sha256=bytes(32))
    assert file.facts.checked == "differs"
