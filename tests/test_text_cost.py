"""No text is slow: a card with 3,000 characters in any field is laid out or refused within 0.2 s of processor time.

These tests repeat a few units in each field. `pytest -m once tests/test_text_cost.py` repeats every unit in each field.
"""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from support.hostile_texts import LONGEST, UNITS, repeat

from factcards import FactcardsError, check_scene, lay_out, parse_card
from factcards.text import Span, TextStyle, shape_paragraph, shipped_fonts

MAX_SECONDS = 0.2
"""Maximum processor time of a card, in seconds."""
FIELDS = (
    "fact", "story", "headline", "source", "source.publisher", "source.title", "source.year", "source.page",
    "action.label", "action.short", "action.url", "alt", "labels.source", "labels.photo", "brand.name", "image.credit",
    "image.alt", "chart.counts.label", "chart.counts.value", "chart.tiles.name", "chart.tiles.label", "chart.share",
)  # fmt: skip
EACH = 6
"""Number of units that the quick suite repeats in each field."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a photograph.

    Cards in every language are laid out first, so that loading fonts and dictionaries is not measured.
    """
    folder = tmp_path_factory.mktemp("cost")
    Image.new("RGB", (400, 500), (90, 120, 60)).save(folder / "p.png")
    for language in dict.fromkeys(language for _, language in UNITS):
        for words in ("internationalization", "السلام 中文 😀 \u0378"):
            draw_or_refuse(card_with("fact", f"One of {words} two", language), folder)
    return folder


def card_with(field: str, text: str, language: str) -> str:
    """Return a complete card with a text in one of its fields."""
    card: dict[str, Any] = {
        "language": language, "fact": "One in **two**.", "headline": "96%", "source": {"publisher": "UN"},
        "action": {"url": "https://example.org/act", "label": "Act now", "short": "example.org"},
        "labels": {"source": "Source:", "photo": "Photo:"}, "brand": {"name": "Equality Now"}, "theme": "statement",
    }  # fmt: skip
    first, _, part = field.partition(".")
    if first == "chart":
        kind, _, part = part.partition(".")
        one = {"value": 5, "label": "one"} if kind == "counts" else {"name": "5.2", "label": "one"}
        card["chart"] = {kind: [{**one, part: text}, one] if part else text}
        card["theme"] = "data"
        del card["headline"]
    elif first == "image":
        card["image"] = {"file": "p.png", "alt": "a", "credit": "b", part: text}
        card["theme"] = "photo"
    elif part:   # the parts of a source have one limit
        card[first][part] = text[: LONGEST - 10]
    else:
        card[first] = text
    if first == "story":
        del card["fact"]
    return json.dumps(card, ensure_ascii=False)


def draw_or_refuse(text: str, folder: Path) -> str:
    """Lay out a card and return "drawn", or the message that refuses it."""
    try:
        check_scene(lay_out(parse_card(text, folder=folder)))
    except FactcardsError as error:
        return str(error)
    return "drawn"


def find_slow_units(field: str, units: tuple[tuple[str, str], ...], folder: Path) -> dict[str, float]:
    """Return unit → seconds of the units that take too long in a field.

    The lowest of three measurements counts, because a busy machine slows some of them.
    """
    slow = {}
    for unit, language in units:
        card = card_with(field, repeat(unit), language)
        took = MAX_SECONDS
        for _ in range(3):
            start = time.process_time()
            draw_or_refuse(card, folder)
            took = min(took, time.process_time() - start)
            if took < MAX_SECONDS:
                break
        if took >= MAX_SECONDS:
            slow[unit] = took
    return slow


@pytest.mark.parametrize("field", FIELDS)
def test_no_text_takes_long(field, folder):
    chosen = random.Random(field).sample(UNITS, EACH)
    assert find_slow_units(field, tuple(chosen), folder) == {}


@pytest.mark.parametrize("unit", ["（）", "。", "，「"])
def test_many_full_width_marks_are_shaped(unit):
    text = repeat(unit, 12_000)
    words = shape_paragraph(text, [Span(0, len(text), TextStyle(()))], "zh-Hant", "ltr", shipped_fonts())
    assert not words.missing   # HarfBuzz raises MemoryError if each mark is a feature of one run


def test_the_parts_of_a_source_have_a_common_limit(folder):
    card = json.loads(card_with("source.title", "a" * 1_500, "en"))
    card["source"]["publisher"] = "a" * 1_501
    assert "its parts are 3,001 characters long, expected 3,000 at most" in draw_or_refuse(json.dumps(card), folder)


@pytest.mark.once
@pytest.mark.parametrize("field", FIELDS)
def test_no_unit_takes_long_in_any_field(field, folder):
    assert find_slow_units(field, UNITS, folder) == {}


@pytest.mark.parametrize(
    ("field", "unit", "message"),
    [
        ("fact", "word ", "characters too many"),
        ("fact", "\u0378", "no available font has"),
        ("fact", "𠀀", "no available font has CJK UNIFIED IDEOGRAPH-20000"),
        ("fact", "ក្", "marks or letters joined to it, expected 63 at most"),
        ("fact", "a\n\n", "found 1000 paragraphs, expected 60 at most"),
        ("source.title", "😀 ", "characters too many"),
    ],
)
def test_a_refusal_has_the_limit_or_the_character(field, unit, message, folder):
    assert message in draw_or_refuse(card_with(field, repeat(unit), "en"), folder)
