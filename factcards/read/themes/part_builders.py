"""Builders of a theme's parts from the values of their fields, which are checked against each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...model.themes import (
    CHART_KINDS,
    ChartPart,
    CodePart,
    DiscPart,
    DotsPart,
    PanesPart,
    Part,
    PartFrame,
    PhotoPart,
    PolygonPart,
    RulePart,
    SeriesLinePart,
    SpacePart,
    StripPart,
    WordsPart,
)  # fmt: skip
from ..fields.value_reader import count_noun
from ..yaml.yaml_parser import MappingNode
from .theme_values import ThemeContext

_MAX_CORNERS = 64
"""Maximum number of corners of a polygon."""
_LABELLED_CHARTS = ("bars", "tiles")
"""The kinds of charts with labels."""
_GAPS = {"pills": 8.0, "bars": 40.0, "tiles": 18.0}
"""Default gap of each kind of chart, in reference pixels; 0 for others."""
_MIN_SIZE = 8
"""Minimum size of words, in reference pixels."""
_TYPE_HINT = "name one of the types"
_WRONG_ORDER = "the first size is larger than the second, expected the smaller one first"


@dataclass(frozen=True, slots=True)
class PartContext:
    """The node and name of one part, for reporting values that do not fit together."""

    reader: ThemeContext
    node: MappingNode
    name: str

    def report(self, key: str, message: str, hint: str = "") -> None:
        """Report a problem of a field's value."""
        self.reader.report((self.node.get(key) or self.node).place, f"{self.name}.{key}", message, hint)

    def require(self, key: str, hint: str) -> None:
        """Report a missing field that this part needs."""
        if self.node.get(key) is None:
            self.reader.report_missing(self.node.place, self.name, key, hint)


def _build_words(frame: PartFrame, v: Mapping[str, Any], part: PartContext) -> WordsPart:
    sizes = v["size"] or (32.0,)
    if sizes[0] > sizes[-1]:
        part.report("size", _WRONG_ORDER)
    elif sizes[0] < _MIN_SIZE:
        part.report("size", f"found `{sizes[0]:g}`, expected {_MIN_SIZE} at least")
    return WordsPart(
        frame, v["slot"], v["style"] or v["slot"], sizes[0], sizes[-1], v["color"], v["accent"] or v["color"],
        v["fit"], int(v["lines"]), v["measure"],
    )  # fmt: skip


def _build_photo(frame: PartFrame, v: Mapping[str, Any], _faults: PartContext) -> PhotoPart:
    color, edges, fade, deep = v["scrim"]
    place = (v["focus_at"][0], v["focus_at"][1]) if v["focus_at"] else None
    return PhotoPart(frame, v["shape"], v["diameter"], v["outside"], color, edges, fade, deep, place, v["zoom"])


def _build_disc(frame: PartFrame, v: Mapping[str, Any], _faults: PartContext) -> DiscPart:
    center = (v["centre"][0], v["centre"][1]) if v["centre"] else None
    return DiscPart(frame, v["diameter"], v["color"], v["outside"], center, v["opacity"])


def _build_polygon(frame: PartFrame, v: Mapping[str, Any], part: PartContext) -> PolygonPart:
    if not 3 <= len(v["points"]) <= _MAX_CORNERS:
        message = f"found {count_noun(len(v['points']), 'point')}, expected 3 to {_MAX_CORNERS}"
        part.report("points", message, "for example `[[0, 0], [1, 0], [0, 1]]`")
    return PolygonPart(frame, v["points"], v["color"], v["opacity"])


def _build_panes(frame: PartFrame, v: Mapping[str, Any], _faults: PartContext) -> PanesPart:
    cell, at = v["cell"] or (0.36, 0.25), v["at"] or (0.3, 0.0)
    return PanesPart(
        frame, int(v["columns"]), int(v["rows"]), (cell[0], cell[-1]), (at[0], at[-1]), v["gap"], v["slant"], v["fall"],
        v["color"], v["opacity"] or (1.0,),
    )  # fmt: skip


def _build_chart(frame: PartFrame, v: Mapping[str, Any], part: PartContext) -> ChartPart:
    kind = v["kind"]
    part.require("kind", f"one of {', '.join(f'`{k}`' for k in CHART_KINDS)}")
    if not v["color"] and not v["colors"]:
        part.report("color", "missing field `color`", "name a colour of the palette, or some: `colors: [a, b]`")
    if kind in _LABELLED_CHARTS:
        for key, hint in (("ink", "name a colour of the palette"), ("number", _TYPE_HINT), ("label", _TYPE_HINT)):
            part.require(key, hint)
    for key in ("numbers", "labels"):
        if v[key] and v[key][0] > v[key][-1]:
            part.report(key, _WRONG_ORDER)
    numbers, labels = v["numbers"] or (90.0, 220.0), v["labels"] or (30.0, 48.0)
    return ChartPart(
        frame, kind or "pills", (*v["color"], *v["colors"]), v["rest"], v["ink"],
        v["number"], (numbers[0], numbers[-1]), v["label"], (labels[0], labels[-1]), v["ratio"],
        _GAPS.get(kind, 0.0) if v["gap"] is None else v["gap"],
        (150 if kind == "bars" else 4) if v["thickness"] is None else v["thickness"], v["optional"],
    )  # fmt: skip


BUILDERS: dict[str, Callable[[PartFrame, Mapping[str, Any], PartContext], Part]] = {
    "words": _build_words,
    "code": lambda f, v, _f: CodePart(f, v["module"], v["ink"], v["paper"], v["plate"], v["radius"]),
    "photo": _build_photo,
    "disc": _build_disc,
    "polygon": _build_polygon,
    "panes": _build_panes,
    "line": lambda f, v, _f: SeriesLinePart(
        f, v["y"], v["rise"], v["width"], v["inset"], v["color"], v["station"], v["ring"], v["number"],
        v["style"] or "number",
    ),
    "rule": lambda f, v, _f: RulePart(f, v["thickness"], v["color"]),
    "strip": lambda f, v, _f: StripPart(f, v["color"], v["largest"]),
    "dots": lambda f, v, _f: DotsPart(f, v["color"], v["accent"], v["diameter"], v["length"], v["gap"]),
    "chart": _build_chart,
    "space": lambda f, _v, _f: SpacePart(f),
}


def expand_sides(pad: tuple[float, ...]) -> tuple[float, float, float, float]:
    """Return top, end, bottom and start from one to four numbers, in the order of CSS's `padding`."""
    if not pad:
        return (0.0, 0.0, 0.0, 0.0)
    top = pad[0]
    end = pad[1] if len(pad) > 1 else top
    bottom = pad[2] if len(pad) > 2 else top
    return (top, end, bottom, pad[3] if len(pad) > 3 else end)
