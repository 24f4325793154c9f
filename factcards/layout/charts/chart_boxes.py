"""A card's chart as boxes: the data to draw, and a box for each of its labels and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

import unicodedata2

from ...graphics.color import Color
from ...model.cards import Chart, Count, Prose
from ...model.themes import ChartKind, ChartPart, PartFrame, WordsPart
from ..boxes import Box

_TILE_RANGE = (1, 6)
"""Minimum and maximum number of tiles that can be distinguished at a glance."""
_COUNT_RANGE = (2, 6)
"""Minimum and maximum number of counts that can be compared at a glance."""


def find_chart_traits(chart: Chart | None) -> frozenset[str]:
    """Return what conditions can ask of a card's chart: `share`, `counts` or `tiles`, and `chart` for any of them."""
    if chart is None:
        return frozenset()
    data = {"share": chart.share is not None, "counts": _is_within(chart.counts, _COUNT_RANGE),
            "tiles": _is_within(chart.tiles, _TILE_RANGE)}  # fmt: skip
    found = {name for name, is_there in data.items() if is_there}
    return frozenset(found | {"chart"}) if found else frozenset()


def repeats_body(chart: Chart | None, body: Sequence[Prose]) -> bool:
    """Return whether the chart's numbers and labels, read in order, repeat the card's text."""
    if chart is None or "counts" not in find_chart_traits(chart):
        return False
    chart_text = "".join(_number_prose(c).text + (c.label.text if c.label else "") for c in chart.counts)
    return _only_letters(chart_text) == _only_letters("".join(p.text for p in body))


def _only_letters(text: str) -> str:
    """Return the text in lower case, without spaces, punctuation and controls."""
    return "".join(c for c in text.casefold() if unicodedata2.category(c)[0] in "LMNS")


def _is_within(items: Sequence[object], limits: tuple[int, int]) -> bool:
    return limits[0] <= len(items) <= limits[1]


def compose_chart(part: ChartPart, chart: Chart | None, palette: Mapping[str, Color]) -> Box | None:
    """Return the chart with a box for each of its numbers and labels, None if the card has no data for this kind.

    Bars are for two counts, tiles for more counts or for names.
    """
    if not chart or not _has_data_for(part.kind, chart):
        return None
    pairs: list[tuple[Prose | None, Prose | None]] = [(_number_prose(c), c.label) for c in chart.counts]
    pairs += [(t.name, t.label) for t in chart.tiles]
    children: list[Box] = []
    colors = [palette[name] for name in part.colors]
    for index, (number, label) in enumerate(pairs):
        number_color = palette[part.ink] if part.kind == "tiles" else colors[index % len(colors)]
        children += [_make_words_box(part.number, part.numbers, number, number_color, 1)]
        children += [_make_words_box(part.label, part.labels, label, palette[part.ink], 3)]
    rest = (("rest", palette[part.rest]),) if part.rest else ()
    numbered = tuple((f"{index}", color) for index, color in enumerate(colors))
    return Box(part, tuple(children), role="chart", chart=chart, colors=(*numbered, *rest))


def _has_data_for(kind: ChartKind, chart: Chart) -> bool:
    """Return whether a chart has data for this kind of drawing."""
    traits = find_chart_traits(chart)
    match kind:
        case "pills" | "strip":
            return "share" in traits and traits.isdisjoint(("counts", "tiles"))
        case "bars":
            return "counts" in traits and len(chart.counts) == 2
        case "tiles":
            return len(chart.counts) > 2 if "counts" in traits else "tiles" in traits
        case _:
            assert_never(kind)


def _number_prose(count: Count) -> Prose:
    return Prose(count.text or f"{count.value:g}", count.label.language if count.label else "en")


def _make_words_box(style: str, sizes: tuple[float, float], prose: Prose | None, color: Color, lines: int) -> Box:
    part = WordsPart(PartFrame(), "words", style, *sizes, "", "", "lines", lines)
    content = (prose,) if prose else ()
    return Box(part, role="chart", prose=content, colors=(("color", color), ("accent", color)))
