"""Whatever is given: no exception but our own, no hang, and nothing clipped or missing in a scene that is made.

`FACTCARDS_FUZZ=100000 pytest -m fuzz -n 2` draws so many new cases; without it each test draws a few.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from support.fuzz_inputs import damaged, fuzz, languages, limited, tidy_words, words

from factcards import SIZES, FactcardsError, Scene, check_scene, encode, lay_out, parse_card, read_sets
from factcards.draw.glyph_masks import rasterize_glyphs
from factcards.draw.glyph_positions import place_glyphs
from factcards.graphics.geometry import Extent
from factcards.model.scene import Group, Node, Text
from factcards.read.themes.theme_reader import list_theme_names, read_theme_source
from factcards.text import (
    FaceChoice,
    FitOptions,
    GlyphRun,
    Line,
    Span,
    TextStyle,
    break_lines,
    count_overflow,
    find_shaping_defects,
    fit_text,
    shape_paragraph,
    shipped_fonts,
)
from factcards.text.breaking.breaks import trim_end

pytestmark = pytest.mark.fuzz

ROOT = Path(__file__).parent.parent
ACT = "https://example.org/act"
CARDS = tuple(path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.yaml")))
FULL = """language: en
headline: 96%
fact: "Women and girls are **96%** of all victims."
chart: {share: 96%}
labels: {source: "Source:", photo: "Photo:"}
source:
  publisher: United Nations
  title: "Transforming our world"
  year: 2015
  page: § 27
  url: https://sdgs.un.org/2030agenda
action:
  label: Call on your government
  url: https://example.org/act?utm_source={platform}&utm_content={card}-{language}
  short: example.org/act
brand: {name: Equality Now, colors: {accent: "#ffd166"}, fonts: {text: Inter}}
alt: |
  96 per cent

  of all
typography: false
digits: latin
hyphenate: false
theme: figure
expires: 2077-01-01
reviewed: false
"""
SET = """title: End it
cards: [b, a]
language: en
languages: [en, fr, ar]
sizes: [story, instagram-square]
formats: [png, jpeg]
source: {publisher: ILO, year: 2014}
action: {label: Take action, url: https://example.org/act}
type: each
"""
WORDS = """fact: "**96 %** des victimes sont des femmes."
headline: 96 %
action: {label: Agir}
"""
SIZE_NAMES = tuple(size.name for size in SIZES)

# -- the reader ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to be filled anew for each case."""
    return tmp_path_factory.mktemp("fuzz")


def encoded(text: str) -> bytes:
    """As UTF-8, half characters and all."""
    return text.encode("utf-8", "surrogatepass")


@fuzz(0.45, 60)
@given(
    st.binary(max_size=400) | damaged(st.sampled_from((FULL, *CARDS))).map(encoded),
    st.sampled_from(["a.fr.yaml", "set.yaml", "b.yaml", "set.fr.yaml"]),
    st.none() | damaged(st.sampled_from((SET, WORDS))),
)
def test_any_bytes_in_the_files_of_a_set(folder, data, name, other):
    for old in folder.glob("*.yaml"):
        old.unlink()
    (folder / "a.yaml").write_bytes(data)
    if other is not None:
        (folder / name).write_bytes(encoded(other))
    with limited():
        read = read_sets(folder)
        said = [str(problem) for problem in read.problems]
    event(f"{sum(len(one.cards) for one in read.sets)} cards")
    assert all(len(text) < 2000 and text.encode() for text in said)
    assert read.sets or said, "nothing was read, and no word was said"


# -- the text engine -----------------------------------------------------------------------------------------------

STYLES = tuple(
    TextStyle(tuple((script, FaceChoice(family, weight)) for script, family in faces), weight, tracking)
    for faces, weight, tracking in (
        ((("", "Archivo"), ("Arab", "IBM Plex Sans Arabic"), ("Thai", "IBM Plex Sans Thai")), 600, -0.02),
        ((("", "Inter"), ("Aran", "Noto Nastaliq Urdu")), 800, 0.1),
        ((("Latn", "Noto Sans CJK"),), 400, 0.0),
        ((("", "there is no such family"),), 100, 0.0),
        ((), 900, 0.0),
    )
)


@st.composite
def spans(draw, text: str) -> list[Span]:
    """Styles that tile a text, cut anywhere."""
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=4))})
    return [
        Span(start, end, draw(st.sampled_from(STYLES)), emphasis=draw(st.booleans()))
        for start, end in pairwise(cuts)
    ]


fits = st.builds(
    lambda smallest, more, leading, **rest: FitOptions(smallest, smallest + more, leading, **rest),
    st.integers(1, 200), st.integers(0, 200), st.floats(0.5, 3), gap=st.floats(0, 2), lines=st.integers(0, 9),
    rag=st.booleans(), hang=st.just(math.inf) | st.floats(0, 50),
)  # fmt: skip
lengths = st.integers(1, 60) | st.integers(60, 3000) | st.sampled_from([0.001, 1e9])


@fuzz(0.35, 60)
@given(st.data(), words(30, halves=True), languages, st.sampled_from(["ltr", "rtl"]))
def test_any_text_in_any_box(data, text, language, direction):
    text = text.replace("\n", "")
    styled = data.draw(spans(text), "spans")
    area = Extent(data.draw(lengths, "width"), data.draw(lengths, "height"))
    fit = data.draw(fits, "fit")
    hang, hyphenate = data.draw(st.booleans(), "hang"), data.draw(st.booleans(), "hyphenate")
    with limited():
        fonts = shipped_fonts()
        paragraph = shape_paragraph(text, styled, language, direction, fonts, hang=hang, hyphenate=hyphenate)
        fitted = fit_text([paragraph], area, fit)
        lines = fitted.paragraphs[0] if fitted else break_lines(paragraph, area.width / fit.smallest)
        if not fitted:
            assert count_overflow([paragraph], area, fit) >= 0
        lapses = [lapse for line in lines for lapse in find_shaping_defects(line, fonts)]
    assert "".join(line.text for line in lines) == text
    if not paragraph.missing:
        assert "missing" not in {lapse.kind for lapse in lapses}
    for line in lines:
        assert_whole(line)
    if fitted:
        assert fit.smallest <= fitted.size <= fit.largest
        assert fitted.width <= area.width + 0.02
        assert fitted.height <= area.height + 0.02


def assert_whole(line: Line) -> None:
    """Its runs are the whole text but for blanks at its end, each glyph is of them; its measures are numbers."""
    shown = line.text[: trim_end(line.text, 0, len(line.text))]
    assert "".join(run.text for run in sorted(line.runs, key=lambda run: run.start)) == shown
    assert all(0 <= glyph.cluster < len(run.text) for run in line.runs for glyph in run.glyphs)
    assert all(map(math.isfinite, (line.width, line.left, line.right, line.ascent, line.descent)))


# -- whole cards ---------------------------------------------------------------------------------------------------



def fields(some: Callable[[int], st.SearchStrategy[str]]) -> st.SearchStrategy[dict[str, object]]:
    """A card's fields, `some` giving up to so many words for each."""
    charts: tuple[dict[str, object], ...] = (
        {"share": "96%"}, {"share": "0%"}, {"counts": [{"value": 171, "label": "yes"}, {"value": 0, "label": "no"}]},
        {"tiles": [{"name": "5.2", "label": "Goal 5"}, {"name": "x" * 30, "label": "y" * 80}]},
    )  # fmt: skip
    kinds = st.sampled_from(["fact", "story"])
    body = st.tuples(kinds, some(25)).map(lambda pair: {pair[0]: pair[1]})
    needed = {"language": languages, "source": some(6), "action": st.just(ACT) | some(3).map(lambda w: f"{ACT}?{w}")}
    image = {"file": "dandelion.jpg", "alt": "A dandelion", "credit": "Photo: A", "focus": [0.3, 0.3]}
    more: dict[str, st.SearchStrategy[object]] = {
        "headline": some(4) | st.sampled_from(["96%", "1 in 3", "$99 billion", "٩٦٪", "九成"]),
        "chart": st.sampled_from(charts),
        "labels": st.fixed_dictionaries({"source": some(2)}),
        "brand": st.fixed_dictionaries({"name": some(3)}),
        "alt": some(8),
        "image": st.just(image),
        "typography": st.just(False),
        "hyphenate": st.booleans(),
        "digits": st.sampled_from(["native", "latin"]),
        "hand": st.sampled_from(["naskh", "nastaliq"]),
        "theme": st.sampled_from(list_theme_names()),
    }
    rest = st.fixed_dictionaries(needed, optional=more)
    return st.tuples(rest, body).map(lambda pair: {**pair[0], **pair[1]})


PHOTOS = ROOT / "cards" / "end-sex-trafficking" / "photos"


@fuzz(0.15, 24)
@given(
    fields(tidy_words) | fields(tidy_words) | fields(words), st.sampled_from(SIZE_NAMES),
    st.sampled_from(["png", "png", "jpeg", "webp", "dump"]),
)  # fmt: skip
def test_any_words_on_a_card(said, size, format_):
    with limited():
        scene = make(said, size, format_)
    if scene:
        assert_shown(scene)


def make(said: dict[str, object], size: str, format_: str = "png") -> Scene | None:
    """The scene of a card that is made; None for one that is refused by an error of ours, which says why."""
    try:
        card = parse_card(json.dumps(said, ensure_ascii=False), PHOTOS)
        scene = lay_out(card, size)
        encode(card, size, format=format_)
    except FactcardsError as error:
        refusal = error
    else:
        event("made")
        assert all(p.severity != "error" for p in (*scene.problems, *check_scene(scene)))
        return scene
    event(f"refused by {type(refusal).__name__}")
    assert refusal.problems
    assert str(refusal).encode()
    return None


# -- themes --------------------------------------------------------------------------------------------------------

THEME_FILES = tuple(read_theme_source(name) for name in list_theme_names())
EXTENDED = tuple(f"extends: {name}\nname: mine\npalette:\n  accent: '#ffcc00'\n" for name in list_theme_names())
SAID = {
    "language": "en", "fact": "Women and girls make up **96%** of all victims.", "headline": "96%",
    "source": "International Labour Organization, 2014", "action": {"label": "Call on them", "url": ACT},
    "image": {"file": "dandelion.jpg", "alt": "A dandelion"},
}  # fmt: skip


@fuzz(0.05, 24)
@given(damaged(st.sampled_from(THEME_FILES) | st.sampled_from(EXTENDED)), st.sampled_from(SIZE_NAMES), st.booleans())
def test_any_theme(folder, text, size, with_photo):
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    said = {key: value for key, value in SAID.items() if with_photo or key != "image"}
    with limited():
        scene = make({**said, "theme": str(path)}, size)
    if scene:
        assert_shown(scene)


# -- what is drawn -------------------------------------------------------------------------------------------------


def assert_shown(scene: Scene) -> None:
    """No letter is without a glyph, none beyond the card or cut off by a group: by the ink itself, not the layout's."""
    fonts = shipped_fonts()
    for text, limits in find_texts(scene.nodes, ((0.0, 0.0, float(scene.width), float(scene.height)),)):
        for run in text.line.runs:
            assert_inked(run)
        by_font: dict[object, list[object]] = {}
        for placed in place_glyphs(text.line, text.origin, text.size):
            font = fonts.open_font(placed.run.font)
            by_font.setdefault(font, []).append((font, placed))
        for glyphs in by_font.values():
            ink = rasterize_glyphs(glyphs)
            box = ink.mask.getbbox() if ink else None
            for left, top, right, bottom in limits if ink and box else ():
                inside = ink.x + box[0] >= left - 1 and ink.y + box[1] >= top - 1
                inside = inside and ink.x + box[2] <= right + 1 and ink.y + box[3] <= bottom + 1
                assert inside, f"{text.line.text!r} is cut off"


BLANKS = "\u115f\u1160\u3164\uffa0\u2800\U00016fe4\U0001d159"
"""Letters and signs that are blank by nature: fillers of Hangul, an empty Braille cell, a filler of Khitan."""


def assert_inked(run: GlyphRun) -> None:
    """Each cluster with a letter, a number or a sign leaves ink; no glyph is the one for what a font lacks."""
    font = shipped_fonts().open_font(run.font)
    starts = sorted({glyph.cluster for glyph in run.glyphs})
    for start, end in zip(starts, (*starts[1:], len(run.text)), strict=True):
        glyphs = [glyph.id for glyph in run.glyphs if glyph.cluster == start]
        seen = [c for c in run.text[start:end] if unicodedata.category(c)[0] in "LNPS" and c not in BLANKS]
        assert 0 not in glyphs, f"{run.text!r} lacks a glyph"
        assert not seen or any(map(font.ink, glyphs)), f"{seen} of {run.text!r} leave no ink"


def find_texts(nodes: tuple[Node, ...], limits: tuple[tuple[float, float, float, float], ...]):
    """Every line with the boxes that cut off what lies beyond them."""
    for node in nodes:
        if isinstance(node, Group):
            clip = node.clip.bounds() if node.clip else None
            more = ((clip.x, clip.y, clip.right, clip.bottom),) if clip else ()
            yield from find_texts(node.nodes, (*limits, *more))
        elif isinstance(node, Text):
            yield node, limits
