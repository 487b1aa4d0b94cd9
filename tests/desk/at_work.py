"""The fixtures of an organisation that is open for work, and of a case in it."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from amana.desk.cases.opened import OpenedCase
from amana.desk.intake.flows.open_report import open_report
from tests.desk import arrivals
from tests.desk.organisation import Organisation
from tests.desk.survivor import Survivor

Opening = Callable[..., tuple[Survivor, OpenedCase]]


@pytest.fixture
def organisation(desk: SimpleNamespace) -> Iterator[Organisation]:
    """Six officers with certified keys, a directory, recovery and reply keys."""
    made = Organisation()
    made.open(desk)
    yield made
    made.close()


@pytest.fixture
def opened(organisation: Organisation) -> Opening:
    """`opened("words", by="hana", admit=["rezan"], chosen=[…])`: a survivor and her case."""

    def make(words: str = "synthetic words", *, by: str = "hana", admit=(), **more):
        her = Survivor(organisation)
        row = arrivals.envelope(her.report(words, **more))
        officers = [organisation.people[name].officer.id for name in admit]
        case = open_report(organisation.people[by].sign_in(), row.key, admit=officers)
        return her, case

    return make
