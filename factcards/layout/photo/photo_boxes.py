"""The card's photograph in its place: cropped around its focus, and dimmed where words stand on it.

A photograph is never mirrored, so it decides on which side of it words may stand; the direction decides only how they
are aligned there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...errors import Problem, SceneError
from ...graphics.color import Color
from ...graphics.geometry import Rect, path_of_rects
from ...model.cards import Direction
from ...model.legibility import LOGO_CONTRAST, SMALL_PRINT_CONTRAST, SMALL_PRINT_ROLES, TEXT_CONTRAST
from ...model.scene import Node, Picture, Shape, Text
from ...model.sizes import Size
from ...model.themes import PhotoPart, Side, StackPart
from ...photos import PhotoLibrary
from ..boxes import Box
from .photo_contrast import check_sharpness, crop_to_cover
from .scrims import Edge, Foreground, draw_gradient_scrims, solve_overlay_opacity

_MIDDLE = 0.5
_AROUND = 12
"""Pixels around the ink of words in which the photograph is looked at: recompression smears."""
_TIGHT = 0.05
"""A focus so near to the middle of its area belongs to neither half."""
MAX_AREA = 4
"""Maximum area of a photograph, in areas of the card: all of it is drawn, also what lies off the card."""


def place_photo(
    box: Box, area: Rect, size: Size, direction: Direction, photos: PhotoLibrary, problems: list[Problem]
) -> list[Node]:
    """The photograph covering `area`, its focus where the theme wants it in what the card shows of the area.

    That is the middle if the theme says nothing. Without a focus of the card's own, one is found in the photograph.
    SceneError where the other parts leave it no room.
    """
    assert box.image is not None  # compose_card leaves the part out otherwise
    if area.width < 1 or area.height < 1:
        message, hint = "the photograph has no room left", "shorten the text or leave the image out"
        raise SceneError([Problem("error", message, field="image", hint=hint, kind="does-not-fit")])
    if area.width * area.height > MAX_AREA * size.width * size.height:
        message = f"the theme makes the photograph {area.width:,.0f} × {area.height:,.0f} px large"
        hint = f"it may be {MAX_AREA} times as large as the card, most of which nobody sees"
        raise SceneError([Problem("error", message, field="theme", hint=hint, kind="theme")])
    picture = Picture(box.image.photo, _crop(box, area, size, direction, photos), area)
    blur = check_sharpness(picture.crop, area)
    if blur:
        problems.append(blur)
    return [picture]


def resolve_photo_side(box: Box, area: Rect, size: Size, direction: Direction, photos: PhotoLibrary) -> Box:
    """A layer of layers as the photograph among them wants it: its rows that yield are turned where they must be.

    The theme wants the focus in one half (`focus_at`) and the words in the other. Where cropping cannot bring the focus
    there, and the other half is nearer, the two change halves.
    """
    index = next((i for i, c in enumerate(box.children) if isinstance(c.part, PhotoPart) and c.part.focus_at), None)
    if index is None or not any(map(_yields, box.children)):
        return box
    cover = box.children[index]
    assert isinstance(cover.part, PhotoPart)
    turned = replace(cover, part=replace(cover.part, sides_swapped=True))
    wish, landing = (_wish(cover.part, direction)[0], _landing(cover, area, size, direction, photos))
    if abs(wish - _MIDDLE) <= _TIGHT or (landing - _MIDDLE) * (wish - _MIDDLE) > 0:
        return box
    if abs(landing - wish) <= abs(_landing(turned, area, size, direction, photos) - (1 - wish)):
        return box
    children = [_turn(c) for c in box.children]
    children[index] = turned
    return replace(box, children=tuple(children))


def draw_scrim(
    box: Box, foregrounds: Sequence[tuple[str, Text | Picture]], drawn: Sequence[Node], direction: Direction,
    photos: PhotoLibrary,
) -> list[Node]:  # fmt: skip
    """The scrim that words and logos on the photograph need (with their roles); none if needless.

    A gradient from each of the theme's edges, or one even veil if it names none.
    """
    picture = next(n for n in drawn if isinstance(n, Picture))
    scrim, part = box.color("scrim"), box.part
    assert isinstance(part, PhotoPart)
    needed = [stand for role, node in foregrounds for stand in _stands(role, node, photos)]
    try:
        if part.scrim_from:
            edges = [_edge(side, rtl=(direction == "rtl") != part.sides_swapped) for side in part.scrim_from]
            return list(draw_gradient_scrims(picture, needed, scrim, edges, part.fade, photos, part.edge_opacity))
        alpha = solve_overlay_opacity(picture, needed, scrim, photos)
    except ValueError as error:
        hint = "choose a scrim further from the words"
        raise SceneError([Problem("error", str(error), field="theme", hint=hint, kind="theme")]) from error
    if not alpha:
        return []
    return [Shape(path_of_rects([picture.area]), Color(*scrim.rgb, round(alpha * 255)))]


def _stands(role: str, node: Text | Picture, photos: PhotoLibrary) -> list[Foreground]:
    if isinstance(node, Picture):
        return [Foreground(role, node.area.grow(_AROUND), photos.logo_color(node.photo), LOGO_CONTRAST)]
    fills = [node.fill, *([node.accent] if any(run.emphasis for run in node.line.runs) else [])]
    ratio = SMALL_PRINT_CONTRAST if role in SMALL_PRINT_ROLES else TEXT_CONTRAST
    return [Foreground(role, node.ink_rect().grow(_AROUND), fill, ratio) for fill in fills if isinstance(fill, Color)]


def _edge(side: Side, *, rtl: bool) -> Edge:
    match side:
        case "top" | "bottom":
            return side
        case "start":
            return "right" if rtl else "left"
        case "end":
            return "left" if rtl else "right"


def _crop(box: Box, area: Rect, size: Size, direction: Direction, photos: PhotoLibrary) -> Rect:
    assert isinstance(box.part, PhotoPart)
    assert box.image is not None
    shown = area.intersection(Rect(0, 0, size.width, size.height))
    across, down = _wish(box.part, direction)
    place = (
        (shown.x + shown.width * across - area.x) / area.width,
        (shown.y + shown.height * down - area.y) / area.height,
    )
    focus = box.image.focus or photos.focus(box.image.photo)
    return crop_to_cover(box.image.photo, area, focus, place, box.part.zoom)


def _wish(part: PhotoPart, direction: Direction) -> tuple[float, float]:
    """Where in the area the focus should come to, from the left and the top."""
    across, down = part.focus_at or (_MIDDLE, _MIDDLE)
    return (1 - across if (direction == "rtl") != part.sides_swapped else across), down


def _landing(box: Box, area: Rect, size: Size, direction: Direction, photos: PhotoLibrary) -> float:
    """Where the focus comes to lie in the area, 0 to 1 from the left."""
    assert box.image is not None
    crop = _crop(box, area, size, direction, photos)
    focus = box.image.focus or photos.focus(box.image.photo)
    return (focus[0] * box.image.photo.width - crop.x) / crop.width


def _yields(box: Box) -> bool:
    return (isinstance(box.part, StackPart) and box.part.swaps_sides) or any(map(_yields, box.children))


def _turn(box: Box) -> Box:
    """The same box with its rows that yield in the other order; words are known by their identity and stay."""
    if not _yields(box):
        return box
    children = tuple(map(_turn, box.children))
    turned = isinstance(box.part, StackPart) and box.part.swaps_sides
    return replace(box, children=children[::-1] if turned else children)
