"""Colour glyphs as vectors: what is read from the font, and that it looks like the glyph."""

from __future__ import annotations

import pytest

from factcards.draw.vectors.color_glyphs import read_color_glyph
from factcards.graphics.color import Color
from factcards.graphics.vector_pictures import RadialGradient, VectorFill

BLACK = Color(0, 0, 0)


@pytest.fixture(scope="session")
def emoji(assets):
    return assets.fonts.nearest_font("Noto Color Emoji", 400)


def read(font, character):
    return read_color_glyph(font, font.hb.get_nominal_glyph(ord(character)), BLACK)


def test_a_face_is_a_disc_with_a_gradient_and_flat_features(emoji):
    face = read(emoji, "😀")
    disc, *features = face.items
    assert isinstance(disc.paint, RadialGradient)
    assert [color for _, color in disc.paint.stops] == [Color(253, 224, 48), Color(247, 192, 43), Color(244, 162, 35)]
    assert all(isinstance(item, VectorFill) and isinstance(item.paint, Color) for item in features)
    assert face.box.contains(disc.path.bounds())


def test_a_foreground_is_the_colour_of_the_text(emoji):
    outline = emoji.hb.get_nominal_glyph(ord("😀")) + 1
    red = Color(255, 0, 0)
    found = next(p for g in range(13000, 16000) if (p := read_color_glyph(emoji, g, red)) and p.items[0].paint == red)
    assert len(found.items) == 1
    assert outline
