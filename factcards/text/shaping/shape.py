"""A stretch of one font, script and direction becomes glyphs, by HarfBuzz, with the paragraph around it as context."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from ..fonts.emoji import emoji_baseline_shift
from ..fonts.font_library import DOTTED_CIRCLE, Font
from ..fonts.font_limits import check_growth, growth_error
from ..glyphs import Glyph, GlyphRun
from ..unicode.languages import shaping_language
from ..unicode.script_groups import LATIN_LIKE_SCRIPTS
from ..unicode.scripts import is_letter
from .cjk_spacing import AUTOSPACE, find_autospace, find_half_width, uses_cjk_spacing
from .presentation_forms import has_known_forms, to_presentation_forms

JOINING_SCRIPTS = frozenset({"Arab", "Syrc", "Nkoo", "Mong", "Adlm", "Rohg", "Mand", "Mani", "Phag", "Sogd", "Ougr"})
"""Scripts whose letters join: a font that has the letters and no joining forms would set them in pieces."""
_UNASSIGNED_FLAG = "\U0001f1e6\U0001f1e6"
"""Regional indicators AA, which no land has (ISO 3166-1)."""
_NO_LIGATURES = {"liga": False, "clig": False}
"""Letters that are spaced are not tied by optional ligatures (CSS Text 3, 8.2)."""
_DISPLAY_SPACE = 0.24
"""The least word space of display type in ems: letters set closer than the font has them keep their words apart."""
_NASTALIQ_SPACE = 0.25
"""The least word space of Nastaliq in ems: more than the white within its words (up to 0.18)."""
_MAX_HALF_WIDTH = 256
"""Maximum number of full-width marks of one stretch that give up their empty half: more than fit on a card.

Each is one more feature to HarfBuzz, which raises MemoryError at some thousands.
"""
_FLAGS_ONLY = (
    hb.BufferSerializeFlags.GLYPH_FLAGS
    | hb.BufferSerializeFlags.NO_CLUSTERS
    | hb.BufferSerializeFlags.NO_POSITIONS
    | hb.BufferSerializeFlags.NO_GLYPH_NAMES
)


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


@lru_cache(maxsize=256)
def shape_item(text: str, item: Item) -> GlyphRun:
    """The glyphs of an item of `text`, in visual order, in ems; joined and kerned as its neighbours in `text` ask.

    A font that has Arabic letters but cannot join them is given their presentation forms.
    """
    source = _replace_hyphens(text, item.font)
    if item.script == "Arab" and not item.font.entry.has_joining_forms:
        source = to_presentation_forms(source, item.font.characters)
    buffer = _shape_buffer(source, item)
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    unit = item.scale / item.font.upem
    clusters = [info.cluster - item.start for info in infos]
    advances = [place.x_advance * unit for place in places]
    if item.tracking and item.script in LATIN_LIKE_SCRIPTS:
        for index, (one, other) in enumerate(zip(clusters, (*clusters[1:], -1), strict=True)):
            if one != other and advances[index]:
                advances[index] += item.tracking
    narrowest = _min_word_space(item)
    if narrowest:
        for index, cluster in enumerate(clusters):
            if advances[index] and _is_word_space(text, item.start + cluster):
                advances[index] = max(advances[index], narrowest)
    if uses_cjk_spacing(item.language) and (gaps := find_autospace(text)):
        for index, cluster in enumerate(clusters):
            if item.start + cluster in gaps and (index + 1 == len(clusters) or clusters[index + 1] != cluster):
                advances[index] += AUTOSPACE
    lift = emoji_baseline_shift(item.font, item.scale, item.script) if item.font.color else 0.0
    offsets = [(place.x_offset * unit, place.y_offset * unit + lift) for place in places]
    safe = _find_safe_breaks(buffer, item.font)
    glyphs = tuple(
        Glyph(info.codepoint, cluster, advance, dx, dy, held)
        for info, cluster, advance, (dx, dy), held in zip(infos, clusters, advances, offsets, safe, strict=True)
    )
    return GlyphRun(
        item.font.key, text[item.start : item.end], item.start, item.level, item.script, item.language, item.scale,
        glyphs, item.emphasis,
    )  # fmt: skip


def _is_word_space(text: str, at: int) -> bool:
    """Return whether a character is a space between words: a no-break one between a number and its sign is not."""
    character = text[at]
    if character != "\u00a0":
        return character == " "
    return text[at - 1 : at].isalpha() or text[at + 1 : at + 2].isalpha()


def _min_word_space(item: Item) -> float:
    """Return the least width of a word space in ems, 0 where the font's own is right."""
    if item.tracking < 0 and item.script in LATIN_LIKE_SCRIPTS:
        return _DISPLAY_SPACE * item.scale
    if item.script == "Arab" and "Aran" in item.font.entry.scripts:
        return _NASTALIQ_SPACE * item.scale
    return 0.0


def is_fully_shaped(text: str, item: Item) -> bool:
    """Whether the item's font can set it: no glyph is missing, and no dotted circle appears that the text has not.

    A font whose letters do not join does not cover them: in Arabic unless it holds the joined forms of each.
    """
    font, part = item.font, text[item.start : item.end]
    joined = item.script in JOINING_SCRIPTS and not font.entry.has_joining_forms and any(map(is_letter, part))
    if joined and not (item.script == "Arab" and has_known_forms(part)):
        return False
    glyphs = [glyph.id for glyph in shape_item(text, item).glyphs]
    circle = font.dotted_circle
    if font.color and _unknown_flag_glyph(font) in glyphs:
        return False
    return 0 not in glyphs and not (circle and glyphs.count(circle) > part.count(DOTTED_CIRCLE))


@lru_cache(maxsize=8)
def _unknown_flag_glyph(font: Font) -> int:
    """The picture of a flag with a question mark, which stands for flags that the font has not; -1 if it has none."""
    nowhere = _shape_buffer(_UNASSIGNED_FLAG, Item(0, len(_UNASSIGNED_FLAG), 0, "Zsye", "und", font, 1.0)).glyph_infos
    return int(nowhere[0].codepoint) if len(nowhere) == 1 else -1


@lru_cache(maxsize=64)
def find_hyphen(font: Font) -> str:
    """The hyphen to be drawn: U+2010, or U+002D where the font has no other, or one with too much room (Archivo)."""
    plain, true = (font.hb.get_nominal_glyph(ord(c)) for c in "-\u2010")
    if not true:
        return "-"
    wide = plain and font.hb.get_glyph_h_advance(true) > font.hb.get_glyph_h_advance(plain)
    return "-" if wide else "\u2010"


def _replace_hyphens(text: str, font: Font) -> str:
    """`text` with hyphens that the font lacks, or spoils, replaced by the one it has."""
    if "\u2010" in text or "\u2011" in text:
        hyphen = find_hyphen(font)
        return text.replace("\u2010", hyphen).replace("\u2011", "\u2011" if font.has_glyphs("\u2011") else hyphen)
    return text


def _shape_buffer(text: str, item: Item) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.add_str(text, item.start, item.end - item.start)
    buffer.direction = "rtl" if item.level % 2 else "ltr"
    # Noto Sans CJK knows Bopomofo's regional forms as those of Han alone (fonts/README.md)
    buffer.script = "Hani" if item.script == "Bopo" else item.script
    buffer.language = shaping_language(item.language, item.script)
    tied = not item.tracking or item.script not in LATIN_LIKE_SCRIPTS
    features: dict[str, bool | list[tuple[int, int, bool]]] = {} if tied else dict(_NO_LIGATURES)
    if uses_cjk_spacing(item.language):
        found = find_half_width(text, item.language)
        halves = found[bisect_left(found, item.start) : bisect_left(found, item.end)]
        if halves:   # uharfbuzz takes no empty list
            features["halt"] = [(at, at + 1, True) for at in halves[:_MAX_HALF_WIDTH]]
    font = item.font
    try:
        hb.shape(font.hb, buffer, features or None)
    except MemoryError:   # HarfBuzz gives up where a text grows without end
        raise growth_error(font.entry.file) from None
    if not font.entry.package:   # a designer's own
        check_growth(item.end - item.start, len(buffer), font.entry.file)
    return buffer


def _find_safe_breaks(buffer: hb.Buffer, font: Font) -> list[bool]:
    """Whether a line may be cut before each glyph without shaping anew.

    HarfBuzz writes the flags of all glyphs as text in a quarter of the time in which uharfbuzz hands them out one by
    one: `[24=1|7|…]`, the glyph's number and, after `#`, its flags if it has any.
    """
    written = buffer.serialize(font.hb, hb.BufferSerializeFormat.TEXT, _FLAGS_ONLY)
    if "#" not in written:
        return [True] * len(buffer.glyph_infos)
    return ["#" not in glyph for glyph in written.split("|")]
