"""The card's photograph in its area: cropped around its focus, with a scrim where text is on it.

A photograph is never mirrored, so its focus decides which side text may be on; the direction of reading only decides
how the text is aligned there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...errors import Problem, SceneError
from ...graphics.color import Color
from ...graphics.geometry import Rect, path_of_rects
from ...model.cards import Direction
from ...model.legibility import LOGO_CONTRAST, SMALL_PRINT_CONTRAST, SMALL_PRINT_ROLES, TEXT_CONTRAST
from ...model.scene import Picture, Shape
from ...model.sizes import Size
from ...model.themes import PhotoPart, Side, StackPart
from ...photos import PhotoLibrary
from ..boxes import Box, Misfit
from ..drafts import Draft, DraftGroup, DraftText, walk_drafts
from .photo_contrast import crop_to_cover, find_blurred_photo
from .scrim_bands import Edge, Foreground, solve_overlay_opacity
from .scrims import draw_gradient_scrims

_MIDDLE = 0.5
"""Position in an area, 0 to 1, at which the focus is placed if the theme sets none."""
_SCRIM_MARGIN = 12
"""Distance around the ink of text and logos that a scrim protects too, in px.

`check` measures the background up to 3 px around the ink (`backdrops`), because networks recompress pictures. The scrim
reaches further: a letter at its edge would have the bright photograph next to it.
"""
_CENTER_TOLERANCE = 0.05
"""Maximum distance of the theme's `focus_at` from the middle, relative to the width, that counts as neither half."""
MAX_AREA = 4
"""Maximum area of a photograph, in areas of the card: all of it is drawn, including what is off the card."""


def place_photo(box: Box, area: Rect, size: Size, direction: Direction, photos: PhotoLibrary) -> list[Draft]:
    """Place the photograph in `area`, with its focus at the theme's position within the visible part of the area.

    The position defaults to the middle. If the card sets no focus, one is detected. Raises SceneError if the area is
    too large, or the photograph cannot be opened.
    """
    assert box.image is not None  # otherwise `compose_card` leaves the part out
    if area.width * area.height > MAX_AREA * size.width * size.height:
        message = f"the theme makes the photograph {area.width:,.0f} × {area.height:,.0f} px large"
        hint = f"its area may be at most {MAX_AREA} times that of the card"
        raise SceneError([Problem("error", message, field="theme", hint=hint, kind="theme")])
    picture = Picture(box.image.photo, _crop(box, area, size, direction, photos), area)
    return [DraftGroup((picture,), tag=box.tags[0])] if box.tags else [picture]


def find_photo_misfit(area: Rect) -> Misfit | None:
    """Return why a photograph cannot be in an area, in pixels, or None if it can."""
    if area.width >= 1 and area.height >= 1:
        return None
    message, hint = "there is no space left for the photograph", "shorten the text or leave the image out"
    return Misfit(Problem("error", message, field="image", hint=hint, kind="does-not-fit"))


def find_photo_blur(
    box: Box, area: Rect, size: Size, direction: Direction, photos: PhotoLibrary
) -> Problem | None:
    """Return a warning if the photograph has too few pixels for an area in which it was placed, otherwise None."""
    return find_blurred_photo(_crop(box, area, size, direction, photos), area)


def resolve_photo_side(box: Box, area: Rect, size: Size, direction: Direction, photos: PhotoLibrary) -> Box:
    """Return the layers with the sides of their rows swapped if the photograph's focus requires it.

    The theme places the focus in one half (`focus_at`) and the text in the other. The two halves are swapped if
    cropping cannot bring the focus to its half and the other half is nearer.
    """
    index = next((i for i, c in enumerate(box.children) if isinstance(c.part, PhotoPart) and c.part.focus_at), None)
    if index is None or not any(map(_may_swap_sides, box.children)):
        return box
    cover = box.children[index]
    assert isinstance(cover.part, PhotoPart)
    swapped = replace(cover, part=replace(cover.part, sides_swapped=True))
    target = _find_focus_target(cover.part, direction)[0]
    position = _find_focus_position(cover, area, size, direction, photos)
    if abs(target - _MIDDLE) <= _CENTER_TOLERANCE or (position - _MIDDLE) * (target - _MIDDLE) > 0:
        return box
    if abs(position - target) <= abs(_find_focus_position(swapped, area, size, direction, photos) - (1 - target)):
        return box
    children = [_reverse_rows(c) for c in box.children]
    children[index] = swapped
    return replace(box, children=tuple(children))


def draw_scrim(
    box: Box, foregrounds: Sequence[tuple[str, DraftText | Picture]], drawn: Sequence[Draft], direction: Direction,
    photos: PhotoLibrary,
) -> list[Draft]:  # fmt: skip
    """Return the scrim that text and logos on the photograph need, or an empty list if they need none.

    `foregrounds` are nodes with their roles. The scrim is one gradient per edge that the theme names, or one even
    overlay if it names none. Raises SceneError if no opacity of the scrim is enough.
    """
    picture = next(node for _, node in walk_drafts(tuple(drawn)) if isinstance(node, Picture))
    scrim, part = box.color("scrim"), box.part
    assert isinstance(part, PhotoPart)
    needed = [foreground for role, node in foregrounds for foreground in _to_foregrounds(role, node, photos)]
    try:
        if part.scrim_from:
            edges = [_to_edge(side, rtl=(direction == "rtl") != part.sides_swapped) for side in part.scrim_from]
            return list(draw_gradient_scrims(picture, needed, scrim, edges, part.fade, photos, part.edge_opacity))
        alpha = solve_overlay_opacity(picture, needed, scrim, photos)
    except ValueError as error:
        hint = "choose a scrim colour with more contrast to the text"
        raise SceneError([Problem("error", str(error), field="theme", hint=hint, kind="theme")]) from error
    if not alpha:
        return []
    return [Shape(path_of_rects([picture.area]), Color(*scrim.rgb, round(alpha * 255)))]


def _to_foregrounds(role: str, node: DraftText | Picture, photos: PhotoLibrary) -> list[Foreground]:
    """Return the foregrounds of a text, one for each of its colours, or of a logo."""
    if isinstance(node, Picture):
        return [Foreground(role, node.area.grow(_SCRIM_MARGIN), photos.logo_color(node.photo), LOGO_CONTRAST)]
    fills = [node.fill, *([node.accent] if any(run.emphasis for run in node.line.runs) else [])]
    ratio = SMALL_PRINT_CONTRAST if role in SMALL_PRINT_ROLES else TEXT_CONTRAST
    region = node.ink_rect().grow(_SCRIM_MARGIN)
    return [Foreground(role, region, fill, ratio) for fill in fills if isinstance(fill, Color)]


def _to_edge(side: Side, *, rtl: bool) -> Edge:
    """Convert a side relative to the direction of reading to an edge of the card."""
    match side:
        case "top" | "bottom":
            return side
        case "start":
            return "right" if rtl else "left"
        case "end":
            return "left" if rtl else "right"


def _crop(box: Box, area: Rect, size: Size, direction: Direction, photos: PhotoLibrary) -> Rect:
    """Return the crop that brings the focus nearest to its target in the visible part of the area."""
    assert isinstance(box.part, PhotoPart)
    assert box.image is not None
    shown = area.intersection(Rect(0, 0, size.width, size.height))
    across, down = _find_focus_target(box.part, direction)
    anchor = (
        (shown.x + shown.width * across - area.x) / area.width,
        (shown.y + shown.height * down - area.y) / area.height,
    )
    focus = box.image.focus or photos.focus(box.image.photo)
    return crop_to_cover(box.image.photo, area, focus, anchor, box.part.zoom)


def _find_focus_target(part: PhotoPart, direction: Direction) -> tuple[float, float]:
    """Return the position in the area to which the focus should come, from the left and the top, 0 to 1."""
    across, down = part.focus_at or (_MIDDLE, _MIDDLE)
    return (1 - across if (direction == "rtl") != part.sides_swapped else across), down


def _find_focus_position(box: Box, area: Rect, size: Size, direction: Direction, photos: PhotoLibrary) -> float:
    """Return the position in the area to which cropping brings the focus, 0 to 1 from the left."""
    assert box.image is not None
    crop = _crop(box, area, size, direction, photos)
    focus = box.image.focus or photos.focus(box.image.photo)
    return (focus[0] * box.image.photo.width - crop.x) / crop.width


def _may_swap_sides(box: Box) -> bool:
    """Return whether a box is, or contains, a stack whose two sides may be swapped."""
    return (isinstance(box.part, StackPart) and box.part.swaps_sides) or any(map(_may_swap_sides, box.children))


def _reverse_rows(box: Box) -> Box:
    """Return the box with the sides of its rows swapped; boxes of text stay the same objects, which identify them."""
    if not _may_swap_sides(box):
        return box
    children = tuple(map(_reverse_rows, box.children))
    swaps = isinstance(box.part, StackPart) and box.part.swaps_sides
    return replace(box, children=children[::-1] if swaps else children)
