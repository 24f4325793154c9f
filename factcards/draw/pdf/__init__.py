"""PDF: a page for each scene, with text that can be searched, selected and read aloud (ISO 32000-1).

`document` assembles the file and `structure` its tags. `page_drawing` walks the nodes of a scene, and `page_content`
writes the operators of a page. `pdf_paints` and `pdf_pictures` draw paths and pictures. `glyph_text` draws text with
the codes of `glyph_fonts`, whose programs `truetype_subset` makes.
"""

from __future__ import annotations

from .document import draw_pdf

__all__ = ["draw_pdf"]
