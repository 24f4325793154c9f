"""Fonts inside an SVG: the part of a font that a text needs, as WOFF2."""

from __future__ import annotations

import base64
import functools
import io

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from ...errors import DrawError
from ...text.fonts.embedding_rights import find_embedding_right
from ...text.fonts.font_library import Font


@functools.lru_cache(maxsize=64)
def make_web_font(font: Font, characters: str) -> str:
    """Return a font with the glyphs that these characters can need, as a data URI of WOFF2.

    A font that forbids subsetting is whole. Raises DrawError if the font forbids that a file contains it, or
    if HarfBuzz cannot make the part.
    """
    right = find_embedding_right(font)
    if right == "none":
        reason = "forbids that files contain it (`fsType` in its table OS/2)"
        raise DrawError(f"the font `{font.key.file}` {reason}; write the SVG with outlines instead of text")
    face = font.hb.face
    if right == "whole":
        data = bytes(face.blob.data)
    else:
        request = hb.SubsetInput()
        request.unicode_set.update(map(ord, characters))
        for tag, value in font.key.axes:
            request.pin_axis_location(face, tag, value)
        try:
            data = bytes(hb.subset(face, request).blob.data)
        except RuntimeError as error:
            raise DrawError(f"the font `{font.key.file}` cannot be embedded: {error}") from error
    out = io.BytesIO()
    with TTFont(io.BytesIO(data), recalcTimestamp=False) as file:
        file.flavor = "woff2"
        file.save(out, reorderTables=False)
    return f"data:font/woff2;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"
