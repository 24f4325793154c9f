"""Limits on what one card may draw, against extreme themes. They are checked after conditions have removed parts."""

from __future__ import annotations

from typing import assert_never

from ..errors import Problem, SceneError
from ..model.themes import (
    ChartPart,
    CodePart,
    DiscPart,
    DotsPart,
    PanesPart,
    Part,
    PhotoPart,
    PolygonPart,
    RulePart,
    SeriesLinePart,
    SpacePart,
    StackPart,
    StripPart,
    WordsPart,
)
from .boxes import Box, is_disc_photo, is_shrinkable

MAX_DRAWN = 400
"""Maximum number of parts of a card that are drawn without text, and of backgrounds. Each costs about 2 ms."""
MAX_PANES = 50
"""Maximum number of `panes` parts, each of up to 144 panes. Each costs about 15 ms."""
MAX_PHOTOS = 8
"""Maximum number of times that a card shows its photograph. Each takes up to 20 ms, and memory for its pixels."""
MAX_REPEATED_CHARACTERS = 3_000
"""Maximum number of characters that a card shows again: as many as one field may hold. They take at most 0.2 s."""
MAX_SHRINKING_DEPTH = 2
"""Maximum nesting of stacks with parts that shrink. Each level tries its parts at up to five sizes."""


def check_limits(box: Box) -> None:
    """Check what a card's boxes draw. Raises SceneError if the theme asks for too much."""
    boxes = list(box.walk())
    texts = [prose.text for b in boxes for prose in b.prose]
    drawn = sum(_is_drawn(b.part) or bool(b.part.frame.background) for b in boxes)
    repeated = sum(map(len, texts)) - sum(map(len, set(texts)))
    counts = (
        (drawn, MAX_DRAWN, "drawn parts"),
        (sum(isinstance(b.part, PanesPart) for b in boxes), MAX_PANES, "parts `panes`"),
        (sum(isinstance(b.part, PhotoPart) for b in boxes), MAX_PHOTOS, "parts `photo`"),
        (repeated, MAX_REPEATED_CHARACTERS, "repeated characters"),
        (_count_shrinking_depth(box), MAX_SHRINKING_DEPTH, "nested stacks with parts that shrink"),
    )
    for count, maximum, what in counts:
        if count > maximum:
            message = f"found {count:,} {what} on this card, expected {maximum:,} at most"
            raise SceneError([Problem("error", message, field="theme",
                                      hint="use fewer parts in its layout", kind="theme")])


def _is_drawn(part: Part) -> bool:
    """Return whether a part is drawn without text."""
    match part:
        case StackPart() | WordsPart() | SpacePart():
            return False
        case ChartPart() | CodePart() | DiscPart() | DotsPart() | PanesPart() | PhotoPart() | PolygonPart():
            return True
        case RulePart() | SeriesLinePart() | StripPart():
            return True
        case _:
            assert_never(part)


def _count_shrinking_depth(box: Box) -> int:
    """Return the number of nested stacks with parts that shrink."""
    inner = max(map(_count_shrinking_depth, box.children), default=0)
    return inner + any(is_shrinkable(child) or is_disc_photo(child) for child in box.children)
