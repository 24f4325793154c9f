"""Directional formatting characters (UAX #9, sections 2.1 to 2.6): invisible, and not part of any word or number."""

from __future__ import annotations

LRE, RLE, PDF, LRO, RLO = "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"
"""Starts of embeddings and overrides, and PDF, their end."""
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
"""Starts of isolates, and PDI, their end."""
DIRECTION_CONTROLS = LRE + RLE + PDF + LRO + RLO + LRI + RLI + FSI + PDI
"""Explicit controls: all of the above."""
DIRECTION_MARKS = "\u061c\u200e\u200f"
"""Implicit marks: Arabic letter mark, left-to-right mark, right-to-left mark."""
