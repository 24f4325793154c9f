"""The cost of drawing an SVG logo, counted in advance with all reuse expanded; too much is refused.

resvg reports no progress and cannot be stopped, so the cost is counted first. The weights were measured with resvg
0.48. The limits on time and memory in `decoder_process.py` catch what the weights miss.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from ...late_loading import compile_late
from .svg_tree import CONTAINERS, GRADIENTS, MAX_ELEMENTS, SHAPES, Element
from .svg_values import NUMBER, PAINTS, PIXELS, read_link

MAX_SEGMENTS = 32_000
"""Maximum number of filled path segments. At 256 pixels, that many crossing segments take 1.5 s."""
MAX_LAYERS = 1_000
"""Maximum number of layers: elements with opacity, mask, clip, blend mode or gradient.

Each takes 45 ns per pixel; a plain shape takes 6 ns.
"""
MAX_DASHES = 20_000
"""Maximum number of dashes of all lines."""
_STROKED = 3
"""Cost of a stroked segment relative to a filled one."""
_SHAPE_LAYERS = 0.05
"""Cost of a plain shape, in layers."""
_STOPS_PER_LAYER = 200
"""Number of stops of a gradient that cost as much as one layer."""
_MAX_STOPS = 2_000
"""Maximum number of colours of one gradient. Drawing programs write 2 to 20."""
_MAX_DEPTH = 200
"""Maximum depth of elements that refer to each other."""
_LAYERED = ("clip-path", "mask")
"""Properties for which resvg draws an element on a separate layer."""

_NUMBERS = compile_late(NUMBER, re.IGNORECASE)   # each number of a path or list: `-1.5e3`
_LENGTH_NAMES = ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2")
"""Attributes from which the length of a shape's outline is estimated."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of drawing: elements, path segments, layers, and the total path length in the drawing's units."""

    elements: float = 0
    segments: float = 0
    layers: float = 0
    length: float = 0

    def plus(self, other: Cost) -> Cost:
        """Return the sum of two costs."""
        return Cost(
            self.elements + other.elements, self.segments + other.segments, self.layers + other.layers,
            self.length + other.length,
        )  # fmt: skip


def count_cost(root: Element) -> Cost:
    """Return an upper bound of the cost of drawing. Raises ValueError if it is too high."""
    counter = _CostCounter(root)
    cost = counter.count(root, 0)
    if cost.layers > MAX_LAYERS:
        message = f"the drawing comes to more than {MAX_LAYERS} gradients, masks and transparent parts"
        raise ValueError(f"{message}; save the logo as PNG")
    dashes = 2 * cost.length / counter.shortest if counter.shortest else 0
    if not dashes <= MAX_DASHES:   # also true for NaN
        raise ValueError(f"the drawing's lines come to more than {MAX_DASHES} dashes; expected a plain logo")
    return cost


class _CostCounter:
    """Counts costs recursively; each element is counted once and its cost is reused."""

    def __init__(self, root: Element) -> None:
        self._named: dict[str, Element] = {}
        self._costs: dict[int, Cost] = {}
        self._open: set[int] = set()
        self._stroked = self._painted = False   # whether shapes may inherit a stroke or a gradient
        self._stops = 0
        self.shortest = 0.0   # the smallest mean length of dashes in a pattern, in the drawing's units; 0 for none
        for element in root.walk():
            self._add_element(element)

    def _add_element(self, element: Element) -> None:
        """Register an element's id, and its strokes, gradients and dashes, which other shapes may inherit."""
        self._named.setdefault(element.attributes.get("id", ""), element)
        if element.name in CONTAINERS or element.name == "a":
            self._stroked |= element.style.get("stroke", "none") != "none"
            self._painted |= any(element.style.get(name, "").startswith("url") for name in PAINTS)
        if element.name in GRADIENTS:
            stops = sum(child.name == "stop" for child in element.children)
            if stops > _MAX_STOPS:
                raise ValueError(f"the drawing has a gradient of {stops} colours; expected {_MAX_STOPS} at most")
            self._stops = max(self._stops, stops)
        dashes = element.style.get("stroke-dasharray", "none")
        if dashes not in ("none", "inherit"):
            lengths = [_parse_length(text) for text in dashes.split()]
            if sum(lengths) > 0:
                mean = sum(lengths) / len(lengths)
                self.shortest = min(self.shortest or math.inf, mean)

    def count(self, element: Element, depth: int) -> Cost:
        """Return the cost of an element with its content and everything that it refers to."""
        known = self._costs.get(id(element))
        if known:
            return known
        if id(element) in self._open or depth > _MAX_DEPTH:
            raise ValueError("the drawing's parts use one another without end")
        self._open.add(id(element))
        cost = self._own_cost(element)
        for part in (*element.children, *self._find_targets(element)):
            if part.is_drawn:
                cost = cost.plus(self.count(part, depth + 1))
                if cost.elements > MAX_ELEMENTS:
                    raise ValueError(f"the drawing comes to more than {MAX_ELEMENTS} shapes; expected a plain logo")
                if cost.segments > MAX_SEGMENTS:
                    message = f"the drawing's shapes come to more than {MAX_SEGMENTS} points"
                    raise ValueError(f"{message}; simplify its paths, or save the logo as PNG")
        self._open.remove(id(element))
        self._costs[id(element)] = cost
        return cost

    def _own_cost(self, element: Element) -> Cost:
        """Return the cost of an element without its content."""
        style = element.style
        layers: float = sum(name in style and style[name] != "none" for name in _LAYERED)
        layers += style.get("opacity", "1") not in ("1", "100%") or style.get("mix-blend-mode", "normal") != "normal"
        layers += (style.get("isolation", "auto") != "auto") + (element.name in ("svg", "symbol"))   # they are clipped
        if element.name not in SHAPES:
            return Cost(1, 0, layers, 0)
        painted = sum(self._is_painted(style.get(name)) for name in PAINTS)
        layers += painted * (1 + self._stops / _STOPS_PER_LAYER) + _SHAPE_LAYERS
        stroke = style.get("stroke", "")
        stroked = self._stroked if stroke in ("", "inherit") else stroke != "none"
        segments = _count_segments(element) * (_STROKED if stroked else 1)
        return Cost(1, segments, layers, _outline_length(element) if stroked and self.shortest else 0)

    def _is_painted(self, paint: str | None) -> bool:
        return self._painted if paint in (None, "inherit") else str(paint).startswith("url")

    def _find_targets(self, element: Element) -> list[Element]:
        """Return the elements to which an element refers: gradients, clip paths, masks and reused elements."""
        links = [read_link(element.style.get(name, "")) for name in (*PAINTS, *_LAYERED)]
        ids = [link[0] for link in links if link]
        if element.name == "use" or element.name in GRADIENTS:
            ids.append(element.attributes.get("href", "").strip()[1:])
        return [self._named[name] for name in ids if name and name in self._named]


def _count_segments(element: Element) -> int:
    """Return an upper bound of the number of a shape's segments: two numbers make one."""
    data = element.attributes.get("d", "") + element.attributes.get("points", "")
    return 1 + len(_NUMBERS.findall(data)) // 2


def _outline_length(element: Element) -> float:
    """Return an upper bound of the length of a shape's outline."""
    data = element.attributes.get("d", "")
    if data:
        return _path_data_length(data)
    numbers = [float(text) for text in _NUMBERS.findall(element.attributes.get("points", ""))]
    points = list(zip(numbers[::2], numbers[1::2], strict=False))
    length = sum(math.dist(a, b) for a, b in zip(points, [*points[1:], *points[:1]], strict=False))
    sides = (element.style.get(name) or element.attributes.get(name, "0") for name in _LENGTH_NAMES)
    return length + 4 * sum(map(_parse_length, sides))


def _path_data_length(data: str) -> float:
    """Return half of an upper bound of a path's length.

    Absolute points count by their distance, relative ones by their numbers. The end points of relative steps are not
    tracked; the way back from there is at most as long as the steps.
    """
    total, x, y = 0.0, 0.0, 0.0
    for command, text in re.findall(r"([a-zA-Z])([^a-df-zA-DF-Z]*)", data):
        numbers = [float(number) for number in _NUMBERS.findall(text)]
        if command in "aA":
            total += 7 * sum(abs(n) for n in numbers)
            x, y = (numbers[-2], numbers[-1]) if len(numbers) > 1 and command == "A" else (x, y)
        elif command.islower() or command in "HV":
            total += sum(abs(n - (x if command == "H" else y if command == "V" else 0)) for n in numbers)
            x = numbers[-1] if numbers and command == "H" else x
            y = numbers[-1] if numbers and command == "V" else y
        else:
            for to_x, to_y in zip(numbers[::2], numbers[1::2], strict=False):
                total += math.hypot(to_x - x, to_y - y)
                x, y = to_x, to_y
    return total


def _parse_length(text: str) -> float:
    """Return a length in pixels; a percentage counts as if the drawing were 100 pixels wide."""
    found = re.fullmatch(rf"({NUMBER})([a-z%]*)", text.strip(), re.IGNORECASE)
    return abs(float(found[1])) * PIXELS.get(found[2].lower(), 1.0) if found else 0.0
