"""What a layout is made of for one card: a theme's parts, each with what fills it."""

from __future__ import annotations

from dataclasses import dataclass

from ..cards import Chart, Image, Prose
from ..color import Color
from ..themes import Part


@dataclass(frozen=True, slots=True)
class Box:
    """A part that this card has: the words, link or image that fill it, or the boxes within it.

    `role` names words in the scene ("fact", "source"…). `colors` are the palette's that the part names, by its name.
    """

    part: Part
    children: tuple[Box, ...] = ()
    role: str = ""
    prose: tuple[Prose, ...] = ()
    figure: bool = False
    url: str = ""
    image: Image | None = None
    chart: Chart | None = None
    colors: tuple[tuple[str, Color], ...] = ()

    def color(self, name: str) -> Color:
        """The colour that the part calls `name`; KeyError where it names none."""
        return dict(self.colors)[name]
