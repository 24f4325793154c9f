"""Composite fields: source, action, image, brand, chart and labels."""

from __future__ import annotations

import re
from dataclasses import replace

from ...graphics.color import Color
from ...late_loading import compile_late
from ...model.cards import Action, Brand, Chart, Count, Image, Prose, Source, Tile
from ...photos import PhotoKey
from ...text.tokens.quantity_signs import PER_CENT
from ...text.unicode.direction_controls import DIRECTION_CONTROLS, DIRECTION_MARKS
from ...text.unicode.language_scripts import language_direction
from ..yaml.yaml_parser import MappingNode, Node, ScalarNode, SequenceNode
from .file_fields import read_logo, read_photo
from .link_fields import read_link
from .scalar_fields import ReadContext, read_language, read_line, read_map, read_source_line, read_words
from .short_links import read_short, report_short_mismatch
from .value_reader import MAX_LENGTH, describe_length, make_lost_color_problem, quote_text

ONE_LINE = {"action": "url", "image": "file", "title": "text"}
"""Composite fields that may be one line, with the part that the line stands for."""
LABELS_KEYS = ("source", "photo")
SOURCE_KEYS = ("publisher", "title", "year", "page", "url")
TITLE_KEYS = ("text", "language")
ACTION_KEYS = ("label", "url", "short", "short-elsewhere")
IMAGE_KEYS = ("file", "alt", "credit", "focus")
BRAND_KEYS = ("name", "logo", "colors", "fonts")
LOGO_KEYS = ("light", "dark")
CHART_KEYS = ("share", "counts", "tiles")
COUNT_KEYS = ("value", "label")
TILE_KEYS = ("name", "label")
"""Keys of the composite fields and of their parts, in the order in which messages list them."""

_PERCENT = compile_late(rf"(?:[{PER_CENT}]\s?(\d+(?:[.,٫]\d+)?)|(\d+(?:[.,٫]\d+)?)\s?[{PER_CENT}])\Z")
_COMMENT = compile_late(r"[ \t]*:[ \t]*(#[0-9a-zA-Z]+)")   # after a key: a colour that YAML takes for a comment
_INVISIBLE = compile_late(f"[{DIRECTION_CONTROLS}{DIRECTION_MARKS}]")
_NUMBER = compile_late(r"(\d+)(?:\.(\d+))?\Z")
_DIGITS, _DECIMALS = 15, 9
"""Maximum number of digits of a count, all exact in a float (IEEE 754), and of decimals, which are all printed."""


def parse_percentage(text: str) -> float | None:
    """Return a percentage as a share of 1 (`96%`, `96,5 %`, `%96`, `٪٩٦`); None for any other text."""
    match = _PERCENT.match(_INVISIBLE.sub("", text).strip())
    if not match:
        return None
    return float(re.sub("[,٫]", ".", match[1] or match[2])) / 100


def read_source(node: Node, name: str, context: ReadContext) -> Source | None:
    """Return the source of the words: one line, or parts."""
    if isinstance(node, ScalarNode):
        line = read_words(node, name, context)
        return Source(line=line) if line else None
    parts = read_map(node, name, SOURCE_KEYS, context)
    named = ((key, parts.get(key)) for key in ("publisher", "year", "page"))
    lines = [read_source_line(part, f"{name}.{key}", context) if part is not None else "" for key, part in named]
    publisher, year, page = (line or "" for line in lines)
    title = _read_title(parts["title"], f"{name}.title", context) if "title" in parts else None
    url = read_link(parts["url"], f"{name}.url", context) if "url" in parts else None
    length = sum(map(len, (publisher, title.text if title else "", year, page)))
    if length > MAX_LENGTH:
        context.report(node.place, name, f"its parts are {length:,} characters long, expected {MAX_LENGTH:,} at most",
                   kind="too-large")
        return None
    return Source(None, publisher, title, year, page, url or "")


def _read_title(node: Node, name: str, context: ReadContext) -> Prose | None:
    """Return a work's title: words in the file's language, or a text with its own language."""
    if not isinstance(node, MappingNode):
        return read_words(node, name, context)
    parts = read_map(node, name, TITLE_KEYS, context)
    title = read_words(parts["text"], f"{name}.text", context) if "text" in parts else None
    language = read_language(parts["language"], f"{name}.language", context) if "language" in parts else None
    if "text" not in parts:
        context.report_missing(node.place, name, "text", "write the title: `{text: …, language: en}`")
    return replace(title, language=language) if title and language else title


def read_action(node: Node, name: str, context: ReadContext) -> Action | None:
    """Return what people can do: a link, or parts."""
    if isinstance(node, ScalarNode):
        url = read_link(node, name, context)
        return Action(url) if url else None
    parts = read_map(node, name, ACTION_KEYS, context)
    label = read_words(parts["label"], f"{name}.label", context) if "label" in parts else None
    short = read_short(parts["short"], f"{name}.short", context) if "short" in parts else None
    url = read_link(parts["url"], f"{name}.url", context) if "url" in parts else None
    elsewhere = parts.get("short-elsewhere")
    allowed = elsewhere is not None and context.read_flag(elsewhere, f"{name}.short-elsewhere")
    if short and url and not allowed:
        report_short_mismatch(short, url, parts["short"], f"{name}.short", context)
    return Action(url, label, short or "") if url else None


def read_image(node: Node, name: str, context: ReadContext) -> Image | None:
    """Return a picture: a file's path, or parts."""
    if isinstance(node, ScalarNode):
        photo = read_photo(node, name, context)
        return Image(photo) if photo else None
    parts = read_map(node, name, IMAGE_KEYS, context)
    words = {key: read_words(parts[key], f"{name}.{key}", context) for key in ("alt", "credit") if key in parts}
    focus = _read_focus(parts["focus"], f"{name}.focus", context) if "focus" in parts else None
    photo = read_photo(parts["file"], f"{name}.file", context) if "file" in parts else None
    return Image(photo, words.get("alt"), words.get("credit"), focus) if photo else None


def _read_focus(node: Node, name: str, context: ReadContext) -> tuple[float, float] | None:
    if not isinstance(node, SequenceNode) or len(node.items) != 2:
        message = f"found {describe_length(node)}, expected two numbers from 0 to 1, such as `[0.5, 0.3]`"
        if not node.is_error:
            context.report(node.place, name, message, "the distance from the start, then from the top")
        return None
    numbers = []
    for item in node.items:
        scalar = context.read_scalar(item, name, "a number from 0 to 1")
        if scalar and _NUMBER.match(scalar.text) and float(scalar.text) <= 1:
            numbers.append(float(scalar.text))
        elif scalar:
            context.report(scalar.place, name, f"found {quote_text(scalar.text)}, expected a number from 0 to 1",
                       "a share of the width or height, not pixels")
    if len(numbers) != 2:
        return None
    # distances are from the start, which may be at the right; an inherited focus has the side of the file that gives it
    from_right = language_direction(context.languages.get(node.source.shown_path, "")) == "rtl"
    return (round(1 - numbers[0], 6) if from_right else numbers[0], numbers[1])


def read_brand(node: Node, name: str, context: ReadContext) -> Brand | None:
    """Return the brand of a card, without the parts that have errors, which are reported."""
    parts = read_map(node, name, BRAND_KEYS, context)
    title = read_source_line(parts["name"], f"{name}.name", context) if "name" in parts else None
    logos = _read_logos(parts["logo"], f"{name}.logo", context) if "logo" in parts else []
    colors = _read_colors(parts["colors"], f"{name}.colors", context) if "colors" in parts else ()
    fonts = read_map(parts["fonts"], f"{name}.fonts", (), context) if "fonts" in parts else {}
    faces = [(key, face) for key, value in fonts.items() if (face := read_line(value, f"{name}.fonts.{key}", context))]
    logo, other = (*logos, None, None)[:2]
    return Brand(title or "", logo, colors, tuple(faces), other)


def _read_logos(node: Node, name: str, context: ReadContext) -> list[PhotoKey]:
    """Return the logo, or the logo in a light and in a dark tone."""
    files = {"": node} if isinstance(node, ScalarNode) else read_map(node, name, LOGO_KEYS, context)
    named = ((f"{name}.{key}" if key else name, one) for key, one in files.items())
    return [logo for where, one in named if (logo := read_logo(one, where, context))]


def _read_colors(node: Node, name: str, context: ReadContext) -> tuple[tuple[str, Color], ...]:
    for key, value in node.entries if isinstance(node, MappingNode) else ():
        if isinstance(value, ScalarNode) and not value.text and (lost := _COMMENT.match(key.source.text, key.end)):
            context.problems.append(make_lost_color_problem(key, lost, f"{name}.{key.text}"))
    found = (
        (key, context.read_color(value, f"{name}.{key}")) for key, value in read_map(node, name, (), context).items()
    )
    return tuple((key, color) for key, color in found if color)


def read_chart(node: Node, name: str, context: ReadContext) -> Chart | None:
    """Return the data of a chart: a share, counts or tiles. None if there are none; errors are reported."""
    parts = read_map(node, name, CHART_KEYS, context)
    share = _read_share(parts["share"], f"{name}.share", context) if "share" in parts else None
    counts = _read_counts(parts["counts"], f"{name}.counts", context) if "counts" in parts else ()
    tiles = _read_tiles(parts["tiles"], f"{name}.tiles", context) if "tiles" in parts else ()
    given = [key for key in parts if key in CHART_KEYS]   # others are reported as unknown
    if len(given) > 1:
        first, second, *_ = given
        in_one_file = parts[first].source is parts[second].source
        hint = "keep one of them" if in_one_file else "`null` removes an inherited value"
        context.report(node.place, name, f"found both `{first}` and `{second}`, expected one of them", hint)
    return Chart(share, counts, tiles) if share is not None or counts or tiles else None


def _read_tiles(node: Node, name: str, context: ReadContext) -> tuple[Tile, ...]:
    found = []
    expected = 'a list such as `[{name: "5.2", label: Goal 5}]`'
    for index, item in enumerate(context.read_sequence(node, name, expected, least="tile")):
        parts = read_map(item, f"{name}[{index}]", TILE_KEYS, context)
        words = {key: read_words(parts[key], f"{name}[{index}].{key}", context) for key in parts}
        short = words.get("name")
        if short:
            found.append(Tile(short, words.get("label")))
        elif isinstance(item, MappingNode) and "name" not in parts:
            hint = 'write it: `{name: "5.2", label: …}`'
            context.report_missing(item.place, f"{name}[{index}]", "name", hint)
    return tuple(found)


def _read_share(node: Node, name: str, context: ReadContext) -> float | None:
    scalar = context.read_scalar(node, name, "a share such as `96%`")
    if not scalar:
        return None
    share = parse_percentage(scalar.text)
    if share is None and _NUMBER.match(scalar.text):
        share = float(scalar.text)
    if share is None:
        context.report(scalar.place, name, f"found {quote_text(scalar.text)}, expected a share such as `96%` or `0.96`")
        return None
    if share > 1:
        hint = f"write `{scalar.text}%`" if "%" not in scalar.text and share <= 100 else ""
        context.report(scalar.place, name, f"found {quote_text(scalar.text)}, expected `100%` at most", hint)
        return None
    return share


def _read_counts(node: Node, name: str, context: ReadContext) -> tuple[Count, ...]:
    found = []
    expected = "a list such as `[{value: 171, label: countries have signed}]`"
    for index, item in enumerate(context.read_sequence(node, name, expected, least="count")):
        parts = read_map(item, f"{name}[{index}]", COUNT_KEYS, context)
        label = read_words(parts["label"], f"{name}[{index}].label", context) if "label" in parts else None
        value = _read_value(parts["value"], f"{name}[{index}].value", context) if "value" in parts else None
        if isinstance(item, MappingNode) and "value" not in parts:
            hint = "write the number: `{value: 171, label: …}`"
            context.report_missing(item.place, f"{name}[{index}]", "value", hint)
        if value is not None:
            found.append(Count(value, label))
    return tuple(found)


def _read_value(node: Node, name: str, context: ReadContext) -> float | None:
    scalar = context.read_scalar(node, name, "a number")
    if not scalar:
        return None
    match = _NUMBER.match(scalar.text)
    if not match:
        context.report_not_a_number(scalar, name, is_signed=False)
        return None
    whole, decimals = match[1].lstrip("0"), match[2] or ""
    if len(decimals) > _DECIMALS:
        context.report(scalar.place, name, f"this number has {len(decimals)} decimals, expected {_DECIMALS} at most",
                   "round it")
        return None
    if len(whole + decimals) > _DIGITS:
        context.report(
            scalar.place,
            name,
            f"this number has {len(whole + decimals)} digits, expected {_DIGITS} at most",
            "round it, or count in thousands or millions and say so in the label",
        )
        return None
    return float(scalar.text)


def read_labels(node: Node, name: str, context: ReadContext) -> tuple[tuple[str, Prose], ...]:
    """Return the set's labels before source and photo credit."""
    parts = read_map(node, name, LABELS_KEYS, context)
    words = ((key, read_words(parts[key], f"{name}.{key}", context)) for key in LABELS_KEYS if key in parts)
    return tuple((key, prose) for key, prose in words if prose)
