"""Dictionaries of hyphens: the same divisions as by pyphen, in every dictionary."""

from __future__ import annotations

import random

import pytest

from factcards.text.breaking.hyphen_dictionaries import HyphenDictionary, find_dictionary, list_dictionaries

pyphen = pytest.importorskip("pyphen", reason="factcards[hyphens] is not installed")


def words_of(dictionary: HyphenDictionary, count: int) -> list[str]:
    """Return words made of the letters of patterns, so that many patterns match."""
    chance = random.Random(7)
    parts = sorted({letters.strip(".") for letters in dictionary._lines} - {""})
    return [*chance.choices(parts, k=count), *("".join(chance.choices(parts, k=3)) for _ in range(count))]


def test_every_language_has_the_dictionary_that_pyphen_gives_it():
    assert list_dictionaries() == {name.lower(): path for name, path in pyphen.LANGUAGES.items()}
    for tag in ("en", "en-GB", "de-CH-1996", "pt-BR", "zz"):
        ours, theirs = find_dictionary(tag), pyphen.language_fallback(tag)
        assert (ours is None) == (theirs is None)


@pytest.mark.parametrize("path", sorted(set(list_dictionaries().values())), ids=lambda path: path.stem)
def test_words_are_divided_as_by_pyphen(path):
    ours, theirs = HyphenDictionary(path), pyphen.HyphDict(path)
    for word in words_of(ours, 200):
        if len(word.lower()) == len(word):
            expected = [int(at) for at in theirs.positions(word) if not getattr(at, "data", None)]
            assert ours.find_divisions(word) == expected, word


def test_divisions_that_change_letters_are_left_out():
    assert find_dictionary("hu").find_divisions("asszonnyal") == [
        int(at) for at in pyphen.Pyphen(lang="hu", left=0, right=0).positions("asszonnyal") if not at.data
    ]
