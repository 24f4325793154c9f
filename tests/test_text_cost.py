"""No text is costly: 3,000 characters in any field cost at most 0.2 s of processor time, from its YAML to a refusal.

A few units in each field here; `pytest -m once tests/test_text_cost.py` puts each unit into each field.
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

MOST = 0.2
"""Seconds of processor time."""
FIELDS = (
    "fact", "story", "headline", "source", "source.publisher", "source.title", "source.year", "source.page",
    "action.label", "action.short", "action.url", "alt", "labels.source", "labels.photo", "brand.name", "image.credit",
    "image.alt", "chart.counts.label", "chart.counts.value", "chart.tiles.name", "chart.tiles.label", "chart.share",
)  # fmt: skip
EACH = 6
"""Units that the quick suite puts into each field."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a photograph, after all that a process opens once has been opened: fonts, dictionaries."""
    folder = tmp_path_factory.mktemp("cost")
    Image.new("RGB", (400, 500), (90, 120, 60)).save(folder / "p.png")
    for language in dict.fromkeys(language for _, language in UNITS):
        for words in ("internationalization", "السلام 中文 😀 \u0378"):
            lay(card_with("fact", f"One of {words} two", language), folder)
    return folder


def card_with(field: str, text: str, language: str) -> str:
    """A whole card with a text in one of its fields."""
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


def lay(text: str, folder: Path) -> str:
    """What comes of a card: "drawn", or what is said."""
    try:
        check_scene(lay_out(parse_card(text, folder)))
    except FactcardsError as error:
        return str(error)
    return "drawn"


def slow(field: str, units: tuple[tuple[str, str], ...], folder: Path) -> dict[str, float]:
    """The units that cost too much in a field: the least of three, since others use the machine too."""
    found = {}
    for unit, language in units:
        card = card_with(field, repeat(unit), language)
        took = MOST
        for _ in range(3):
            start = time.process_time()
            lay(card, folder)
            took = min(took, time.process_time() - start)
            if took < MOST:
                break
        if took >= MOST:
            found[unit] = took
    return found


@pytest.mark.parametrize("field", FIELDS)
def test_a_text_costs_a_fifth_of_a_second_at_most(field, folder):
    chosen = random.Random(field).sample(UNITS, EACH)
    assert slow(field, tuple(chosen), folder) == {}


@pytest.mark.parametrize("unit", ["（）", "。", "，「"])
def test_full_width_marks_without_end_are_refused(unit):
    text = repeat(unit, 12_000)
    words = shape_paragraph(text, [Span(0, len(text), TextStyle(()))], "zh-Hant", "ltr", shipped_fonts())
    assert not words.missing   # MemoryError before


def test_the_parts_of_a_source_have_one_limit(folder):
    card = json.loads(card_with("source.title", "a" * 1_500, "en"))
    card["source"]["publisher"] = "a" * 1_501
    assert "its parts are 3,001 characters long, expected 3,000 at most" in lay(json.dumps(card), folder)


@pytest.mark.once
@pytest.mark.parametrize("field", FIELDS)
def test_every_text_costs_a_fifth_of_a_second_at_most(field, folder):
    assert slow(field, UNITS, folder) == {}


@pytest.mark.parametrize(
    ("field", "unit", "said"),
    [
        ("fact", "word ", "characters too many"),
        ("fact", "\u0378", "no available font has"),
        ("fact", "𠀀", "no available font has CJK UNIFIED IDEOGRAPH-20000"),
        ("fact", "ក្", "marks or letters joined to it, expected 63 at most"),
        ("fact", "a\n\n", "found 1000 paragraphs, expected 60 at most"),
        ("source.title", "😀 ", "characters too many"),
    ],
)
def test_a_refusal_says_what_would_do(field, unit, said, folder):
    assert said in lay(card_with(field, repeat(unit), "en"), folder)
