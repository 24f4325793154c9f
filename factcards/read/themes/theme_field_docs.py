"""What each field of a theme means, for editors and documents: a title, one or two sentences, and examples.

The keys are those of `theme_schema`, below the name of their table: `face.scale`. `x.*` is an entry whose name the
theme chooses. Defaults are in `theme_schema` only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ThemeFieldDoc:
    """A field's title, its meaning in one or two sentences, and values that it may have."""

    title: str
    meaning: str
    examples: tuple[Any, ...]


def describe_field(title: str, meaning: str, *examples: Any) -> ThemeFieldDoc:
    """Return the text of a field, with at least one example."""
    return ThemeFieldDoc(title, meaning, examples)


_FACE = {"family": "Archivo"}
_DUSK = {"toward": "bottom end", "stops": [[0, "ink"], [0.6, "ink", 0.8], [1, "paper"]]}
_DAWN = {"stops": [[0, "paper"], [1, "accent"]]}
_LAYOUT = {"use": "page"}

_TOP = {
    "theme.extends": describe_field(
        "Extended theme",
        "A built-in theme, or the path of a theme's file relative to this file. This theme then contains only the "
        "differences; `null` removes an inherited entry.",
        "statement", "figure",
    ),
    "theme.name": describe_field("Name", "The theme's name; without it, that of its file.", "paper"),
    "theme.palette": describe_field(
        "Colours",
        "The theme's colours by name, for layouts, gradients and brands. Text needs a contrast of 4.5:1 to its "
        "background, large type 3:1, source and credit 5:1.",
        {"paper": "#FBF5EC", "ink": "#1D1B20", "accent": "#A8321F"},
    ),
    "theme.grounds": describe_field("Gradients", "Gradients by name, used like colours in `ground`.",
                                    {"dusk": _DUSK}, {"dawn": _DAWN}),
    "theme.faces": describe_field(
        "Typefaces",
        "A typeface for each script (ISO 15924), such as `Latn` or `Arab`; `ur-Arab` is for Urdu only. Other scripts "
        "get built-in fonts. A name in small letters is a group of faces that replaces those that it names.",
        {"Latn": _FACE, "ur-Arab": {"family": "Noto Naskh Arabic", "scale": 1.08}},
        {"Latn": _FACE, "display": {"Latn": {"family": "Anton"}}},
    ),
    "theme.types": describe_field(
        "Types", "A style of type for each role, such as `headline`, `words` or `source`. Words without a `style` have "
        "the type of their slot's name.",
        {"words": {"weight": 500, "strong": 700, "leading": 1.18, "as": "words"}},
    ),
    "theme.step": describe_field(
        "Type scale", "The ratio of neighbouring type sizes, from which the sizes of a set's cards are taken; 1.06 is "
        "six per cent.", 1.06, 1.125,
    ),
    "theme.parts": describe_field(
        "Named parts", "Parts for layouts to include: `use: foot`. In a theme that extends another one, an entry "
        "replaces the part of that name in every layout that uses it.",
        {"small": {"words": {"style": "source", "size": [28, 32], "measure": 0.7, "color": "ink"}}},
    ),
    "parts.*": describe_field(
        "Named part", "A part under a name that layouts use. A field that it leaves out may be given by each `use`.",
        {"words": {"style": "source", "size": [28, 32], "measure": 0.7, "color": "ink"}},
    ),
    "theme.layouts": describe_field(
        "Layouts", "For each shape of card a tree of parts. A part, and any value in it, may depend on the shape: "
        "`{landscape: 44, other: 40}`.",
        {"other": _LAYOUT},
    ),
    "theme.fonts": describe_field(
        "Folder of fonts", "A folder of fonts beside the theme's file, as a path relative to it; it is used in "
        "addition to the built-in fonts.", "fonts",
    ),
    "shape.portrait": describe_field("Portrait", "For upright cards, such as 1080 × 1350.", _LAYOUT),
    "shape.square": describe_field("Square", "For square cards.", _LAYOUT),
    "shape.tall": describe_field("Tall", "For full-screen stories, 1080 × 1920.", _LAYOUT),
    "shape.landscape": describe_field(
        "Landscape", "For wide cards, which are 1600 reference pixels wide.", _LAYOUT
    ),
    "shape.other": describe_field("Other shapes", "For all shapes that are not named.", _LAYOUT),
}  # fmt: skip
_COLORS = {
    "palette.*": describe_field(
        "Colour", "A colour with quotes: `\"#rgb\"`, `\"#rrggbb\"` or `\"#rrggbbaa\"`. It may be a list, whose "
        "colours the cards of a set use in turn, or come from the card's photograph: "
        "`{photo: shadow, otherwise: \"#0c1208\"}`.",
        "#A8321F", ["#FFD447", "#9BD1C4"],
    ),
    "tone.photo": describe_field(
        "Colour of the photograph", "Which colour is computed from the card's photograph: its dark `shadow`, its "
        "`light`, or the `complement` of its hue.", "shadow",
    ),
    "tone.otherwise": describe_field("Colour otherwise", "The colour of cards without a photograph.", "#0c1208"),
    "grounds.*": describe_field("Gradient", "A gradient over the area of each part that it is the `ground` of.",
                                _DUSK, _DAWN),
    "gradient.toward": describe_field(
        "Direction", "The side or corner at which the last stop is; the first one is opposite.", "bottom end", "top"
    ),
    "gradient.stops": describe_field(
        "Stops", "Each stop has a position from 0 to 1, a colour of the palette and, if it is not 1, its opacity. "
        "Positions must not decrease.", [[0, "ink"], [1, "paper"]], [[0, "ink", 0], [0.6, "ink", 0.8], [1, "ink"]],
    ),
}  # fmt: skip
_FACES = {
    "faces.*": describe_field("Face", "The typeface of one script, or of one language in it.", _FACE),
    "faces.group": describe_field(
        "Group of faces", "Faces by script for types with this group's name as their `face`; they replace those beside "
        "the group.", {"Latn": {"family": "Anton"}},
    ),
    "face.family": describe_field("Family", "The name of a font family, built in or in the folder of fonts.",
                                  "Archivo", "Noto Naskh Arabic"),
    "face.scale": describe_field(
        "Scale", "Multiplies the type size, so that scripts look equally large. One number, or one for each kind of "
        "type: `{large: 0.8, small: 0.9}`.", 1.08, 0.9,
    ),
    "face.heavier": describe_field(
        "Heavier", "Is added to the weights of the types; a negative number makes the face lighter. One number, or one "
        "for each kind of type: `{large: -100, small: 100}`.", 100, -100,
    ),
    "face.leading": describe_field(
        "Leading", "The line spacing in ems of the scaled type size; without it, that of the type. One number, or one "
        "for each kind of type: `{large: 1.3, small: 1.5}`.", 1.4, 1.5,
    ),
    "face.digits": describe_field(
        "Digits", "`latin` takes European digits from the Latin face, so that a number looks the same in all "
        "languages; `own` takes them from this face.", "latin",
    ),
    "kind.large": describe_field("Large type", "The value for large type: headlines and figures.", 1.3),
    "kind.words": describe_field("Running type", "The value for running type.", 1.4),
    "kind.small": describe_field("Small type", "The value for small type.", 1.5),
    "kind.print": describe_field("Small print", "The value for small print; without it, that of `small`.", 1.6),
}  # fmt: skip
_TYPES = {
    "types.*": describe_field("Type", "The style of one role: weights, spacing and faces.",
                              {"weight": 800, "tracking": -0.02, "leading": 1.04, "as": "large"}),
    "type.weight": describe_field(
        "Weight", "The weight of the letters, from 1 to 1000: 400 is regular, 700 bold. If a family lacks it, its "
        "nearest is used.", 600,
    ),
    "type.strong": describe_field("Weight of emphasis", "The weight of emphasised words; without it, `weight`.", 700),
    "type.tracking": describe_field(
        "Tracking", "Extra space between all letters, in ems; a negative number sets them closer.", -0.02
    ),
    "type.leading": describe_field(
        "Leading", "The line spacing in ems of Latin, Cyrillic and Greek; other scripts use that of their face.", 1.18
    ),
    "type.as": describe_field(
        "Kind of type", "The kind of type whose `scale`, `heavier` and `leading` of a face are used: `large`, running "
        "(`words`), `small`, or small `print`.", "large",
    ),
    "type.face": describe_field("Group of faces", "The group of faces that replaces the faces that it names.",
                                "display"),
    "type.capitals": describe_field("Capitals", "Sets scripts with capitals in capitals.", True),
    "type.italic": describe_field("Italic", "Sets the type in italic, if the face has one.", True),
    "type.sign": describe_field(
        "Size of the sign", "The size of a figure's sign or unit (%, €), as a share of that of its digits.", 0.58
    ),
    "type.bar": describe_field(
        "Bar", "A line under emphasised words, in scripts whose letters stand on the baseline. `true` is the default "
        "bar; a map with `thick`, `below` and `otherwise` describes another.", True,
    ),
    "bar.thick": describe_field("Thickness", "The bar's thickness in ems.", 0.09),
    "bar.below": describe_field("Distance", "How far the bar's top is below the baseline, in ems.", 0.16),
    "bar.otherwise": describe_field(
        "Weights without a bar", "The plain and the strong weight used instead of the bar in scripts whose letters "
        "descend too far.", [500, 900],
    ),
}  # fmt: skip
THEME_DOCS: Mapping[str, ThemeFieldDoc] = {**_TOP, **_COLORS, **_FACES, **_TYPES}
"""Texts of a theme's fields outside its parts."""
