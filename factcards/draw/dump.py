"""A scene as text, for tests, reviews and bug reports; equal on all machines, so its digest identifies the scene.

One line per node, indented by group; each run of glyphs is on its own line below its text. Pixels and opacities are
rounded to 2 decimals, luminances to 3, the scales of fonts and the offsets of gradients to 4. Long paths are written as
their bounds and a digest of all their points.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import groupby
from typing import assert_never

from ..graphics.color import Color, Gradient, Paint
from ..graphics.geometry import Path, Point, Rect
from ..late_loading import compile_late
from ..model.scene import Group, Link, Metadata, Node, Picture, Scene, Shape, Tag, Text
from .glyph_positions import place_glyphs
from .rounded_numbers import format_number

_CORNER = Point(0, 0)
_FEW_POINTS = 12
"""Number of points above which a path is written as a digest."""
_HIDDEN = compile_late(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
"""Characters that are invisible or reorder their neighbours, as a constant list: equal in all versions of Python."""


def dump_scene(scene: Scene) -> str:
    """Return the scene as text that ends in a newline."""
    lines = [
        f"scene {scene.width}×{scene.height} {scene.language}",
        f"safe {_rect(scene.safe)}",
        f"unit {format_number(scene.unit)}",
        *([f"dpi {scene.dpi}"] if scene.dpi else []),
        *([f"bleed {format_number(scene.bleed)}"] if scene.bleed else []),
        f"description {_quote(scene.description)}",
        *_dump_metadata(scene.metadata),
        *(f"{p.severity} {p.field + ': ' if p.field else ''}{_quote(p.message)}" for p in scene.problems),
        *_dump_nodes(scene.nodes, ""),
    ]
    return "\n".join(lines) + "\n"


def _dump_metadata(metadata: Metadata) -> Iterator[str]:
    """Yield the title and what else the metadata says."""
    for field in fields(metadata):
        value = getattr(metadata, field.name)
        if value:
            yield f"{field.name} {_quote(value)}" if isinstance(value, str) else field.name.replace("_", " ")


def _tag(tag: Tag) -> str:
    language = f" {tag.language}" if tag.language else ""
    return f"{tag.kind}{language} {_quote(tag.text)}"


def _dump_nodes(nodes: tuple[Node, ...], indent: str) -> Iterator[str]:
    for node in nodes:
        match node:
            case Shape():
                yield f"{indent}shape {_paint(node.fill)} {_path(node.path)}"
            case Picture():
                photo = f"{node.photo.digest[:16]} {node.photo.width}×{node.photo.height}"
                yield f"{indent}picture {photo} crop {_rect(node.crop)} at {_rect(node.area)}"
            case Text():
                yield from _dump_text(node, indent)
            case Group():
                clip = f" clip {_path(node.clip)}" if node.clip else ""
                opacity = f" opacity {format_number(node.opacity)}" if node.opacity != 1 else ""
                area = f" in {_rect(node.area)}" if node.area else ""
                tag = f" {_tag(node.tag)}" if node.tag else ""
                yield f"{indent}group {node.role or '-'}{area}{clip}{opacity}{tag}"
                yield from _dump_nodes(node.nodes, indent + "  ")
            case Link():
                yield f"{indent}link {_quote(node.url)} at {_rect(node.area)}"
            case _:
                assert_never(node)


def _dump_text(text: Text, indent: str) -> Iterator[str]:
    accent = f" accent {_paint(text.accent)}" if text.accent != text.fill else ""
    backdrop = f"on {format_number(text.ground.darkest, 3)}–{format_number(text.ground.lightest, 3)}"
    width = format_number(text.line.width * text.size)
    position = f"at {_point(text.origin)} size {format_number(text.size)} width {width}"
    yield f"{indent}text {_quote(text.line.text)} {position} {_paint(text.fill)}{accent} {backdrop}"
    for run, positioned in groupby(place_glyphs(text.line, _CORNER, text.size), key=lambda each: each.run):
        glyphs = " ".join(f"{glyph}@{format_number(x)},{format_number(-y)}" for _, glyph, x, y, _ in positioned)
        axes = "".join(f" {name}={format_number(value)}" for name, value in run.font.axes)
        scale = f" ×{format_number(run.scale, 4)}" if run.scale != 1 else ""
        kind = f"{run.script} {run.language} level {run.level}{' emphasis' if run.emphasis else ''}"
        font = f"{run.font.file} {run.font.digest[:8]}{axes}{scale}"
        yield f"{indent}  run {_quote(run.text)} {font} {kind}: {glyphs}"


def _path(path: Path) -> str:
    rects = path.rects()
    if rects and len(rects) == 1:
        return f"rect {_rect(rects[0])}"
    if len(path.points) <= 2 * _FEW_POINTS:
        return " ".join(f"{verb}{_numbers(points)}" for verb, points in path.steps())
    whole = tuple(map(int, path.points))   # a code has thousands of whole numbers, which need no rounding
    exact = f"{path.verbs} {whole if whole == path.points else _numbers(path.points)}"
    kind = f"{len(rects)} rects" if rects else f"{len(path.verbs)} steps"
    return f"path of {kind} in {_rect(path.bounds())} sha256 {hashlib.sha256(exact.encode()).hexdigest()[:16]}"


def _paint(paint: Paint) -> str:
    match paint:
        case Color():
            return str(paint)
        case Gradient():
            stops = " ".join(f"{format_number(offset, 4)}:{color}" for offset, color in paint.stops)
            kind = "round gradient" if paint.is_radial else "gradient"
            return f"{kind} {_numbers(paint.start)} to {_numbers(paint.end)} [{stops}]"
        case _:
            assert_never(paint)


def _rect(rect: Rect) -> str:
    return f"{format_number(rect.x)},{format_number(rect.y)} {format_number(rect.width)}×{format_number(rect.height)}"


def _point(point: Point) -> str:
    return _numbers((point.x, point.y))


def _numbers(values: tuple[float, ...]) -> str:
    return ",".join(format_number(value) for value in values)


def _quote(text: str) -> str:
    """Return the text in quotes, with invisible characters as code points."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + _HIDDEN.sub(_name_character, plain) + '"'


def _name_character(found: re.Match[str]) -> str:
    return f"\\u{{{ord(found[0]):x}}}"
