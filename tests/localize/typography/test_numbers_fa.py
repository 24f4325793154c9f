"""A number in Arabic digits looks the same at the beginning of a text as within it."""

from __future__ import annotations

from factcards.localize.wording.bidi_isolation import isolate_numbers
from factcards.model.cards import Prose

ALM = "\u061c"


def test_a_leading_number_with_its_sign_gets_an_arabic_letter_mark() -> None:
    isolated = isolate_numbers(Prose("«۹۶٪» از زنان", "fa", ((1, 4),)))
    assert isolated == Prose(f"{ALM}«۹۶٪» از زنان", "fa", ((2, 5),))


def test_applying_it_twice_to_persian_numbers_changes_nothing_more() -> None:
    once = isolate_numbers(Prose("۹۶٪ از زنان", "fa"))
    assert isolate_numbers(once) == once


def test_no_mark_is_added_after_letters_or_without_a_sign() -> None:
    for text in ("زنان ۹۶٪", "۹۶ زن", "96% از"):
        assert ALM not in isolate_numbers(Prose(text, "fa")).text
