"""The QR code on a card: choose its size, and draw it with its plate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from ...errors import Problem, count_noun
from ...graphics.geometry import Point, Rect, path_of_round_rect
from ...model.legibility import (
    MIN_MODULE,
    MIN_PRINTED_MODULE,
    MM_PER_INCH,
    PREFERRED_MODULE,
    QUIET_ZONE,
    SHORT_LINK_HINT,
)
from ...model.scene import Link, Shape, Tag
from ...model.sizes import Size
from ...model.themes import CodePart
from ..boxes import Box, Misfit
from ..drafts import Draft, DraftGroup
from .codewords import Level
from .qr import QrCode, find_longest_link, fit_module, make_code, path_of_code

_WIDTH_SHARE = 0.25
"""Preferred maximum share of the card's width that a code takes."""
_MAX_WIDTH_SHARE = 0.36
"""Maximum share of the card's width that a code takes if its modules would otherwise be too small."""
_MAX_HEIGHT_SHARE = 0.5
"""Maximum share of the card's height that a code takes."""
_MIN_FLAT_RATIO, _MAX_FLAT_HEIGHT_SHARE = 2.0, 0.56
"""Minimum ratio of width to height of a strip, and the share of its height that a code and its quiet zone take."""
_MIN_UNIT = 0.7
"""Scale below which modules have the size that the theme gives them: the quiet zone of larger ones has no space."""


@dataclass(frozen=True, slots=True)
class CodeExtent:
    """A code, the side of its modules, and the plate's margin on each side (0 for no plate), both in pixels."""

    code: QrCode
    module: int
    plate: int

    @property
    def side(self) -> int:
        """The side of the square that it takes, including the plate, in pixels."""
        return self.code.side_modules * self.module + 2 * self.plate


def fit_code(box: Box, size: Size, space: float) -> CodeExtent | Misfit:
    """Return the code of a box in at most `space` pixels.

    It does not fit if the link is too long, for any code or for modules that can be scanned in this space.
    """
    assert isinstance(box.part, CodePart)
    trim = size.trim
    is_flat = trim.width >= _MIN_FLAT_RATIO * trim.height
    space = min(space, _max_height(size, box.part.plate))
    preferred = max(PREFERRED_MODULE, round(box.part.module * size.unit))
    if not size.dpi and not size.scale and size.unit < _MIN_UNIT:
        preferred = max(MIN_MODULE, math.ceil(box.part.module * size.unit))
    if not size.dpi:
        found = _fit_cached(box.url, box.part.plate, preferred, trim.width, space)
        if isinstance(found, CodeExtent) or not is_flat:
            return found
        # a screen has no dirt, so a code in a strip may correct 7 % of errors (level L) in place of 15 %
        return _fit_cached(box.url, box.part.plate, preferred, trim.width, space, level="L")
    # paper gets dirty and folded, so a printed code corrects 25 % of errors (level Q) if its modules stay large enough
    smallest = math.ceil(MIN_PRINTED_MODULE / MM_PER_INCH * size.dpi)
    found = _fit_cached(box.url, box.part.plate, preferred, trim.width, space, smallest, "Q")
    if isinstance(found, CodeExtent):
        return found
    return _fit_cached(box.url, box.part.plate, preferred, trim.width, space, smallest)


def _max_height(size: Size, plate: bool) -> float:
    """Return the height that a code may take, with its plate if it has one, in pixels."""
    height = size.trim.height
    if size.trim.width < _MIN_FLAT_RATIO * height:
        return height * _MAX_HEIGHT_SHARE
    return height * _MAX_FLAT_HEIGHT_SHARE - (0 if plate else 2 * QUIET_ZONE * MIN_MODULE)


@lru_cache(maxsize=256)
def _fit_cached(
    url: str, plate: bool, preferred: int, width: float, space: float, smallest: int = MIN_MODULE, level: Level = "M"
) -> CodeExtent | Misfit:
    quiet = QUIET_ZONE if plate else 0
    largest = min(space, width * _MAX_WIDTH_SHARE)
    try:
        code = make_code(url, level)
    except ValueError as error:
        return _make_misfit(str(error), SHORT_LINK_HINT)
    module = fit_module(code, min(space, width * _WIDTH_SHARE), preferred, quiet, smallest) or 0
    if module < PREFERRED_MODULE:
        module = max(module, fit_module(code, largest, min(preferred, PREFERRED_MODULE), quiet, smallest) or 0)
    if not module:
        message, hint = _explain_fine_code(url, find_longest_link(largest, quiet, smallest))
        return _make_misfit(message, hint)
    return CodeExtent(code, module, QUIET_ZONE * module if plate else 0)


def _make_misfit(message: str, hint: str) -> Misfit:
    return Misfit(Problem("error", message, field="action.url", hint=hint, kind="code"), needs_width=True)


def _explain_fine_code(url: str, longest: int) -> tuple[str, str]:
    """Return the message of a code that is too fine to scan, and its hint; `longest` is the length that would fit."""
    if not longest:
        return "the code of any link would be too fine to scan here", "render a larger picture"
    length, fitting = count_noun(len(url), "character"), count_noun(longest, "character")
    return f"the link of {length} makes a code too fine to scan: {fitting} would fit", SHORT_LINK_HINT


def place_code(box: Box, extent: CodeExtent, corner: Point, radius: float = 0.0) -> DraftGroup:
    """Place the code with its top left corner at `corner`, on a plate if the theme asks for one, and its link over it.

    The plate's corners are rounded by `radius` pixels, limited so that the quiet zone stays clear.
    """
    side = extent.side
    nodes: list[Draft] = []
    if extent.plate:
        plate = path_of_round_rect(Rect(corner.x, corner.y, side, side), min(radius, extent.plate / 2))
        nodes.append(Shape(plate, box.color("paper")))
    inner = Point(corner.x + extent.plate, corner.y + extent.plate)
    nodes.append(Shape(path_of_code(extent.code, inner, extent.module), box.color("ink")))
    nodes.append(Link(Rect(corner.x, corner.y, side, side), box.url))
    return DraftGroup(tuple(nodes), "code", area=Rect(corner.x, corner.y, side, side), tag=Tag("link", "", box.url))
