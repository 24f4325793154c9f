"""Any input: no exception except our own, no hang, and no scene with clipped or missing text.

`FACTCARDS_FUZZ=100000 pytest -m fuzz -n 2` generates 100,000 new cases. Without it each test generates a few.
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
    """Return a folder that each case fills again."""
    return tmp_path_factory.mktemp("fuzz")


def encoded(text: str) -> bytes:
    """Encode text as UTF-8, lone surrogates included."""
    return text.encode("utf-8", "surrogatepass")


@fuzz(0.45, 60)
@given(
    st.binary(max_size=400) | damaged(st.sampled_from((FULL, *CARDS))).map(encoded),
    st.sampled_from(["a.fr.yaml", "set.yaml", "b.yaml", "set.fr.yaml"]),
    st.none() | damaged(st.sampled_from((SET, WORDS))),
)
def test_a_set_of_any_bytes_is_read_or_reported(folder, data, name, other):
    for old in folder.glob("*.yaml"):
        old.unlink()
    (folder / "a.yaml").write_bytes(data)
    if other is not None:
        (folder / name).write_bytes(encoded(other))
    with limited():
        read = read_sets(folder)
        messages = [str(problem) for problem in read.problems]
    event(f"{sum(len(one.cards) for one in read.sets)} cards")
    assert all(len(text) < 2000 and text.encode() for text in messages)
    assert read.sets or messages, "nothing was read or reported"


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
    """Generate styled spans that cover a text, divided anywhere."""
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
def test_any_text_is_broken_without_loss_in_any_box(data, text, language, direction):
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
        defects = [defect for line in lines for defect in find_shaping_defects(line, fonts)]
    assert "".join(line.text for line in lines) == text
    if not paragraph.missing:
        assert "missing" not in {defect.kind for defect in defects}
    for line in lines:
        assert_complete(line)
    if fitted:
        assert fit.smallest <= fitted.size <= fit.largest
        assert fitted.width <= area.width + 0.02
        assert fitted.height <= area.height + 0.02


def assert_complete(line: Line) -> None:
    """Assert that the runs are the whole text except trailing spaces, and that all measures are finite."""
    shown = line.text[: trim_end(line.text, 0, len(line.text))]
    assert "".join(run.text for run in sorted(line.runs, key=lambda run: run.start)) == shown
    assert all(0 <= glyph.cluster < len(run.text) for run in line.runs for glyph in run.glyphs)
    assert all(map(math.isfinite, (line.width, line.left, line.right, line.ascent, line.descent)))


# -- whole cards ---------------------------------------------------------------------------------------------------


def fields(some: Callable[[int], st.SearchStrategy[str]]) -> st.SearchStrategy[dict[str, object]]:
    """Generate the fields of a card; `some(n)` generates text of at most `n` pieces."""
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
def test_a_card_of_any_text_is_drawn_whole_or_refused(content, size, format_):
    with limited():
        scene = draw_or_refuse(content, size, format_)
    if scene:
        assert_visible(scene)


def draw_or_refuse(content: dict[str, object], size: str, format_: str = "png") -> Scene | None:
    """Draw a card and return its scene, or None if an error of ours refuses it and names a problem."""
    try:
        card = parse_card(json.dumps(content, ensure_ascii=False), folder=PHOTOS)
        scene = lay_out(card, size=size)
        encode(card, size=size, format=format_)
    except FactcardsError as error:
        refusal = error
    else:
        event("drawn")
        assert all(p.severity != "error" for p in (*scene.problems, *check_scene(scene)))
        return scene
    event(f"refused by {type(refusal).__name__}")
    assert refusal.problems
    assert str(refusal).encode()
    return None


# -- themes --------------------------------------------------------------------------------------------------------

THEME_FILES = tuple(read_theme_source(name) for name in list_theme_names())
EXTENDED = tuple(f"extends: {name}\nname: mine\npalette:\n  accent: '#ffcc00'\n" for name in list_theme_names())
CONTENT = {
    "language": "en", "fact": "Women and girls make up **96%** of all victims.", "headline": "96%",
    "source": "International Labour Organization, 2014", "action": {"label": "Call on them", "url": ACT},
    "image": {"file": "dandelion.jpg", "alt": "A dandelion"},
}  # fmt: skip


@fuzz(0.05, 24)
@given(damaged(st.sampled_from(THEME_FILES) | st.sampled_from(EXTENDED)), st.sampled_from(SIZE_NAMES), st.booleans())
def test_a_card_in_any_theme_is_drawn_whole_or_refused(folder, text, size, with_photo):
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    content = {key: value for key, value in CONTENT.items() if with_photo or key != "image"}
    with limited():
        scene = draw_or_refuse({**content, "theme": str(path)}, size)
    if scene:
        assert_visible(scene)


# -- the drawn glyphs ----------------------------------------------------------------------------------------------


def assert_visible(scene: Scene) -> None:
    """Assert that every letter has a glyph, and that no glyph is cut off by the card or by a group.

    The drawn glyphs are measured, not the boxes that the layout computed.
    """
    fonts = shipped_fonts()
    for text, limits in find_texts(scene.nodes, ((0.0, 0.0, float(scene.width), float(scene.height)),)):
        for run in text.line.runs:
            assert_ink(run)
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
"""Letters and symbols without ink: fillers of Hangul and Khitan, the empty Braille cell."""


def assert_ink(run: GlyphRun) -> None:
    """Assert that each cluster with a letter, number or symbol leaves ink, and that no glyph is `.notdef`."""
    font = shipped_fonts().open_font(run.font)
    starts = sorted({glyph.cluster for glyph in run.glyphs})
    for start, end in zip(starts, (*starts[1:], len(run.text)), strict=True):
        glyphs = [glyph.id for glyph in run.glyphs if glyph.cluster == start]
        visible = [c for c in run.text[start:end] if unicodedata.category(c)[0] in "LNPS" and c not in BLANKS]
        assert 0 not in glyphs, f"{run.text!r} lacks a glyph"
        assert not visible or any(map(font.ink, glyphs)), f"{visible} of {run.text!r} leave no ink"


def find_texts(nodes: tuple[Node, ...], limits: tuple[tuple[float, float, float, float], ...]):
    """Yield each text with the boxes that clip it."""
    for node in nodes:
        if isinstance(node, Group):
            clip = node.clip.bounds() if node.clip else None
            more = ((clip.x, clip.y, clip.right, clip.bottom),) if clip else ()
            yield from find_texts(node.nodes, (*limits, *more))
        elif isinstance(node, Text):
            yield node, limits
