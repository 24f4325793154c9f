"""Tests that every run of every line has the glyphs of a plain call of HarfBuzz for its font and characters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import inf
from pathlib import Path

import pytest
import uharfbuzz as hb
from support.shaped_text import STRONG, spans_of, write
from witness.samples import Sample, first_of_each_script, load_samples

from factcards.text import GlyphRun, Paragraph, break_lines
from factcards.text.shaping.cjk_spacing import AUTOSPACE, find_autospace, find_half_width

ROOT = Path(__file__).parents[3]

MORE = (
    "vi_Latn",
    "pl_Latn",
    "tr_Latn",
    "yo_Latn",
    "ro_Latn",
    "de_Latn",
    "is_Latn",
    "lt_Latn",
    "ha_Latn",
    "nv_Latn",
    "ur_Arab",
    "fa_Arab",
    "sd_Arab",
    "ug_Arab",
    "ks_Arab",
    "mr_Deva",
    "ne_Deva",
    "sr_Cyrl",
    "bg_Cyrl",
    "mn_Cyrl",
    "zh_Hans",
    "zh_Hant",
    "yi_Hebr",
    "shn_Mymr",
    "bo_Tibt",
)
QUICK = (
    *MORE,
    "ar_Arab",
    "he_Hebr",
    "hi_Deva",
    "th_Thai",
    "ja_Jpan",
    "ko_Kore",
    "am_Ethi",
    "bn_Beng",
    "pa_Guru",
    "gu_Gujr",
    "ta_Taml",
    "te_Telu",
    "kn_Knda",
    "ml_Mlym",
    "si_Sinh",
    "my_Mymr",
    "km_Khmr",
    "lo_Laoo",
    "dz_Tibt",
    "ka_Geor",
    "hy_Armn",
    "el_Grek",
    "ru_Cyrl",
    "chr_Cher",
    "iu_Cans",
    "nqo_Nkoo",
    "ff_Adlm",
    "dv_Thaa",
    "syc_Syrc",
    "mn_Mong",
    "zgh_Tfng",
    "jv_Java",
    "ban_Bali",
    "en_Latn",
    "hu_Latn",
)
WIDTH = 9.0


def samples() -> list[Sample]:
    """Return one language of each script, and more of those with special rules."""
    named = [sample for sample in load_samples(("styles",)) if sample.name in QUICK]
    return sorted({*first_of_each_script(), *named})


def font_path(file: str) -> Path:
    """Return the path of a font in the source tree, of either package."""
    return next(path for folder in ("fonts", "fonts/more") if (path := ROOT / folder / file).exists())


@cache
def plain_font(file: str, axes: tuple[tuple[str, float], ...]) -> hb.Font:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(font_path(file)))))
    font.set_variations(dict(axes))
    return font


Row = tuple[int, int, float, float, float]


def ask_harfbuzz(text: str, run: GlyphRun) -> list[Row]:
    """Shape a run with its context; return number, cluster, advance and offsets of each glyph in font units."""
    font = plain_font(run.font.file, run.font.axes)
    buffer = hb.Buffer()
    buffer.add_codepoints(list(map(ord, text)), run.start, len(run.text))
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.script = run.script
    buffer.language = run.language
    halves = find_half_width(text, run.language) if run.language[:2] in ("zh", "ja") else ()
    hb.shape(font, buffer, {"halt": [(at, at + 1, 1) for at in halves]} if halves else None)
    pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    narrowest = 0.25 * font.face.upem if "Nastaliq" in run.font.file else -inf   # word spaces that we widen
    return [
        (i.codepoint, i.cluster - run.start, max(p.x_advance, narrowest if text[i.cluster] == " " else -inf),
         p.x_offset, p.y_offset)
        for i, p in pairs
    ]   # fmt: skip


def ours(text: str, run: GlyphRun) -> Iterator[Row]:
    """Yield the same values of our run, without the autospace that only we insert."""
    unit = plain_font(run.font.file, run.font.axes).face.upem / run.scale
    gaps = find_autospace(text) if run.language[:2] in ("zh", "ja") else frozenset[int]()
    for glyph in run.glyphs:
        gap = AUTOSPACE * run.scale if run.start + glyph.cluster in gaps else 0.0
        yield glyph.id, glyph.cluster, (glyph.advance - gap) * unit, glyph.dx * unit, glyph.dy * unit


def compare(paragraph: Paragraph) -> int:
    """Check that no run differs, and return how many were compared."""
    count = 0
    for line in break_lines(paragraph, WIDTH):
        for run in line.runs:
            found, wanted = list(ours(paragraph.text, run)), ask_harfbuzz(paragraph.text, run)
            assert [row[:2] for row in found] == [row[:2] for row in wanted], run.text
            for row, other in zip(found, wanted, strict=True):
                assert row[2:] == pytest.approx(other[2:], abs=1e-3), run.text
            count += 1
    return count


@pytest.mark.parametrize("sample", [s for s in samples() if s.name in QUICK], ids=lambda sample: sample.name)
def test_runs_equal_those_of_harfbuzz(sample):
    assert compare(write(sample.text, sample.tag)) > 0


@pytest.mark.sweep
def test_runs_of_every_script_equal_those_of_harfbuzz():
    paragraphs = {sample.name: write(sample.text, sample.tag) for sample in samples()}
    assert sum(compare(paragraph) > 0 for paragraph in paragraphs.values() if not paragraph.missing) >= 150


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("ar", "**الاتجار** بالبشر **96%** من النساء Equality Now 2014 **و**بناتهن"),
        ("hi", "**महिलाएँ** और **लड़कियाँ** 96% हैं"),
        ("he", "נשים **ו**נערות הן (96%) מכלל ILO קורבנות"),
        ("en", "**Wo**men and **girls** — AV. To office flag ½"),
    ],
)
def test_emphasis_is_shaped_in_its_context(language, marked):
    text, _ = spans_of(marked, strong=STRONG)
    paragraph = write(marked, language)
    assert paragraph.text == text
    assert compare(paragraph) > 2
