"""Logos as drawings (SVG): looked through before they are drawn, so that nothing is fetched, lost or endless.

A logo is plain shapes. Refused are whatever would come from elsewhere, whatever resvg would leave out without a word
(words in a font that it does not have) and whatever could take without end (shapes used over and over).
"""

from __future__ import annotations

import hashlib
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import resvg_py
from PIL import Image

from .files import PhotoKey

MAX_BYTES = 1024 * 1024
_MAX_SHAPES = 20_000  # once everything that is used again is counted each time
_SIDE = 1024  # pixels of the longer side in a key: a drawing has no pixels of its own
_MAX_SIDE = 8192

_PLAIN = frozenset((
    "svg", "g", "defs", "symbol", "use", "a", "title", "desc", "metadata", "style", "path", "rect", "circle", "ellipse",
    "line", "polyline", "polygon", "clipPath", "mask", "linearGradient", "radialGradient", "stop", "view",
))  # fmt: skip
_HINTS = {
    "text": "turn its words into outlines (“create outlines”, “object to path”)",
    "tspan": "turn its words into outlines (“create outlines”, “object to path”)",
    "image": "a picture within a drawing is not taken; save the logo as PNG",
    "filter": "save the logo as PNG, or take its effects away",
    "script": "take it out: a logo does nothing",
}
_OURS = ("http://www.w3.org/2000/svg", "")
_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")]*)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(?:px)?\s*\Z", re.IGNORECASE)


def is_drawing(data: bytes) -> bool:
    """Whether bytes are XML; no JPEG, PNG or WebP begins so."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read_drawing(path: Path, data: bytes) -> PhotoKey:
    """The key of an SVG logo, its longer side 1024 pixels; ValueError that says what is wrong with it."""
    if len(data) > MAX_BYTES:
        raise ValueError(f"the drawing holds {len(data) / 2**20:.1f} MiB; expected {MAX_BYTES // 2**20} MiB at most")
    head = data.partition(b"<svg")[0]
    if b"<!ENTITY" in data or b"[" in head:
        raise ValueError("the drawing declares names of its own (ENTITY); expected plain SVG")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - what could grow without end is refused above
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ValueError(f"the drawing is not well-formed XML: {error}") from None
    if root.tag not in ("svg", "{http://www.w3.org/2000/svg}svg"):
        raise ValueError(f"the file holds <{_name(root)}>; expected a drawing in SVG")
    for element in root.iter():
        _look_at(element)
    _count_shapes(root)
    width, height = _size_of(root)
    scale = _SIDE / max(width, height)
    found = PhotoKey(
        hashlib.sha256(data).hexdigest(), max(1, round(width * scale)), max(1, round(height * scale)), str(path)
    )
    draw_drawing(data, 16)
    return found


def draw_drawing(data: bytes, width: int) -> Image.Image:
    """A drawing that `read_drawing` has passed, as RGBA so many pixels wide; ValueError where resvg cannot draw it."""
    text = data.decode("utf-8-sig")
    made = resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts=True, width=min(max(1, width), _MAX_SIDE))
    return Image.open(io.BytesIO(made), formats=["PNG"]).convert("RGBA")


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _is_ours(element: ElementTree.Element) -> bool:
    """Whether it is SVG; what drawing programs add in spaces of their own is never drawn."""
    return element.tag.rpartition("}")[0].removeprefix("{") in _OURS


def _look_at(element: ElementTree.Element) -> None:
    """Refuse what comes from elsewhere and what is no plain shape."""
    if not _is_ours(element):
        return
    name = _name(element)
    if name not in _PLAIN:
        hint = _HINTS.get(name, "expected plain shapes; save the logo as PNG")
        raise ValueError(f"the drawing holds <{name}>: {hint}")
    style = (element.text or "") if name == "style" else ""
    if "@import" in style.lower() or "\\" in style:
        raise ValueError("the drawing's style comes from elsewhere; expected a drawing that stands by itself")
    for target in _targets(element):
        if not target.startswith("#"):
            raise ValueError(f"the drawing refers to “{target[:60]}”; expected a drawing that stands by itself")


def _targets(element: ElementTree.Element) -> Iterator[str]:
    """What an element refers to."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == "href" and _name(element) != "a":
            yield value.strip()
        yield from _URL.findall(value)
    if _name(element) == "style":
        yield from _URL.findall(element.text or "")


def _count_shapes(root: ElementTree.Element) -> None:
    """Refuse shapes that use one another in a ring, or so often that drawing would not end."""
    named = {element.get("id", ""): element for element in root.iter() if element.get("id")}
    sizes: dict[int, int] = {}
    open_: set[int] = set()

    def size(element: ElementTree.Element, depth: int) -> int:
        if id(element) in sizes:
            return sizes[id(element)]
        if id(element) in open_ or depth > 100:
            raise ValueError("the drawing's parts use one another without end")
        open_.add(id(element))
        others = (named[t[1:]] for t in _targets(element) if t[1:] in named)
        count = 1 + sum(size(part, depth + 1) for part in (*element, *others))
        open_.remove(id(element))
        sizes[id(element)] = count
        if count > _MAX_SHAPES:
            raise ValueError(f"the drawing comes to more than {_MAX_SHAPES} shapes; expected a plain logo")
        return count

    size(root, 0)


def _size_of(root: ElementTree.Element) -> tuple[float, float]:
    box = [float(v) for v in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if re.fullmatch(r"-?[\d.]+", v)]
    sides = [_LENGTH.match(root.get(key, "")) for key in ("width", "height")]
    if sides[0] and sides[1]:
        width, height = float(sides[0][1]), float(sides[1][1])
    elif len(box) == 4:
        width, height = box[2:]
    else:
        raise ValueError("the drawing does not say how large it is; give it a viewBox")
    if not (0 < width < 1e6 and 0 < height < 1e6 and 1 / 64 <= width / height <= 64):
        raise ValueError(f"the drawing is {width:g} × {height:g}; expected sides that a logo has")
    return width, height
