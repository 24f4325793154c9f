"""A layout for one card: the theme's parts, each with its content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from ..errors import Problem
from ..graphics.color import Color
from ..graphics.geometry import Extent
from ..model.cards import Chart, Image, Prose, plain_language
from ..model.scene import Tag, TagKind
from ..model.themes import Part, PhotoPart, Toward, WordsPart
from ..text import FitOptions, Line, Paragraph

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class ResolvedGradient:
    """A gradient in the colours of this card, from the side opposite to `toward`."""

    toward: Toward
    stops: tuple[tuple[float, Color], ...]


@dataclass(frozen=True, slots=True)
class FigureLayout:
    """The lines of a figure, in ems of the digits: (line, scale, x of its origin, y of its baseline).

    `width` and `height` are those of the ink, whose top left corner is the origin; y goes down.
    """

    parts: tuple[tuple[Line, float, float, float], ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """A part that this card has, with its text, link or image, or with the boxes inside it.

    `role` is the name of its text in the scene ("fact", "source"…). `tags` has one for each paragraph, or the one of a
    logo, photograph or chart; () for decoration and for labels of a chart, whose own tag says them. `colors` are the
    palette's colours by the part's own names for them. `gradient` fills the part. `series_position` is the card's
    number, from 0, and the number of cards. `remainder` is what the card's share leaves of the whole. `paragraphs` and
    `figure` are the text after shaping (`typesetting.shaped_boxes`), in ems, so that they serve every size.
    """

    part: Part
    children: tuple[Box, ...] = ()
    role: str = ""
    prose: tuple[Prose, ...] = ()
    tags: tuple[Tag, ...] = ()
    is_figure: bool = False
    url: str = ""
    image: Image | None = None
    chart: Chart | None = None
    colors: tuple[tuple[str, Color], ...] = ()
    gradient: ResolvedGradient | None = None
    series_position: tuple[int, int] = (0, 1)
    remainder: float = 0.0
    paragraphs: tuple[Paragraph, ...] = ()
    figure: FigureLayout | None = None

    def color(self, name: str) -> Color:
        """Return the colour that the part calls `name`. Raises KeyError if the part has no such colour."""
        return dict(self.colors)[name]

    def walk(self) -> Iterator[Box]:
        """Yield this box and every box inside it, outer boxes first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Overflow:
    """Text that does not fit: its box, the area in pixels that it has, and how it may be fitted."""

    box: Box
    area: Extent
    options: FitOptions


@dataclass(frozen=True, slots=True)
class Misfit:
    """What does not fit on a card, as a value: layout then tries something that the theme prefers less.

    `problem` says what it is and, unless it is text, by how much. `overflow` is the text, whose excess is counted only
    if the card is refused (`typesetting.overflow`). `needs_width` is whether only a wider area or another type size
    would help, not a higher area. `is_overlap` is whether text fits, but meets a round photograph.
    """

    problem: Problem
    overflow: Overflow | None = None
    needs_width: bool = False
    is_overlap: bool = False


def all_fit(found: Iterable[Found | Misfit]) -> list[Found] | Misfit:
    """Return all values, or the first misfit among them; nothing after it is computed."""
    values: list[Found] = []
    for value in found:
        if isinstance(value, Misfit):
            return value
        values.append(value)
    return values


def is_shrinkable(box: Box) -> bool:
    """Return whether a box's share of its parent may be less than its maximum."""
    share = box.part.frame.share
    return share is not None and share[0] < share[1]


def is_disc_photo(box: Box) -> bool:
    """Return whether a box is a round photograph, which shrinks if the text needs the space."""
    return isinstance(box.part, PhotoPart) and box.part.shape == "disc"


def is_fitted_text(box: Box) -> bool:
    """Return whether a box of a column has a size that depends on the remaining height: headline or text."""
    return isinstance(box.part, WordsPart) and box.part.fit != "lines"


def make_tag(kind: TagKind, prose: Prose) -> Tag:
    """Return the tag of a paragraph, or of a picture with a text alternative."""
    return Tag(kind, plain_language(prose.language), prose.text)
