"""The fields of a theme, declared once for the reader, the JSON Schema and the messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...model.themes import CARD_TRAITS, CHART_KINDS, DEFAULT_STEP, SIDES, SLOTS, TONES, TOWARDS
from ..fields.value_reader import UNBOUNDED

TYPE_KINDS = ("large", "words", "small", "print")
"""The kinds of type for which a face may have separate values; `print` (small print) defaults to `small`."""
SCRIM_FADE = 0.2
"""Default length of a scrim's fade, as a share of the photograph."""
SIGN_SIZE = 0.58
"""Default size of a figure's sign (%, €), as a share of its digits'."""
MIN_SIZE = 8
"""Minimum size of words, in reference pixels."""
MAX_COLORS_IN_TURN = 12
"""Maximum number of colours that a set's cards have in turn."""
MAX_STOPS = 32
"""Maximum number of stops of a gradient: more cannot be distinguished, and each part with it stores all of them."""
MIN_CORNERS, MAX_CORNERS = 3, 64
"""Minimum and maximum number of corners of a polygon."""
LABELLED_CHARTS = ("bars", "tiles")
"""The kinds of charts with labels."""
LABEL_FIELDS = ("ink", "number", "label")
"""Fields that a chart with labels must have."""
CHART_GAPS = {"pills": 8.0, "bars": 40.0, "tiles": 18.0}
"""Default gap of each kind of chart, in reference pixels; 0 for others."""
BAR_HEIGHT, OUTLINE = 150.0, 4.0
"""Default thickness of a chart's bars, and of other charts' outlines, in reference pixels."""


@dataclass(frozen=True, slots=True)
class NumberField:
    """A number; `default` is its value if it is left out, None for no value."""

    default: float | None = 0.0
    minimum: float = -UNBOUNDED
    maximum: float = UNBOUNDED


@dataclass(frozen=True, slots=True)
class NumbersField:
    """A list of numbers, or one number; `counts` are its allowed lengths, () for any.

    `default` is its value if it is left out, () for no value.
    """

    counts: tuple[int, ...]
    minimum: float = -UNBOUNDED
    maximum: float = UNBOUNDED
    default: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PointsField:
    """Three or more pairs of numbers."""


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of some words; `default` is its value if it is left out, "" if it may not be left out."""

    names: tuple[str, ...]
    default: str


@dataclass(frozen=True, slots=True)
class ChoicesField:
    """One or more of some words, as a list or one word."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlagField:
    """`true` or `false`; `default` is its value if it is left out."""

    default: bool = False


@dataclass(frozen=True, slots=True)
class NameField:
    """The name of one of the theme's colours, gradients or types."""

    kind: str   # "color", "ground" or "type"
    required: bool = False


@dataclass(frozen=True, slots=True)
class ColorsField:
    """The names of some of the theme's colours, as a list or one name."""


@dataclass(frozen=True, slots=True)
class ScrimField:
    """The name of the colour over a photograph, or a map of colour, edges, fade and edge opacity."""


@dataclass(frozen=True, slots=True)
class WhenField:
    """A condition: traits that the card has, or a map of traits that it has and lacks."""


@dataclass(frozen=True, slots=True)
class ByKindField:
    """A number for all type, or one for each kind of type; `default` is as that of a `NumberField`."""

    default: float | None


@dataclass(frozen=True, slots=True)
class TextField:
    """Text."""


ValueField = NumberField | NumbersField | PointsField | ChoiceField | FlagField | ByKindField | TextField
"""A field whose value is read alone: `ThemeContext` reads it."""
PartField = ChoicesField | NameField | ColorsField | ScrimField | WhenField
"""A field that only parts have, whose names must be those of the theme: `LayoutReader` reads it."""
ThemeField = ValueField | PartField
ValueFields = Mapping[str, ValueField]
ThemeFields = Mapping[str, ThemeField]

CONDITION: ThemeFields = {"has": ChoicesField(CARD_TRAITS), "lacks": ChoicesField(CARD_TRAITS)}
"""Fields of `when`."""
FRAME: ThemeFields = {
    "when": WhenField(), "grow": NumberField(0, 0), "length": NumberField(None, 0), "least": NumberField(0, 0),
    "most": NumberField(None, 0),
    "share": NumbersField((1, 2), 0, 1), "pad": NumbersField((1, 2, 3, 4), 0), "safe": ChoicesField(SIDES),
    "ground": NameField("ground"),
    "radius": NumberField(0, 0), "hug": FlagField(), "overlap": NumbersField((1, 2, 3, 4), 0),
}  # fmt: skip
"""Fields of every part."""
STACK: ThemeFields = {
    "gap": NumberField(0, 0), "align": ChoiceField(("start", "center", "end"), "start"),
    "justify": ChoiceField(("start", "center", "end", "between"), "start"),
    "yields": FlagField(),
}  # fmt: skip
"""Fields of a stack besides `parts`."""
SCRIM: ThemeFields = {
    "color": NameField("color", required=True), "from": ChoicesField(SIDES), "fade": NumberField(SCRIM_FADE, 0.05),
    "deep": NumberField(0, 0, 1),
}  # fmt: skip
"""Fields of a scrim that is a map."""
PARTS: dict[str, ThemeFields] = {
    "words": {
        "slot": ChoiceField(SLOTS, "words"), "style": NameField("type"),
        "size": NumbersField((1, 2), MIN_SIZE, default=(32.0,)),
        "fit": ChoiceField(("lines", "width", "words", "lockup"), "lines"), "lines": NumberField(2, 1),
        "color": NameField("color", required=True), "accent": NameField("color"), "measure": NumberField(1, 0.1),
    },
    "code": {
        "module": NumberField(6, 1), "ink": NameField("color", required=True),
        "paper": NameField("color", required=True),
        "plate": FlagField(), "radius": NumberField(0, 0),
    },
    "photo": {
        "shape": ChoiceField(("cover", "disc"), "cover"), "diameter": NumberField(0, 0), "outside": NumberField(),
        "scrim": ScrimField(), "focus_at": NumbersField((2,), 0, 1), "zoom": NumberField(1, 1),
    },
    "disc": {
        "diameter": NumberField(0, 0), "color": NameField("color", required=True), "outside": NumberField(),
        "centre": NumbersField((2,)),
        "opacity": NumberField(1, 0, 1),
    },
    "polygon": {"points": PointsField(), "color": NameField("color", required=True), "opacity": NumberField(1, 0, 1)},
    "panes": {
        "columns": NumberField(2, 1, 12), "rows": NumberField(3, 1, 12), "cell": NumbersField((2,), 0, 4, (0.36, 0.25)),
        "at": NumbersField((2,), default=(0.3, 0.0)),
        "gap": NumberField(0.022, 0), "slant": NumberField(), "fall": NumberField(),
        "color": NameField("color", required=True),
        "opacity": NumbersField((), 0, 1, (1.0,)),
    },
    "line": {
        "y": NumberField(0.5), "rise": NumberField(0.05), "width": NumberField(80, 1), "inset": NumberField(72, 0),
        "color": NameField("color", required=True), "station": NameField("color", required=True),
        "ring": NameField("color", required=True), "number": NameField("color", required=True),
        "style": NameField("type"),
    },
    "rule": {"thickness": NumberField(2, 0), "color": NameField("color", required=True)},
    "strip": {"color": NameField("color", required=True), "largest": NumberField(0.25, 0, 1)},
    "dots": {
        "color": NameField("color", required=True), "accent": NameField("color", required=True),
        "diameter": NumberField(16, 1),
        "length": NumberField(44, 1), "gap": NumberField(10, 0),
    },
    "chart": {
        "kind": ChoiceField(CHART_KINDS, ""), "color": ColorsField(), "colors": ColorsField(),
        "rest": NameField("color"),
        "ink": NameField("color"), "number": NameField("type"),
        "numbers": NumbersField((1, 2), MIN_SIZE, default=(90.0, 220.0)),
        "label": NameField("type"),
        "labels": NumbersField((1, 2), MIN_SIZE, default=(30.0, 48.0)), "ratio": NumberField(1.3, 0.1),
        "gap": NumberField(None, 0),
        "thickness": NumberField(None, 1),
        "optional": FlagField(),
    },
    "space": {},
}  # fmt: skip
"""Parts without inner parts, with the fields of each."""
STACKS = ("column", "row", "layers")
"""Parts that hold others."""
FACE: ValueFields = {
    "family": TextField(), "scale": ByKindField(1), "heavier": ByKindField(0), "leading": ByKindField(None),
    "digits": ChoiceField(("own", "latin"), "own"),
}  # fmt: skip
"""Fields of a face besides its fonts of each script."""
TYPE: ValueFields = {
    "weight": NumberField(400, 1, 1000), "strong": NumberField(None, 1, 1000), "tracking": NumberField(),
    "leading": NumberField(1.2, 0.1),
    "as": ChoiceField(TYPE_KINDS, "words"), "face": TextField(), "capitals": FlagField(), "italic": FlagField(),
    "sign": NumberField(SIGN_SIZE, 0.2, 1),
}  # fmt: skip
"""Fields of a type besides `bar`."""
UNDERLINE: ValueFields = {
    "thick": NumberField(0.09, 0),
    "below": NumberField(0.16),
    "otherwise": NumbersField((2,), 1, 1000),
}
"""Fields of `bar`; lengths are in ems."""
GRADIENT: ValueFields = {"toward": ChoiceField(TOWARDS, "bottom")}
"""Fields of a gradient besides `stops`."""
TONE: ValueFields = {"photo": ChoiceField(TONES, "shadow")}
"""Fields of a colour that comes from the photograph, besides `otherwise`."""
STEP = NumberField(DEFAULT_STEP, 1.01, 1.5)
"""Ratio between adjacent sizes of the type scale."""
THEME_KEYS = ("extends", "name", "palette", "grounds", "faces", "types", "step", "parts", "layouts", "fonts")
"""Fields of a theme."""
