"""Text on a PDF page: each glyph at its place of the scene, each cluster with its characters."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from ...graphics.color import Gradient, Paint
from ...model.scene import Text
from ...text.fonts.embedding_rights import find_embedding_right
from ...text.fonts.font_library import Font, FontLibrary
from ...text.glyphs import GlyphRun
from ..glyph_positions import PositionedGlyph, place_glyphs
from ..rounded_numbers import format_number
from ..vectors.glyph_outlines import find_outline, join_outlines, outline_matrix
from .font_programs import can_embed_whole
from .glyph_clusters import CodePiece, find_pieces
from .glyph_fonts import CodeTable
from .page_content import PageContent
from .pdf_color_glyphs import draw_color_glyph
from .pdf_paints import fill_path, fill_with, with_color, write_matrix
from .pdf_syntax import format_numbers

_TOLERANCE = 0.004
"""Distance in pixels that a glyph may be from its place in the scene."""
_SPACE = 0.25
"""Width of the space at a line's end in a font that has none, in ems."""


def draw_text(content: PageContent, text: Text, fonts: FontLibrary) -> None:
    """Draw a line of text, run by run.

    Where the line's text ends with a space, so does what is drawn, because the words of two lines would otherwise be
    one word in the page's content (ISO 32000-1, 14.8.2.5).
    """
    runs = text.line.runs
    right_to_left = bool(runs) and all(run.level for run in runs)
    last = None if not text.line.text[-1:].isspace() else runs[0 if right_to_left else -1]
    start = text.origin.x
    for index, run in enumerate(runs):
        font = fonts.open_font(run.font)
        pieces = list(find_pieces(run, _find_hyphens(font)))
        if run is last:
            pieces = _add_space(pieces, run, font, right_to_left=right_to_left)
        if pieces:
            _draw_run(content, text, index, pieces, start, font)
        start += sum(glyph.advance for glyph in run.glyphs) * text.size


def _add_space(pieces: list[CodePiece], run: GlyphRun, font: Font, *, right_to_left: bool) -> list[CodePiece]:
    """Return the pieces with a space after the last word of the line, which is at the left from right to left."""
    space = font.hb.get_nominal_glyph(ord(" "))
    advance = font.hb.get_glyph_h_advance(space) / font.upem * run.scale if space else _SPACE
    glyphs = ((space, 0.0, 0.0),) if space else ()
    if right_to_left:
        return [CodePiece(" ", glyphs, -advance, advance), *pieces]
    return [*pieces, CodePiece(" ", glyphs, None, advance)]


def _draw_run(
    content: PageContent, text: Text, index: int, pieces: list[CodePiece], start: float, font: Font
) -> None:
    """Draw the run of this index from `start` as text, or as vectors if no font of the file may have its glyphs.

    Then blanks stand for its words. These are text without ink, not invisible text, which MuPDF does not find.
    """
    run = text.line.runs[index]
    paint = text.accent if run.emphasis else text.fill
    if font.color or not _may_embed(font, pieces):
        table = content.resources.fonts.find_blanks()
        blanks = [piece._replace(glyphs=()) for piece in pieces]
        content.begin_artifact()
        content.write(_write_text(blanks, table, text, run, start))
        _draw_outlines(content, font, _place_run(text, index), paint)
        return
    table = content.resources.fonts.find_table(font)
    written = _write_text(pieces, table, text, run, start)
    fill_with(content, paint, text.ink_rect(), lambda: content.write(written))


@lru_cache(maxsize=256)
def _find_hyphens(font: Font) -> frozenset[int]:
    """Return the glyphs that a font has for hyphens."""
    return frozenset(glyph for sign in "-\u2010" if (glyph := font.hb.get_nominal_glyph(ord(sign))))


def _may_embed(font: Font, pieces: list[CodePiece]) -> bool:
    """Return whether a font of the file may show pieces; in a font that must be whole, each is one glyph as it is."""
    right = find_embedding_right(font)
    if right == "whole":
        return can_embed_whole(font) and all(len(p.glyphs) == 1 and not any(p.glyphs[0][1:]) for p in pieces)
    return right == "subset"


def _place_run(text: Text, index: int) -> list[PositionedGlyph]:
    """Return the glyphs of the run of this index at their places in the scene."""
    before = sum(len(run.glyphs) for run in text.line.runs[:index])
    placed = place_glyphs(text.line, text.origin, text.size)
    return list(islice(placed, before, before + len(text.line.runs[index].glyphs)))


def _draw_outlines(content: PageContent, font: Font, placed: list[PositionedGlyph], paint: Paint) -> None:
    """Draw glyphs in their own colours, or fill their outlines."""
    plain = [
        glyph for glyph in placed
        if not (font.color and draw_color_glyph(content, font, glyph, paint)) and find_outline(font, glyph.glyph).points
    ]  # fmt: skip
    if isinstance(paint, Gradient):
        fill_path(content, join_outlines(font, plain), paint)
        return

    def draw() -> None:
        for glyph in plain:   # in font units, in which equal letters are equal bytes and take no space
            content.write(f"q {write_matrix(outline_matrix(font, glyph))}")
            content.draw_path(find_outline(font, glyph.glyph), digits=0)
            content.write("f Q")

    if plain:
        content.begin_artifact()
        with_color(content, paint, draw)


def _write_text(pieces: list[CodePiece], table: CodeTable, text: Text, run: GlyphRun, start: float) -> str:
    """Return the text object that shows pieces: codes, and numbers where a code is not where the advances would end."""
    em = text.size * run.scale
    parts, codes = [], ""
    pen = 0.0   # where a reader is, in pixels from the run's left end
    known = table.find_clusters(run.scale)
    for written, glyphs, place, advance in pieces:
        gap = 0.0 if place is None else place * text.size - pen
        if abs(gap) > _TOLERANCE:
            number = round(-gap * 1000 / em, 1)
            if codes:
                parts.append(f"<{codes}>")
            parts.append(_format_kerning(number))
            pen -= number / 1000 * em
            codes = ""
        code, width = known.get((glyphs, advance, written)) or table.add_cluster(glyphs, advance, written, run.scale)
        codes += code
        pen += width / 1000 * em
    parts += [f"<{codes}>"]
    origin = format_numbers(start, text.origin.y, digits=3)
    return f"BT /{table.name} {format_number(em, 4)} Tf 1 0 0 -1 {origin} Tm [{' '.join(parts)}] TJ ET"


@lru_cache(maxsize=2048)
def _format_kerning(number: float) -> str:
    """Return a distance in thousandths of an em, of which a text has the same few again and again."""
    return format_number(number, 1)
