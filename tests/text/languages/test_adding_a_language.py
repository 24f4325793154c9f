"""A language is added in one file: an invented one, in `qaa.py` beside this test, and each of its rules works."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from support.typeset_text import typeset_prose

from factcards.errors import Place
from factcards.localize.agreement.card_fields import ComparedField
from factcards.localize.agreement.number_words import find_magnitudes, find_percent_words
from factcards.localize.agreement.numeric_values import convert_year
from factcards.localize.agreement.spelled_figures import is_said_in_words
from factcards.localize.agreement.stated_figures import Figure
from factcards.localize.wording.punctuation import quote_title, to_sentence
from factcards.model.cards import Prose
from factcards.text import languages
from factcards.text.breaking.breaks import Break, find_breaks
from factcards.text.breaking.hyphens import find_hyphens, is_hyphenation_available
from factcards.text.languages import lookup
from factcards.text.uppercase import to_uppercase

UNKNOWN = "qab"
"""A tag that no file declares, so that none of the rules applies to it."""


@pytest.fixture(autouse=True)
def _add_qaa(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Add `qaa` as docs/languages.md says: a file in the package, and its name in the list."""
    monkeypatch.setattr(languages, "__path__", [*languages.__path__, str(Path(__file__).parent)])
    monkeypatch.setitem(lookup.MODULES, "qaa", "qaa")
    clear_caches()
    yield
    clear_caches()


def clear_caches() -> None:
    """Forget the rules and breaks of earlier tests, in which the language was unknown."""
    lookup.language_rules.cache_clear()
    lookup.declared_rules.cache_clear()
    find_breaks.cache_clear()
    find_magnitudes.cache_clear()
    find_percent_words.cache_clear()
    convert_year.cache_clear()


def typeset(text: str, language: str) -> str:
    return typeset_prose(Prose(text, language), language)[0].text


def find_break(text: str, after: str, language: str = "qaa") -> Break | None:
    """Return the place where a line may end right after some words; None if it may not."""
    return next((b for b in find_breaks(text, language) if b.index == text.index(after) + len(after)), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"mira"', "«\u202fmira\u202f»"),
        ('"mira "kolo" po"', "«\u202fmira ‹kolo› po\u202f»"),
        ("mira! kolo: po", "mira\u202f! kolo\u00a0: po"),
        ("mira - kolo", "mira — kolo"),
        ("mira--kolo", "mira—kolo"),
        ("lun.-mar.", "lun.–mar."),
        ("25% 30%", "๒๕\u00a0% ๓๐\u00a0%"),
        ("k.l. mira", "k.\u202fl. mira"),
        ("sk'\"amica\"", "sk’«\u202famica\u202f»"),
        ("'ta mira", "’ta mira"),
        ("mira 'sko", "mira ’sko"),
        ("'mira pe' kolo'", "‹mira pe’ kolo›"),
        ("'Hanz' kolo mira'", "‹Hanz’ kolo mira›"),
    ],
)
def test_typography_follows_the_declaration(text: str, expected: str) -> None:
    assert typeset(text, "qaa") == expected


def test_an_unknown_language_has_none_of_these_rules() -> None:
    assert typeset('"mira" - kolo! k.l. 25%', UNKNOWN) == "“mira” – kolo! k.l. 25%"
    assert to_uppercase("mira", UNKNOWN)[0] == "MIRA"


def test_ranges_have_the_declared_dash() -> None:
    assert typeset("10-12", "qaa") == "๑๐–๑๒"
    assert typeset("10-12", "qaa-ES") == "๑๐-๑๒"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("qaa-CH", '25% "kolo"', "25% «\u202fkolo\u202f»"),
        ("qaa-ES", "mira - kolo - po", "mira —kolo— po"),
        ("qaa-TR", "mira % 25", "mira %25"),
        ("qaa-TR", "12% mira", "12% mira"),
        ("qaa-UZ", "mo'ra ma'ra", "moʻra maʼra"),
        ("qaa-WS", "mo'ra 'ara", "mo'ra 'ara"),
        ("qaa-IR", "كيف", "کیف"),
        ("qaa-GR", "Ποια?", "Ποια;"),
    ],
)
def test_a_region_differs_where_it_says_so(language: str, text: str, expected: str) -> None:
    assert typeset(text, language) == expected


def test_words_without_spaces_are_bound_as_declared() -> None:
    """By Thai's dictionary, with a prefix and a compound that only `qaa-TH` declares."""
    text = "ผู้หญิงและเด็กคิดเป็น"
    bound = find_break(text, "ผู้หญิงและ", "qaa-TH")
    assert bound is not None
    assert bound.inner
    assert find_break(text, "ผู้หญิงและเด็ก", "qaa-TH") is None
    assert find_break(text, "ผู้หญิง", "qaa-TH") is not None


def test_an_undeclared_region_follows_the_language() -> None:
    assert typeset("k.l. mira!", "qaa-FR") == "k.\u202fl. mira\u202f!"


def test_another_script_keeps_words_and_quotes_alone() -> None:
    assert typeset('"mira" - kolo! 25%', "qaa-Cyrl") == "«mira» – kolo! 25%"
    assert find_break("mira Artik 5", "Artik ", "qaa-Cyrl") is None


def test_titles_and_sentences_end_as_declared() -> None:
    assert quote_title("Mira", "qaa") == ("『\u202f", "\u202f』")
    assert to_sentence("Mira", "qaa") == "Mira⁙"


@pytest.mark.parametrize(
    "whole",
    [
        "Artik 5", "pag. 5", "5 di yunuo", "Sor. Kolo", "w mira", "2024 anu", "& mira", "3. mira", "2024. mira",
        "miru-kola", "5個",
    ],
)  # fmt: skip
def test_no_line_ends_within(whole: str) -> None:
    """What the language keeps together stays so, and a language without the rule divides most of it."""
    text = f"aaa {whole} zzz"
    inside = range(5, 4 + len(whole))
    assert [b.index for b in find_breaks(text, "qaa") if b.index in inside and not b.inner] == []


@pytest.mark.parametrize("whole", ["Artik 5", "Sor. Kolo", "w mira", "2024 anu", "& mira", "miru-kola", "5個"])
def test_a_line_may_end_there_in_an_unknown_language(whole: str) -> None:
    assert any(4 < b.index < 4 + len(whole) for b in find_breaks(f"aaa {whole} zzz", UNKNOWN))


@pytest.mark.parametrize(
    ("text", "after"),
    [("mira kolo zzz", "mira "), ("aaa ~ zzz", "~ "), ("mira no zzz", "mira "), ("aaa quasu 5", "quasu ")],
)
def test_a_line_ends_there_only_if_nothing_else_fits(text: str, after: str) -> None:
    found, unknown = find_break(text, after), find_break(text, after, UNKNOWN)
    assert found is not None
    assert unknown is not None
    assert (found.inner, unknown.inner) == (True, False)


@pytest.mark.parametrize(("text", "after"), [("aaa po zzz", "po "), ("aaa la zzz", "la "), ("aaa ke zzz", "aaa ")])
def test_function_words_are_a_poor_end_of_a_line(text: str, after: str) -> None:
    found, unknown = find_break(text, after), find_break(text, after, UNKNOWN)
    assert found is not None
    assert unknown is not None
    assert found.penalty > unknown.penalty


def test_a_line_may_end_after_the_link_of_dates_where_no_month_follows() -> None:
    assert find_break("aaa 5 di kolo zzz", "di ") is not None


def test_a_dash_may_begin_a_line_where_the_language_says_so() -> None:
    assert find_break("aaa – zzz", "aaa ") is not None
    assert find_break("aaa – zzz", "aaa ", UNKNOWN) is None


@pytest.mark.skipif(not is_hyphenation_available(), reason="pyphen is not installed")
def test_words_are_hyphenated_by_the_declared_dictionary() -> None:
    text = "international law"
    assert find_hyphens(text, "qaa") == find_hyphens(text, "en-US") != ()
    assert find_hyphens(text, UNKNOWN) == ()


def test_figures_in_words_are_read_as_declared() -> None:
    assert dict(find_magnitudes("qaa").words)["melon"] == 6
    assert "melon" not in dict(find_magnitudes(UNKNOWN).words)
    assert "porsen" in find_percent_words("qaa")
    assert {2061, 1438} <= convert_year(2017, "qaa")
    assert convert_year(2017, UNKNOWN) == frozenset()


@pytest.mark.parametrize(("language", "expected"), [("qaa", True), (UNKNOWN, False)])
def test_the_declared_word_for_a_half_means_fifty_per_cent(language: str, expected: bool) -> None:
    figure = Figure(0, 3, "50%", frozenset({Decimal(50)}), "percent", "%")
    field = ComparedField("fact", "Medo di mira", language, (), Place("a.yaml", 1, 1))
    assert is_said_in_words(figure, field) is expected


def test_capitals_follow_the_declared_rule() -> None:
    assert to_uppercase("mira", "qaa")[0] == "MİRA"
