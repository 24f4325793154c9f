"""Measures for index.json: the letters of a font, their height, and the extents of its words."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

import uharfbuzz as hb
from fontTools import unicodedata as scripts
from gflanguages import LoadLanguages

from factcards.text.fonts.false_signs import find_false_signs

NASTALIQ = ("ur_Arab", "ks_Arab", "pa_Arab", "skr_Arab", "pnb_Arab")
PARTS = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Kana", "Kore": "Hang", "Geok": "Geor", "Syre": "Syrc", "Syrj": "Syrc",
         "Syrn": "Syrc", "Aran": "Arab"}  # fmt: skip
"""Script codes of fonts → the script of their letters in Unicode."""
PLAIN = {"Latn": "x", "Cyrl": "х", "Grek": "ν", "Zyyy": "x"}
"""A small letter of each script whose height is the x-height."""
WORDS_MEASURED, LETTERS_MEASURED = 600, 2000
"""Approximate numbers of words and letters measured for each script. Larger values take longer."""


def body_height(font: hb.Font, script: str) -> float:
    """Return the height of the script's plain letters above the baseline, in ems.

    In scripts with small letters it is their height (of x, or the median), otherwise the median of all letters that do
    not decompose. 0 if the font has none.
    """
    main = PARTS.get(script, script)
    if main in PLAIN:
        return _ink(font, PLAIN[main])[0]
    tops = sorted(_ink(font, c)[0] for c in _small_letters(font, main) or _letters(font, main))
    tops = [top for top in tops if top > 0]
    return tops[len(tops) // 2] if tops else 0.0


def has_small_letters(font: hb.Font, script: str) -> bool:
    """Return whether `body_height` measures small letters beside capitals, or letters of that height."""
    main = PARTS.get(script, script)
    return main in PLAIN or main == "Geor" or bool(_small_letters(font, main))


def _letters(font: hb.Font, script: str) -> list[str]:
    found = [c for c in map(chr, sorted(font.face.unicodes)) if scripts.script(c) == script]
    found = [c for c in found if unicodedata.category(c) in ("Lo", "Ll") and not unicodedata.decomposition(c)]
    return found[:: max(1, len(found) // LETTERS_MEASURED)]


def _small_letters(font: hb.Font, script: str) -> list[str]:
    found = _letters(font, script)
    return [c for c in found if unicodedata.category(c) == "Ll" and unicodedata.category(c.upper()[0]) == "Lu"]


def word_reach(font: hb.Font, codes: Iterable[str]) -> tuple[float, float]:
    """Return how far the ink of words reaches above and below the baseline, in ems: the 95th percentile of each.

    The words are from gflanguages' texts in the scripts. If there are none, or none that the font covers, each letter
    and mark counts as a word.
    """
    inks: list[tuple[float, float]] = []
    for script in codes:
        found = [_ink(font, word, language) for language, word in _words(script)]
        inks += [ink for ink in found if ink != (0.0, 0.0)]
    if not inks:
        parts = {PARTS.get(script, script) for script in codes}
        letters = [c for c in map(chr, sorted(font.face.unicodes)) if scripts.script(c) in parts]
        inks = [_ink(font, c) for c in letters[:: max(1, len(letters) // LETTERS_MEASURED)]]
    if not inks:
        return 0.0, 0.0
    at = math.ceil(0.95 * len(inks)) - 1
    return sorted(top for top, _ in inks)[at], sorted(bottom for _, bottom in inks)[at]


@cache
def _words(script: str) -> tuple[tuple[str, str], ...]:
    """Return (language, word) pairs, taken evenly from all texts of a script, about WORDS_MEASURED of them."""
    found: dict[tuple[str, str], None] = {}
    for name, language in sorted(LoadLanguages().items()):
        written = "Aran" if name in NASTALIQ else language.script
        if written == script or (PARTS.get(written, written) == script and written != "Aran"):
            texts = language.sample_text
            for text in (texts.styles, texts.tester, texts.specimen_48, texts.specimen_16):
                found |= dict.fromkeys((name.split("_")[0], word) for word in text.split())
    step = max(1, len(found) // WORDS_MEASURED)
    return tuple(found)[::step]


def _ink(font: hb.Font, text: str, language: str = "und") -> tuple[float, float]:
    """Return the ink above and below the baseline in ems; (0, 0) if the font lacks a glyph."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = language
    hb.shape(font, buffer)
    top = bottom = 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if info.codepoint == 0:
            return 0.0, 0.0
        extents = font.get_glyph_extents(info.codepoint)
        if extents is not None and extents.width and extents.height:
            up = place.y_offset + extents.y_bearing
            top, bottom = max(top, up), max(bottom, -(up + extents.height))
    upem = font.face.upem
    return top / upem, bottom / upem


def ranges_text(points: Iterable[int]) -> str:
    """Return code points as hexadecimal ranges: "20-7E,A0,2013-2014"."""
    ranges: list[list[int]] = []
    for point in sorted(points):
        if ranges and point == ranges[-1][1] + 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return ",".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in ranges)


def letters_of(font: hb.Font) -> Iterator[int]:
    """Return the code points of a font's cmap in order, without those that it draws as other signs (Teko's ९ as 9)."""
    return iter(sorted(set(font.face.unicodes) - find_false_signs(font)))
