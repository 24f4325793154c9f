"""The text engine's exchange types: styles and spans go in; glyphs, runs and lines come out, measured in ems."""

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
    """A choice of typeface: the family's own name, a weight from 100 to 900, and a factor on the font size.

    `italic` has an effect only where the family has an italic: upright letters are never slanted.
    """

    family: str
    weight: int
    scale: float = 1.0
    italic: bool = False


@dataclass(frozen=True, slots=True)
class TextStyle:
    """The style of a span.

    `faces` maps a script (ISO 15924), or a language and a script ("ur-Arab", looked up first), to a face. The key ""
    is for all other scripts, including Latin if "Latn" is not named. For a script without a face, and for
    characters that a face lacks, the library chooses a font in its own order of preference. Its weight is that of the
    script's face or of Latin's, or `weight` if there is neither. `tracking` is in ems and applies only to Latin, Greek
    and Cyrillic.
    """

    faces: tuple[tuple[str, FaceChoice], ...]
    weight: int = 400
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Span:
    """A range [start, end) of a paragraph in one style. The spans of a paragraph cover its text without gaps."""

    start: int
    end: int
    style: TextStyle
    emphasis: bool = False


class Glyph(NamedTuple):
    """One glyph, measured in ems. `cluster` is the index of its first character in the run's text.

    It is a tuple rather than a dataclass because a card has hundreds of them: creating dataclasses took a third of the
    time of shaping.
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

    `start` is the index of the run's first character in its paragraph. `scale` is the face's factor on the font size:
    advances and offsets include it, outlines must be scaled by it. `emphasis` marks text that was between `**`.
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
    """One line: its text in logical order and its runs in visual order, measured in ems.

    `width` is the advance without trailing spaces and hanging punctuation. `left` and `right` are the edges of the ink
    from the line's origin; `ascent` and `descent` are the ink's extents above and below the baseline, both positive
    outward. `hang_start` and `hang_end` say how far ink passes the margins where reading starts and ends.
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

    def measure(self, max_hang: float) -> float:
        """Return the width that the line needs, in ems, if ink may pass each margin by at most `max_hang` ems."""
        return self.width + max(0.0, self.hang_start - max_hang) + max(0.0, self.hang_end - max_hang)
