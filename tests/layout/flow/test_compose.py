"""A card's content decides which parts of a layout are drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.cards import BRAND, SHAPES, card, photo, prose, roles, shapes, texts, words_of

from factcards.graphics.color import Color
from factcards.layout.boxes import Box
from factcards.layout.flow.compose import compose_card
from factcards.model.cards import Brand
from factcards.model.sizes import find_size
from factcards.model.themes import PhotoPart, SpacePart

WHOLE = ["brand", "headline", "fact", "source", "call", "address", "code"]


def boxes(box: Box) -> list[Box]:
    return [box, *(b for child in box.children for b in boxes(child))]


@pytest.mark.parametrize("size", SHAPES)
def test_a_card_with_everything_shows_everything_in_reading_order(lay_out, size):
    shown = roles(lay_out(card(headline="96%"), size))
    # in landscape the code is above the call
    assert sorted(shown) == sorted(WHOLE)
    assert shown[:4] == WHOLE[:4]


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize(
    ("fields", "absent"),
    [
        ({}, "headline"),
        ({"headline": "96%", "brand": None}, "brand"),
        ({"headline": "96%", "source": None}, "source"),
        ({"headline": "96%", "call": ""}, "call"),
        ({"headline": "96%", "url": "https://example.org/" + "a" * 40}, "address"),
    ],
)
def test_fields_that_a_card_lacks_draw_nothing(lay_out, size, fields, absent):
    scene = lay_out(card(**fields), size)
    assert sorted(roles(scene)) == sorted(set(WHOLE) - {absent})


@pytest.mark.parametrize("size", SHAPES)
def test_an_image_replaces_the_ornament_and_shows_its_credit(lay_out, size, tmp_path):
    plain, pictured = lay_out(card(), size), lay_out(card(image=photo(tmp_path, credit="Photo: A. Person")), size)
    assert "credit" not in roles(plain)
    assert words_of(pictured, "credit") == "Photo: A. Person"
    assert roles(pictured).index("credit") == roles(pictured).index("source") + 1
    discs = [[s.fill for s in shapes(scene) if s.path.verbs == "MCCCCZ"] for scene in (plain, pictured)]
    assert discs[0].count(Color(0x45, 0x1A, 0x3E)) == 1
    assert discs[1].count(Color(0x45, 0x1A, 0x3E)) == 0


@pytest.mark.parametrize("size", SHAPES)
def test_facts_and_stories_have_different_sizes_and_the_same_roles(lay_out, size):
    fact, story = (
        lay_out(card("The bees left at dawn.", kind=kind, headline="2010"), size) for kind in ("fact", "story")
    )
    (figure,), (date,) = texts(fact, "headline"), texts(story, "headline")
    assert figure.size > 4 * date.size, "a story's date is not a figure"
    assert texts(story, "story")[0].size > 1.5 * date.size, "a story leads with its words"
    assert texts(story, "story")[0].size > texts(fact, "fact")[0].size
    assert date.fill == figure.fill
    for role in ("brand", "call", "address", "code"):
        assert role in roles(fact)
        assert role in roles(story)


def test_emphasis_is_coloured_only_without_a_figure(lay_out):
    alone, under = lay_out(card()), lay_out(card(headline="96%"))
    assert all(t.accent != t.fill for t in texts(alone, "fact"))
    assert all(t.accent == t.fill for t in texts(under, "fact"))


def test_a_headline_in_words_is_not_a_figure(statement):
    size = find_size("instagram-portrait")
    for headline, figure in (("96%", True), ("$99 billion", False), ("5.2", True)):
        found = boxes(compose_card(card(headline=headline), statement, size))
        assert [b.is_figure for b in found if b.role == "headline"] == [figure]


def test_a_brands_colours_replace_the_themes_of_that_name(lay_out):
    red = Color(0xFF, 0x99, 0x99)
    scene = lay_out(card(headline="96%", brand=Brand("X", colors=(("accent", red),))))
    assert {t.fill for t in texts(scene, "headline")} == {red}
    assert red in {s.fill for s in shapes(scene)}, "the brand's mark has it, too"
    assert red not in {t.fill for t in texts(lay_out(card(headline="96%", brand=BRAND)))}


def test_a_photo_part_without_an_image_is_left_out(statement):
    found = boxes(compose_card(card(), statement, find_size("story")))
    assert not any(isinstance(b.part, PhotoPart) for b in found)


def test_a_theme_that_leaves_out_the_whole_card_draws_nothing(statement):
    part = statement.layout("square")
    never = replace(part, frame=replace(part.frame, when=replace(part.frame.when, has=("image",))))
    theme = replace(statement, layouts=(("square", never),))
    assert isinstance(compose_card(card(), theme, find_size("instagram-square")).part, SpacePart)


def test_paragraphs_are_set_apart(lay_out):
    one, two = lay_out(card("First part. Second part.")), lay_out(card("First part.\n\nSecond part."))
    assert len(texts(two, "fact")) >= 2
    assert words_of(one, "fact") == words_of(two, "fact") == "First part. Second part."
    first, second = texts(two, "fact")
    assert second.origin.y - first.origin.y > 1.3 * first.size


def test_the_printed_address_reads_left_to_right(statement):
    made = replace(card("نص", "ar"), address="\u2066example.org/act/\u2069")
    found = boxes(compose_card(made, statement, find_size("story")))
    assert [b.prose for b in found if b.role == "address"] == [(prose("\u2066example.org/act/\u2069"),)]
