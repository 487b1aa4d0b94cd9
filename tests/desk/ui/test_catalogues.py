"""The languages are equal: nothing untranslated, nothing guessed, and what Django reads is what stands in the text files."""

import re

import pytest
from django.utils.translation import override

from amana.desk.ui import catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|`[^`]+`")


def strings(message) -> list[str]:
    return [message] if isinstance(message, str) else list(message or ())


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_every_text_is_translated_and_none_is_fuzzy(language):
    known = catalogue.read(language)

    missing = [
        found.id
        for found in catalogue.fresh()
        if found.id and not ((told := known.get(found.id)) and all(strings(told.string)))
    ]

    assert missing == []
    assert [each.id for each in known if each.fuzzy] == []


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_placeholders_and_commands_are_kept(language):
    for message in catalogue.read(language):
        if message.id and isinstance(message.id, str):
            assert sorted(PLACEHOLDER.findall(message.id)) == sorted(
                PLACEHOLDER.findall(str(message.string))
            )


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_files_are_what_the_tool_writes(language):
    catalog = catalogue.merged(language)

    assert catalogue.path(language, "po").read_bytes() == catalogue.po_bytes(catalog)
    assert catalogue.path(language, "mo").read_bytes() == catalogue.mo_bytes(catalog)


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_letters_are_those_of_the_language(language):
    wrong = {"ar": "ەێۆڕڵیکپ", "ckb": "يكةىؤ"}[language]
    for message in catalogue.read(language):
        for words in strings(message.string) if message.id else []:
            assert not set(words) & set(wrong), words


def test_errors_are_said_in_the_officers_language(desk):
    from django.utils.translation import gettext

    from amana.desk.staff.flows.sign_in import WrongWordsError

    with override("ar"):
        assert gettext(WrongWordsError().sentence).startswith("الاسم والكلمات")


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_what_sealing_and_reading_refuse_is_said_in_the_officers_language(desk, language):
    """Their sentences reach her through `security._in_her_language`, never the general one."""
    from amana.desk.security import _in_her_language
    from amana.errors import AmanaError
    from amana.seal.open import Damaged
    from amana.stores.blobs import BlobMissingError
    from amana.wire.authentic import NotAuthentic

    with override(language):
        told = {_in_her_language(kind()) for kind in (Damaged, NotAuthentic, BlobMissingError)}
        assert len(told) == 3
        assert _in_her_language(AmanaError()) not in told
        assert not any(re.search("[a-z]{4}", sentence) for sentence in told)
