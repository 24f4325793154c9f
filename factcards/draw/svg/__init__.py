"""SVG: a scene as outlines that drawing programs open, or as text with its fonts (SVG 2).

`svg_document` assembles the file and `svg_nodes` writes the nodes of a scene. `svg_outlines` writes text as outlines,
each glyph once. `svg_paints`, `svg_vectors` and `svg_pictures` write paints, drawings and photographs, and
`svg_definitions` holds what they refer to.
"""

from __future__ import annotations

from .svg_document import draw_svg

__all__ = ["draw_svg"]
