"""What a theme's layouts are made of: stacks, words, code, photograph, charts, ornaments, and the room that each takes.

Measures are reference pixels: those of a card 1080 wide, 1600 for landscape (`Size.unit` turns them into pixels).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Slot = Literal["brand", "headline", "words", "source", "credit", "call", "address"]
SLOTS: tuple[Slot, ...] = ("brand", "headline", "words", "source", "credit", "call", "address")
Side = Literal["top", "end", "bottom", "start"]
SIDES: tuple[Side, ...] = ("top", "end", "bottom", "start")
CardTrait = Literal[
    "fact", "story", "headline", "figure", "lockup", "number", "chart", "share", "counts", "tiles", "told", "image",
    "brand", "source", "credit", "call", "address", "series", "first", "last", "rtl", "latin",
]  # fmt: skip
CARD_TRAITS: tuple[CardTrait, ...] = get_args(CardTrait)
ChartKind = Literal["pills", "strip", "bars", "tiles"]
CHART_KINDS: tuple[ChartKind, ...] = get_args(ChartKind)


@dataclass(frozen=True, slots=True)
class Condition:
    """Shown only when the card has all of `has` and none of `lacks`."""

    has: tuple[CardTrait, ...] = ()
    lacks: tuple[CardTrait, ...] = ()


@dataclass(frozen=True, slots=True)
class PartFrame:
    """What every part has: how much room it takes of its parent, and when it is there at all.

    `grow` takes what the others leave; `length` is a fixed measure along the parent's axis, `least` the least of it;
    `pad` is top, end, bottom, start; `safe` names the edges at which the pad reaches at least into the safe area.
    `ground` fills the part's area with a colour of the palette or one of the theme's gradients, its corners rounded
    by `radius`. `share` is how much of the parent's length it takes: the most, down to the least where the words beside
    it need the room. With `hug` it is as wide as what it holds. `overlap` is how far it reaches out over its
    neighbours, in the order of `pad`.
    """

    when: Condition = Condition()
    grow: float = 0.0
    length: float | None = None
    min_length: float = 0.0
    padding: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    safe: tuple[Side, ...] = ()
    background: str = ""
    max_length: float | None = None
    share: tuple[float, float] | None = None
    hug: bool = False
    outset: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class StackPart:
    """Parts in a column, in a row from start to end, or in layers over one another."""

    frame: PartFrame
    axis: Literal["column", "row", "layers"]
    parts: tuple[Part, ...]
    gap: float = 0.0
    align: Literal["start", "center", "end"] = "start"  # across the axis
    justify: Literal["start", "center", "end", "between"] = "start"  # along it, when nothing grows
    swaps_sides: bool = False  # a row whose parts change places where a photograph beneath needs their side


@dataclass(frozen=True, slots=True)
class WordsPart:
    """A slot for words.

    `smallest` to `largest` is the range of the type's size. `fit` says how the size is chosen: "lines" takes the
    largest at which the words need at most `lines` lines; "width" fills the width in at most `lines` lines; "words"
    fills the height that is left and then seeks the best rag; "lockup" sets a headline that is a number and a short
    word in two lines of one width, and any other as "width" does. `color` and `accent` name colours of the palette,
    `accent` that of emphasised words; `measure` limits the width to that share of the room.
    """

    frame: PartFrame
    slot: Slot
    style: str
    smallest: float
    largest: float
    color: str
    accent: str
    fit: Literal["lines", "width", "words", "lockup"] = "lines"
    lines: int = 2
    measure: float = 1.0


@dataclass(frozen=True, slots=True)
class CodePart:
    """The code that leads to the action: `module` is the size wished for, in reference pixels, never under 4 pixels.

    Without a `plate` the ground itself is the quiet zone, and the dark modules align with the edges around.
    """

    frame: PartFrame
    module: float
    ink: str
    paper: str
    plate: bool = False
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class PhotoPart:
    """The card's image: `cover` fills the part's area, `disc` is a circle of that diameter at a corner.

    The disc stands at the top end of the area, its edge `outside` beyond both of the area's edges. `scrim` names the
    colour that is laid over a covering image, as thinly as the words above it allow: evenly, or from the edges in
    `scrim_from`, fading out over the share `fade` of the image, at the first of them as opaque as `deep`. `focus_at` is
    where in the area the image's focus should come to, from start and top, 0 to 1; to bring it there the image may be
    enlarged up to `zoom`. The layout sets `turned` where the image has to have its focus in the other half.
    """

    frame: PartFrame
    shape: Literal["cover", "disc"]
    diameter: float = 0.0
    overhang: float = 0.0
    scrim: str = ""
    scrim_from: tuple[Side, ...] = ()
    fade: float = 0.2
    edge_opacity: float = 0.0
    focus_at: tuple[float, float] | None = None
    zoom: float = 1.0
    sides_swapped: bool = False


@dataclass(frozen=True, slots=True)
class DiscPart:
    """An ornament: a disc of one colour, placed like a photo's disc.

    With `centre` it stands there instead: a share of the area's width from the start, and a distance from its top.
    """

    frame: PartFrame
    diameter: float
    color: str
    overhang: float = 0.0
    centre: tuple[float, float] | None = None
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class PolygonPart:
    """An ornament: corners as shares of the area's width, from the start, and of its height."""

    frame: PartFrame
    points: tuple[tuple[float, float], ...]
    color: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class PanesPart:
    """An ornament: the light of a window on a wall, rows and columns of panes, each row as opaque as `opacity` says.

    `cell` is a pane's width and height, `gap` what parts two of them (of the width) and `at` the first one's start and
    top, all shares of the area. A pixel further down is `slant` pixels further to the end, one further to the end is
    `fall` pixels further down.
    """

    frame: PartFrame
    columns: int
    rows: int
    cell: tuple[float, float]
    at: tuple[float, float]
    gap: float
    slant: float
    falloff: float
    color: str
    opacity: tuple[float, ...] = (1.0,)


@dataclass(frozen=True, slots=True)
class StripPart:
    """What the card's share leaves of the whole, as a bar across the parent's axis that is so much of the card.

    96 % leave a strip of 4 %: the card itself is the chart. A share that leaves more than `most` of it draws none.
    """

    frame: PartFrame
    color: str
    max_share: float = 0.25


@dataclass(frozen=True, slots=True)
class DotsPart:
    """A dot for each card of the set, the present one `length` long and in the accent; none for a lone card."""

    frame: PartFrame
    color: str
    accent: str
    diameter: float
    length: float
    gap: float


@dataclass(frozen=True, slots=True)
class SeriesLinePart:
    """A line that runs through all cards of a set: it leaves one at the height at which it enters the next.

    `y` is the height around which it swings and `rise` how far, shares of the area's height; it is `width` thick. It
    begins in the first card's station and ends in an open ring, `inset` from the last one's end; each card's
    station, a disc of `station` in a ring of `ring`, stands `inset` from its start and holds its number.
    """

    frame: PartFrame
    y: float
    rise: float
    width: float
    inset: float
    color: str
    station: str
    ring: str
    number: str
    style: str


@dataclass(frozen=True, slots=True)
class RulePart:
    """A bar across the parent's axis, `thickness` thick."""

    frame: PartFrame
    thickness: float
    color: str


@dataclass(frozen=True, slots=True)
class ChartPart:
    """What the card counts, drawn to scale; left out where the card has nothing that the kind draws.

    "pills" is a share as 5 rows of 20, the rest as outlines; "strip" lays over the card's top edge (the end edge of a
    wide one) what a share leaves; "bars" are two counts over one scale; "tiles" are squares whose areas are the counts,
    or equal tiles with names. `colors` go round, one for each thing counted; `rest` is the colour of outlines or of the
    panel behind bars, "" for none; `ink` that of labels. `number` and `label` are types with their ranges of sizes.
    `ratio` is the height of a pill or an equal tile over its width, `thickness` that of an outline or the height of a
    bar. Measures are wished for: a chart shrinks, though never below the frame's `least`, before words go unset. An
    `optional` one may be left out for their sake without a warning: it says no more than the headline does.
    """

    frame: PartFrame
    kind: ChartKind
    colors: tuple[str, ...]
    rest: str = ""
    ink: str = ""
    number: str = ""
    numbers: tuple[float, float] = (90.0, 220.0)
    label: str = ""
    labels: tuple[float, float] = (30.0, 48.0)
    ratio: float = 1.3
    gap: float = 8.0
    thickness: float = 4.0
    optional: bool = False


@dataclass(frozen=True, slots=True)
class SpacePart:
    """Empty room; its frame says how much."""

    frame: PartFrame


OrnamentPart = DiscPart | PolygonPart | PanesPart | SeriesLinePart
"""What is drawn in the area of layers and takes no room of a column or row."""
Part = (
    StackPart
    | WordsPart
    | CodePart
    | PhotoPart
    | OrnamentPart
    | RulePart
    | StripPart
    | DotsPart
    | ChartPart
    | SpacePart
)
