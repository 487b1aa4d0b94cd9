"""The fixed words: the same in every language, no verdict among them, and nothing claimed as reviewed that is not."""

import re
from datetime import date, datetime, timedelta, timezone

import pytest

from amana.dossier.wording import says_terror, says_verdict
from amana.dossier.words import NoSuchLanguage, Words, languages, words_of

BLANK = re.compile(r"\{(\w+)\}")


def sentences(words: Words) -> dict[str, object]:
    """All keys with what stands under them."""
    return {
        f"{section}.{key}": value
        for section, content in words.sections.items()
        if isinstance(content, dict)
        for key, value in content.items()
    }


def test_every_language_says_the_same_things(language: str) -> None:
    """Given English; then each language has the same keys, the same blanks, and as many steps and limits."""
    english, here = sentences(words_of("en")), sentences(words_of(language))
    assert here.keys() == english.keys()
    for key, value in here.items():
        if isinstance(value, str):
            assert set(BLANK.findall(value)) == set(BLANK.findall(str(english[key]))), key
            assert value.strip() == value != ""
        elif not key.startswith("guard."):
            assert isinstance(value, list)
            assert len(value) == len(words_of("en").all(key))


def test_p12_our_fixed_words_speak_no_verdict_and_no_terror(language: str) -> None:
    """Given every fixed sentence; then none says that an element is met, and the label stands only in the warning about it."""
    for key, value in sentences(words_of(language)).items():
        if key.startswith("guard.") or key == "concern.terror_in_statement":
            continue
        assert not says_terror(str(value)), key
        if key.startswith("support."):
            assert not says_verdict(str(value)), key


def test_p12_unreviewed_words_are_not_claimed_as_reviewed() -> None:
    """Given words that no native speaker has read; then they say so, in every language."""
    assert [words_of(each).reviewed for each in languages()] == [False] * len(languages())


def test_days_are_called_as_they_are_called_here() -> None:
    """Given a day in March; then Iraqi and Kurdish month names and digits, the clock with its distance from UTC."""
    day = date(2026, 3, 5)
    assert words_of("ar").day(day) == "٥ آذار ٢٠٢٦"
    assert words_of("ckb").day(day) == "٥ی ئازاری ٢٠٢٦"
    assert words_of("en").day(day) == "5 March 2026"
    at = datetime(2026, 3, 5, 20, 7, tzinfo=timezone(timedelta(hours=3)))
    assert "UTC+03:00" in words_of("ar").moment(at)


@pytest.mark.parametrize("code", ["xx", "", "../en", "en.toml", "EN"])
def test_other_languages_are_refused(code: str) -> None:
    """Given a code that there are no words for; then a sentence says so."""
    with pytest.raises(NoSuchLanguage):
        words_of(code)
