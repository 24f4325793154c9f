"""What a layout is made of for one card: a theme's parts, each with what fills it."""

from __future__ import annotations

from dataclasses import dataclass

from ..graphics.color import Color
from ..model.cards import Chart, Image, Prose
from ..model.themes import Part, Toward


@dataclass(frozen=True, slots=True)
class ResolvedGradient:
    """A gradient in the colours of this card: from the side opposite to `toward`."""

    toward: Toward
    stops: tuple[tuple[float, Color], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A part that this card has: the words, link or image that fill it, or the boxes within it.

    `role` names words in the scene ("fact", "source"…). `colors` are the palette's that the part names, by its name.
    `fade` is the gradient that fills it. `station` is the card's number, from 0, and how many there are; `rest` is what
    the card's share leaves of the whole.
    """

    part: Part
    children: tuple[Box, ...] = ()
    role: str = ""
    prose: tuple[Prose, ...] = ()
    is_figure: bool = False
    url: str = ""
    image: Image | None = None
    chart: Chart | None = None
    colors: tuple[tuple[str, Color], ...] = ()
    gradient: ResolvedGradient | None = None
    series_position: tuple[int, int] = (0, 1)
    remainder: float = 0.0

    def color(self, name: str) -> Color:
        """The colour that the part calls `name`; KeyError where it names none."""
        return dict(self.colors)[name]
