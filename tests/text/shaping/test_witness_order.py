"""Tests that characters have the visual order of Chromium (stored by tests/witness/order.py)."""

from __future__ import annotations

import json
import unicodedata
from itertools import accumulate, groupby

import pytest
from support.shaped_text import DATA, write

from factcards.text import Line, Paragraph
from factcards.text.lines.wrap import build_line

WITNESS = json.loads((DATA / "order.json").read_text(encoding="utf-8"))
UNSEEN = ("Mn", "Me", "Cf", "Cc")


def order_of(line: Line) -> list[int]:
    """Return the indices of a line's characters from left to right, with those of one cluster in logical order."""
    found: list[int] = []
    for run in line.runs:
        starts = [cluster for cluster, _ in groupby(glyph.cluster for glyph in run.glyphs)]
        ends = dict(zip(sorted(starts), [*sorted(starts)[1:], len(run.text)], strict=True))
        for start in starts:
            cluster = range(run.start + start, run.start + ends[start])
            found += reversed(cluster) if run.level % 2 else cluster
    return found


def seen(text: str, order: list[int], end: int) -> str:
    """Return the characters in this order, without blanks at the line's end, marks and invisible characters."""
    last = len(text[:end].rstrip(" "))
    return "".join(text[at] for at in order if at < last and unicodedata.category(text[at]) not in UNSEEN)


def lines_of(paragraph: Paragraph, parts: list[str]) -> list[Line]:
    ends = list(accumulate(map(len, parts)))
    return [build_line(paragraph, start, end) for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize("record", WITNESS["texts"], ids=lambda record: record["lines"][0][:12])
def test_the_visual_order_equals_that_of_chromium(record):
    text = "".join(record["lines"])
    lines = lines_of(write(text, record["language"]), record["lines"])
    ends = accumulate(map(len, record["lines"]))
    for line, theirs, end in zip(lines, record["order"], ends, strict=True):
        assert seen(text, order_of(line), end) == seen(text, theirs, end)


def test_there_are_forty_texts_some_in_lines():
    assert len(WITNESS["texts"]) == 40
    assert sum(len(record["lines"]) > 1 for record in WITNESS["texts"]) >= 8
    assert WITNESS["witness"].startswith("Chromium ")
