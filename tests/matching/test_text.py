"""Texts that a person reads as the same are the same to a search, and every place leads back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.matching.normal.text import Mapped, index, plain

LETTERS = st.text(
    st.sampled_from(
        "abZÊşİı٠۵۹ابپچگڵێۆەھةىيئأإآءؤ\u0640\u064b\u0654\u200c\u200f\u2066\u202eﻻﷺ𝐁① \n\U0001f600"
    )
    | st.characters(),
    max_size=60,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أنشُر صـــورج", "انشر صورج"),  # hamza, harakat, tatweel
        ("صورچ", "صورج"),  # a keyboard with چ and one without
        ("گلتلج", "كلتلج"),
        ("صورة على", "صوره علي"),
        ("بڵاوی دەکەمەوە", "بلاوی ده\u200cکه\u200cمه\u200cوه"),  # Sorani on an Arabic keyboard
        ("ھەموو", "هەموو"),
        ("Wêneyên ŞÎRÎN", "weneyen sirin"),
        ("٥٠٠", "500"),
        ("۵۰۰", "500"),
        ("ﺻﻮﺭﺝ", "صورج"),  # as some copies of a screenshot's text
        ("don’t", "DON'T"),
        ("İstanbul ışık", "istanbul isik"),
        ("\u2067صورج\u2069", "صورج"),
    ],
)
def test_two_ways_of_writing_are_one_in_the_index(one: str, other: str):
    assert index(one).text == index(other).text


@pytest.mark.parametrize(("one", "other"), [("صورج", "صورنا"), ("1", "2"), ("کوشت", "کشت")])
def test_other_words_stay_other(one: str, other: str):
    assert index(one).text != index(other).text


def test_plain_keeps_letters_and_case_but_not_what_cannot_be_seen():
    assert plain("\u200fTR٧\u00a0أبجـد\ufeff").text == "TR7 أبجد"


@given(LETTERS)
def test_every_place_leads_back(text: str):
    for form in (plain(text), index(text)):
        assert len(form.at) == len(form.text) + 1
        assert form.at[len(form.text)] == len(text)
        assert list(form.at) == sorted(form.at)


@given(LETTERS, st.sampled_from([plain, index]))
def test_what_a_place_leads_to_has_the_same_form(text: str, form_of):
    form: Mapped = form_of(text)
    for at in range(len(form.text)):
        start, end = form.span(at, at + 1)
        assert form.text[at] in form_of(text[start:end]).text


@given(LETTERS)
def test_the_index_form_of_an_index_form_is_itself(text: str):
    once = index(text).text
    assert index(once).text == once
