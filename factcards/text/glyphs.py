"""What the text engine hands on: glyphs in ems, in runs, in lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class FontKey:
    """One instance of one font: its file's name and digest, and the axes of a variable font."""

    file: str
    digest: str
    axes: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class FaceChoice:
    """A choice of typeface: the family by its own name, a weight 100 to 900, a factor on the size (optical size).

    `italic` is taken where the family has it; no letter is ever slanted by machine.
    """

    family: str
    weight: int
    scale: float = 1.0
    italic: bool = False


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a span is set.

    `faces` names a face by script (ISO 15924) or by language and script ("ur-Arab", looked up first); "" is the face
    of scripts not named and of Latin where "Latn" is not. A script without a face takes the library's own preference
    at `weight`. `tracking` is in ems and applies to Latin, Greek and Cyrillic alone.
    """

    faces: tuple[tuple[str, FaceChoice], ...]
    weight: int = 400
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph in one style; a paragraph is its text and the spans that tile it."""

    start: int
    end: int
    style: TextStyle
    emphasis: bool = False


class Glyph(NamedTuple):
    """One glyph: `cluster` is the index in the run's text of its first character; the measures are in ems.

    A tuple and not a dataclass: a card has hundreds, and making them was a third of the cost of shaping.
    """

    id: int
    cluster: int
    advance: float
    dx: float
    dy: float
    safe_to_break: bool = True


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one font, script, direction and style, in visual order from left to right.

    `start` is the run's first character in its paragraph; `scale` is the face's factor, already in advances and
    offsets, to be applied to outlines. `emphasis` marks words that stood between `**`.
    """

    font: FontKey
    text: str
    start: int
    level: int
    script: str
    language: str
    scale: float
    glyphs: tuple[Glyph, ...]
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text in logical order, its runs in visual order, all measures in ems.

    `width` is the advance that counts for the measure: trailing spaces and what hangs are left out. `left` and `right`
    are the ink's edges from the origin, `ascent` and `descent` the ink's reach above and below the baseline (both
    positive outward). `hang_start` and `hang_end` are the ink that passes the margins where reading starts and ends.
    """

    text: str
    runs: tuple[GlyphRun, ...]
    width: float
    left: float
    right: float
    ascent: float
    descent: float
    hang_start: float = 0.0
    hang_end: float = 0.0

    def measure(self, room: float) -> float:
        """The width that the line needs where no ink may pass a margin by more than `room` ems."""
        return self.width + max(0.0, self.hang_start - room) + max(0.0, self.hang_end - room)
