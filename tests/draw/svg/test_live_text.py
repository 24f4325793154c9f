"""Text of an SVG as text: words in reading order, and fonts with which a browser draws them in the same places."""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO

import pytest
from browser_text import measure_runs_in_chromium
from fontTools.ttLib import TTFont
from support.twenty_languages import LANGUAGES, make_card

from factcards.draw.svg import draw_svg
from factcards.draw.svg.web_fonts import find_related_characters
from factcards.errors import DrawError
from factcards.model.scene import Scene, Text, walk_nodes
from factcards.read.themes.theme_reader import read_theme
from factcards.text.glyphs import GlyphRun
from tests.support.cards import card

SVG = "{http://www.w3.org/2000/svg}"
TOLERANCE = 0.5
"""Pixels by which the ends of a run may be elsewhere in a browser."""


def find_runs(scene: Scene, assets) -> list[ET.Element]:
    root = ET.fromstring(draw_svg(scene, assets, "text").data)
    return list(root.iter(f"{SVG}tspan"))


def words_of(element: ET.Element) -> str:
    return (element.text or "").strip()


def is_seen(run: ET.Element) -> bool:
    return run.get("fill-opacity") != "0"


def list_places(scene: Scene) -> list[tuple[str, float, float]]:
    """Return the words of each run with its left and right ends, in pixels."""
    found = []
    for _, node in walk_nodes(scene.nodes):
        if not isinstance(node, Text):
            continue
        pen, places = node.origin.x, []
        for run in node.line.runs:
            glyphs = [(glyph.advance * node.size, run.text[glyph.cluster]) for glyph in run.glyphs]
            lead = _measure_spaces(glyphs, run)
            trail = _measure_spaces(glyphs[::-1], run)
            width = sum(advance for advance, _ in glyphs)
            places.append((run.start, (run.text.strip(), pen + lead, pen + width - trail)))
            pen += width
        found += [place for _, place in sorted(places) if place[0]]
    return found


def _measure_spaces(glyphs: list[tuple[float, str]], run: GlyphRun) -> float:
    total = 0.0
    for advance, character in glyphs:
        if not character.isspace() or not run.text.strip():
            break
        total += advance
    return total


@pytest.mark.witness("chromium")
def test_a_browser_draws_the_words_of_twenty_languages_at_their_places(lay_out, assets):
    scenes = [lay_out(make_card(language), theme=read_theme("testimony")) for language in LANGUAGES]
    drawn = measure_runs_in_chromium([draw_svg(scene, assets, "text").data for scene in scenes])
    wrong = []
    for language, scene, runs in zip(LANGUAGES, scenes, drawn, strict=True):
        places = list_places(scene)
        assert [run.words.strip() for run in runs] == [words for words, *_ in places], language
        for run, (words, left, right) in zip(runs, places, strict=True):
            off = abs(run.left - left), 0.0 if run.ends_freely else abs(run.right - right)
            if max(off) > TOLERANCE:
                wrong.append((language, words, run.left - left, run.right - right))
    assert wrong == []


def test_live_text_is_the_words_in_reading_order_with_its_fonts(lay_out, assets):
    scene = lay_out(card(headline="Nobody is for sale", short="equalitynow.org/act"))
    file = draw_svg(scene, assets, "text")
    root = ET.fromstring(file.data)
    assert root.get("role") == "graphics-document"
    lines = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert lines == [node.line.text.strip() for _, node in walk_nodes(scene.nodes) if isinstance(node, Text)]
    fonts = re.findall(r"data:font/woff2;base64,([^)]+)\)", file.data.decode())
    assert fonts
    for data in fonts:
        with TTFont(BytesIO(base64.b64decode(data))) as font:
            assert font.flavor == "woff2"
            assert len(font.getGlyphOrder()) < 120


def test_live_text_of_several_directions_states_each(lay_out, assets):
    runs = find_runs(lay_out(card("النساء والفتيات **96%** من الضحايا، Equality Now.", "ar")), assets)
    directions = {words_of(run): run.get("direction") for run in runs}
    assert directions["Equality Now"] == "ltr"
    assert directions["96%"] == "ltr"
    assert "rtl" in directions.values()
    assert all(run.get("unicode-bidi") == "bidi-override" for run in runs)
    assert not any((run.text or "").startswith(" ") for run in runs)


def test_spacing_of_letters_and_words_is_stated_as_such(lay_out, assets):
    scene = lay_out(card("No one shall be held in slavery or servitude."), theme=read_theme("statement"))
    runs = find_runs(scene, assets)
    (run,) = (one for one in runs if words_of(one).startswith("be held"))
    assert float(run.get("letter-spacing", "0")) < 0 < float(run.get("word-spacing", "0"))
    assert all(" " not in one.get("x", " ") for one in runs), "no letter has a place of its own"
    urdu = find_runs(lay_out(card("کوئی شخص غلام", "ur"), theme=read_theme("statement")), assets)
    (fact,) = (one for one in urdu if words_of(one).startswith("کوئی"))
    assert is_seen(fact)
    assert float(fact.get("word-spacing", "0")) > 0


def test_words_that_a_browser_cannot_draw_like_ours_are_outlines_with_unseen_words(lay_out, assets):
    scene = lay_out(card("Bees 🐝 find their way."))
    runs = {words_of(run): run for run in find_runs(scene, assets)}
    assert not is_seen(runs["🐝"]), "it is drawn as vectors, which every program shows in its colours"
    assert is_seen(runs["Bees"])
    assert float(runs["🐝"].get("textLength", "0")) > 10
    yoruba = {words_of(run): run for run in find_runs(lay_out(make_card("yo"), theme=read_theme("figure")), assets)}
    assert {is_seen(run) for run in yoruba.values()} == {True, False}, "letters with two marks are not tracked"


def test_a_family_whose_name_is_no_name_in_css_is_quoted(lay_out, assets):
    runs = find_runs(lay_out(make_card("ru"), theme=read_theme("testimony")), assets)
    assert "'Source Serif 4'" in {run.get("font-family", "").partition(", ")[2] for run in runs}


def test_a_font_holds_what_a_shaper_draws_in_place_of_a_letter():
    assert find_related_characters("\u0e33") >= {"\u0e33", "\u0e4d", "\u0e32"}, "sara am is drawn in parts"
    assert find_related_characters("e\u0323\u0301") >= {"\u1eb9", "\u00e9"}
    assert find_related_characters("\u1eb9") >= {"e", "\u0323"}
    assert "\u17c1" in find_related_characters("\u17c4")


def test_a_font_that_forbids_embedding_is_refused_as_text_and_drawn_as_outlines(lay_out, assets, monkeypatch):
    scene = lay_out(card())
    monkeypatch.setattr("factcards.draw.svg.web_fonts.find_embedding_right", lambda _: "none")
    message = r"the font `[\w-]+\.ttf` forbids that files contain it \(`fsType` .*\); write the SVG with outlines"
    with pytest.raises(DrawError, match=message):
        draw_svg(replace(scene, description=""), assets, "text")
    assert draw_svg(scene, assets).data
