"""The sizes at which networks show pictures, and of paper, with the area that nothing covers or crops.

Sources: Meta's "Content Publishing" page; the grid crop of 3:4 on Instagram profiles (since January 2025); the safe
zones of stories; the square crop of link previews. Paper: ISO 216 and the sheet sizes of the United States, at 300
pixels per inch, with the bleed that printers require, 3 mm or an eighth of an inch.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..graphics.geometry import Insets, Rect
from .legibility import MM_PER_INCH

Aspect = Literal["square", "portrait", "tall", "landscape"]
_NO_INSETS = Insets()
REFERENCE_WIDTH, WIDE_REFERENCE_WIDTH = 1080, 1600
"""Widths in reference pixels of pictures and of wide pictures: themes are written for these widths."""
_MIN_WIDE_RATIO = 1.5
"""Minimum ratio of width to height of a wide picture, whatever its layout."""
_MAX_TALL_RATIO, _MAX_PORTRAIT_RATIO, _MAX_SQUARE_RATIO = 0.62, 0.9, 1.2
"""Maximum ratios of width to height of the layouts: all campaign cards fit at these ratios in all built-in themes."""
_MIN_WIDE_HEIGHT = 832
"""Minimum height of a wide picture in reference pixels: that of the flattest of `SIZES`, less half a per cent.

A flatter picture has a smaller scale, at which all campaign cards fit at 3:1 in all built-in themes.
"""
_MIN_FLAT_UNIT = 0.4
"""Minimum scale of a flat picture: the smallest text of `legibility.MIN_TEXT_SIZE` then has about 10 pixels."""
DEFAULT_PLATFORM = "web"
"""What replaces `{platform}` in the links of a size of one's own that names no platform."""
_DERIVED: Any = ""
"""The aspect of a size that names none, until it is derived from the measures."""
ASPECTS: tuple[Aspect, ...] = ("square", "portrait", "tall", "landscape")
"""The shapes of cards; a theme has a layout for each."""
MAX_SIDE = 8192
"""Maximum width and height of a picture, in px."""
MAX_PIXELS = 40_000_000
"""Maximum number of pixels of a picture. Drawing it takes about four bytes for each."""
MAX_RATIO = 4
"""Maximum ratio of a picture's longer side to its shorter one: no layout suits longer strips."""


@dataclass(frozen=True, slots=True)
class Size:
    """A picture's size in pixels. `safe` is what to keep clear at each edge; `platform` replaces `{platform}` in links.

    `name` is a part of the file's name. `aspect` says which of a theme's layouts the picture has; by default the one
    nearest to the picture's shape. `scale` gives the pixels of a reference pixel if the picture's measures do not. On
    paper, `dpi` is the number of pixels per printed inch, and `bleed` the number of pixels cut off at each edge:
    backgrounds and photographs extend into it. A size of your own: `Size("pinboard", width=1080, height=608)`.
    """

    name: str
    platform: str = DEFAULT_PLATFORM
    aspect: Aspect = _DERIVED
    width: int = 0
    height: int = 0
    safe: Insets = _NO_INSETS
    scale: float = 0.0
    bleed: float = 0.0
    dpi: int = 0

    def __post_init__(self) -> None:
        if self.aspect == _DERIVED:
            object.__setattr__(self, "aspect", _find_aspect(self.width, self.height))

    @property
    def unit(self) -> float:
        """Pixels of one reference pixel: the picture's width by `REFERENCE_WIDTH`, or by `WIDE_REFERENCE_WIDTH`.

        A wide picture is shown as wide as a tall one and so at a smaller scale, whatever the card's own shape. A flat
        one has too little height for a card at that scale, so its own is smaller still.
        """
        trim = self.trim
        min_ratio = _MAX_SQUARE_RATIO if self.aspect == "landscape" else _MIN_WIDE_RATIO
        if self.scale or trim.width < min_ratio * trim.height:
            return self.scale or trim.width / REFERENCE_WIDTH
        return min(trim.width / WIDE_REFERENCE_WIDTH, max(trim.height / _MIN_WIDE_HEIGHT, _MIN_FLAT_UNIT))

    @property
    def trim(self) -> Rect:
        """The picture after the cut, on whole pixels; the whole picture if there is no bleed."""
        start = math.ceil(self.bleed)
        return Rect(start, start, self.width - round(2 * self.bleed), self.height - round(2 * self.bleed))

    @property
    def safe_area(self) -> Rect:
        """The area that no app covers or crops and that keeps clear of the cut."""
        return self.trim.inset(self.safe)


def _find_aspect(width: object, height: object) -> Aspect:
    """Return the layout for a picture of these measures. Wrong ones are reported by `explain_unusable_size`."""
    if not isinstance(width, int) or not isinstance(height, int) or height <= 0:
        return "square"
    limits: tuple[tuple[Aspect, float], ...] = (
        ("tall", _MAX_TALL_RATIO), ("portrait", _MAX_PORTRAIT_RATIO), ("square", _MAX_SQUARE_RATIO)
    )  # fmt: skip
    return next((aspect for aspect, limit in limits if width <= limit * height), "landscape")


_DPI = 300
"""Pixels per inch of printed pictures."""
_CLEAR_MM = 4
"""Minimum distance of text from the cut, in mm."""


def _make_paper(name: str, aspect: Aspect, width: int, height: int, bleed: float) -> Size:
    """Return a size of paper, with the text 4 mm from the cut.

    `width` and `height` are pixels after the cut; `bleed` is that of two opposite edges together.
    """
    clear = math.ceil(_CLEAR_MM / MM_PER_INCH * _DPI)
    return Size(
        name, "print", aspect, width + round(bleed), height + round(bleed),
        Insets(clear, clear, clear, clear), bleed=bleed / 2, dpi=_DPI,
    )  # fmt: skip


def _side_insets(pixels: float) -> Insets:
    return Insets(start=pixels, end=pixels)


SIZES: tuple[Size, ...] = (
    # the profile grid shows the middle 3:4: 1012 of 1080 pixels of a 4:5 picture, 810 of a square
    Size("instagram-portrait", "instagram", "portrait", 1080, 1350, _side_insets(34)),
    Size("instagram-square", "instagram", "square", 1080, 1080, _side_insets(135)),
    Size("instagram-tall", "instagram", "portrait", 1080, 1440),
    # the app's own bars: 14 % at the top, 20 % at the bottom
    Size("story", "story", "tall", 1080, 1920, Insets(top=270, bottom=380)),
    Size("x-landscape", "x", "landscape", 1600, 900),
    Size("facebook-landscape", "facebook", "landscape", 1200, 630),
    Size("linkedin-landscape", "linkedin", "landscape", 1200, 627),
    # square previews show the middle 630 pixels, so the card is laid out as a square within them; its scale is that of
    # a square of this size, because long words would not fit at the scale of the whole picture
    Size("open-graph", "web", "square", 1200, 630, _side_insets(285), 0.6),
    Size("whatsapp-square", "whatsapp", "square", 800, 800),
    Size("pinterest", "pinterest", "portrait", 1000, 1500),
    Size("threads", "threads", "portrait", 1080, 1350),
    Size("bluesky", "bluesky", "portrait", 1080, 1350),
    Size("mastodon", "mastodon", "landscape", 1600, 900),
    _make_paper("a4", "portrait", 2480, 3508, 71),
    _make_paper("a5", "portrait", 1748, 2480, 71),
    _make_paper("a6", "portrait", 1240, 1748, 71),
    _make_paper("letter", "portrait", 2550, 3300, 75),
    _make_paper("postcard-6x4", "landscape", 1800, 1200, 75),
)
"""All sizes, in the order of `factcards sizes`."""


DEFAULT_SIZES: tuple[str, ...] = (SIZES[0].name,)
"""The names of the sizes of a set that names none; the first is also that of a single picture."""


def find_size(name: str) -> Size:
    """Return the size of that name. Raises KeyError if there is none."""
    for size in SIZES:
        if size.name == name:
            return size
    raise KeyError(name)


_MEASURES = re.compile(r"([0-9]{1,6}) ?[xX×] ?([0-9]{1,6})")
"""A size as its measures in pixels: `1080x608`."""


def parse_measures(text: str) -> Size | None:
    """Return a size of its measures alone, such as `1080x608` or `1080×608`, usable or not; None for other text."""
    found = _MEASURES.fullmatch(text)
    if not found:
        return None
    width, height = int(found[1]), int(found[2])
    return Size(f"{width}x{height}", width=width, height=height)


def resolve_size(name: str, own: Iterable[Size] = ()) -> Size | None:
    """Return the size of a name: one of `SIZES`, one of a set's own, or one of its measures; None for other text."""
    known = (size for size in (*SIZES, *own) if size.name == name)
    return next(known, None) or parse_measures(name)


def list_larger_sizes(size: Size, ratio: float, count: int) -> list[Size]:
    """Return usable sizes of the same shape and layout, each larger than the one before by `ratio`, at most `count`.

    Measures are whole pixels, so that some may have the ratio of another layout, which is left out.
    """
    larger = (_enlarge(size, ratio**n) for n in range(1, count + 1))
    aspect = _find_aspect(size.width, size.height)
    return [one for one in larger
            if _find_aspect(one.width, one.height) == aspect and not explain_unusable_size(one)]   # fmt: skip


def _enlarge(size: Size, factor: float) -> Size:
    """Return a size of the same shape whose measures, safe area and bleed are larger, in whole pixels."""
    safe = Insets(*(math.ceil(factor * getattr(size.safe, edge)) for edge in ("top", "end", "bottom", "start")))
    width, height = (math.ceil(factor * side) for side in (size.width, size.height))
    return replace(size, width=width, height=height, safe=safe, scale=factor * size.scale, bleed=factor * size.bleed)


def explain_unusable_size(size: Size) -> str:
    """Return why no picture can have this size, "" if one can."""
    width, height = size.width, size.height
    mistyped = _find_wrong_type(size)
    if mistyped:
        return mistyped
    if not all(0 < side <= MAX_SIDE for side in (width, height)):
        return f"found {width} × {height} pixels, expected whole numbers from 1 to {MAX_SIDE:,}"
    if width * height > MAX_PIXELS:
        return f"found {width} × {height} pixels, expected {MAX_PIXELS // 10**6} megapixels at most"
    if max(width, height) > MAX_RATIO * min(width, height):
        return f"found {width} × {height} pixels, expected a shape from 1:{MAX_RATIO} to {MAX_RATIO}:1"
    if size.aspect not in ASPECTS:
        return f"found the aspect `{size.aspect}`, expected one of {', '.join(ASPECTS)}"
    for name in ("scale", "bleed", "dpi"):
        if not 0 <= getattr(size, name) < math.inf:
            return f"found `{getattr(size, name)}` as `{name}`, expected a number of at least 0"
    if not all(0 <= getattr(size.safe, edge) < math.inf for edge in _EDGES):
        return f"found {size.safe} as `safe`, expected distances of at least 0"
    area = size.safe_area
    if area.width <= 0 or area.height <= 0:
        return "`safe` and `bleed` leave no area for the text"
    return ""


_EDGES = ("top", "end", "bottom", "start")
_TYPES: tuple[tuple[str, tuple[type, ...], str], ...] = (
    ("name", (str,), "text"),
    ("platform", (str,), "text"),
    ("aspect", (str,), "text"),
    ("width", (int,), "a whole number"),
    ("height", (int,), "a whole number"),
    ("safe", (Insets,), "`Insets(top=…, end=…, bottom=…, start=…)`"),
    ("scale", (int, float), "a number"),
    ("bleed", (int, float), "a number"),
    ("dpi", (int,), "a whole number"),
)
"""The fields of a size: the types that they may have, and what a message says of them."""


def _find_wrong_type(size: Size) -> str:
    """Return which field of a size has a value of another type, "" if none has."""
    found = [(name, getattr(size, name), kinds, expected) for name, kinds, expected in _TYPES]
    if isinstance(size.safe, Insets):
        found += [(f"safe.{edge}", getattr(size.safe, edge), (int, float), "a number") for edge in _EDGES]
    for name, value, kinds, expected in found:
        if not isinstance(value, kinds) or isinstance(value, bool):
            return f"found a value of the type `{type(value).__name__}` as `{name}`, expected {expected}"
    return ""
