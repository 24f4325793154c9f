"""The fields of a theme, declared once: what the reader accepts is what the JSON Schema and the messages tell."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.themes import CHART_KINDS, SIDES, SLOTS, TOWARDS, WHENS

LEADINGS = ("large", "words", "small", "print")
"""The kinds of type for which a face may have values of its own; `print`, small print, has those of `small` without."""
FAR = 1e6
SCRIM_FADE = 0.2
"""The share of a photograph over which a scrim fades."""
SIGN = 0.58
"""The size of a figure's sign beside its digits."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number; `default` stands for one that is left out, None where nothing does."""

    default: float | None = 0.0
    least: float = -FAR
    most: float = FAR


@dataclass(frozen=True, slots=True)
class Numbers:
    """A list of numbers, or one alone: `counts` says how many there may be, () any number of them."""

    counts: tuple[int, ...]
    least: float = -FAR
    most: float = FAR


@dataclass(frozen=True, slots=True)
class Points:
    """Three or more pairs of numbers."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    names: tuple[str, ...]
    default: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Some of a few words, as a list or one alone."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class Named:
    """The name of one of the theme's colours, gradients or types; `wanted` may not be left out."""

    what: str   # "color", "ground" or "type"
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class Colors:
    """The names of some of the theme's colours, as a list or one alone."""


@dataclass(frozen=True, slots=True)
class Scrim:
    """The name of the colour laid over a photograph, or a map of it, its edges and how far it fades."""


@dataclass(frozen=True, slots=True)
class When:
    """A condition: facts that the card has, or a map of what it has and what it lacks."""


@dataclass(frozen=True, slots=True)
class ByKind:
    """A number for all type, or one for each kind of it."""

    default: float


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text."""


Option = Number | Numbers | Points | Choice | Choices | Flag | Named | Colors | Scrim | When | ByKind | Text
Fields = dict[str, Option]

CONDITION: Fields = {"has": Choices(WHENS), "lacks": Choices(WHENS)}
FRAME: Fields = {
    "when": When(), "grow": Number(0, 0), "length": Number(None, 0), "least": Number(0, 0), "most": Number(None, 0),
    "share": Numbers((1, 2), 0, 1), "pad": Numbers((1, 2, 3, 4), 0), "safe": Choices(SIDES), "ground": Named("ground"),
    "radius": Number(0, 0), "hug": Flag(), "overlap": Numbers((1, 2, 3, 4), 0),
}  # fmt: skip
"""What every part may have."""
STACK: Fields = {
    "gap": Number(0, 0), "align": Choice(("start", "center", "end"), "start"),
    "justify": Choice(("start", "center", "end", "between"), "start"),
    "yields": Flag(),
}  # fmt: skip
"""What a stack has beside its `parts`."""
SCRIM: Fields = {
    "color": Named("color", wanted=True), "from": Choices(SIDES), "fade": Number(SCRIM_FADE, 0.05),
    "deep": Number(0, 0, 1),
}  # fmt: skip
"""What a scrim has that is more than a colour."""
PARTS: dict[str, Fields] = {
    "words": {
        "slot": Choice(SLOTS, "words"), "style": Named("type"), "size": Numbers((1, 2)),
        "fit": Choice(("lines", "width", "words", "lockup"), "lines"), "lines": Number(2, 1),
        "color": Named("color", wanted=True), "accent": Named("color"), "measure": Number(1, 0.1),
    },
    "code": {
        "module": Number(6, 1), "ink": Named("color", wanted=True), "paper": Named("color", wanted=True),
        "plate": Flag(), "radius": Number(0, 0),
    },
    "photo": {
        "shape": Choice(("cover", "disc"), "cover"), "diameter": Number(0, 0), "outside": Number(),
        "scrim": Scrim(), "focus_at": Numbers((2,), 0, 1), "zoom": Number(1, 1),
    },
    "disc": {
        "diameter": Number(0, 0), "color": Named("color", wanted=True), "outside": Number(), "centre": Numbers((2,)),
        "opacity": Number(1, 0, 1),
    },
    "polygon": {"points": Points(), "color": Named("color", wanted=True), "opacity": Number(1, 0, 1)},
    "panes": {
        "columns": Number(2, 1, 12), "rows": Number(3, 1, 12), "cell": Numbers((2,), 0, 4), "at": Numbers((2,)),
        "gap": Number(0.022, 0), "slant": Number(), "fall": Number(), "color": Named("color", wanted=True),
        "opacity": Numbers((), 0, 1),
    },
    "line": {
        "y": Number(0.5), "rise": Number(0.05), "width": Number(80, 1), "inset": Number(72, 0),
        "color": Named("color", wanted=True), "station": Named("color", wanted=True),
        "ring": Named("color", wanted=True), "number": Named("color", wanted=True), "style": Named("type"),
    },
    "rule": {"thickness": Number(2, 0), "color": Named("color", wanted=True)},
    "strip": {"color": Named("color", wanted=True), "largest": Number(0.25, 0, 1)},
    "dots": {
        "color": Named("color", wanted=True), "accent": Named("color", wanted=True), "diameter": Number(16, 1),
        "length": Number(44, 1), "gap": Number(10, 0),
    },
    "chart": {
        "kind": Choice(CHART_KINDS, ""), "color": Colors(), "colors": Colors(), "rest": Named("color"),
        "ink": Named("color"), "number": Named("type"), "numbers": Numbers((1, 2), 8), "label": Named("type"),
        "labels": Numbers((1, 2), 8), "ratio": Number(1.3, 0.1), "gap": Number(None, 0), "thickness": Number(None, 1),
        "optional": Flag(),
    },
    "space": {},
}  # fmt: skip
"""The parts that hold no others, with what each has of its own."""
STACKS = ("column", "row", "layers")
FACE: Fields = {
    "family": Text(), "scale": ByKind(1), "heavier": ByKind(0), "leading": ByKind(1.2),
    "digits": Choice(("own", "latin"), "own"),
}  # fmt: skip
TYPE: Fields = {
    "weight": Number(400, 1, 1000), "strong": Number(None, 1, 1000), "tracking": Number(), "leading": Number(1.2, 0.1),
    "as": Choice(LEADINGS, "words"), "face": Text(), "capitals": Flag(), "italic": Flag(),
    "sign": Number(SIGN, 0.2, 1),
}  # fmt: skip
"""What a type has beside its `bar`."""
BAR: Fields = {"thick": Number(0.09, 0), "below": Number(0.16), "otherwise": Numbers((2,), 1, 1000)}
FADE: Fields = {"toward": Choice(TOWARDS, "bottom")}
"""What a gradient has beside its `stops`."""
TONE = ("photo", "otherwise")
"""What a colour of the palette has that is taken from the photograph."""
THEME = ("extends", "name", "palette", "grounds", "faces", "types", "step", "parts", "layouts", "fonts")
