"""What layout draws before it knows what is behind it: text and data without a backdrop, which a scene does not have.

`backdrops` turns drafts into the nodes of a scene.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..graphics.color import Paint
from ..graphics.geometry import Path, Point, Rect
from ..model.scene import Link, Picture, Shape, Tag, line_ink_rect
from ..text.glyphs import Line


@dataclass(frozen=True, slots=True)
class DraftText:
    """A line of glyphs, as `Text` in a scene, without its backdrop."""

    origin: Point
    line: Line
    size: float
    fill: Paint
    accent: Paint

    def ink_rect(self) -> Rect:
        """Return the rectangle around the ink, in pixels."""
        return line_ink_rect(self.line, self.origin, self.size)


@dataclass(frozen=True, slots=True)
class DataShape:
    """A shape that shows data, such as a bar, and must contrast with what is beside it."""

    path: Path
    fill: Paint


@dataclass(frozen=True, slots=True)
class DraftGroup:
    """Drafts that belong together, as `Group` in a scene."""

    nodes: tuple[Draft, ...]
    role: str = ""
    clip: Path | None = None
    area: Rect | None = None
    tag: Tag | None = None


Draft = DraftText | DataShape | DraftGroup | Shape | Picture | Link
"""A node of a scene, or one that becomes a node when its backdrop is known."""


def walk_drafts(drafts: tuple[Draft, ...], role: str = "") -> Iterator[tuple[str, Draft]]:
    """Yield every draft that is not a group, with the role of the innermost group that has one."""
    for draft in drafts:
        if isinstance(draft, DraftGroup):
            yield from walk_drafts(draft.nodes, draft.role or role)
        else:
            yield role, draft
