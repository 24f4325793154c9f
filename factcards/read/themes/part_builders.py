"""Builders of a theme's parts from the values of their fields, which are checked against each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import count_noun
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
from ..yaml.yaml_parser import MappingNode
from .theme_schema import BAR_HEIGHT, CHART_GAPS, LABEL_FIELDS, LABELLED_CHARTS, MAX_CORNERS, MIN_CORNERS, OUTLINE
from .theme_values import ThemeContext

_TYPE_HINT = "name one of the types"
_LABEL_HINTS = {"ink": "name a colour of the palette", "number": _TYPE_HINT, "label": _TYPE_HINT}
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


def _build_words(frame: PartFrame, values: Mapping[str, Any], part: PartContext) -> WordsPart:
    sizes = values["size"]
    if sizes[0] > sizes[-1]:
        part.report("size", _WRONG_ORDER)
    return WordsPart(
        frame=frame, slot=values["slot"], style=values["style"] or values["slot"], smallest=sizes[0],
        largest=sizes[-1], color=values["color"], accent=values["accent"] or values["color"], fit=values["fit"],
        lines=int(values["lines"]), measure=values["measure"],
    )  # fmt: skip


def _build_photo(frame: PartFrame, values: Mapping[str, Any], _context: PartContext) -> PhotoPart:
    color, edges, fade, deep = values["scrim"]
    place = (values["focus_at"][0], values["focus_at"][1]) if values["focus_at"] else None
    return PhotoPart(
        frame=frame, shape=values["shape"], diameter=values["diameter"], overhang=values["outside"], scrim=color,
        scrim_from=edges, fade=fade, edge_opacity=deep, focus_at=place, zoom=values["zoom"],
    )  # fmt: skip


def _build_disc(frame: PartFrame, values: Mapping[str, Any], _context: PartContext) -> DiscPart:
    center = (values["centre"][0], values["centre"][1]) if values["centre"] else None
    return DiscPart(
        frame=frame, diameter=values["diameter"], color=values["color"], overhang=values["outside"], center=center,
        opacity=values["opacity"],
    )  # fmt: skip


def _build_polygon(frame: PartFrame, values: Mapping[str, Any], part: PartContext) -> PolygonPart:
    if not MIN_CORNERS <= len(values["points"]) <= MAX_CORNERS:
        message = f"found {count_noun(len(values['points']), 'point')}, expected {MIN_CORNERS} to {MAX_CORNERS}"
        part.report("points", message, "for example `[[0, 0], [1, 0], [0, 1]]`")
    return PolygonPart(frame=frame, points=values["points"], color=values["color"], opacity=values["opacity"])


def _build_panes(frame: PartFrame, values: Mapping[str, Any], _context: PartContext) -> PanesPart:
    cell, at = values["cell"], values["at"]
    return PanesPart(
        frame=frame, columns=int(values["columns"]), rows=int(values["rows"]), cell=(cell[0], cell[-1]),
        at=(at[0], at[-1]), gap=values["gap"], slant=values["slant"], falloff=values["fall"], color=values["color"],
        opacity=values["opacity"],
    )  # fmt: skip


def _build_chart(frame: PartFrame, values: Mapping[str, Any], part: PartContext) -> ChartPart:
    kind = values["kind"]
    part.require("kind", f"one of {', '.join(f'`{k}`' for k in CHART_KINDS)}")
    if not values["color"] and not values["colors"]:
        part.report("color", "missing field `color`", "name a colour of the palette, or some: `colors: [a, b]`")
    if kind in LABELLED_CHARTS:
        for key in LABEL_FIELDS:
            part.require(key, _LABEL_HINTS[key])
    for key in ("numbers", "labels"):
        if values[key][0] > values[key][-1]:
            part.report(key, _WRONG_ORDER)
    numbers, labels = values["numbers"], values["labels"]
    return ChartPart(
        frame=frame, kind=kind or "pills", colors=(*values["color"], *values["colors"]), rest=values["rest"],
        ink=values["ink"], number=values["number"], numbers=(numbers[0], numbers[-1]), label=values["label"],
        labels=(labels[0], labels[-1]), ratio=values["ratio"],
        gap=CHART_GAPS.get(kind, 0.0) if values["gap"] is None else values["gap"],
        thickness=(BAR_HEIGHT if kind == "bars" else OUTLINE) if values["thickness"] is None else values["thickness"],
        optional=values["optional"],
    )  # fmt: skip


def _build_code(frame: PartFrame, values: Mapping[str, Any], _context: PartContext) -> CodePart:
    return CodePart(
        frame=frame, module=values["module"], ink=values["ink"], paper=values["paper"], plate=values["plate"],
        radius=values["radius"],
    )  # fmt: skip


def _build_series_line(frame: PartFrame, values: Mapping[str, Any], _context: PartContext) -> SeriesLinePart:
    return SeriesLinePart(
        frame=frame, y=values["y"], rise=values["rise"], width=values["width"], inset=values["inset"],
        color=values["color"], station=values["station"], ring=values["ring"], number=values["number"],
        style=values["style"] or "number",
    )  # fmt: skip


def _build_rule(frame: PartFrame, values: Mapping[str, Any], _context: PartContext) -> RulePart:
    return RulePart(frame=frame, thickness=values["thickness"], color=values["color"])


def _build_strip(frame: PartFrame, values: Mapping[str, Any], _context: PartContext) -> StripPart:
    return StripPart(frame=frame, color=values["color"], max_share=values["largest"])


def _build_dots(frame: PartFrame, values: Mapping[str, Any], _context: PartContext) -> DotsPart:
    return DotsPart(
        frame=frame, color=values["color"], accent=values["accent"], diameter=values["diameter"],
        length=values["length"], gap=values["gap"],
    )  # fmt: skip


def _build_space(frame: PartFrame, _values: Mapping[str, Any], _context: PartContext) -> SpacePart:
    return SpacePart(frame=frame)


BUILDERS: dict[str, Callable[[PartFrame, Mapping[str, Any], PartContext], Part]] = {
    "words": _build_words,
    "code": _build_code,
    "photo": _build_photo,
    "disc": _build_disc,
    "polygon": _build_polygon,
    "panes": _build_panes,
    "line": _build_series_line,
    "rule": _build_rule,
    "strip": _build_strip,
    "dots": _build_dots,
    "chart": _build_chart,
    "space": _build_space,
}
"""The builder of each kind of part; one without a builder cannot be used in a theme."""


def expand_sides(pad: tuple[float, ...]) -> tuple[float, float, float, float]:
    """Return top, end, bottom and start from one to four numbers, in the order of CSS's `padding`."""
    if not pad:
        return (0.0, 0.0, 0.0, 0.0)
    top = pad[0]
    end = pad[1] if len(pad) > 1 else top
    bottom = pad[2] if len(pad) > 2 else top
    return (top, end, bottom, pad[3] if len(pad) > 3 else end)
