"""The content stream of a page, written in pixels of the scene with y downward, and its marked content."""

from __future__ import annotations

from functools import lru_cache

from ...graphics.geometry import Path
from ...model.scene import Tag
from ..rounded_numbers import format_all
from .pdf_resources import PdfResources
from .structure import PageStructure

_STEPS = {"M": "%s %s m\n", "L": "%s %s l\n", "C": "%s %s %s %s %s %s c\n", "Z": "h\n"}
"""The operator of each verb of a path, after a place for each of its coordinates."""


class PageContent:
    """The operators of a page or of a form, and what they refer to.

    All content of a page is marked: it belongs to the element that is open, or else to an artifact, which opens by
    itself (PDF/UA-1, 7.1). A form (`structure` is None) has no marks of its own. `dpi` is that of the scene.
    """

    def __init__(self, resources: PdfResources, structure: PageStructure | None, dpi: int = 0) -> None:
        self.resources = resources
        self.dpi = dpi
        self._structure = structure
        self._lines: list[str] = []
        self._element: Tag | None = None
        self._artifact = False

    def write(self, operators: str) -> None:
        """Append operators with their operands."""
        self._lines.append(operators)

    def to_bytes(self) -> bytes:
        """Return the content stream, which ends any artifact."""
        self.end_artifact()
        return "\n".join(self._lines).encode("ascii")

    def begin_element(self, tag: Tag) -> None:
        """Begin the content of an element: all that is drawn until `end_element` belongs to it."""
        self.end_artifact()
        if self._structure is not None:
            kind, mcid = self._structure.add_content(tag)
            self.write(f"/{kind} <</MCID {mcid}>> BDC")
            self._element = tag

    def end_element(self) -> None:
        """End the content of the element that is open."""
        if self._element is not None:
            self.write("EMC")
            self._element = None

    def begin_artifact(self) -> None:
        """Begin an artifact unless an element or artifact is open; call it before what draws."""
        if self._structure is not None and self._element is None and not self._artifact:
            self.write("/Artifact BMC")
            self._artifact = True

    def end_artifact(self) -> None:
        """End the artifact, if one is open; call it before a change of the state that outlasts it."""
        if self._artifact:
            self.write("EMC")
            self._artifact = False

    def push_state(self) -> None:
        """Save the graphics state; an artifact does not extend over it."""
        self.end_artifact()
        self.write("q")

    def pop_state(self) -> None:
        """Restore the graphics state."""
        self.end_artifact()
        self.write("Q")

    def draw_path(self, path: Path, digits: int = 2) -> None:
        """Append the operators that construct a path with this many decimals, without painting it."""
        if path.points:
            self.write(_write_path(path, digits))


@lru_cache(maxsize=64)
def _write_path(path: Path, digits: int) -> str:
    """Return the operators of a path, cached because the cards of a set share codes and shapes.

    Rectangles, such as the runs of dark modules of a code, are one path, so that no seam shows between them.
    """
    rects = path.rects()
    if rects:
        values = [value for rect in rects for value in (rect.x, rect.y, rect.width, rect.height)]
        known = dict(zip(distinct := {*values}, format_all(distinct, digits), strict=True))   # modules are in a grid
        return ("%s %s %s %s re\n" * len(rects))[:-1] % tuple(map(known.__getitem__, values))
    return "".join(map(_STEPS.__getitem__, path.verbs))[:-1] % tuple(format_all(path.points, digits))
