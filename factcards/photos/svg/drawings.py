"""SVG logos: parsed, simplified, and drawn in a child process.

A logo must consist of plain shapes. Refused are references to other files, features that resvg silently ignores, and
anything whose cost has no limit. resvg does not get the file but new SVG, written from the parsed elements: with styles
applied and the size known, and nothing else in it.
"""

from __future__ import annotations

import functools
import hashlib
import io
import math
import re
from dataclasses import dataclass

from PIL import Image

from ...graphics.color import Color
from ...graphics.geometry import Rect, path_of_rects
from ...graphics.vector_pictures import InexpressibleError, VectorFill, VectorItem
from ...late_loading import compile_late
from ..color_bounds import is_invisible
from ..decoder.decoder_process import DECODERS, MEMORY, SECONDS, DecoderError
from ..photo_keys import PhotoKey
from .drawing_vectors import read_vectors
from .shape_paints import parse_color
from .svg_cost import Cost, count_cost
from .svg_styles import apply_styles
from .svg_text import decode_svg
from .svg_tree import SHAPES, Element, parse_svg
from .svg_values import NUMBER, PIXELS, RefusedValueError, read_value
from .svg_writing import assign_ids, write_attributes, write_element
from .view_boxes import ViewBox, parse_view_box, visible_box

MAX_BYTES = 1024 * 1024
"""Maximum size of a drawing's file, in bytes; logos have 1 to 100 thousand."""
_SIDE = 1024
"""Longer side in the key of a drawing, which has no pixels, in px."""
# a drawing beyond one of the following limits is drawn smaller and then enlarged
_MAX_SIDE = 8192
"""Maximum width and height at which a drawing is drawn, in px."""
_MAX_PIXELS = 4096 * 4096
"""Maximum number of pixels at which a drawing is drawn: 64 MiB as RGBA."""
_MAX_WORK = 14_000_000
"""Maximum number of pixels of all layers together: about 0.6 s."""
_MAX_TIME = 1.2e6
"""Maximum processor time for paths, in µs."""
_PER_SEGMENT = 25.0
"""Time per path segment where lines cross, in µs."""
_PER_SEGMENT_AND_PIXEL = 0.07
"""Further time per path segment and pixel of the longer side, in µs."""
_SLACK = 1e-6
"""Maximum rounding error of a size, in px."""
_PREVIEW_SIDE = 128
"""Maximum width of cached pictures of a drawing, in px: a card uses small pictures of its logo several times."""

_URL = compile_late(r"url\(\s*['\"]?\s*([^'\")]*)", re.IGNORECASE)
"""The start of a reference, with its target: `url(#shade)`, `url("a.png")`."""
_LENGTH = compile_late(rf"({NUMBER})([a-z]*)", re.IGNORECASE)   # a number and its unit, if any: `12.5px`
_SIMPLIFY = "simplify it, or save the logo as PNG"
_BOX_ATTRIBUTES = ("x", "y", "width", "height")
_BACKGROUND = "background-color"
_OUTER = (*_BOX_ATTRIBUTES, _BACKGROUND, "overflow")
"""Properties of the root that are written separately, or not needed."""
_NO_TRANSFORM = compile_late(
    r"(?:(?:matrix\(1[\s,]+0[\s,]+0[\s,]+1[\s,]+0[\s,]+0\)|rotate\(0\)|translate\(0(?:[\s,]+0)?\)|scale\(1(?:[\s,]+1)?\))\s*)*"
)
"""Transforms that have no effect, which editors write on the root."""

WHOLE: ViewBox = (0.0, 0.0, 1.0, 1.0)
"""All of a drawing, in fractions of its width and height."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that may be drawn.

    Width and height are in CSS pixels, `view` is the viewBox, and `box` the visible part of the drawing's units, which
    may be larger or smaller. `background` is the colour behind it and `style` the root's other properties, both as
    attributes; `body` is its content.
    """

    width: float
    height: float
    view: ViewBox
    box: ViewBox
    background: str
    style: str
    body: str
    cost: Cost

    def to_svg(self, box: ViewBox, width: int, height: int) -> str:
        """Return SVG that shows a box of the drawing's units at a size in pixels."""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        head += f' viewBox="{_join_numbers(box)}"'
        head += f' preserveAspectRatio="none"{self.background}'
        if box == self.view:
            return f"{head}{self.style}>{self.body}</svg>"
        # percentages are relative to the viewBox, not to the visible box
        names = zip(_BOX_ATTRIBUTES, self.view, strict=True)
        place = " ".join(f'{name}="{_join_numbers((number,))}"' for name, number in names)
        view = f'{place} viewBox="{_join_numbers(self.view)}" overflow="visible"'
        return f"{head}><svg {view}{self.style}>{self.body}</svg></svg>"

    def to_vector_source(self) -> str:
        """Return SVG in the drawing's own units."""
        return f'<svg xmlns="http://www.w3.org/2000/svg"{self.background}{self.style}>{self.body}</svg>'

    def max_scale(self, width: int, height: int) -> float:
        """Return the factor, at most 1, by which to multiply a size so that drawing it stays within the limits."""
        side = float(_MAX_SIDE)
        if self.cost.segments:
            side = min(side, (_MAX_TIME / self.cost.segments - _PER_SEGMENT) / _PER_SEGMENT_AND_PIXEL)
        area = min(_MAX_PIXELS, _MAX_WORK / max(1.0, self.cost.layers))
        return min(1.0, side / max(width, height), math.sqrt(area / (width * height)))


def make_svg_key(data: bytes, file: str) -> PhotoKey:
    """Return the key of an SVG logo, scaled to 1024 pixels on its longer side. Raises ValueError with the problem."""
    found = _parse_drawing(data)
    scale = _SIDE / max(found.width, found.height)
    key = PhotoKey(
        hashlib.sha256(data).hexdigest(), max(1, round(found.width * scale)), max(1, round(found.height * scale)),
        file,
    )  # fmt: skip
    if is_invisible(rasterize_svg(data, _PREVIEW_SIDE)):
        raise ValueError("nothing of this logo can be seen; expected shapes with a colour, within its viewBox")
    return key


def read_svg_vectors(data: bytes, width: int, height: int) -> tuple[VectorItem, ...] | None:
    """Return a drawing as vectors, scaled to a width and height, or None if vectors cannot express it.

    Raises ValueError if it is refused.
    """
    found = _parse_drawing(data)
    left, top, across, down = found.box
    matrix = (width / across, 0.0, 0.0, height / down, -left * width / across, -top * height / down)
    root = parse_svg(found.to_vector_source())
    try:
        items = read_vectors(root, matrix, found.view[2:])
        if found.background:
            ground = parse_color(root.attributes[_BACKGROUND], Color(0, 0, 0))
            items = (VectorFill(path_of_rects([Rect(0, 0, width, height)]), ground), *items)
    except InexpressibleError:
        return None
    return items


def rasterize_svg(data: bytes, width: int, part: ViewBox = WHOLE) -> Image.Image:
    """Draw a part of a drawing (in fractions of its width and height) as RGBA, `width` pixels wide.

    If that would take too long, it is drawn smaller. Callers must not change the image, because small ones are cached.
    Raises ValueError if it cannot be drawn.
    """
    return _draw_preview(data, width) if width <= _PREVIEW_SIDE and part == WHOLE else _draw(data, width, part)


@functools.lru_cache(maxsize=16)
def _draw_preview(data: bytes, width: int) -> Image.Image:
    return _draw(data, width, WHOLE)


def _draw(data: bytes, width: int, part: ViewBox) -> Image.Image:
    found = _parse_drawing(data)
    ratio = found.height * part[3] / (found.width * part[2])
    width = max(1, width)
    limit = found.max_scale(width, max(1, math.ceil(width * ratio - _SLACK)))
    width = max(1, math.floor(width * limit)) if limit < 1 else width
    height = max(1, math.ceil(width * ratio - _SLACK))
    left, top, across, down = found.box
    box = found.box if part == WHOLE else (
        left + across * part[0], top + down * part[1], across * part[2], down * part[3]
    )  # fmt: skip
    text = found.to_svg(box, width, height)
    try:
        drawn = DECODERS.run("draw_svg", text.encode(), {"width": width})
    except DecoderError as error:
        raise ValueError(_explain(error)) from None
    if (drawn.mode, drawn.width, drawn.height) != ("PNG", width, height):
        raise ValueError(f"the drawing came out at {drawn.width} × {drawn.height} pixels, not {width} × {height}")
    return Image.open(io.BytesIO(drawn.data), formats=["PNG"]).convert("RGBA")


def _explain(error: DecoderError) -> str:
    """Return the message for an error of the child process."""
    if error.kind == "time":
        return f"the drawing took more than {SECONDS} s of processor time; {_SIMPLIFY}"
    if error.kind == "memory":
        return f"the drawing took more than {MEMORY // 2**20} MB of memory; {_SIMPLIFY}"
    if error.kind == "crash":
        return f"the drawing made its renderer fail ({error}); {_SIMPLIFY}"
    return str(error) if error.kind == "start" else f"the drawing cannot be drawn: {error}"


@functools.lru_cache(maxsize=8)
def _parse_drawing(data: bytes) -> Drawing:
    """Return the drawing in a file's bytes, with its styles applied. Raises ValueError if it is refused."""
    if len(data) > MAX_BYTES:
        raise ValueError(f"the drawing holds {len(data) / 2**20:.1f} MiB; expected {MAX_BYTES // 2**20} MiB at most")
    root = parse_svg(decode_svg(data))
    for element in root.walk():
        for target in _find_references(element):
            if not target.startswith("#"):
                message = f"the drawing refers to “{target[:60]}”"
                raise ValueError(f"{message}; expected a self-contained drawing")
    apply_styles(root)
    cost = count_cost(root)
    _refuse_scaled_dashes(root)
    _refuse_root_transform(root)
    width, height, view = _measure_drawing(root)
    box = visible_box(width, height, view, root.attributes.get("preserveAspectRatio", "")[:100])
    names = assign_ids(root)
    background = f' {_BACKGROUND}="{root.style[_BACKGROUND]}"' if _BACKGROUND in root.style else ""
    written = write_attributes(root, {n: v for n, v in root.style.items() if n not in _OUTER}, names)
    body = "".join(write_element(child, names) for child in root.children)
    return Drawing(width, height, view, box, background, written, body, cost)


def _refuse_root_transform(root: Element) -> None:
    """Refuse a transform of the root: browsers rotate around its middle, resvg around its origin."""
    transform = root.attributes.pop("transform", "")
    transform = root.style.pop("transform", transform)
    if not _NO_TRANSFORM.fullmatch(transform.strip()[:200]):
        found = f"the drawing's root has a transform, `transform: {transform.strip()[:40]}`"
        raise ValueError(f"{found}; transform its shapes instead")


def _join_numbers(numbers: tuple[float, ...]) -> str:
    return " ".join(f"{number:.10g}" for number in numbers)


def _find_references(element: Element) -> list[str]:
    """Return the targets of an element's references, including those in its style sheet."""
    found = [element.attributes["href"].strip()] if "href" in element.attributes and element.name != "a" else []
    for value in (*element.attributes.values(), "".join(element.text)):
        if "(" in value:
            found += _URL.findall(value)
    return found


def _refuse_scaled_dashes(root: Element) -> None:
    """Refuse dashes on shapes with `pathLength`, by which dashes are scaled and which resvg ignores."""
    if any(e.style.get("stroke-dasharray", "none") != "none" for e in root.walk()):
        for element in root.walk():
            if element.name in SHAPES and "pathLength" in element.attributes:
                raise ValueError("the drawing has dashes with `pathLength`, which would be drawn wrong; remove it")


def _measure_drawing(root: Element) -> tuple[float, float, ViewBox]:
    """Return a drawing's width and height in pixels, and its viewBox, by CSS's rules for images at 96 dpi.

    A percentage counts as no width or height, because a logo has no page to which it could be relative. Raises
    ValueError if the size is missing, or its sides are too long or too different.
    """
    view = parse_view_box(root.attributes.get("viewBox", ""))
    width, height = (_to_pixels(root.style.get(key) or root.attributes.get(key, "")) for key in ("width", "height"))
    if width is not None and height is not None:
        view = view or (0.0, 0.0, width, height)
    elif view and view[2] > 0 and view[3] > 0:
        ratio = view[3] / view[2]
        if width is not None:
            height = width * ratio
        elif height is not None:
            width = height / ratio
        else:
            width, height = view[2:]
    elif not view:
        if root.attributes.get("viewBox", "").strip():
            raise ValueError("the drawing's viewBox is not four numbers, such as `0 0 100 50`")
        known = "says how wide it is, but not how high" if width else "says how high it is, but not how wide"
        found = "does not say how large it is" if width == height else known
        raise ValueError(f"the drawing {found}; give it a viewBox")
    else:
        width, height = view[2:]
    assert width is not None
    assert height is not None
    for across, down in ((width, height), view[2:]):
        if not (0 < across < 1e6 and 0 < down < 1e6 and 1 / 64 <= across / down <= 64):
            raise ValueError(f"the drawing is {across:g} × {down:g}; expected sides that a logo has")
    return width, height, view


def _to_pixels(text: str) -> float | None:
    """Return a length in CSS pixels, or None if it is invalid, negative or a percentage."""
    try:
        value = read_value("width", text)
    except RefusedValueError:
        return None
    found = _LENGTH.fullmatch(value or "")
    pixels = float(found[1]) * PIXELS[found[2]] if found and found[2] in PIXELS else -1.0
    return pixels if pixels >= 0 else None
