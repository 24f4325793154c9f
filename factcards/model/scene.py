"""The display list: shapes, glyphs and pictures at fixed places; all that is left to do is to draw them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import Problem
from ..graphics.color import Paint
from ..graphics.geometry import Path, Point, Rect
from ..photos import PhotoKey
from ..text.glyphs import Line


@dataclass(frozen=True, slots=True)
class Backdrop:
    """The relative luminances found behind something, from darkest to lightest (WCAG 2.2)."""

    darkest: float
    lightest: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled path; `ground` is what lies around one that tells something (a bar), for the check of contrast."""

    path: Path
    fill: Paint
    ground: Backdrop | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph: `crop` is the part taken, in pixels of the photograph turned upright; `area` where it goes."""

    photo: PhotoKey
    crop: Rect
    area: Rect


@dataclass(frozen=True, slots=True)
class Text:
    """A line of glyphs: `origin` is the start of its baseline at the left, `size` the pixels of an em.

    `accent` fills the runs that are emphasised; `ground` is what lies behind, for the check of contrast. `inks` is the
    ink of each glyph where the line's rectangle meets another's: left, bottom, right and top from the origin, in ems,
    y up.
    """

    origin: Point
    line: Line
    size: float
    fill: Paint
    accent: Paint
    ground: Backdrop
    glyph_boxes: tuple[tuple[float, float, float, float], ...] = ()

    def ink_rect(self) -> Rect:
        """The rectangle around the ink, in pixels."""
        line, size = self.line, self.size
        return Rect(
            self.origin.x + line.left * size,
            self.origin.y - line.ascent * size,
            (line.right - line.left) * size,
            (line.ascent + line.descent) * size,
        )

    def glyph_rects_in(self, area: Rect) -> list[Rect]:
        """The rectangles around each glyph's ink that reach into `area`, in pixels; the whole line's if unknown."""
        if not self.glyph_boxes:
            return [self.ink_rect()]
        x, y, size = self.origin.x, self.origin.y, self.size
        west, east = (area.x - x) / size, (area.right - x) / size
        high, low = (y - area.y) / size, (y - area.bottom) / size
        return [
            Rect(x + left * size, y - top * size, (right - left) * size, (top - bottom) * size)
            for left, bottom, right, top in self.glyph_boxes
            if left < east and west < right and bottom < high and low < top
        ]


@dataclass(frozen=True, slots=True)
class Link:
    """An area that leads somewhere."""

    area: Rect
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that belong together: `role` says what they are ("fact", "source", "code"…), `clip` what shows of them.

    Groups with a role follow one another in reading order. `area` is the room that the layout gave the role, `ground`
    what lies behind a code and its quiet zone, or behind a logo.
    """

    nodes: tuple[Node, ...]
    role: str = ""
    clip: Path | None = None
    opacity: float = 1.0
    area: Rect | None = None
    ground: Backdrop | None = None


Node = Shape | Text | Picture | Group | Link


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture: `safe` is the area that no app covers, `unit` the pixels of one reference pixel.

    A reference pixel is that of a card 1080 wide (1600 for landscape); legibility is judged in it. `description` is
    the alt text. `problems` holds warnings found while laying out. `dpi` is how many pixels are printed an inch, 0 for
    what is seen on a screen.
    """

    width: int
    height: int
    nodes: tuple[Node, ...]
    language: str
    description: str
    safe: Rect
    unit: float = 1.0
    problems: tuple[Problem, ...] = ()
    dpi: int = 0


def walk_nodes(nodes: tuple[Node, ...], role: str = "") -> Iterator[tuple[str, Node]]:
    """Every node that is not a group, with the role of the innermost group that has one."""
    for node in nodes:
        if isinstance(node, Group):
            yield from walk_nodes(node.nodes, node.role or role)
        else:
            yield role, node


def walk_groups(nodes: tuple[Node, ...]) -> Iterator[Group]:
    """Every group that has a role, outer before inner."""
    for node in nodes:
        if isinstance(node, Group):
            if node.role:
                yield node
            yield from walk_groups(node.nodes)


def code_shape(code: Group) -> Shape:
    """The dark modules of a group that is a code: its last shape; a plate lies before it."""
    return next(node for node in reversed(code.nodes) if isinstance(node, Shape))


def code_area(code: Group) -> Rect:
    """The square of a code's modules, without its quiet zone."""
    return code_shape(code).path.bounds()


def module_size(code: Group) -> float:
    """The side of one module of a code, in pixels: the height of its path's first rectangle."""
    rects = code_shape(code).path.rects()
    return rects[0].height if rects else 0.0
