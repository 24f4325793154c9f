"""Shape an item, a range of one font, script and direction, with HarfBuzz and the paragraph as context."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import uharfbuzz as hb

from ...late_loading import import_late
from ..fonts.emoji import emoji_baseline_shift
from ..fonts.font_library import DOTTED_CIRCLE, Font
from ..fonts.font_limits import check_growth, find_growth_error
from ..glyphs import Glyph, GlyphRun
from ..unicode.language_scripts import shaping_language
from ..unicode.script_groups import LATIN_LIKE_SCRIPTS
from ..unicode.scripts import is_letter
from .cjk_spacing import AUTOSPACE, find_autospace, find_half_width, uses_cjk_spacing

if TYPE_CHECKING:
    from . import presentation_forms
else:
    presentation_forms = import_late(".presentation_forms", __package__)

JOINING_SCRIPTS = frozenset({"Arab", "Syrc", "Nkoo", "Mong", "Adlm", "Rohg", "Mand", "Mani", "Phag", "Sogd", "Ougr"})
"""Scripts whose letters join. A font without joining forms would draw their letters unconnected."""
_UNASSIGNED_FLAG = "\U0001f1e6\U0001f1e6"
"""Regional indicators AA, which no country has (ISO 3166-1)."""
_NO_LIGATURES = {"liga": False, "clig": False}
"""Features for tracked text, which has no optional ligatures (CSS Text 3, 8.2)."""
_DISPLAY_SPACE = 0.24
"""Minimum word space of text with negative tracking, in ems, so that words stay separate."""
_NASTALIQ_SPACE = 0.25
"""Minimum word space of Nastaliq, in ems: more than the gaps within its words (up to 0.18)."""
_MAX_HALF_WIDTH = 256
"""Maximum number of full-width marks of an item that lose their empty half; more than fit on a card.

Each is a feature for HarfBuzz, which raises MemoryError at some thousands.
"""
_FLAGS_ONLY = (
    hb.BufferSerializeFlags.GLYPH_FLAGS
    | hb.BufferSerializeFlags.NO_CLUSTERS
    | hb.BufferSerializeFlags.NO_POSITIONS
    | hb.BufferSerializeFlags.NO_GLYPH_NAMES
)


@dataclass(frozen=True, slots=True)
class Item:
    """A range [start, end) of a paragraph that is shaped at once in one font.

    `level` is its bidi level, `script` an ISO 15924 code, `language` a BCP 47 tag, `scale` the face's factor on the
    font size; `tracking` is in ems.
    """

    start: int
    end: int
    level: int
    script: str
    language: str
    font: Font
    scale: float
    tracking: float = 0.0
    emphasis: bool = False


@lru_cache(maxsize=256)
def shape_item(text: str, item: Item) -> GlyphRun:
    """Return the glyphs of an item of `text` in visual order, in ems, joined and kerned in the context of `text`.

    A font with Arabic letters but without joining features gets their presentation forms. Raises FontError if a
    designer's font turns the text into too many glyphs.
    """
    source = _replace_hyphens(text, item.font)
    if item.script == "Arab" and not item.font.entry.has_joining_forms:
        source = presentation_forms.to_presentation_forms(source, item.font.characters)
    buffer = _shape_buffer(source, item)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    unit = item.scale / item.font.upem
    clusters = [info.cluster - item.start for info in infos]
    advances = [position.x_advance * unit for position in positions]
    if item.tracking and item.script in LATIN_LIKE_SCRIPTS:
        for index, (cluster, following) in enumerate(zip(clusters, (*clusters[1:], -1), strict=True)):
            if cluster != following and advances[index]:
                advances[index] += item.tracking
    min_space = _measure_min_word_space(item)
    if min_space:
        for index, cluster in enumerate(clusters):
            if advances[index] and _is_word_space(text, item.start + cluster):
                advances[index] = max(advances[index], min_space)
    if uses_cjk_spacing(item.language) and (gaps := find_autospace(text)):
        for index, cluster in enumerate(clusters):
            if item.start + cluster in gaps and (index + 1 == len(clusters) or clusters[index + 1] != cluster):
                advances[index] += AUTOSPACE
    lift = emoji_baseline_shift(item.font, item.scale, item.script) if item.font.color else 0.0
    offsets = [(position.x_offset * unit, position.y_offset * unit + lift) for position in positions]
    safe = _find_safe_breaks(buffer, item.font)
    glyphs = tuple(
        Glyph(info.codepoint, cluster, advance, dx, dy, is_safe)
        for info, cluster, advance, (dx, dy), is_safe in zip(infos, clusters, advances, offsets, safe, strict=True)
    )
    return GlyphRun(
        item.font.key, text[item.start : item.end], item.start, item.level, item.script, item.language, item.scale,
        glyphs, item.emphasis,
    )  # fmt: skip


def _is_word_space(text: str, at: int) -> bool:
    """Return whether a character is a space between words, not a no-break space between a number and its sign."""
    character = text[at]
    if character != "\u00a0":
        return character == " "
    return text[at - 1 : at].isalpha() or text[at + 1 : at + 2].isalpha()


def _measure_min_word_space(item: Item) -> float:
    """Return the minimum width of a word space in ems, or 0 if the font's own is right."""
    if item.tracking < 0 and item.script in LATIN_LIKE_SCRIPTS:
        return _DISPLAY_SPACE * item.scale
    if item.script == "Arab" and "Aran" in item.font.entry.scripts:
        return _NASTALIQ_SPACE * item.scale
    return 0.0


def is_fully_shaped(text: str, item: Item) -> bool:
    """Return whether the item's font can draw it: no glyph is missing, and no dotted circle is inserted.

    A font without joining forms does not cover letters that join, except Arabic ones whose presentation forms it has.
    """
    font, part = item.font, text[item.start : item.end]
    joined = item.script in JOINING_SCRIPTS and not font.entry.has_joining_forms and any(map(is_letter, part))
    if joined and not (item.script == "Arab" and presentation_forms.has_known_forms(part)):
        return False
    glyphs = [glyph.id for glyph in shape_item(text, item).glyphs]
    circle = font.dotted_circle
    if font.color and _find_unknown_flag_glyph(font) in glyphs:
        return False
    return 0 not in glyphs and not (circle and glyphs.count(circle) > part.count(DOTTED_CIRCLE))


@lru_cache(maxsize=8)
def _find_unknown_flag_glyph(font: Font) -> int:
    """Return the glyph of a flag with a question mark, which replaces flags that the font lacks; -1 if it has none."""
    item = Item(0, len(_UNASSIGNED_FLAG), 0, "Zsye", "und", font, 1.0)
    infos = _shape_buffer(_UNASSIGNED_FLAG, item).glyph_infos
    return int(infos[0].codepoint) if len(infos) == 1 else -1


@lru_cache(maxsize=64)
def find_hyphen(font: Font) -> str:
    """Return the hyphen to draw: U+2010, or U+002D if the font has no U+2010 or one that is too wide (Archivo)."""
    plain, true = (font.hb.get_nominal_glyph(ord(c)) for c in "-\u2010")
    if not true:
        return "-"
    wide = plain and font.hb.get_glyph_h_advance(true) > font.hb.get_glyph_h_advance(plain)
    return "-" if wide else "\u2010"


def _replace_hyphens(text: str, font: Font) -> str:
    """Return `text` with hyphens that the font lacks, or draws too wide, replaced by the one of `find_hyphen`."""
    if "\u2010" in text or "\u2011" in text:
        hyphen = find_hyphen(font)
        return text.replace("\u2010", hyphen).replace("\u2011", "\u2011" if font.has_glyphs("\u2011") else hyphen)
    return text


def _shape_buffer(text: str, item: Item) -> hb.Buffer:
    """Shape an item with HarfBuzz. Raises FontError if a designer's font lets the text grow endlessly."""
    buffer = hb.Buffer()
    buffer.add_str(text, item.start, item.end - item.start)
    buffer.direction = "rtl" if item.level % 2 else "ltr"
    # Noto Sans CJK has the regional forms of Bopomofo only under the script Han (fonts/README.md)
    buffer.script = "Hani" if item.script == "Bopo" else item.script
    buffer.language = shaping_language(item.language, item.script)
    has_ligatures = not item.tracking or item.script not in LATIN_LIKE_SCRIPTS
    features: dict[str, bool | list[tuple[int, int, bool]]] = {} if has_ligatures else dict(_NO_LIGATURES)
    if uses_cjk_spacing(item.language):
        found = find_half_width(text, item.language)
        halves = found[bisect_left(found, item.start) : bisect_left(found, item.end)]
        if halves:   # uharfbuzz takes no empty list
            features["halt"] = [(at, at + 1, True) for at in halves[:_MAX_HALF_WIDTH]]
    font = item.font
    try:
        hb.shape(font.hb, buffer, features or None)
    except MemoryError:   # HarfBuzz stops if a text grows endlessly
        raise find_growth_error(font.entry.file) from None
    if not font.entry.package:   # a designer's own
        check_growth(item.end - item.start, len(buffer), font.entry.file)
    return buffer


def _find_safe_breaks(buffer: hb.Buffer, font: Font) -> list[bool]:
    """Return for each glyph whether a line may be cut before it without shaping again.

    The flags are read from HarfBuzz's text serialization, `[24=1|7|…]`: a glyph's number and, after `#`, its flags if
    it has any. That takes a quarter of the time of reading them one by one through uharfbuzz.
    """
    written = buffer.serialize(font.hb, hb.BufferSerializeFormat.TEXT, _FLAGS_ONLY)
    if "#" not in written:
        return [True] * len(buffer.glyph_infos)
    return ["#" not in glyph for glyph in written.split("|")]
