"""Text of an SVG as text: it can be selected, searched and edited, in fonts that the file brings along.

A browser shapes the words again. So each run is shaped here as a browser does it, without this library's own rules, and
where the result differs, its characters are placed one by one, or it is drawn as outlines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

import uharfbuzz as hb

from ...graphics.color import Color
from ...graphics.vector_pictures import to_vector_paint
from ...model.scene import Text
from ...text.fonts.font_library import Font, FontLibrary
from ...text.glyphs import FontKey, GlyphRun
from ..xmp_packet import drop_forbidden, plain_language
from .svg_definitions import SvgDefinitions
from .svg_outlines import SvgOutlines
from .svg_paints import join_numbers, write_number, write_paint
from .web_fonts import make_web_font

_JOINER = "\u200d"
"""ZERO WIDTH JOINER, which gives a letter the form that it has beside a letter of another run."""
_TOLERANCE = 0.004
"""Maximum distance of a glyph from its place in the scene, in ems: 0.3 px in text of 76 px."""
_SAMPLES = ("{}", _JOINER + "{}", "{}" + _JOINER, _JOINER + "{}" + _JOINER)


@dataclass(frozen=True, slots=True)
class _WrittenRun:
    """A run as a browser draws it: its text, the spacing of its letters in ems, or a position for each of them."""

    text: str
    spacing: float = 0.0
    positions: tuple[float, ...] = ()


class LiveText:
    """Writes text as text, and collects the characters of each font."""

    def __init__(self, fonts: FontLibrary, definitions: SvgDefinitions, outlines: SvgOutlines) -> None:
        self._fonts = fonts
        self._definitions = definitions
        self._outlines = outlines
        self._characters: dict[FontKey, set[str]] = {}

    def write_text(self, text: Text) -> str:
        """Return the elements of a line: one for each run, in the order in which it is read."""
        starts: list[tuple[GlyphRun, float]] = []
        pen = 0.0
        for run in text.line.runs:
            starts.append((run, pen))
            pen += sum(glyph.advance for glyph in run.glyphs)
        ordered = sorted(starts, key=lambda pair: pair[0].start)
        return "".join(
            self._write_run(text, run, start, ends_word=following is not None and following[0].text[:1].isspace())
            for (run, start), following in zip(ordered, (*ordered[1:], None), strict=True)
        )

    def write_fonts(self) -> str:
        """Return the element `<style>` with the fonts of all text written so far, "" if there is none.

        Raises DrawError if a font forbids that a file contains it.
        """
        faces = []
        for key, characters in self._characters.items():
            font = self._fonts.open_font(key)
            source = make_web_font(font, "".join(sorted(characters)))
            style = "italic" if font.entry.italic else "normal"
            faces.append(f'@font-face{{font-family:"{self._family(key)}";font-weight:{font.entry.weight};'
                         f"font-style:{style};src:url({source}) format('woff2')}}")  # fmt: skip
        rules = "text{white-space:pre;text-rendering:geometricPrecision;font-synthesis:none}"
        return f"<style>{''.join(faces)}{rules}</style>" if faces else ""

    def _family(self, key: FontKey) -> str:
        """Return the name of a font in this file, which no font of the reader's machine has."""
        return f"card-{list(self._characters).index(key) + 1}"

    def _write_run(self, text: Text, whole: GlyphRun, start: float, *, ends_word: bool) -> str:
        """Return the element of a run; its first spaces are written at the end of the run before it (`ends_word`).

        Browsers draw a space at the start of a text with another width, or not at all.
        """
        font = self._fonts.open_font(whole.font)
        run = _without_first_spaces(whole)
        if not run.text:
            return ""
        written = None if font.color else _shape_as_browser(font, run)
        if written is None:
            return self._outlines.write_run(text, whole)
        if run.level % 2 == 0:
            start += sum(glyph.advance for glyph in whole.glyphs) - sum(glyph.advance for glyph in run.glyphs)
        self._characters.setdefault(run.font, set()).update(written.text)
        is_rtl = run.level % 2 == 1
        width = sum(glyph.advance for glyph in run.glyphs)
        anchor = text.origin.x + (start + (width if is_rtl else 0.0)) * text.size
        xs = [anchor] if not written.positions else [text.origin.x + (start + x) * text.size for x in written.positions]
        fill = text.accent if run.emphasis else text.fill
        attributes = "".join((
            f' x="{join_numbers(write_number(x) for x in xs)}" y="{write_number(text.origin.y)}"',
            f' font-family="{self._family(run.font)}, {escape(font.entry.family)}"',
            f' font-size="{write_number(text.size * run.scale, 3)}" font-weight="{font.entry.weight}"',
            ' font-style="italic"' if font.entry.italic else "",
            f' letter-spacing="{write_number(written.spacing * text.size, 3)}"' if written.spacing else "",
            f' direction="{"rtl" if is_rtl else "ltr"}" unicode-bidi="bidi-override"',   # a run has one direction
            f" xml:lang={quoteattr(plain_language(run.language))}",
            write_paint(to_vector_paint(fill) if not isinstance(fill, Color) else fill, "fill", self._definitions),
        ))  # fmt: skip
        words = escape(drop_forbidden(written.text + (" " if ends_word else "")))
        return f'<text xml:space="preserve"{attributes}>{words}</text>'


def _without_first_spaces(run: GlyphRun) -> GlyphRun:
    count = len(run.text) - len(run.text.lstrip())
    glyphs = tuple(g._replace(cluster=g.cluster - count) for g in run.glyphs if g.cluster >= count)
    return replace(run, text=run.text[count:], glyphs=glyphs)


def _shape_as_browser(font: Font, run: GlyphRun) -> _WrittenRun | None:
    """Return how a run is written so that a browser draws the same glyphs at the same places, or None if it cannot."""
    glyphs = [glyph.id for glyph in run.glyphs]
    for sample in _SAMPLES:
        text = sample.format(run.text)
        ids, places = _shape_plainly(font, text, run)
        if ids != glyphs:
            continue
        own = _find_places(run)
        if _is_near(places, own):
            return _WrittenRun(text)
        spacing = (own[-1] - places[-1]) / (len(own) - 1) if len(own) > 1 else 0.0
        if run.level % 2 == 0 and _is_near([x + spacing * i for i, x in enumerate(places)], own):
            return _WrittenRun(text, spacing=round(spacing, 5))
        clusters = {glyph.cluster: x for glyph, x in zip(reversed(run.glyphs), reversed(own), strict=True)}
        if run.level % 2 == 0 and text == run.text and set(clusters) == set(range(len(text))):
            return _WrittenRun(text, positions=tuple(clusters[i] for i in range(len(text))))
    return None


def _shape_plainly(font: Font, text: str, run: GlyphRun) -> tuple[list[int], list[float]]:
    """Return the glyphs of a text without any of our own features, and their places in ems; joiners are left out."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()   # digits alone have no script of their own, whatever words are around them
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.language = plain_language(run.language)
    hb.shape(font.hb, buffer)
    skipped = {index for index, character in enumerate(text) if character == _JOINER and character not in run.text}
    ids, places, pen = [], [], 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if info.cluster not in skipped:
            ids.append(info.codepoint)
            places.append((pen + position.x_offset) / font.upem * run.scale)
        pen += position.x_advance
    return ids, places


def _find_places(run: GlyphRun) -> list[float]:
    """Return the places of a run's glyphs in ems from its start."""
    places, pen = [], 0.0
    for glyph in run.glyphs:
        places.append(pen + glyph.dx)
        pen += glyph.advance
    return places


def _is_near(first: Sequence[float], second: Sequence[float]) -> bool:
    return all(abs(a - b) <= _TOLERANCE for a, b in zip(first, second, strict=True))
