"""The display list: shapes, glyphs and pictures at fixed positions, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..errors import Problem, RequestError, count_noun, describe_type, show_in_line
from ..graphics.color import Paint
from ..graphics.geometry import Path, Point, Rect
from ..photos import PhotoKey
from ..text.glyphs import Line


@dataclass(frozen=True, slots=True)
class Backdrop:
    """The relative luminances behind something, from darkest to lightest (WCAG 2.2)."""

    darkest: float
    lightest: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled path. `ground` is the backdrop of a shape that shows data, such as a bar, for the contrast check."""

    path: Path
    fill: Paint
    ground: Backdrop | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph: `crop` is the visible part, in pixels of the upright photograph; `area` is where it is drawn."""

    photo: PhotoKey
    crop: Rect
    area: Rect


@dataclass(frozen=True, slots=True)
class Text:
    """A line of glyphs: `origin` is the left end of its baseline, `size` the pixels of an em.

    `accent` fills the emphasised runs. `ground` is the backdrop, for the contrast check. `glyph_boxes` are the ink
    boxes of the glyphs, set only if the line's rectangle intersects another line's: left, bottom, right and top from
    the origin, in ems, y upward.
    """

    origin: Point
    line: Line
    size: float
    fill: Paint
    accent: Paint
    ground: Backdrop
    glyph_boxes: tuple[tuple[float, float, float, float], ...] = ()

    def ink_rect(self) -> Rect:
        """Return the rectangle around the ink, in pixels."""
        return line_ink_rect(self.line, self.origin, self.size)

    def glyph_rects_in(self, area: Rect) -> list[Rect]:
        """Return the ink rectangles of the glyphs that reach into `area`, in pixels; the line's if they are unknown."""
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
    """An area that opens a URL."""

    area: Rect
    url: str


TagKind = Literal["heading", "paragraph", "figure", "link"]
"""What a tagged group is: the card's one heading, a paragraph, a picture or chart with a text alternative, a link."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What a group says to a reader who does not see it, as one structure element of a document.

    `text` is the words of a heading or paragraph in logical order, after typography and before capitals, with the
    author's own line breaks; the text alternative of a figure; the URL of a link. `language` is the BCP 47 tag of
    `text`, "" for a URL.
    """

    kind: TagKind
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that belong together: `role` says what they are ("fact", "source", "code"…), `clip` limits what is visible.

    Groups with a role follow one another in reading order. `area` is the area that the layout gave to the role.
    `ground` is the backdrop of a code with its quiet zone, or of a logo. `tag` makes the group one element for readers
    who do not see it; what no tagged group contains is decoration. Tagged groups do not contain one another.
    """

    nodes: tuple[Node, ...]
    role: str = ""
    clip: Path | None = None
    opacity: float = 1.0
    area: Rect | None = None
    ground: Backdrop | None = None
    tag: Tag | None = None


Node = Shape | Text | Picture | Group | Link


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about the picture in it, each text in the scene's language, "" if the card does not say it.

    `summary` is a short text alternative. `creator` is the organisation, `credit` the photograph's credit line,
    `rights` the terms of use, perhaps in another language (`rights_language`), `source` the source line. `has_photo` is
    whether a photograph is on the card.
    """

    title: str = ""
    summary: str = ""
    creator: str = ""
    credit: str = ""
    rights: str = ""
    source: str = ""
    has_photo: bool = False
    rights_language: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A complete picture: `safe` is the area that no app covers, `unit` the pixels of one reference pixel.

    Legibility is judged in reference pixels (`Size.unit`). `description` is the alt text. `problems` holds the warnings
    of the layout. `dpi` is the number of pixels per printed inch, 0 for screens. `bleed` is the margin in pixels that
    is cut off after printing.
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
    bleed: float = 0.0
    metadata: Metadata = Metadata()

    def __repr__(self) -> str:
        """Return the scene's size, its language, the number of its nodes, and its alt text."""
        count = count_noun(sum(1 for _ in walk_nodes(self.nodes)), "node")
        size = f"{self.width} × {self.height} px"
        return show_in_line(self, f"{size} in {self.language or 'no language'}, {count}: {self.description}")


def take_scene(scene: object) -> Scene:
    """Return the scene that a caller gives. Raises RequestError if it is not a Scene."""
    if isinstance(scene, Scene):
        return scene
    raise RequestError.of("scene", f"found {describe_type(scene)}, expected a Scene", "`lay_out(card)` returns one")


def line_ink_rect(line: Line, origin: Point, size: float) -> Rect:
    """Return the rectangle around the ink of a line whose baseline starts at `origin`, in pixels."""
    left, top = origin.x + line.left * size, origin.y - line.ascent * size
    return Rect(left, top, (line.right - line.left) * size, (line.ascent + line.descent) * size)


def walk_nodes(nodes: tuple[Node, ...], role: str = "") -> Iterator[tuple[str, Node]]:
    """Yield every node that is not a group, with the role of the innermost group that has one."""
    for node in nodes:
        if isinstance(node, Group):
            yield from walk_nodes(node.nodes, node.role or role)
        else:
            yield role, node


def walk_groups(nodes: tuple[Node, ...]) -> Iterator[Group]:
    """Yield every group that has a role, outer before inner."""
    for node in nodes:
        if isinstance(node, Group):
            if node.role:
                yield node
            yield from walk_groups(node.nodes)


def code_shape(code: Group) -> Shape:
    """Return the shape of a code's dark modules: the last shape of its group, since a plate precedes it."""
    return next(node for node in reversed(code.nodes) if isinstance(node, Shape))


def find_logo(group: Group) -> Picture | None:
    """Return the logo in a group, or None if it is not a brand's or has no logo."""
    return next((n for n in group.nodes if isinstance(n, Picture)), None) if group.role == "brand" else None


def code_area(code: Group) -> Rect:
    """Return the square of a code's modules, without its quiet zone."""
    return _find_bounds(code_shape(code).path)


@lru_cache(maxsize=64)
def _find_bounds(path: Path) -> Rect:
    """Return the bounds of a code's path, which has a thousand points and for which six checks ask."""
    return path.bounds()


def module_size(code: Group) -> float:
    """Return the side of one module of a code, in pixels: the height of its path's first rectangle."""
    rects = code_shape(code).path.rects()
    return rects[0].height if rects else 0.0
