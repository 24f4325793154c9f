"""How a card looks: colours, faces by role and script, gradients, and layouts as trees of parts, all of it data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from ..graphics.color import Color
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
Tone = Literal["shadow", "light", "complement"]
TONES: tuple[Tone, ...] = get_args(Tone)
"""The colours that a photograph may give to a palette."""


@dataclass(frozen=True, slots=True)
class Underline:
    """A bar under emphasised words: how thick, and how far below the baseline it begins, in ems.

    It is drawn in `scripts` alone, those whose letters stand on the line; elsewhere it would cut through them.
    """

    thickness: float
    offset: float
    scripts: tuple[str, ...] = ("Latn", "Grek", "Cyrl", "Hani", "Hira", "Kana", "Zyyy")


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How a role is set: the style of plain words, that of emphasised ones, and the distance of baselines.

    `leading` is in ems of the role's size (a face's own factor already in it), by language and script ("ur-Arab") or by
    script; "" is for those not named. `digits` names, in the same way, whose European digits take the Latin face: the
    same number is then the same picture in every language. `capitals` sets Latin, Greek and Cyrillic in upper case,
    `sign` is the size of a figure's sign or unit beside its digits.
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


DEFAULT_STEP = 1.06
"""Neighbouring sizes of a type scale differ by so much, unless the theme says otherwise."""


@dataclass(frozen=True, slots=True)
class RoleFontSize:
    """The size in pixels at which the words of a role ("fact", "source"), in one of the theme's types, are set.

    `others` is for the card that is set smaller by itself: the size that the others have; 0 for a card like the others.
    """

    role: str
    style: str
    size: int
    common_size: int = 0


@dataclass(frozen=True, slots=True)
class Theme:
    """A look: palette by name, type by role, a layout for each aspect. `fonts` is a folder of its own fonts, or "".

    `grounds` are its gradients by name, `turns` colours that change from card to card of a set: the first of each
    stands in the palette too. `step` is the ratio between neighbouring sizes of its type scale, from which a set takes
    the size of all its cards. `tones` names colours that are taken from the card's photograph, if it has one.
    """

    name: str
    palette: tuple[tuple[str, Color], ...]
    types: tuple[tuple[str, TypeStyle], ...]
    layouts: tuple[tuple[Aspect, Part], ...]
    fonts: str = field(default="", compare=False)
    step: float = DEFAULT_STEP
    gradients: tuple[tuple[str, GradientSpec], ...] = ()
    alternating_colors: tuple[tuple[str, tuple[Color, ...]], ...] = ()
    tones: tuple[tuple[str, Tone], ...] = ()

    def color(self, name: str) -> Color:
        """The palette's colour of that name; KeyError where there is none."""
        return dict(self.palette)[name]

    def type(self, role: str) -> TypeStyle:
        """The type of that role; KeyError where there is none."""
        return dict(self.types)[role]

    def layout(self, aspect: Aspect) -> Part:
        """The layout for that aspect."""
        return dict(self.layouts)[aspect]
