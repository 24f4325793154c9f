"""The type sizes at which a card's text fits, for the sizes that a whole set shares."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.themes import FittingSizes, StackPart, WordsPart
from ...text import find_shapely_sizes
from ..boxes import Box
from ..typesetting.text_boxes import fit_options_of
from ..typesetting.uniform_sizes import is_uniform, list_steps, size_range
from .context import LayoutContext
from .measure import measure_figure
from .placed import Placed, PlacedText


def list_fitting_sizes(placed: Placed, context: LayoutContext) -> Iterator[FittingSizes]:
    """Yield the sizes of each text and figure of a card whose size its set shares."""
    part = placed.box.part
    if isinstance(part, StackPart):   # charts choose the sizes of their text
        for child in placed.children:
            yield from list_fitting_sizes(child, context)
    elif isinstance(part, WordsPart) and placed.box.figure:
        size = measure_figure(placed.box, placed.box.figure, placed.area.width, context)
        yield FittingSizes(placed.box.role, part.style, size, is_figure=True)
    elif isinstance(part, WordsPart) and isinstance(placed.content, PlacedText):
        is_logo = placed.box.image is not None   # it replaces the name
        if is_uniform(part) and not is_logo:
            yield _list_text_sizes(placed.box, part, placed.content, context)


def _list_text_sizes(box: Box, part: WordsPart, text: PlacedText, context: LayoutContext) -> FittingSizes:
    smallest, largest = size_range(part, context.setting.unit)
    steps = list_steps(text.fitted.size, smallest, largest, context.setting.theme.step)
    shapely: tuple[int, ...] = ()
    if part.fit == "words":
        shapely = find_shapely_sizes(box.paragraphs, text.extent, fit_options_of(box, context.setting), steps)
    return FittingSizes(box.role, part.style, steps[0], shapely)
