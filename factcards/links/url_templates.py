"""Links as templates: `{card}` and its like are placeholders, `{{` and `}}` are braces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

PLACEHOLDERS: tuple[str, ...] = ("set", "card", "language", "size", "platform")
"""The names that a link may hold in braces."""
SCHEMES: tuple[str, ...] = ("http", "https", "mailto", "tel")
"""The kinds of link that a card may carry."""

_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+")


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A stretch of a template: `text` to be copied, or the `name` of what is filled in.

    `start` and `length` say where it stands in the template. A brace that belongs to no pair has `stray` set.
    """

    text: str
    start: int
    length: int
    name: str | None = None
    unmatched: bool = False


@lru_cache(maxsize=512)
def parse_template(template: str) -> tuple[TemplatePart, ...]:
    """The pieces of a link, in order; whether the names are known is for the caller to judge."""
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
    """The link with its placeholders filled in, percent-encoded; KeyError for a name that `values` lacks.

    Everything outside RFC 3986's unreserved characters is encoded, so a value never ends the part it stands in.
    """
    return "".join(p.text if p.name is None else quote(values[p.name], safe="") for p in parse_template(url))
