"""The data of SVG paths (SVG 2, 9.3), and basic shapes (SVG 2, 10), as paths of lines and cubic curves."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path.arc import EllipticalArc

from ...graphics.geometry import Path, Point, Rect, path_of_disc, path_of_polygon, path_of_rects
from ...graphics.vector_pictures import InexpressibleError
from ...late_loading import compile_late
from .svg_lengths import parse_numbers
from .svg_values import NUMBER

_SPACES = compile_late(r"\s*+")
_SEPARATOR = compile_late(r"\s*+,?\s*+")
_NUMBER = compile_late(NUMBER, re.IGNORECASE)
_FLAG = compile_late("[01]")   # of an arc; no space need follow
_COMMAND = compile_late("[MZLHVCSQTA]", re.IGNORECASE)
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
"""Number of arguments by command."""
_FLAGS = (3, 4)
"""Positions of the flags among an arc's arguments."""
_KAPPA = 4 / 3 * (math.sqrt(2) - 1)
"""Length of the handles of a curve that approximates a quarter of a circle, in radii."""

_Pair = tuple[float, float]


def parse_path_data(data: str) -> Path:
    """Return the path of `d`; its contours may be open. Raises InexpressibleError if it has an error."""
    builder = _PathBuilder()
    for command, arguments in _read_commands(data):
        builder.add(command, arguments)
    return builder.to_path()


def has_lone_point(path: Path) -> bool:
    """Return whether a contour of a path is a single point."""
    contours: list[set[_Pair]] = []
    for verb, points in path.steps():
        if verb == "M":
            contours.append(set())
        if points:
            contours[-1].update(zip(points[0::2], points[1::2], strict=True))
    return any(len(contour) == 1 for contour in contours)


def _skip(pattern: re.Pattern[str], data: str, at: int) -> int:
    """Return the index after what a pattern matches at an index, perhaps nothing."""
    found = pattern.match(data, at)
    return found.end() if found else at


def _read_commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its arguments; repeated arguments repeat the command."""
    at, command = 0, ""
    while (at := _skip(_SPACES, data, at)) < len(data):
        found = _COMMAND.match(data, at)
        if found:
            command, at = found[0], found.end()
        elif command in "zZ":   # also at the start
            raise InexpressibleError
        arguments = []
        for index in range(_ARGUMENTS[command.upper()]):
            is_flag = command in "aA" and index in _FLAGS
            number = (_FLAG if is_flag else _NUMBER).match(data, _skip(_SEPARATOR, data, at))
            if not number:
                raise InexpressibleError
            arguments.append(float(number[0]))
            at = number.end()
        yield command, arguments
        command = {"M": "L", "m": "l"}.get(command, command)


class _PathBuilder:
    """Builds a path from commands."""

    def __init__(self) -> None:
        self._verbs: list[str] = []
        self._points: list[float] = []
        self._start: _Pair = (0.0, 0.0)
        self._here: _Pair = (0.0, 0.0)
        self._handle: _Pair | None = None   # of the last curve, for S and T
        self._last = ""

    def add(self, command: str, arguments: Sequence[float]) -> None:
        """Add a command. Raises InexpressibleError if the path does not begin with a move."""
        kind, is_relative = command.upper(), command.islower()
        if not self._last and kind != "M":
            raise InexpressibleError
        x, y = self._here if is_relative else (0.0, 0.0)
        if kind == "H":
            points = [(arguments[0] + x, self._here[1])]
        elif kind == "V":
            points = [(self._here[0], arguments[0] + y)]
        else:
            pairs = arguments[5:] if kind == "A" else arguments
            points = [(a + x, b + y) for a, b in zip(pairs[0::2], pairs[1::2], strict=True)]
        if kind == "Z":
            self._close()
        elif kind == "M":
            self._start = self._here = points[0]
        elif kind in "LHV":
            self._write("L", points)
        elif kind == "A":
            self._add_arc(arguments, points[0])
        else:
            self._add_curve(kind, points)
        self._last = kind

    def _close(self) -> None:
        if self._last == "M":
            self._write("L", [self._here])   # a point, of which a stroke draws the caps (SVG 2, 13.5.4)
        elif self._last != "Z":
            self._verbs.append("Z")
        self._here = self._start

    def _write(self, verb: str, points: list[_Pair]) -> None:
        """Write a line or curve, after a move if a contour begins with it."""
        if self._last in "MZ":
            self._verbs.append("M")
            self._points += self._here
        self._verbs.append(verb)
        for point in points:
            self._points += point
        self._here = points[-1]
        self._last = verb

    def _add_curve(self, kind: str, points: list[_Pair]) -> None:
        """Add a cubic or quadratic curve; S and T mirror the last handle if there is a curve of their kind before."""
        x, y = self._here
        if kind in "ST":
            mirrors = self._handle is not None and self._last in ("CS" if kind == "S" else "QT")
            hx, hy = self._handle if mirrors and self._handle else (x, y)
            points = [(2 * x - hx, 2 * y - hy), *points]
        self._handle = points[-2]
        if kind in "QT":
            (qx, qy), (ex, ey) = points
            points = [((x + 2 * qx) / 3, (y + 2 * qy) / 3), ((ex + 2 * qx) / 3, (ey + 2 * qy) / 3), (ex, ey)]
        self._write("C", points)

    def _add_arc(self, arguments: Sequence[float], end: _Pair) -> None:
        radius_x, radius_y, rotation, is_large, is_clockwise = arguments[:5]
        if not (radius_x and radius_y):
            self._write("L", [end])   # SVG 2, 9.5.1
            return
        pen = RecordingPen()
        arc = EllipticalArc(
            complex(*self._here), radius_x, radius_y, rotation, bool(is_large), bool(is_clockwise), complex(*end)
        )
        arc.draw(pen)
        for _, points in pen.value:
            self._write("C", [(x, y) for x, y in points])
        self._here = end

    def to_path(self) -> Path:
        """Return the path."""
        return Path("".join(self._verbs), tuple(self._points))


def path_of_shape(name: str, length: Callable[[str], float | None], points: str) -> Path:
    """Return the path of a basic shape, empty if it is not drawn.

    `length` returns an attribute's value in user units, None if it is missing; `points` is the attribute's text. Raises
    InexpressibleError if `points` has an error.
    """
    x, y, width, height = (length(key) or 0.0 for key in ("x", "y", "width", "height"))
    if name == "rect":
        return _path_of_rect(Rect(x, y, width, height), length("rx"), length("ry"))
    if name in ("circle", "ellipse"):
        cx, cy = length("cx") or 0.0, length("cy") or 0.0
        across, down = (length("r"),) * 2 if name == "circle" else (length("rx"), length("ry"))
        across = down if across is None else across
        return _path_of_ellipse(cx, cy, across or 0.0, (across if down is None else down) or 0.0)
    if name == "line":
        ends = tuple(length(key) or 0.0 for key in ("x1", "y1", "x2", "y2"))
        return Path("ML", ends)
    return _path_of_points(points, is_closed=name == "polygon")


def _path_of_points(text: str, *, is_closed: bool) -> Path:
    numbers = parse_numbers(text)
    if len(numbers) % 2:
        raise InexpressibleError
    if len(numbers) < 4:
        return Path("", ())
    corners = [Point(x, y) for x, y in zip(numbers[0::2], numbers[1::2], strict=True)]
    path = path_of_polygon(corners)
    return path if is_closed else Path(path.verbs[:-1], path.points)


def _path_of_ellipse(cx: float, cy: float, across: float, down: float) -> Path:
    if across <= 0 or down <= 0:
        return Path("", ())
    disc = path_of_disc(Point(0, 0), 1.0)
    pairs = zip(disc.points[0::2], disc.points[1::2], strict=True)
    return Path(disc.verbs, tuple(value for x, y in pairs for value in (cx + x * across, cy + y * down)))


def _path_of_rect(rect: Rect, across: float | None, down: float | None) -> Path:
    """Return a rectangle with corners of these radii; of two radii, a missing one is like the other."""
    if rect.width <= 0 or rect.height <= 0:
        return Path("", ())
    rx = min((down if across is None else across) or 0.0, rect.width / 2)
    ry = min((across if down is None else down) or 0.0, rect.height / 2)
    if rx <= 0 or ry <= 0:
        return path_of_rects([rect])
    left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    kx, ky = rx * (1 - _KAPPA), ry * (1 - _KAPPA)
    return Path("MLCLCLCLCZ", (
        left + rx, top, right - rx, top, right - kx, top, right, top + ky, right, top + ry,
        right, bottom - ry, right, bottom - ky, right - kx, bottom, right - rx, bottom,
        left + rx, bottom, left + kx, bottom, left, bottom - ky, left, bottom - ry,
        left, top + ry, left, top + ky, left + kx, top, left + rx, top,
    ))  # fmt: skip
