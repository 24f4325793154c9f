"""Text of an SVG as text: it can be selected, searched and edited, in fonts that the file brings along.

A browser shapes the words again. So each run is shaped here as a browser does it, without this library's own rules, and
where the result differs, spacing is stated, or the place of each character; or the run is drawn as outlines, with the
words over them, unseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from xml.sax.saxutils import escape, quoteattr

import uharfbuzz as hb

from ...graphics.vector_pictures import to_vector_paint
from ...model.cards import plain_language
from ...model.scene import Text
from ...text.fonts.font_library import Font, FontLibrary
from ...text.glyphs import FontKey, Glyph, GlyphRun
from ..xmp_packet import drop_forbidden
from .svg_definitions import SvgDefinitions
from .svg_outlines import SvgOutlines
from .svg_paints import join_numbers, write_number, write_paint
from .web_fonts import make_web_font

_JOINER = "\u200d"
"""ZERO WIDTH JOINER, which gives a letter the form that it has beside a letter of another run."""
_SAMPLES = ("{}", _JOINER + "{}", "{}" + _JOINER, _JOINER + "{}" + _JOINER)
_SPACES = " \u00a0"
"""The characters that `word-spacing` makes wider (CSS Text 3, 8.1)."""
_NO_LIGATURES = {"liga": False, "clig": False}
"""Features of text with `letter-spacing` (CSS Text 3, 8.2)."""
_RULES = (
    "white-space:pre;text-rendering:geometricPrecision;font-synthesis:none;"
    "text-autospace:no-autospace;text-spacing-trim:space-all"
)
"""Rules for all text: spaces are kept, and a browser adds neither hinting nor rules of its own."""
_TOLERANCE = 0.004
"""Maximum distance of a glyph from its place in the scene, in ems: 0.3 px in text of 76 px."""


@dataclass(frozen=True, slots=True)
class _WrittenRun:
    """A run as a browser draws it: its text with spacing of letters and words in ems, or a place for each character."""

    text: str
    letter_spacing: float = 0.0
    word_spacing: float = 0.0
    positions: tuple[float, ...] = ()


class LiveText:
    """Writes text as text, and collects the characters of each font."""

    def __init__(self, fonts: FontLibrary, definitions: SvgDefinitions, outlines: SvgOutlines) -> None:
        self._fonts = fonts
        self._definitions = definitions
        self._outlines = outlines
        self._characters: dict[FontKey, set[str]] = {}

    def write_text(self, text: Text) -> str:
        """Return the elements of a line: outlines where they are needed, and one text, in reading order."""
        starts: list[tuple[GlyphRun, float]] = []
        pen = 0.0
        for run in text.line.runs:
            starts.append((run, pen))
            pen += sum(glyph.advance for glyph in run.glyphs)
        ordered = sorted(starts, key=lambda pair: pair[0].start)
        has_one_script = len({run.script for run in text.line.runs}) == 1
        outlines, words = "", ""
        for (whole, start), following in zip(ordered, (*ordered[1:], None), strict=True):
            run = _without_first_spaces(whole)
            if not run.text:
                continue
            font = self._fonts.open_font(run.font)
            written = None if font.color else _shape_as_browser(font, run, has_one_script=has_one_script)
            if written is None:
                outlines += self._outlines.write_run(text, whole)
            if run.level % 2 == 0:
                start += sum(glyph.advance for glyph in whole.glyphs) - sum(glyph.advance for glyph in run.glyphs)
            # browsers draw a space at the start of a run with another width, or not at all
            space = " " if following is not None and following[0].text[:1].isspace() else ""
            words += self._write_run(text, run, start, written, space)
        return f'{outlines}<text xml:space="preserve">{words}</text>' if words else outlines

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
        return f"<style>{''.join(faces)}text{{{_RULES}}}</style>" if faces else ""

    def _family(self, key: FontKey) -> str:
        """Return the name of a font in this file, which no font of the reader's machine has."""
        return f"card-{list(self._characters).index(key) + 1}"

    def _write_run(self, text: Text, run: GlyphRun, start: float, written: _WrittenRun | None, space: str) -> str:
        """Return the element of a run that starts at `start` ems; if it is drawn as outlines, its words are unseen."""
        width = sum(glyph.advance for glyph in run.glyphs)
        is_rtl = run.level % 2 == 1   # then its words start at the right end
        places: tuple[float, ...] = (width,) if is_rtl else (0.0,)
        if written is None:
            style = self._style_unseen(width * text.size)
        else:
            self._characters.setdefault(run.font, set()).update(written.text)
            places, style = written.positions or places, self._style_run(text, run, written)
        xs = join_numbers(write_number(text.origin.x + (start + place) * text.size) for place in places)
        attributes = "".join((
            f' x="{xs}" y="{write_number(text.origin.y)}" font-size="{write_number(text.size * run.scale, 3)}"',
            f' direction="{"rtl" if is_rtl else "ltr"}" unicode-bidi="bidi-override"',   # a run has one direction
            f" xml:lang={quoteattr(plain_language(run.language))}",
        ))  # fmt: skip
        words = escape(drop_forbidden((written.text if written else run.text) + space))
        return f"<tspan{attributes}{style}>{words}</tspan>"

    def _style_run(self, text: Text, run: GlyphRun, written: _WrittenRun) -> str:
        """Return the attributes of a run's font, spacing and paint, each after a space."""
        entry = self._fonts.open_font(run.font).entry
        fill = text.accent if run.emphasis else text.fill
        spacing = {"letter-spacing": written.letter_spacing, "word-spacing": written.word_spacing}
        # quoted, since “Source Serif 4” ends with what CSS takes for a number
        families = quoteattr(f"{self._family(run.font)}, '{entry.family.replace(chr(39), '')}'")
        return "".join((
            f' font-family={families} font-weight="{entry.weight}"',
            ' font-style="italic"' if entry.italic else "",
            *(f' {name}="{write_number(ems * text.size, 3)}"' for name, ems in spacing.items() if ems),
            write_paint(to_vector_paint(fill), "fill", self._definitions),
        ))  # fmt: skip

    @staticmethod
    def _style_unseen(width: float) -> str:
        """Return the attributes of words over their outlines, which can be selected there; each after a space."""
        length = f'textLength="{write_number(width)}" lengthAdjust="spacingAndGlyphs"'
        return f' font-family="sans-serif" fill-opacity="0" {length}'


def _without_first_spaces(run: GlyphRun) -> GlyphRun:
    count = len(run.text) - len(run.text.lstrip())
    glyphs = tuple(g._replace(cluster=g.cluster - count) for g in run.glyphs if g.cluster >= count)
    return replace(run, text=run.text[count:], glyphs=glyphs)


def _shape_as_browser(font: Font, run: GlyphRun, *, has_one_script: bool) -> _WrittenRun | None:
    """Return how a run is written so that a browser draws the same glyphs at the same places, or None if it cannot.

    A browser gives digits and marks the script of the words around them. With `has_one_script` it is that of the run.
    """
    scripts = (run.script,) if has_one_script else (run.script, "")
    for text in (sample.format(run.text) for sample in _SAMPLES):
        for features in ({}, _NO_LIGATURES):
            glyphs, *others = (_shape_plainly(font, text, run, script, features) for script in scripts)
            if [glyph.id for glyph in glyphs] == [glyph.id for glyph in run.glyphs] and others in ([], [glyphs]):
                letters, words = _find_spacing(run, glyphs)
                if bool(letters) == bool(features) and _is_near(run.glyphs, _space_out(run, glyphs, letters, words)):
                    return _WrittenRun(text, letters, words)
    positions = _find_positions(run, _shape_plainly(font, run.text, run, run.script, {}))
    return _WrittenRun(run.text, positions=positions) if positions else None


def _shape_plainly(font: Font, text: str, run: GlyphRun, script: str, features: dict[str, bool]) -> list[Glyph]:
    """Return the glyphs of a text, in ems, without our own features; those of joiners are left out."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    if script:
        buffer.script = script
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.language = plain_language(run.language)
    hb.shape(font.hb, buffer, features)
    unit = run.scale / font.upem
    return [
        Glyph(info.codepoint, info.cluster, at.x_advance * unit, at.x_offset * unit, at.y_offset * unit)
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        if text[info.cluster] != _JOINER or _JOINER in run.text
    ]


def _find_spacing(run: GlyphRun, plain: Sequence[Glyph]) -> tuple[float, float]:
    """Return by how many ems letters, and spaces between words, are wider than in plain text."""
    wider: dict[bool, list[float]] = {False: [], True: []}
    for own, other, is_last in zip(run.glyphs, plain, _find_cluster_ends(run), strict=True):
        if is_last:
            wider[run.text[own.cluster] in _SPACES].append(own.advance - other.advance)
    letters = round(median(wider[False] or [0.0]), 4)
    return letters, round(median(wider[True] or [letters]) - letters, 4)


def _space_out(run: GlyphRun, plain: Sequence[Glyph], letters: float, words: float) -> list[Glyph]:
    """Return plain glyphs with the spacing that a browser adds after each cluster."""
    return [
        glyph._replace(advance=glyph.advance + letters + (words if run.text[own.cluster] in _SPACES else 0.0))
        if is_last
        else glyph
        for glyph, own, is_last in zip(plain, run.glyphs, _find_cluster_ends(run), strict=True)
    ]


def _find_cluster_ends(run: GlyphRun) -> list[bool]:
    """Return of each glyph whether it is the last one of its cluster."""
    clusters = [glyph.cluster for glyph in run.glyphs]
    return [one != following for one, following in zip(clusters, (*clusters[1:], -1), strict=True)]


def _is_near(first: Sequence[Glyph], second: Sequence[Glyph]) -> bool:
    places = zip(_find_places(first), _find_places(second), strict=True)
    return all(abs(a - b) <= _TOLERANCE for place, other in places for a, b in zip(place, other, strict=True))


def _find_places(glyphs: Sequence[Glyph]) -> Iterator[tuple[float, float]]:
    """Yield the place of each glyph in ems from the start of the first."""
    pen = 0.0
    for glyph in glyphs:
        yield pen + glyph.dx, glyph.dy
        pen += glyph.advance


def _find_positions(run: GlyphRun, plain: Sequence[Glyph]) -> tuple[float, ...]:
    """Return the place of each character in ems, from left to right, or () if they have not one plain glyph each.

    A letter with its marks is left out, because Chromium takes apart what has a place for each character.
    """
    one_each = [(glyph.id, glyph.cluster) for glyph in run.glyphs] == [(one.id, one.cluster) for one in plain]
    clusters = [glyph.cluster for glyph in run.glyphs]
    if not one_each or clusters != list(range(len(run.text))) or max(run.text) > "\uffff":
        return ()
    places = zip(_find_places(run.glyphs), plain, strict=True)
    return tuple(x - other.dx for (x, _), other in places)
