"""Text on a PDF page: each glyph at its place of the scene, each cluster with its characters."""

from __future__ import annotations

from ...graphics.color import Paint
from ...model.scene import Text
from ...text.fonts.font_library import FontLibrary
from ...text.glyphs import GlyphRun
from .code_glyphs import GlyphPart
from .glyph_clusters import CodePiece, find_pieces
from .glyph_fonts import GlyphFont
from .page_content import PageContent
from .pdf_paints import fill_with
from .pdf_syntax import format_number, format_numbers

_TOLERANCE = 0.004
"""Distance in pixels that a glyph may be from its place in the scene."""


def draw_text(content: PageContent, text: Text, fonts: FontLibrary) -> None:
    """Draw a line of text."""
    pen = text.origin.x
    for run in text.line.runs:
        font = content.resources.fonts.find_font(fonts.open_font(run.font))
        start = pen
        pen += sum(glyph.advance for glyph in run.glyphs) * text.size
        paint = text.accent if run.emphasis else text.fill
        _draw_run(content, run, font, (start, text.origin.y), text.size, paint, text)


def _draw_run(
    content: PageContent, run: GlyphRun, font: GlyphFont, at: tuple[float, float], size: float, paint: Paint, text: Text
) -> None:
    em = size * run.scale
    written = _write_codes(run, font, size)

    def draw() -> None:
        content.write(
            f"BT /{font.name} {format_number(em, 4)} Tf 1 0 0 -1 {format_numbers(*at, digits=3)} Tm {written} TJ ET"
        )

    fill_with(content, paint, text.ink_rect(), draw)


def _write_codes(run: GlyphRun, font: GlyphFont, size: float) -> str:
    """Return the operand of TJ: codes, and numbers where a code is not where the advances before it end."""
    em, upem = size * run.scale, font.font.upem
    parts, codes = [], ""
    pen = 0.0   # where a reader is, in pixels from the run's left end
    for piece in find_pieces(run):
        gap = piece.place * size - pen
        if abs(gap) > _TOLERANCE:
            number = round(-gap * 1000 / em, 1)
            parts += [f"<{codes}>"] if codes else []
            parts.append(format_number(number, 1))
            pen -= number / 1000 * em
            codes = ""
        code = _find_code(piece, run, font)
        codes += f"{code:04X}"
        pen += font.codes[code].advance / upem * em
    parts += [f"<{codes}>"] if codes else []
    return f"[{' '.join(parts)}]"


def _find_code(piece: CodePiece, run: GlyphRun, font: GlyphFont) -> int:
    """Return the code of a piece. A single glyph at its origin has the advance of its font, for kerning is by TJ."""
    unit = font.font.upem / run.scale
    parts = tuple(GlyphPart(glyph, round(dx * unit), round(dy * unit)) for glyph, dx, dy in piece.glyphs)
    if len(parts) == 1 and not (parts[0].dx or parts[0].dy):
        advance = font.font.hb.get_glyph_h_advance(parts[0].glyph)
    else:
        advance = max(0, round(piece.advance * unit))
    return font.find_code(parts, advance, piece.text)
