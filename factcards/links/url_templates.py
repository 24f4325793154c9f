"""Links as URL templates: `{card}` and the like are placeholders; `{{` and `}}` are braces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from ..late_loading import compile_late

PLACEHOLDERS: tuple[str, ...] = ("set", "card", "language", "size", "platform")
"""Names of the placeholders that a link may have."""
SCHEMES: tuple[str, ...] = ("http", "https", "mailto", "tel")
"""Schemes that a card's link may have."""

_TOKEN = compile_late(r"\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+")
"""A doubled brace, a placeholder, a single brace, or literal text."""


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A part of a template: literal `text`, or the `name` of a placeholder.

    `start` and `length` are its position in the template. A brace without a partner has `unmatched` set.
    """

    text: str
    start: int
    length: int
    name: str | None = None
    unmatched: bool = False


@lru_cache(maxsize=512)
def parse_template(template: str) -> tuple[TemplatePart, ...]:
    """Split a link into its parts, in order. The caller checks whether the names are known."""
    return tuple(_to_part(m) for m in _TOKEN.finditer(template))


def _to_part(match: re.Match[str]) -> TemplatePart:
    whole, start = match[0], match.start()
    if whole in ("{{", "}}"):
        return TemplatePart(whole[0], start, 2)
    if whole in ("{", "}"):
        return TemplatePart(whole, start, 1, unmatched=True)
    if match[1] is not None:
        return TemplatePart("", start, len(whole), name=match[1])
    return TemplatePart(whole, start, len(whole))


def expand_template(url: str, values: Mapping[str, str]) -> str:
    """Fill in the placeholders of a link. Raises KeyError for a name that `values` lacks.

    Everything outside RFC 3986's unreserved characters is percent-encoded, so a value cannot end its part of the link.
    """
    return "".join(p.text if p.name is None else quote(values[p.name], safe="") for p in parse_template(url))
