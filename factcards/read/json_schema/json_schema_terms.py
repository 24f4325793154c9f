"""The parts of which the JSON Schemas for editors are built: lists, maps, choices, and the pattern of a colour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
COLOR_PATTERN = "^#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$"
"""Pattern of a colour of three, six or eight hexadecimal digits, as `parse_color` reads it."""
COLOR_MESSAGE = 'expected a colour: `"#rgb"`, `"#rrggbb"` or `"#rrggbbaa"`'
"""What editors say about text that is not a colour."""


def explain(title: str, description: str) -> Schema:
    """Return the keywords with which editors explain a value, as plain text and, for those that can, as Markdown.

    yaml-language-server escapes the back quotes and stars of a plain description.
    """
    return {"title": title, "description": description, "markdownDescription": description}


def make_object(properties: Schema, **more: Any) -> Schema:
    """Return the schema of a map with these keys and no others."""
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False, **more}


def make_list(item: Schema, least: int = 0) -> Schema:
    """Return the schema of a list of items, at least `least` of them, or null."""
    return {"type": ["array", "null"], "items": item, **({"minItems": least} if least else {})}


def make_nullable_choice(names: Iterable[str]) -> Schema:
    """Return the schema of one of some names, or null, which removes an inherited value."""
    return {"enum": [*names, None]}
