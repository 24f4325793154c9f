"""The parts of a theme's layouts, and the space that each takes: stacks, text, codes, photographs, charts, ornaments.

Lengths are in reference pixels: a card is `sizes.REFERENCE_WIDTH` of them wide, in landscape
`sizes.WIDE_REFERENCE_WIDTH`. `Size.unit` converts them to pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Slot = Literal["brand", "headline", "words", "source", "credit", "call", "address"]
SLOTS: tuple[Slot, ...] = ("brand", "headline", "words", "source", "credit", "call", "address")
"""The texts of a card for which a theme may have a place."""
Side = Literal["top", "end", "bottom", "start"]
SIDES: tuple[Side, ...] = ("top", "end", "bottom", "start")
"""The sides of an area, in the order of lists of four numbers."""
CardTrait = Literal[
    "fact", "story", "headline", "figure", "lockup", "number", "chart", "share", "counts", "tiles", "told", "image",
    "brand", "source", "credit", "call", "address", "series", "first", "last", "rtl", "latin",
]  # fmt: skip
CARD_TRAITS: tuple[CardTrait, ...] = get_args(CardTrait)
"""Conditions of `when`: what a card has, its place in its set, and its language."""
ChartKind = Literal["pills", "strip", "bars", "tiles"]
CHART_KINDS: tuple[ChartKind, ...] = get_args(ChartKind)
"""Ways to draw a chart."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Show the part only if the card has all traits in `has` and none of those in `lacks`."""

    has: tuple[CardTrait, ...] = ()
    lacks: tuple[CardTrait, ...] = ()


@dataclass(frozen=True, slots=True)
class PartFrame:
    """What all parts have in common: how much space one takes in its parent, and when it is shown.

    Along the parent's axis, `length` is a fixed length, `min_length` and `max_length` are bounds, and `grow` is the
    part's weight when the remaining space is distributed. `share` is the minimum and the maximum
    fraction of the parent's length: the part has the maximum, and shrinks if the text beside it needs the space. With
    `hug` the part is only as wide as its content.

    `padding` is top, end, bottom, start. At the edges named in `safe` the padding extends at least to the safe area.
    `outset` is how far the part extends over its neighbours, in the order of `padding`. `background` names a colour of
    the palette or one of the theme's gradients, which fills the part's area; `radius` rounds its corners.
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
    """Parts in a column, in a row from start to end, or in layers on top of one another."""

    frame: PartFrame
    axis: Literal["column", "row", "layers"]
    parts: tuple[Part, ...]
    gap: float = 0.0
    align: Literal["start", "center", "end"] = "start"  # across the axis
    justify: Literal["start", "center", "end", "between"] = "start"  # along it, when nothing grows
    swaps_sides: bool = False  # the parts change places if a photograph below needs their side


@dataclass(frozen=True, slots=True)
class WordsPart:
    """A slot for text.

    The type size is between `smallest` and `largest`. `fit` says how it is chosen. "lines": the largest size at which
    the text needs at most `lines` lines. "width": the size that fills the width in at most `lines` lines. "words": the
    largest size that fits the remaining height, then the best rag. "lockup": a headline that is a number and a short
    word in two lines of the same width; any other headline as with "width".

    `color` and `accent` name colours of the palette; `accent` is for emphasised words. `measure` limits the text's
    width to that fraction of the available width.
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
    """The QR code that opens the action's link. `module` is the preferred size of a module, in reference pixels.

    A module has at least 4 pixels. Without a `plate` the background itself is the quiet zone, and the dark modules
    align with the edges around them.
    """

    frame: PartFrame
    module: float
    ink: str
    paper: str
    plate: bool = False
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class PhotoPart:
    """The card's image: "cover" fills the part's area; "disc" is a circle at the area's top end corner.

    A disc has the diameter `diameter` and extends beyond both of the area's edges by `overhang`. `scrim` names the
    colour laid over a covering image, as transparent as the contrast of the text on it allows: evenly, or from the
    edges in `scrim_from`, fading out over the fraction `fade` of the image. If text needs a scrim at the first of these
    edges, its opacity rises to `edge_opacity` there, as far as a gradual fade allows. `focus_at` is where in the area
    the image's focus should be, from start and top, 0 to 1; to move it there the image may be enlarged up to the factor
    `zoom`. The layout sets `sides_swapped` if the image needs its focus in the other half.
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
    """An ornament: a disc of one colour at the top end corner, like a photograph's disc.

    With `center` its centre is there instead: a fraction of the area's width from the start, and a distance from its
    top.
    """

    frame: PartFrame
    diameter: float
    color: str
    overhang: float = 0.0
    center: tuple[float, float] | None = None
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class PolygonPart:
    """An ornament: a polygon whose corners are fractions of the area's width, from the start, and of its height."""

    frame: PartFrame
    points: tuple[tuple[float, float], ...]
    color: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class PanesPart:
    """An ornament: the light of a window on a wall, in rows and columns of panes, with one opacity for each row.

    `cell` is a pane's width and height, `gap` the distance between two panes (relative to the width) and `at` the start
    and top of the first one, all as fractions of the area. Each pixel down moves a pane's edge `slant` pixels towards
    the end; each pixel towards the end moves it `falloff` pixels down.
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
    """A bar across the parent's axis that shows what the card's share leaves, at the scale of the card.

    96 % leave a strip of 4 % of the card: the card itself is the chart. If the remainder is more than `max_share`, no
    strip is drawn.
    """

    frame: PartFrame
    color: str
    max_share: float = 0.25


@dataclass(frozen=True, slots=True)
class DotsPart:
    """A dot for each card of the set; the current card's is `length` long and in the accent colour.

    A single card and a set of more than 12 cards have none.
    """

    frame: PartFrame
    color: str
    accent: str
    diameter: float
    length: float
    gap: float


@dataclass(frozen=True, slots=True)
class SeriesLinePart:
    """A line that runs through all cards of a set: it enters each card at the height at which it left the one before.

    `y` is the height around which the line swings and `rise` its amplitude, both as fractions of the area's height;
    `width` is its thickness. The first card's line begins at its station; the last card's ends in an open ring, `inset`
    from the end. A station is a disc of the colour `station` in a ring of the colour `ring`, `inset` from the start; it
    contains the card's number.
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
    """The card's numbers drawn to scale. The part is left out if the card has no data for this kind of chart.

    "pills" draws a share as 5 rows of 20 pills, the rest as outlines. "strip" covers the part of the card's top edge
    (the end edge of a wide card) that a share leaves. "bars" draws two counts on one scale. "tiles" draws squares with
    areas proportional to the counts, or equal tiles with names.

    `colors` are used in turn, one for each thing counted. `rest` is the colour of outlines or of the panel behind bars,
    "" for none; `ink` is that of labels. `number` and `label` name types, `numbers` and `labels` their ranges of sizes.
    `ratio` is the height of a pill or an equal tile relative to its width; `thickness` is that of an outline, or the
    height of a bar.

    Lengths are preferred lengths: a chart shrinks, but not below the frame's `min_length`, before any text is refused.
    An `optional` chart may be left out without a warning, because it repeats the headline.
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
    """An empty area; its frame says how large."""

    frame: PartFrame


OrnamentPart = DiscPart | PolygonPart | PanesPart | SeriesLinePart
"""Parts that are drawn over the area of a layer stack and take no space in a column or row."""
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
