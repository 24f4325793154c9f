"""How a card looks, as data: colours, typefaces by role and script, gradients, and layouts as trees of parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, get_args

from ..errors import MAX_QUOTED, Problem, RequestError, describe_type, quote_start, show_in_line, suggest
from ..graphics.color import COLOR_HINT, Color, explain_color, find_wrong_channel, parse_color
from ..text.glyphs import TextStyle
from .sizes import Aspect
from .theme_parts import (
    CARD_TRAITS,
    CHART_KINDS,
    SIDES,
    SLOTS,
    CardTrait,
    ChartKind,
    ChartPart,
    CodePart,
    Condition,
    DiscPart,
    DotsPart,
    PanesPart,
    Part,
    PartFrame,
    PhotoPart,
    PolygonPart,
    RulePart,
    SeriesLinePart,
    Side,
    Slot,
    SpacePart,
    StackPart,
    StripPart,
    WordsPart,
)  # fmt: skip

__all__ = [
    "CARD_TRAITS",
    "CHART_KINDS",
    "DEFAULT_STEP",
    "SIDES",
    "SLOTS",
    "TONES",
    "TOWARDS",
    "CardTrait",
    "ChartKind",
    "ChartPart",
    "CodePart",
    "Condition",
    "DiscPart",
    "DotsPart",
    "GradientSpec",
    "PanesPart",
    "Part",
    "PartFrame",
    "PhotoPart",
    "PolygonPart",
    "RoleFontSize",
    "RulePart",
    "SeriesLinePart",
    "Side",
    "Slot",
    "SpacePart",
    "StackPart",
    "StripPart",
    "Theme",
    "Tone",
    "Toward",
    "TypeStyle",
    "Underline",
    "WordsPart",
]  # fmt: skip

Toward = Literal[
    "top", "top end", "end", "bottom end", "bottom", "bottom start", "start", "top start",
]  # fmt: skip
TOWARDS: tuple[Toward, ...] = get_args(Toward)
"""Sides and corners toward which a gradient runs."""
Tone = Literal["shadow", "light", "complement"]
TONES: tuple[Tone, ...] = get_args(Tone)
"""The colours that a palette can take from a photograph."""


@dataclass(frozen=True, slots=True)
class Underline:
    """An underline for emphasised words: its thickness, and the distance of its top from the baseline, in ems.

    It is drawn in `scripts` only, whose letters sit on the baseline; in other scripts it would cross them. Nastaliq has
    one too, below all ink of the line.
    """

    thickness: float
    offset: float
    scripts: tuple[str, ...] = ("Latn", "Grek", "Cyrl", "Hani", "Hira", "Kana", "Zyyy")


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How a role's text is set: the style of plain and of emphasised words, and the distance between baselines.

    `leading` is in ems of the role's size (the face's own factor is included), by language and script ("ur-Arab") or by
    script; "" is the default. `latin_digits` lists, in the same way, the languages whose European digits are set in the
    Latin face, so that a number looks the same in every language. `capitals` sets cased scripts in upper case.
    `sign_scale` is the size of a figure's sign or unit relative to its digits.
    """

    text: TextStyle
    strong: TextStyle
    leading: tuple[tuple[str, float], ...]
    latin_digits: tuple[str, ...] = ()
    capitals: bool = False
    underline: Underline | None = None
    sign_scale: float = 0.58


@dataclass(frozen=True, slots=True)
class GradientSpec:
    """A gradient over a part's area, from the side opposite to `toward`: offset 0 to 1, colour's name, opacity."""

    toward: Toward
    stops: tuple[tuple[float, str, float], ...]


_MAX_SHOWN_COLORS = 8
"""Maximum number of colours in the `repr` of a theme."""
DEFAULT_STEP = 1.06
"""Ratio between neighbouring sizes of a type scale, unless the theme gives its own."""


@dataclass(frozen=True, slots=True)
class RoleFontSize:
    """The type size in pixels of a role ("fact", "source") in one of the theme's types.

    `common_size` is the size of the set's other cards if this card has its own, smaller size; otherwise it is 0.
    `is_figure`: whether it is the largest size of figures; they may be smaller if other parts need the space.
    """

    role: str
    style: str
    size: int
    common_size: int = 0
    is_figure: bool = False


class FittingSizes(NamedTuple):
    """The type sizes in pixels at which a role in one of the theme's types fits on a card.

    `largest` is the largest of the type scale at which it fits, or of a figure the one that fills its width. `shapely`
    are the steps of the type scale, from the largest, at which the text has a good shape. It is () for text whose shape
    does not depend on its size; `is_figure` is for figures.
    """

    role: str
    style: str
    largest: int
    shapely: tuple[int, ...] = ()
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """A palette by name, types by role, and a layout for each aspect. Equal themes give the same bytes.

    `fonts` is the folder of the theme's fonts, or "". `gradients` are found by name. `alternating_colors` are colours
    that change from card to card of a set; the palette holds the first of each. `step` is the ratio between
    neighbouring sizes of the type scale from which a set's common sizes are taken. `tones` names the palette's colours
    that are taken from the card's photograph, if there is one.
    """

    name: str
    palette: tuple[tuple[str, Color], ...]
    types: tuple[tuple[str, TypeStyle], ...]
    layouts: tuple[tuple[Aspect, Part], ...]
    fonts: str = field(default="", metadata={"is_path": True})
    step: float = DEFAULT_STEP
    gradients: tuple[tuple[str, GradientSpec], ...] = ()
    alternating_colors: tuple[tuple[str, tuple[Color, ...]], ...] = ()
    tones: tuple[tuple[str, Tone], ...] = ()

    def __repr__(self) -> str:
        """Return the theme's name and its palette."""
        colors = (f"{name} {color}" for name, color in self.palette[:_MAX_SHOWN_COLORS])
        more = len(self.palette) - _MAX_SHOWN_COLORS
        return show_in_line(self, f"{self.name}: {', '.join(colors)}{f' and {more} more' if more > 0 else ''}")

    def color(self, name: str) -> Color:
        """Return the palette's colour of that name. Raises KeyError if there is none."""
        return dict(self.palette)[name]

    def with_palette(self, colors: Mapping[str, Color | str] | None = None, /, **named: Color | str) -> Theme:
        """Return the theme with other colours of its palette, given by name: `with_palette(accent="#ffd23f")`.

        Names with hyphens are given in a mapping. A colour that changes from card to card, or comes from the
        photograph, is the same on all cards then. Contrast is checked when a card is rendered. Raises RequestError with
        a problem for each name that the palette does not have and each value that is not a colour.
        """
        if not isinstance(colors, Mapping | None):
            message = f"found {describe_type(colors)}, expected a mapping of names to colours"
            raise RequestError.of("palette", message)
        given = {**(colors or {}), **named}
        found = {name: _resolve_color(name, value, dict(self.palette)) for name, value in given.items()}
        problems = [problem for problem in found.values() if isinstance(problem, Problem)]
        if problems:
            raise RequestError(problems)
        fixed = {name: color for name, color in found.items() if isinstance(color, Color)}
        return replace(
            self,
            palette=tuple((name, fixed.get(name, color)) for name, color in self.palette),
            alternating_colors=tuple(pair for pair in self.alternating_colors if pair[0] not in fixed),
            tones=tuple(pair for pair in self.tones if pair[0] not in fixed),
        )

    def type(self, role: str) -> TypeStyle:
        """Return the type of that role. Raises KeyError if there is none."""
        return dict(self.types)[role]

    def layout(self, aspect: Aspect) -> Part:
        """Return the layout for cards of a shape. Raises KeyError if the theme has none."""
        return dict(self.layouts)[aspect]


def _resolve_color(name: object, value: object, palette: Mapping[str, Color]) -> Color | Problem:
    """Return the colour that a caller gives for a name of the palette, or what is wrong with it."""
    if not isinstance(name, str):
        message = f"found {describe_type(name)} as a name, expected text"
        return Problem("error", message, field="palette", kind=RequestError.kind)

    def refuse(message: str, hint: str = "") -> Problem:
        return Problem("error", message, None, f"palette.{name[:MAX_QUOTED]}", hint, RequestError.kind)

    if name not in palette:
        return refuse(f"the palette has no colour {quote_start(name)}", suggest(name, palette))
    if isinstance(value, Color):
        if not find_wrong_channel(value):
            return value
        return refuse(f"found {quote_start(repr(value))}, expected channels from 0 to 255")
    if not isinstance(value, str):
        return refuse(f"found {describe_type(value)}, expected a colour", COLOR_HINT)
    try:
        return parse_color(value)
    except ValueError:
        return refuse(f"{quote_start(value)} is not a colour", explain_color(value))
