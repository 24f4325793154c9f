"""Hyphens: where a dictionary may divide a word, and where not; soft hyphens."""

from __future__ import annotations

import pytest

from factcards.text.breaking import hyphen_dictionaries, hyphens
from factcards.text.breaking.breaks import HYPHENATION_PENALTY, INNER_PENALTY, find_breaks
from factcards.text.breaking.hyphen_dictionaries import list_dictionaries
from factcards.text.breaking.hyphens import find_hyphenatable, find_hyphens, has_dictionary, is_hyphenation_available
from factcards.text.languages.lookup import MODULES, declared_rules

with_pyphen = pytest.mark.skipif(not is_hyphenation_available(), reason="factcards[hyphens] is not installed")


def show(text: str, language: str) -> str:
    places = set(find_hyphens(text, language))
    return "".join(("-" if at in places else "") + c for at, c in enumerate(text))


@with_pyphen
@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("representatives sign", "en", "rep-re-sen-ta-tives sign"),
        ("Menschenrechtsverletzungen sind", "de", "Men-schen-rechts-ver-let-zun-gen sind"),
        ("l’organisation des femmes", "fr", "l’or-ga-ni-sa-tion des femmes"),
        ("международная защита", "ru", "меж-ду-на-род-ная защита"),
        ("међународна заштита", "sr", "ме-ђу-на-родна заштита"),
        ("međunarodna zaštita", "sr-Latn", "me-đu-na-rodna zaštita"),
        ("kvinnerettigheter nå", "no", "kvinne-ret-tig-he-ter nå"),
    ],
)
def test_words_are_hyphenated_by_their_languages_dictionary(text, language, shown):
    assert show(text, language) == shown


@with_pyphen
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rosenbaum spoke", "en"),                       # may be a name
        ("UNESCOWORLD spoke", "en"),                     # an acronym
        ("see international.example.org/organization now", "en"),
        ("anti-discrimination now", "en"),               # it has a hyphen already
        ("organization", "en"),                          # the paragraph's last word
        ("the organization.”", "en"),
        ("organi\u00adzation now", "en"),                # the author's own hyphens come first
        ("asszonnyal most", "hu"),                       # it would be spelt asz-szony
        ("reëele dingen", "nl"),
        ("uluslararası kadın", "tr"),                    # no dictionary
        ("สิทธิมนุษยชน ของ", "th"),                        # no hyphen in the script
        ("organization now", "und"),
        ("organization now", "ar"),
    ],
)  # fmt: skip
def test_names_acronyms_links_and_last_words_are_not_hyphenated(text, language):
    assert find_hyphens(text, language) == ()


@with_pyphen
def test_at_least_two_letters_precede_and_three_follow_a_hyphen():
    text = "eventually everywhere organizations reorganized uneasy today"
    words = [(word, text.index(word)) for word in text.split()]
    places = find_hyphens(text, "en")
    assert len(places) > len(words)
    for place in places:
        word, start = next((w, s) for w, s in words if s < place < s + len(w))
        assert place - start >= 2
        assert start + len(word) - place >= 3


@with_pyphen
def test_british_english_has_its_own_dictionary():
    assert show("representatives sign", "en-GB") != show("representatives sign", "en-US")


def _declared_languages() -> set[str]:
    """Return the languages whose declaration says that words are divided with a hyphen."""
    declared = (declared_rules(module) for module in {*MODULES.values(), "other_languages"})
    return {tag for rules in declared for tag, one in rules.items() if one.has_hyphenation and "-" not in tag}


@with_pyphen
def test_declared_languages_are_those_with_a_dictionary():
    """A language declares hyphenation if its dictionary divides words with a hyphen."""
    names = {name.split("_")[0] for name in list_dictionaries()}
    assert {name for name in names | {"no"} if has_dictionary(name)} == _declared_languages()


@with_pyphen
@pytest.mark.parametrize(
    ("text", "language"),
    [("generated illegally by governments and organizations each", "en"), ("Sklaverei oder Leibeigenschaft ist", "de"),
     ("l’exploitation sexuelle organisée rapporte", "fr"), ("правительства обязаны действовать сейчас", "ru")],
)  # fmt: skip
def test_words_found_without_a_dictionary_are_hyphenated_by_it(text, language):
    words, places = find_hyphenatable(text, language), find_hyphens(text, language)
    assert words
    assert all(any(a < at < b for at in places) for a, b in words)
    assert all(b - a >= 9 for a, b in words)


def test_without_pyphen_there_are_no_hyphens(monkeypatch):
    monkeypatch.setattr(hyphen_dictionaries, "_LIBRARY", "no_such_library")
    hyphen_dictionaries.list_dictionaries.cache_clear()
    hyphens._load_dictionary.cache_clear()
    try:
        assert not is_hyphenation_available()
        assert not has_dictionary("en")
        assert find_hyphens("representatives sign", "en") == ()
    finally:
        monkeypatch.undo()
        hyphen_dictionaries.list_dictionaries.cache_clear()
        hyphens._load_dictionary.cache_clear()


@with_pyphen
def test_hyphens_are_added_to_the_other_breaks_at_the_highest_penalty():
    text = "internationale Menschenrechtsverletzungen im Bericht"
    plain, more = find_breaks(text, "de"), find_breaks(text, "de", (), hyphenate=True)
    assert [b for b in more if not b.hyphen] == list(plain)
    shown = [b for b in more if b.hyphen]
    assert shown
    assert all(b.inner and b.penalty >= HYPHENATION_PENALTY > INNER_PENALTY for b in shown)


@with_pyphen
def test_a_protected_range_is_not_hyphenated():
    assert not any(b.hyphen for b in find_breaks("the representatives sign", "en", ((0, 24),), hyphenate=True))


@with_pyphen
def test_parts_of_four_letters_have_a_lower_penalty():
    found = {b.index: b.penalty for b in find_breaks("representatives sign", "en", (), hyphenate=True) if b.hyphen}
    assert found[3] > found[8]


def test_a_soft_hyphen_works_without_a_dictionary():
    found = [(b.index, b.inner, b.hyphen) for b in find_breaks("soft\u00adware here", "und")[:-1]]
    assert found == [(5, True, True), (10, False, False)]
