"""Quantities of every country in right-to-left words keep their order, and fixed ones their digits.

4,000 of them in each run. All 200,000: `pytest -m once tests/localize/wording/test_quantities_corpus.py`.
"""

from __future__ import annotations

import re
import unicodedata

import pytest
from support.quantity_corpus import Written, gather, place_in_words, read_locales, read_regions
from support.reading_order import CONTROLS, digits_of, digits_seen, split_digits
from support.typeset_text import typeset_prose

from factcards.localize.wording.bidi_isolation import find_adjacent_numbers, isolate_numbers
from factcards.model.cards import Prose
from factcards.text.tokens.quantities import find_quantities

SEED = 12
SAMPLE, ALL = 4_000, 200_000
LIKE_A_NUMBER = re.compile(r"\+?\d{1,6}|[1-9]\d*|[1-9]\d{0,2}(?: \d{3})+|\d\d\.\d\d\.\d\d|20-123|211-234")
"""Telephone numbers that look like a number, a date or a range, so that they get the language's digits."""
CORPUS = gather(read_regions(), read_locales())


def fault_of(language: str, written: Written, words: str) -> str:
    """Return what is wrong with a quantity in a language's words, "" if nothing is."""
    once, _ = typeset_prose(Prose(words, language), language)
    again, changes = typeset_prose(once, language)
    if (again.text, changes) != (once.text, ()):
        return f"typography twice: {again.text!r}"
    made = isolate_numbers(once).text
    if isolate_numbers(Prose(made, language)).text != made:
        return "isolates twice"
    if split_digits(made):
        return f"an isolate parts {split_digits(made)}"
    if find_adjacent_numbers(once):
        return ""   # a warning reports it
    plain = "".join(c for c in made if c not in CONTROLS)
    is_fixed = written.source in ("telephone", "fixed") and not LIKE_A_NUMBER.fullmatch(written.text)
    if is_fixed and written.text not in plain:
        return f"not as typed: {made!r}"
    return _fault_of_order(written, made)


def _fault_of_order(written: Written, made: str) -> str:
    if any(unicodedata.bidirectional(c) == "R" for c in written.text if c.isdecimal()):
        return ""   # N'Ko and Adlam digits are written from right to left
    if not any(c.isalpha() or c in CONTROLS for c in written.text) and digits_seen(made) != digits_of(made):
        return f"seen as {digits_seen(made)}: {made!r}"
    for quantity in find_quantities(made):
        own = made[quantity.start : quantity.end]
        if not any(unicodedata.bidirectional(c) in ("R", "AL") for c in own):
            seen = digits_seen(made, quantity.start, quantity.end)
            if seen != digits_of(own):
                return f"{own!r} seen as {seen}: {made!r}"
    return ""


def faults(count: int) -> list[str]:
    found = []
    for language, written, words in place_in_words(CORPUS, count, SEED):
        fault = fault_of(language, written, words)
        if fault:
            found.append(f"{language} {written.source} {words!r}: {fault}")
    return found


def test_quantities_of_sampled_countries_keep_their_order():
    assert faults(SAMPLE) == []


@pytest.mark.once
def test_all_quantities_keep_their_order():
    assert faults(ALL) == []


LEFT_TO_RIGHT = {
    "en": "In {} women", "de": "Anruf {} heute", "fr": "au {} ici", "ru": "на {} тут", "pl": "nr {} i", "hi": "यह {} है",
    "bn": "এই {} হয়", "my": "ဒီ {} ပါ", "pt-BR": "ao {} aqui", "sv": "på {} nu",
}  # fmt: skip


@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_telephone_numbers_come_out_as_typed(language: str):
    """Only in left-to-right languages, where two adjacent numbers need not be a telephone number."""
    words = LEFT_TO_RIGHT[language]
    typed = [one.text for one in CORPUS if one.source == "telephone" and not LIKE_A_NUMBER.fullmatch(one.text)]
    typed = [text for text in typed if not find_adjacent_numbers(Prose(text, "ar"))]
    changed = [t for t in typed if t not in typeset_prose(Prose(words.format(t), language), language)[0].text]
    assert (changed, len(typed) > 3_500) == ([], True)


def test_the_corpus_is_large_enough():
    assert len(list(place_in_words(CORPUS, ALL, SEED))) == ALL
