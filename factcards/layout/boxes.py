"""A layout for one card: the theme's parts, each with its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..graphics.color import Color
from ..model.cards import Chart, Image, Prose, plain_language
from ..model.scene import Tag, TagKind
from ..model.themes import Part, PhotoPart, Toward


@dataclass(frozen=True, slots=True)
class ResolvedGradient:
    """A gradient in the colours of this card, from the side opposite to `toward`."""

    toward: Toward
    stops: tuple[tuple[float, Color], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A part that this card has, with its text, link or image, or with the boxes inside it.

    `role` is the name of its text in the scene ("fact", "source"…). `tags` has one for each paragraph, or the one of a
    logo, photograph or chart; () for decoration and for labels of a chart, whose own tag says them. `colors` are the
    palette's colours by the part's own names for them. `gradient` fills the part. `series_position` is the card's
    number, from 0, and the number of cards. `remainder` is what the card's share leaves of the whole.
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

    def color(self, name: str) -> Color:
        """Return the colour that the part calls `name`. Raises KeyError if the part has no such colour."""
        return dict(self.colors)[name]

    def walk(self) -> Iterator[Box]:
        """Yield this box and every box inside it, outer boxes first."""
        yield self
        for child in self.children:
            yield from child.walk()


def is_shrinkable(box: Box) -> bool:
    """Return whether a box's share of its parent may be less than its maximum."""
    share = box.part.frame.share
    return share is not None and share[0] < share[1]


def is_disc_photo(box: Box) -> bool:
    """Return whether a box is a round photograph, which shrinks if the text needs the space."""
    return isinstance(box.part, PhotoPart) and box.part.shape == "disc"


def make_tag(kind: TagKind, prose: Prose) -> Tag:
    """Return the tag of a paragraph, or of a picture with a text alternative."""
    return Tag(kind, plain_language(prose.language), prose.text)
