"""The card's photograph in its place: cropped around its focus, and dimmed where words stand on it."""

from __future__ import annotations

from collections.abc import Sequence

from ..color import Color
from ..errors import Problem, SceneError
from ..geometry import Rect, path_of_rects
from ..photos import PhotoLibrary
from ..scene import Node, Picture, Shape, Text
from ..sizes import Size
from .boxes import Box
from .pictures import READABLE, colors_of_photo, crop_to_cover, find_blur, solve_scrim

_MIDDLE = (0.5, 0.5)
_SMALL_PRINT = 5.0
"""Source and credit are recompressed by every network, so they need more contrast, as `check` asks."""
_AROUND = 12
"""Pixels around the ink of words in which the photograph is looked at: recompression smears."""


def place_photo(box: Box, area: Rect, size: Size, problems: list[Problem]) -> list[Node]:
    """The photograph covering `area`, its focus in the middle of what the card shows of it.

    Photographs are never mirrored, so the focus counts from the left in every language.
    """
    assert box.image is not None  # compose_card leaves the part out otherwise
    shown = area.meet(Rect(0, 0, size.width, size.height))
    middle = ((shown.x + shown.width / 2 - area.x) / area.width, (shown.y + shown.height / 2 - area.y) / area.height)
    crop = crop_to_cover(box.image.photo, area, box.image.focus or _MIDDLE, middle)
    blur = find_blur(crop, area)
    if blur:
        problems.append(blur)
    return [Picture(box.image.photo, crop, area)]


def lay_scrim(box: Box, texts: Sequence[tuple[str, Text]], drawn: Sequence[Node], photos: PhotoLibrary) -> list[Node]:
    """One even veil over the photograph, as thin as the words on it (with their roles) allow; none if needless."""
    picture = next(n for n in drawn if isinstance(n, Picture))
    scrim = box.color("scrim")
    alpha = 0.0
    for role, text in texts:
        region = text.ink().grow(_AROUND)
        if not picture.area.meets(region) or not isinstance(text.fill, Color):
            continue
        try:
            ratio = _SMALL_PRINT if role in ("source", "credit") else READABLE
            alpha = max(alpha, solve_scrim(colors_of_photo(picture, region, photos), text.fill, scrim, ratio))
        except ValueError as error:
            raise SceneError(
                [Problem("error", str(error), field="theme", hint="choose a scrim further from the words")]
            ) from error
    if not alpha:
        return []
    return [Shape(path_of_rects([picture.area]), Color(*scrim.rgb, round(alpha * 255)))]
