"""How a card looks: colours, faces by role and script, and layouts as trees of parts, all of it data.

Measures are reference pixels: those of a card 1080 wide, 1600 for landscape (`Size.unit` turns them into pixels).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .color import Color
from .sizes import Aspect
from .text.glyphs import TextStyle

Slot = Literal["brand", "headline", "words", "source", "credit", "call", "address"]
SLOTS: tuple[Slot, ...] = ("brand", "headline", "words", "source", "credit", "call", "address")
Side = Literal["top", "end", "bottom", "start"]
SIDES: tuple[Side, ...] = ("top", "end", "bottom", "start")
When = Literal["fact", "story", "headline", "figure", "image", "brand", "source", "credit", "call", "address"]
Tone = Literal["shadow", "light", "complement"]
TONES: tuple[Tone, ...] = ("shadow", "light", "complement")
WHENS: tuple[When, ...] = (
    "fact", "story", "headline", "figure", "image", "brand", "source", "credit", "call", "address",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How a role is set: the style of plain words, that of emphasised ones, and the distance of baselines.

    `leading` is in ems of the role's size (a face's own factor already in it), by language and script ("ur-Arab") or by
    script; "" is for those not named. `digits` names, in the same way, whose European digits take the Latin face: the
    same number is then the same picture in every language.
    """

    text: TextStyle
    strong: TextStyle
    leading: tuple[tuple[str, float], ...]
    digits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """Shown only when the card has all of `has` and none of `lacks`."""

    has: tuple[When, ...] = ()
    lacks: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What every part has: how much room it takes of its parent, and when it is there at all.

    `grow` takes what the others leave; `length` is a fixed measure along the parent's axis, `least` the least of it;
    `pad` is top, end, bottom, start; `safe` names the edges at which the pad reaches at least into the safe area.
    `ground` fills the part's area with a colour of the palette.
    """

    when: Condition = Condition()
    grow: float = 0.0
    length: float | None = None
    least: float = 0.0
    pad: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    safe: tuple[Side, ...] = ()
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """Parts in a column, in a row from start to end, or in layers over one another."""

    frame: Frame
    axis: Literal["column", "row", "layers"]
    parts: tuple[Part, ...]
    gap: float = 0.0
    align: Literal["start", "center", "end"] = "start"  # across the axis
    justify: Literal["start", "center", "end", "between"] = "start"  # along it, when nothing grows
    yields: bool = False  # a row whose parts change places where a photograph beneath needs their side


@dataclass(frozen=True, slots=True)
class Words:
    """A slot for words.

    `smallest` to `largest` is the range of the type's size. `fit` says how the size is chosen: "lines" takes the
    largest at which the words need at most `lines` lines; "width" fills the width in at most `lines` lines; "words"
    fills the height that is left and then seeks the best rag. `color` and `accent` name colours of the palette,
    `accent` that of emphasised words; `measure` limits the width to that share of the room.
    """

    frame: Frame
    slot: Slot
    style: str
    smallest: float
    largest: float
    color: str
    accent: str
    fit: Literal["lines", "width", "words"] = "lines"
    lines: int = 2
    measure: float = 1.0


@dataclass(frozen=True, slots=True)
class Code:
    """The code that leads to the action: `module` is the size wished for, in reference pixels, never under 4 pixels.

    Without a `plate` the ground itself is the quiet zone, and the dark modules align with the edges around.
    """

    frame: Frame
    module: float
    ink: str
    paper: str
    plate: bool = False
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Photo:
    """The card's image: `cover` fills the part's area, `disc` is a circle of that diameter at a corner.

    The disc stands at the top end of the area, its edge `outside` beyond both of the area's edges. `scrim` names the
    colour that is laid over a covering image, as thinly as the words above it allow: evenly, or from the edges in
    `scrim_from`, fading out over the share `fade` of the image. `focus_at` is where in the area the image's focus
    should come to, from start and top, 0 to 1; to bring it there the image may be enlarged up to `zoom`. The layout
    sets `turned` where the image has to have its focus in the other half.
    """

    frame: Frame
    shape: Literal["cover", "disc"]
    diameter: float = 0.0
    outside: float = 0.0
    scrim: str = ""
    scrim_from: tuple[Side, ...] = ()
    fade: float = 0.2
    focus_at: tuple[float, float] | None = None
    zoom: float = 1.0
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """An ornament: a disc of one colour, placed like a photo's disc.

    With `centre` it stands there instead: a share of the area's width from the start, and a distance from its top.
    """

    frame: Frame
    diameter: float
    color: str
    outside: float = 0.0
    centre: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A bar across the parent's axis, `thickness` thick."""

    frame: Frame
    thickness: float
    color: str


@dataclass(frozen=True, slots=True)
class Space:
    """Empty room; its frame says how much."""

    frame: Frame


Part = Stack | Words | Code | Photo | Disc | Rule | Space


@dataclass(frozen=True, slots=True)
class Theme:
    """A look: palette by name, type by role, a layout for each aspect. `fonts` is a folder of its own fonts, or "".

    `tones` names colours of the palette that are taken from the card's photograph, if it has one.
    """

    name: str
    palette: tuple[tuple[str, Color], ...]
    types: tuple[tuple[str, TypeStyle], ...]
    layouts: tuple[tuple[Aspect, Part], ...]
    fonts: str = ""
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
