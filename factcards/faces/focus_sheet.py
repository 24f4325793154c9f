"""A sheet that shows each photograph without a focus: its faces, the proposed focus, and what crops around it keep."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..contact_sheet import MAX_PIXELS, MAX_SIDE
from ..contact_sheet.thumbnail_labels import place_label
from ..draw import draw_image
from ..draw.encoders import encode_jpeg
from ..draw.png_writer import encode_png
from ..errors import FactcardsError, Problem, count_noun
from ..graphics.color import Color
from ..graphics.geometry import Point, Rect, path_of_rects
from ..layout.photo.photo_contrast import crop_to_cover
from ..model.assets import Assets
from ..model.scene import Node, Picture, Scene, Shape
from ..photos import PhotoKey
from .proposals import FocusProposal

_BACKGROUND, _INK, _SOFT = Color(228, 228, 226), Color(28, 28, 30), Color(92, 92, 96)
_FACE, _FOCUS, _EDGE = Color(255, 210, 0), Color(206, 32, 24), Color(255, 255, 255)
"""Colours of a face's box, of the focus, and of the edge that sets both off from the photograph."""
_MARGIN, _GAP, _ROW_GAP, _LABEL_GAP = 48, 20, 44, 12
"""Distances in px: of the sheet's edge, between pictures, between rows, and of a row from its label."""
_HEIGHT, _PHOTO_WIDTH = 320, 560
"""Height of the pictures, and the largest width of a whole photograph, in px."""
_CROPS = (4 / 5, 1.0, 1.91)
"""Widths of the crops relative to their heights: portrait, square and landscape posts."""
_LABEL_SIZE, _LINE, _CROSS = 22, 3, 15
"""Size of type, thickness of lines, and half of the side of the focus's cross, in px."""


def draw_focus_sheet(proposals: Sequence[FocusProposal], format: str, assets: Assets) -> bytes:  # noqa: A002
    """Return the sheet as a file in the format "jpeg" or "png". Raises FactcardsError if it would be too large."""
    widths = [_PHOTO_WIDTH, *(round(_HEIGHT * ratio) for ratio in _CROPS)]
    width = 2 * _MARGIN + sum(widths) + _GAP * (len(widths) - 1)
    nodes: list[Node] = []
    y = _MARGIN
    for proposal in proposals:
        label, height = place_label(_describe(proposal), Point(_MARGIN, y), width - 2 * _MARGIN, _LABEL_SIZE,
                                    _INK if proposal.focus else _SOFT, assets.fonts)  # fmt: skip
        nodes += [*label, *_draw_row(proposal, y + height + _LABEL_GAP)]
        y += height + _LABEL_GAP + _HEIGHT + _ROW_GAP
    y += _MARGIN - _ROW_GAP
    if y > MAX_SIDE or width * y > MAX_PIXELS:
        message = f"the sheet of {count_noun(len(proposals), 'photograph')} would be {y:,} pixels high"
        limit = f", expected at most {min(MAX_SIDE, MAX_PIXELS // width):,}"
        raise FactcardsError([Problem("error", message + limit, hint="name one set, or one card", kind="too-large")])
    canvas = Rect(0, 0, width, y)
    scene = Scene(width, y, (Shape(path_of_rects([canvas]), _BACKGROUND), *nodes), "en", "", canvas)
    encode = encode_png if format == "png" else encode_jpeg
    return encode(draw_image(scene, assets), f"The proposed focus of {count_noun(len(proposals), 'photograph')}")


def _describe(proposal: FocusProposal) -> str:
    place = proposal.unfocused.place
    found = count_noun(len(proposal.faces), "face")
    result = f"{found}, focus: {proposal.yaml_text}" if proposal.focus else "no face found"
    return f"{place.file}:{place.line}: {result}"


def _draw_row(proposal: FocusProposal, y: int) -> list[Node]:
    """Return a photograph with its faces and its focus, and the crops around the focus."""
    photo, focus = proposal.unfocused.photo, proposal.focus
    scale = min(_PHOTO_WIDTH / photo.width, _HEIGHT / photo.height)
    area = Rect(_MARGIN, y, max(1, round(photo.width * scale)), max(1, round(photo.height * scale)))
    whole = Rect(0, 0, photo.width, photo.height)
    nodes: list[Node] = [Picture(photo, whole, area)]
    for face in proposal.faces:
        box = Rect(area.x + face.x * scale, area.y + face.y * scale, face.width * scale, face.height * scale)
        nodes += _draw_frame(box)
    if focus is None:
        return nodes
    nodes += _draw_cross(Point(area.x + focus[0] * area.width, area.y + focus[1] * area.height))
    x = _MARGIN + _PHOTO_WIDTH + _GAP
    for ratio in _CROPS:
        crop_area = Rect(x, y, round(_HEIGHT * ratio), _HEIGHT)
        nodes.append(_crop(photo, crop_area, focus))
        x += math.ceil(crop_area.width) + _GAP
    return nodes


def _crop(photo: PhotoKey, area: Rect, focus: tuple[float, float]) -> Picture:
    return Picture(photo, crop_to_cover(photo, area, focus), area)


def _draw_frame(box: Rect) -> list[Node]:
    """Return the outline of a face's box, with an edge that is visible on any photograph."""
    sides = ((_LINE + 2, _EDGE), (_LINE, _FACE))
    return [
        Shape(path_of_rects([
            Rect(box.x - line / 2, box.y - line / 2, box.width + line, line),
            Rect(box.x - line / 2, box.bottom - line / 2, box.width + line, line),
            Rect(box.x - line / 2, box.y + line / 2, line, box.height - line),
            Rect(box.right - line / 2, box.y + line / 2, line, box.height - line),
        ]), color)
        for line, color in sides
    ]  # fmt: skip


def _draw_cross(point: Point) -> list[Node]:
    nodes: list[Node] = []
    for line, reach, color in ((_LINE + 2, _CROSS + 1, _EDGE), (_LINE, _CROSS, _FOCUS)):
        bars = [
            Rect(point.x - reach, point.y - line / 2, 2 * reach, line),
            Rect(point.x - line / 2, point.y - reach, line, 2 * reach),
        ]
        nodes += [Shape(path_of_rects([bar]), color) for bar in bars]
    return nodes
