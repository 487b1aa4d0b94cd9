"""One paper a language for all tests that only look at it."""

import pytest

from amana.dossier.pdf import Dossier, make
from amana.dossier.words import languages
from tests.dossier.sample import sample

_MADE: dict[str, Dossier] = {}


@pytest.fixture(params=languages())
def language(request: pytest.FixtureRequest) -> str:
    """Each language that a dossier can be written in."""
    return str(request.param)


@pytest.fixture
def paper(language: str) -> Dossier:
    """The sample case as a finished paper."""
    if language not in _MADE:
        _MADE[language] = make(sample(language))
    return _MADE[language]
