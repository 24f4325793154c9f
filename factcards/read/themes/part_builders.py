"""What a theme's parts are made of: the values of their fields, read one by one, checked against one another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...model.themes import (
    CHART_KINDS,
    Chart,
    Code,
    Disc,
    Dots,
    Frame,
    Panes,
    Part,
    Photo,
    Polygon,
    Rule,
    Space,
    Strip,
    Track,
    Words,
)  # fmt: skip
from ..yaml.yaml_parser import Map
from .theme_values import Reader

_MOST_CORNERS = 64
_WORDED = ("bars", "tiles")
"""The kinds of chart that have words."""
_GAPS = {"pills": 8.0, "bars": 40.0, "tiles": 18.0}
_TYPE = "name one of the types"


@dataclass(frozen=True, slots=True)
class Faults:
    """Where a part's maker tells what is wrong with a value that is well written by itself."""

    reader: Reader
    node: Map
    name: str

    def tell(self, key: str, message: str, hint: str = "") -> None:
        """Tell what is wrong with the value of a field."""
        self.reader.fault(message, (self.node.get(key) or self.node).place, f"{self.name}.{key}", hint)

    def require(self, key: str, hint: str) -> None:
        """Tell of a field that this part needs, if it is not there."""
        if self.node.get(key) is None:
            self.reader.fault(f"missing field `{key}`", self.node.place, self.name, hint)


def _words(frame: Frame, v: Mapping[str, Any], faults: Faults) -> Words:
    sizes = v["size"] or (32.0,)
    if sizes[0] > sizes[-1] or sizes[0] < 8:
        faults.tell("size", "sizes go from the smallest, at least 8, to the largest")
    return Words(
        frame, v["slot"], v["style"] or v["slot"], sizes[0], sizes[-1], v["color"], v["accent"] or v["color"],
        v["fit"], int(v["lines"]), v["measure"],
    )  # fmt: skip


def _photo(frame: Frame, v: Mapping[str, Any], _faults: Faults) -> Photo:
    color, edges, fade, deep = v["scrim"]
    place = (v["focus_at"][0], v["focus_at"][1]) if v["focus_at"] else None
    return Photo(frame, v["shape"], v["diameter"], v["outside"], color, edges, fade, deep, place, v["zoom"])


def _disc(frame: Frame, v: Mapping[str, Any], _faults: Faults) -> Disc:
    centre = (v["centre"][0], v["centre"][1]) if v["centre"] else None
    return Disc(frame, v["diameter"], v["color"], v["outside"], centre, v["opacity"])


def _polygon(frame: Frame, v: Mapping[str, Any], faults: Faults) -> Polygon:
    if not 3 <= len(v["points"]) <= _MOST_CORNERS:
        faults.tell("points", f"expected 3 to {_MOST_CORNERS} points", "as `[[0, 0], [1, 0], [0, 1]]`")
    return Polygon(frame, v["points"], v["color"], v["opacity"])


def _panes(frame: Frame, v: Mapping[str, Any], _faults: Faults) -> Panes:
    cell, at = v["cell"] or (0.36, 0.25), v["at"] or (0.3, 0.0)
    return Panes(
        frame, int(v["columns"]), int(v["rows"]), (cell[0], cell[-1]), (at[0], at[-1]), v["gap"], v["slant"], v["fall"],
        v["color"], v["opacity"] or (1.0,),
    )  # fmt: skip


def _chart(frame: Frame, v: Mapping[str, Any], faults: Faults) -> Chart:
    kind = v["kind"]
    faults.require("kind", f"one of {', '.join(f'`{k}`' for k in CHART_KINDS)}")
    if not v["color"] and not v["colors"]:
        faults.tell("color", "missing field `color`", "name a colour of the palette, or some: `colors: [a, b]`")
    if kind in _WORDED:
        for key, hint in (("ink", "name a colour of the palette"), ("number", _TYPE), ("label", _TYPE)):
            faults.require(key, hint)
    for key in ("numbers", "labels"):
        if v[key] and v[key][0] > v[key][-1]:
            faults.tell(key, "sizes go from the smallest to the largest")
    numbers, labels = v["numbers"] or (90.0, 220.0), v["labels"] or (30.0, 48.0)
    return Chart(
        frame, kind or "pills", (*v["color"], *v["colors"]), v["rest"], v["ink"],
        v["number"], (numbers[0], numbers[-1]), v["label"], (labels[0], labels[-1]), v["ratio"],
        _GAPS.get(kind, 0.0) if v["gap"] is None else v["gap"],
        (150 if kind == "bars" else 4) if v["thickness"] is None else v["thickness"], v["optional"],
    )  # fmt: skip


MAKERS: dict[str, Callable[[Frame, Mapping[str, Any], Faults], Part]] = {
    "words": _words,
    "code": lambda f, v, _f: Code(f, v["module"], v["ink"], v["paper"], v["plate"], v["radius"]),
    "photo": _photo,
    "disc": _disc,
    "polygon": _polygon,
    "panes": _panes,
    "line": lambda f, v, _f: Track(f, **{**v, "style": v["style"] or "number"}),
    "rule": lambda f, v, _f: Rule(f, v["thickness"], v["color"]),
    "strip": lambda f, v, _f: Strip(f, v["color"], v["largest"]),
    "dots": lambda f, v, _f: Dots(f, v["color"], v["accent"], v["diameter"], v["length"], v["gap"]),
    "chart": _chart,
    "space": lambda f, _v, _f: Space(f),
}


def four(pad: tuple[float, ...]) -> tuple[float, float, float, float]:
    """One to four numbers in the order of CSS: top, sides, bottom; top, end, bottom, start."""
    if not pad:
        return (0.0, 0.0, 0.0, 0.0)
    top = pad[0]
    end = pad[1] if len(pad) > 1 else top
    bottom = pad[2] if len(pad) > 2 else top
    return (top, end, bottom, pad[3] if len(pad) > 3 else end)
