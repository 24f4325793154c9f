"""A stretch of one font, script and direction becomes glyphs, by HarfBuzz, with the paragraph around it as context."""

from __future__ import annotations

from dataclasses import dataclass

import uharfbuzz as hb

from .fonts import Font
from .glyphs import Glyph, GlyphRun
from .joining import present_forms

_JOINED_SCRIPTS = frozenset({"Arab", "Syrc", "Nkoo", "Mong", "Adlm", "Rohg", "Mand", "Mani", "Phag", "Sogd", "Ougr"})
_TRACKED_SCRIPTS = frozenset({"Latn", "Grek", "Cyrl"})
_UNSAFE = int(hb.GlyphFlags.UNSAFE_TO_BREAK)


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch [start, end) of a paragraph that one font sets in one go; `tracking` in ems, `scale` the face's."""

    start: int
    end: int
    level: int
    script: str
    language: str
    font: Font
    scale: float
    tracking: float = 0.0
    emphasis: bool = False


def shape_item(text: str, item: Item) -> GlyphRun:
    """The glyphs of an item of `text`, in visual order, in ems; joined and kerned as its neighbours in `text` ask.

    A font that has Arabic letters but cannot join them is given their presentation forms.
    """
    font = item.font
    source = present_forms(text) if item.script == "Arab" and not font.entry.joins else text
    buffer = _shape(source, item, font)
    unit = item.scale / font.upem
    tracked = item.tracking if item.script in _TRACKED_SCRIPTS else 0.0
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    glyphs = []
    for index, (info, place) in enumerate(zip(infos, places, strict=True)):
        ends_cluster = index + 1 == len(infos) or infos[index + 1].cluster != info.cluster
        extra = tracked if ends_cluster and place.x_advance else 0.0
        glyphs.append(
            Glyph(
                info.codepoint, info.cluster - item.start, place.x_advance * unit + extra,
                place.x_offset * unit, place.y_offset * unit, not int(info.flags) & _UNSAFE,
            )
        )  # fmt: skip
    return GlyphRun(
        font.key, text[item.start : item.end], item.start, item.level, item.script, item.language, item.scale,
        tuple(glyphs), item.emphasis,
    )  # fmt: skip


def covers(text: str, item: Item) -> bool:
    """Whether the item's font can set it: no glyph is missing, and no dotted circle appears that the text has not.

    A font with Arabic letters that neither joins nor holds the joined forms does not cover them.
    """
    font, part = item.font, text[item.start : item.end]
    if item.script == "Arab" and not font.entry.joins:
        text = present_forms(text)
    elif item.script in _JOINED_SCRIPTS and not font.entry.joins and font.maps(part):
        return False
    circle = 0 if "\u25cc" in part else font.dotted_circle
    found = {info.codepoint for info in _shape(text, item, font).glyph_infos}
    return 0 not in found and not (circle and circle in found)


def _shape(text: str, item: Item, font: Font) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.add_str(text, item.start, item.end - item.start)
    buffer.direction = "rtl" if item.level % 2 else "ltr"
    buffer.script = item.script
    buffer.language = item.language
    hb.shape(font.hb, buffer)
    return buffer
