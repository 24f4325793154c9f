"""Fonts inside an SVG: the part of a font that a text needs, as WOFF2."""

from __future__ import annotations

import base64
import functools
import io

import uharfbuzz as hb
import unicodedata2
from fontTools.ttLib import TTFont

from ...errors import DrawError
from ...text.fonts.embedding_rights import find_embedding_right
from ...text.fonts.font_library import Font

_SPLIT_VOWELS = {
    "\u0e33": "\u0e4d\u0e32", "\u0eb3": "\u0ecd\u0eb2",
    **dict.fromkeys("\u17be\u17bf\u17c0\u17c4\u17c5", "\u17c1"),
}  # fmt: skip
"""Vowels of Thai, Lao and Khmer that HarfBuzz draws in parts, each with parts that have characters of their own."""

_MAX_MARKS = 2
"""Largest number of marks of a letter that has a character of its own."""


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
        request.unicode_set.update(map(ord, find_related_characters(characters)))
        request.flags |= hb.SubsetFlags.NO_HINTING   # no browser hints letters that are as exact as these
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


def find_related_characters(characters: str) -> set[str]:
    """Return characters with all that a shaper may draw in their place: parts, composed letters, and a space.

    HarfBuzz composes a letter with its marks where the font has the composed letter, and else takes it apart.
    """
    found = {" ", *characters}
    for character in characters:
        found.update(unicodedata2.normalize("NFD", character), _SPLIT_VOWELS.get(character, ""))
    marks = [character for character in found if unicodedata2.combining(character)]
    bases = found
    for _ in range(_MAX_MARKS):
        pairs = (unicodedata2.normalize("NFC", base + mark) for base in bases for mark in marks)
        bases = {composed for composed in pairs if len(composed) == 1}
        found |= bases
    return found
