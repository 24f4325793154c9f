"""Directional formatting characters (UAX #9, sections 2.1 to 2.6): invisible, and not part of any word or number."""

from __future__ import annotations

DIRECTION_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Explicit controls: embeddings and overrides with their end (LRE, RLE, PDF, LRO, RLO), isolates with theirs."""
DIRECTION_MARKS = "\u061c\u200e\u200f"
"""Implicit marks: Arabic letter mark, left-to-right mark, right-to-left mark."""
