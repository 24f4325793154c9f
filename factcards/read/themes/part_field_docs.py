"""What each kind of part and each of its fields means, for editors and documents.

The keys are kinds, and kinds with their fields: `words.measure`. Fields of every part are below `frame`, those of
columns, rows and layers below `stack`. The tables in docs/themes.md have the same words. Defaults are in
`theme_schema` only.
"""

from __future__ import annotations

from collections.abc import Mapping

from .theme_field_docs import ThemeFieldDoc, describe_field
from .theme_schema import BAR_HEIGHT, CHART_GAPS, OUTLINE

_WORDS = {"slot": "words", "style": "words", "size": [36, 88], "fit": "words", "color": "ink"}
_STACK = [{"use": "field"}, {"use": "foot"}]
_TRIANGLE, _SQUARE = [[0, 0], [1, 0], [0, 1]], [[0, 0], [1, 0], [1, 1], [0, 1]]
_BARS = {"kind": "bars", "colors": ["red", "blue"], "ink": "ink", "number": "figure", "label": "small"}

_KINDS = {
    "column": describe_field("Column", "Parts below one another.", {"gap": 28, "parts": _STACK}, _STACK),
    "row": describe_field(
        "Row", "Parts beside one another, from start to end.", {"gap": 28, "align": "end", "parts": _STACK}, _STACK
    ),
    "layers": describe_field("Layers", "Parts on top of one another, the first one lowest.", {"parts": _STACK}, _STACK),
    "words": describe_field("Words", "A slot for text; it is left out if the card has no text for it.", _WORDS),
    "code": describe_field("QR code", "The QR code of the card's link.", {"module": 6, "ink": "ink", "paper": "paper"}),
    "photo": describe_field(
        "Photograph", "The card's image.", {"shape": "cover", "scrim": "ink"}, {"shape": "disc", "diameter": 580}
    ),
    "disc": describe_field("Disc", "An ornament: a disc at the top end corner.", {"diameter": 690, "color": "red"}),
    "polygon": describe_field("Polygon", "An ornament with straight edges.", {"points": _TRIANGLE, "color": "red"},
                              {"points": _SQUARE, "color": "red"}),
    "panes": describe_field("Panes", "An ornament: the light of a window, in columns and rows.", {"color": "paper"}),
    "line": describe_field(
        "Line of a series", "A line through a set's cards, with a numbered station on each.",
        {"color": "red", "station": "red", "ring": "paper", "number": "paper"},
    ),
    "dots": describe_field("Dots", "One dot for each card of the set.", {"color": "mute", "accent": "red"}),
    "strip": describe_field("Strip", "What the card's share leaves, as a strip of the card: 96 % leaves 4 % of it.",
                            {"color": "red", "largest": 0.25}),
    "rule": describe_field("Rule", "A bar across the stack.", {"thickness": 4, "color": "ink"}),
    "chart": describe_field(
        "Chart", "The counts of the card, to scale; only if the card has the data for its `kind`.", _BARS
    ),
    "space": describe_field("Space", "Empty space.", {"grow": 1}, {"length": 40}),
    "use": describe_field(
        "Named part", "A part of `parts` by its name, or with changes: `{part: foot, ground: paper}`.", "foot"
    ),
    "use.part": describe_field("Named part", "The name of the part whose fields the others replace.", "foot"),
}  # fmt: skip
_FRAME = {
    "frame.when": describe_field(
        "Condition", "The part is shown only if the card `has` all and `lacks` all of the listed conditions; "
        "`when: image` is short for `{has: image}`.", "image", ["fact", "headline"],
    ),
    "frame.grow": describe_field("Growth", "Its share of the length that the other parts leave; 0 for none.", 1),
    "frame.share": describe_field(
        "Share", "Its share of the parent's length, from 0 to 1. The second of two is the maximum, reduced down to the "
        "first where text needs the space.", 0.4, [0.36, 0.47],
    ),
    "frame.length": describe_field("Length", "A fixed length along the parent, in reference pixels.", 452),
    "frame.least": describe_field("Minimum length", "Its minimum length along the parent, in reference pixels.", 60),
    "frame.most": describe_field("Maximum length", "Its maximum length along the parent, in reference pixels.", 300),
    "frame.pad": describe_field(
        "Padding", "Padding in reference pixels, as one to four numbers: top, end, bottom, start. One number is for "
        "all sides; as in CSS, bottom is top and start is end if left out.", 64, [72, 72, 64],
    ),
    "frame.safe": describe_field(
        "Safe edges", "The edges at which the padding extends to the area that apps leave free.", "start",
        ["top", "start", "end"],
    ),
    "frame.ground": describe_field("Ground", "A background: a colour of the palette or a gradient.", "paper"),
    "frame.radius": describe_field("Radius", "The radius of the background's corners, in reference pixels.", 24),
    "frame.hug": describe_field("Hug", "The part is only as wide as its content.", True),
    "frame.overlap": describe_field(
        "Overlap", "How far it extends over its neighbours, in reference pixels: top, end, bottom, start.",
        [570, 0, 0, 0],
    ),
    "condition.has": describe_field("Has", "The card has all of these.", "image", ["fact", "headline"]),
    "condition.lacks": describe_field("Lacks", "The card has none of these.", "image", ["counts", "tiles"]),
}  # fmt: skip
_STACKS = {
    "stack.parts": describe_field("Parts", "The parts, in their order.", _STACK, [{"use": "head"}, *_STACK]),
    "stack.gap": describe_field("Gap", "The distance between two parts, in reference pixels.", 28),
    "stack.align": describe_field("Alignment", "Where the parts are across the stack: `start`, `center` or `end`.",
                                  "center"),
    "stack.justify": describe_field(
        "Distribution", "Where the parts are along the stack if none grows: `start`, `center`, `end`, or `between` for "
        "equal distances.", "between",
    ),
    "stack.yields": describe_field(
        "Yields", "The parts of a row change places if the photograph below needs their side for its focus.", True
    ),
}  # fmt: skip
_TEXT = {
    "words.slot": describe_field(
        "Slot", "The text of the card that is set here: `brand`, `headline`, `words`, `source`, `credit`, `call` or "
        "`address`.", "headline",
    ),
    "words.style": describe_field("Type", "The type of the text; without it, that with the slot's name.", "headline"),
    "words.size": describe_field(
        "Type size", "The smallest and the largest type size, in reference pixels; one number is both.", [60, 240], 34
    ),
    "words.fit": describe_field(
        "Fit", "`lines`: the largest size with at most `lines` lines; `width`: fill the width; `words`: fill the "
        "remaining height, then choose the best line ends; `lockup`: a number over its word, both equally wide, other "
        "text as `width`.", "width",
    ),
    "words.lines": describe_field("Lines", "The maximum number of lines, except for `fit: words`.", 1),
    "words.color": describe_field("Colour", "The colour of the text.", "ink"),
    "words.accent": describe_field("Colour of emphasis", "The colour of emphasised words; without it, `color`.", "red"),
    "words.measure": describe_field(
        "Line length", "The maximum line length, as a share of the available width.", 0.8
    ),
    "code.module": describe_field(
        "Module", "The preferred size of its modules, in reference pixels; they are never under 4 pixels.", 7
    ),
    "code.ink": describe_field("Ink", "The colour of the dark modules.", "ink"),
    "code.paper": describe_field("Paper", "The colour of the light modules and of the plate.", "paper"),
    "code.plate": describe_field(
        "Plate", "Draws the code on a plate that is its quiet zone. Without it, the background is the quiet zone.", True
    ),
    "code.radius": describe_field("Radius", "The radius of the plate's corners, in reference pixels.", 16),
}  # fmt: skip
_PHOTO = {
    "photo.shape": describe_field(
        "Shape", "`cover` fills the part's area; `disc` is a circle at the top end corner.", "disc"
    ),
    "photo.diameter": describe_field("Diameter", "The diameter of a disc, in reference pixels.", 580),
    "photo.outside": describe_field(
        "Outside", "How far a disc extends beyond the top and end edges, in reference pixels; a negative number moves "
        "it inward.", 150,
    ),
    "photo.scrim": describe_field(
        "Scrim", "The colour between a covering photograph and the text on it, as opaque as the contrast needs: "
        "evenly, or from some edges: `{color: dark, from: bottom}`.", "dark",
    ),
    "photo.focus_at": describe_field(
        "Focus", "Where in its area the photograph's focus should be: shares of the width from the start and of the "
        "height from the top.", [0.7, 0.4],
    ),
    "photo.zoom": describe_field(
        "Zoom", "The factor by which the photograph may be enlarged to move its focus there.", 1.3
    ),
    "scrim.color": describe_field("Colour", "The scrim's colour.", "dark"),
    "scrim.from": describe_field(
        "Edges", "The edges from which it fades; text belongs to the first. Without any, it has even opacity.",
        "bottom", ["bottom", "top"],
    ),
    "scrim.fade": describe_field(
        "Fade", "The share of the photograph over which an opaque scrim fades out; a thin one fades over less.", 0.3
    ),
    "scrim.deep": describe_field(
        "Opacity at the edge", "The opacity, from 0 to 1, that the first edge's scrim may reach at the edge.", 0.95
    ),
}  # fmt: skip
_ORNAMENTS = {
    "disc.diameter": describe_field("Diameter", "The diameter, in reference pixels.", 690),
    "disc.color": describe_field("Colour", "The disc's colour.", "red"),
    "disc.outside": describe_field(
        "Outside", "How far it extends beyond the top and end edges, in reference pixels; a negative number moves it "
        "inward.", 150,
    ),
    "disc.centre": describe_field(
        "Centre", "Its centre, in place of the corner: a share of the width from the start, and a distance from the "
        "top in reference pixels.", [0.5, 860],
    ),
    "disc.opacity": describe_field("Opacity", "From 0, invisible, to 1, opaque.", 0.15),
    "polygon.points": describe_field(
        "Corners", "Its corners, as shares of its area: of the width from the start, of the height from the top.",
        _TRIANGLE, _SQUARE,
    ),
    "polygon.color": describe_field("Colour", "The polygon's colour.", "red"),
    "polygon.opacity": describe_field("Opacity", "From 0, invisible, to 1, opaque.", 0.5),
    "panes.columns": describe_field("Columns", "The number of panes beside one another.", 2),
    "panes.rows": describe_field("Rows", "The number of panes below one another.", 3),
    "panes.cell": describe_field("Pane", "A pane's width and height, as shares of the area's.", [0.36, 0.25]),
    "panes.at": describe_field(
        "Position", "The start and the top of the first pane, as shares of the area's width and height.", [0.3, 0]
    ),
    "panes.gap": describe_field("Gap", "The distance between two panes, as a share of the area's width.", 0.022),
    "panes.slant": describe_field(
        "Slant", "Shears the panes: the pixels towards the end for each pixel down; negative, towards the start.",
        0.2,
    ),
    "panes.fall": describe_field(
        "Fall", "Shears the panes: the pixels down for each pixel towards the end; negative, up.", 0.1
    ),
    "panes.color": describe_field("Colour", "The colour of the light.", "paper"),
    "panes.opacity": describe_field(
        "Opacity", "From 0, invisible, to 1, opaque: one number, or one for each row.", 0.5, [0.5, 0.4, 0.3]
    ),
    "line.y": describe_field("Height", "Where it swings around, from the top, as a share of the part's height.", 0.5),
    "line.rise": describe_field(
        "Amplitude", "How far it swings up and down, as a share of the part's height; a negative number swaps the two.",
        0.05,
    ),
    "line.width": describe_field("Width", "The line's thickness, in reference pixels.", 80),
    "line.inset": describe_field(
        "Inset", "The distance of the stations from the start edge, and of the last card's ring from the end edge, in "
        "reference pixels.", 72,
    ),
    "line.color": describe_field("Colour", "The line's colour.", "red"),
    "line.station": describe_field("Station", "The colour of the station's disc.", "red"),
    "line.ring": describe_field("Ring", "The colour of the ring around it.", "paper"),
    "line.number": describe_field("Number", "The colour of the card's number.", "paper"),
    "line.style": describe_field("Type", "The type of the card's number; without it, `number`.", "number"),
    "dots.color": describe_field("Colour", "The colour of the other cards' dots.", "mute"),
    "dots.accent": describe_field("Colour of this card", "The colour of this card's dot.", "red"),
    "dots.diameter": describe_field("Diameter", "A dot's diameter, in reference pixels.", 16),
    "dots.length": describe_field("Length", "The length of this card's dot, in reference pixels.", 44),
    "dots.gap": describe_field("Gap", "The distance between two dots, in reference pixels.", 10),
    "strip.color": describe_field("Colour", "The strip's colour.", "red"),
    "strip.largest": describe_field(
        "Largest", "The largest share of the card that it may take; if more is left, there is no strip.", 0.25
    ),
    "rule.thickness": describe_field("Thickness", "The bar's thickness, in reference pixels.", 4),
    "rule.color": describe_field("Colour", "The bar's colour.", "ink"),
}  # fmt: skip
_CHARTS = {
    "chart.kind": describe_field(
        "Kind of chart", "`pills` and `strip` draw a share, `bars` two counts, `tiles` three to six counts or one to "
        "six named tiles.", "bars",
    ),
    "chart.color": describe_field("Colour", "The colour of what is counted; `colors` for several.", "red"),
    "chart.colors": describe_field("Colours", "The colours of what is counted, used in turn.", ["red", "blue"]),
    "chart.rest": describe_field(
        "Rest", "The colour of the other pills' outlines, or of the panel behind bars.", "mute"
    ),
    "chart.ink": describe_field("Ink", "The colour of numbers and labels.", "ink"),
    "chart.number": describe_field("Type of numbers", "The type of the numbers.", "figure"),
    "chart.numbers": describe_field(
        "Size of numbers", "The smallest and largest size of the numbers, in reference pixels.", [72, 140]
    ),
    "chart.label": describe_field("Type of labels", "The type of the labels.", "small"),
    "chart.labels": describe_field(
        "Size of labels", "The smallest and largest size of the labels, in reference pixels.", [30, 40]
    ),
    "chart.ratio": describe_field("Ratio", "The height of a pill or of a named tile over its width.", 1.2),
    "chart.gap": describe_field(
        "Gap", "The distance between two pills, bars or tiles, in reference pixels; without it, "
        + ", ".join(f"{gap:g} for {kind}" for kind, gap in CHART_GAPS.items()) + ".", 14,
    ),
    "chart.thickness": describe_field(
        "Thickness", "The height of a bar or the thickness of a pill's outline, in reference pixels; without it, "
        f"{BAR_HEIGHT:g} and {OUTLINE:g}.", 68,
    ),
    "chart.optional": describe_field(
        "Optional", "The chart may be left out without a warning if text needs its space.", True
    ),
}  # fmt: skip
PART_DOCS: Mapping[str, ThemeFieldDoc] = {
    **_KINDS, **_FRAME, **_STACKS, **_TEXT, **_PHOTO, **_ORNAMENTS, **_CHARTS,
}  # fmt: skip
"""Texts of the kinds of parts and of their fields."""
