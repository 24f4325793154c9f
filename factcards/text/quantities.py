"""One grammar of quantities: where a text has numbers with their signs, currencies and units, and of which kind each is.

Isolates, dashes, spaces, line breaks, fonts, digits and headline figures all ask this module, so that they agree. A
quantity is one unit: it is isolated whole, keeps one font, is never broken over two lines, and where its kind is in
`FIXED` no typographic rule changes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal[
    "number", "percent", "money", "measure", "range", "ordinal", "plural", "date", "time", "ratio",
    "telephone", "score", "version", "code", "law",
]  # fmt: skip
FIXED = frozenset({"telephone", "score", "version", "code", "law"})
"""Kinds that no typographic rule changes: neither their hyphens nor their digits."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text, [start, end) in characters, with its sign, currency, per cent sign and unit symbol.

    `numbers` are the stretches of its digits with their group and decimal marks, in order, without signs. `joint` is,
    for a range, the stretch of the hyphen or dash between its two ends.
    """

    start: int
    end: int
    kind: Kind
    numbers: tuple[tuple[int, int], ...]
    joint: tuple[int, int] | None = None


@lru_cache(maxsize=512)
def find_quantities(text: str, language: str = "") -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; none overlap, and none lie within a link."""
    return ()
