"""Brands: a round mark in two halves beside the name, at the start of the top margin; logos and fonts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.cards import SHAPES, card, group, photo, pictures, right_to_left, texts

from factcards.errors import SceneError
from factcards.graphics.geometry import Rect
from factcards.layout import lay_out_card
from factcards.layout.typesetting.brands import measure_name_indent
from factcards.model.cards import Brand
from factcards.model.scene import Shape
from factcards.model.sizes import find_size
from factcards.model.themes import RoleFontSize
from factcards.read.themes.theme_reader import read_theme
from factcards.text.glyphs import FaceChoice, TextStyle


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("called", ["Equality Now", "المساواة الآن"])
def test_mark_and_name_run_in_the_direction_of_the_name(lay_out, size, rtl, called):
    made = card(brand=Brand(called))
    scene = lay_out(right_to_left(made) if rtl else made, size)
    brand, (name,) = group(scene, "brand"), texts(scene, "brand")
    upper, lower = (n.path.bounds() for n in brand.nodes if isinstance(n, Shape))
    assert upper.x == lower.x
    assert upper.width == round(name.size * 0.69 * 1.3)
    backward = called != "Equality Now"
    gap = upper.x - name.ink_rect().right if backward else name.ink_rect().x - upper.right
    assert gap == pytest.approx(0.42 * name.size, abs=1.5)
    if rtl:
        assert max(upper.right, name.ink_rect().right) == pytest.approx(brand.area.right, abs=1)
    else:
        assert min(upper.x, name.ink_rect().x) == pytest.approx(brand.area.x, abs=1)


@pytest.mark.parametrize("size", SHAPES)
def test_the_capitals_are_centred_on_the_mark(lay_out, size):
    scene = lay_out(card(brand=Brand("HHH")), size)
    (name,) = texts(scene, "brand")
    upper, lower = (n.path.bounds() for n in group(scene, "brand").nodes if isinstance(n, Shape))
    ink = name.ink_rect()
    assert (ink.y + ink.bottom) / 2 == pytest.approx((upper.y + lower.bottom) / 2, abs=1.5)
    assert ink.height < lower.bottom - upper.y, "the mark is taller than the capitals"
    assert lower.y - upper.bottom >= 2, "the halves do not touch"


def test_the_upper_half_has_the_accent_and_the_lower_the_text_colour(lay_out, statement):
    upper, lower = (n.fill for n in group(lay_out(card()), "brand").nodes if isinstance(n, Shape))
    assert (upper, lower) == (statement.color("accent"), statement.color("white"))


def test_a_name_is_one_line_and_shrinks_before_it_is_refused(lay_out):
    short, long = (
        texts(lay_out(card(brand=Brand(name))), "brand")
        for name in ("Now", "Equality Now and all the friends of it " + "x" * 13)
    )
    assert short[0].size == 40
    assert len(long) == 1
    assert 34 <= long[0].size < 40
    assert long[0].ink_rect().right <= 1080 - 72 + 0.5
    with pytest.raises(SceneError) as refused:
        lay_out(card(brand=Brand("Equality Now " * 6)))
    assert [p.field for p in refused.value.problems] == ["brand"]


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("name", ["Equality Now", "AVA", "Human Rights Watch", "المساواة الآن"])
def test_a_brand_on_a_tab_of_its_width_is_as_large_as_without_a_tab(assets, tmp_path, size, name):
    """Also at the size of its set, which may be smaller than the theme's largest."""
    made, theme = card(kind="story", brand=Brand(name)), read_theme("data")
    on_tab = replace(made, image=photo(tmp_path, (2000, 1500), "#c0a080"))
    for sizes in ((), (RoleFontSize("brand", "brand", 36),)):
        plain, tabbed = (
            lay_out_card(c, theme, find_size(size), assets, sizes) for c in (made, on_tab)
        )
        assert [t.size for t in texts(plain, "brand")] == [t.size for t in texts(tabbed, "brand")]


def test_a_card_without_a_brand_has_no_mark(lay_out):
    assert texts(lay_out(card(brand=None)), "brand") == []


@pytest.mark.parametrize("size", range(8, 60))
def test_measures_are_whole_pixels(size):
    assert measure_name_indent(size) == int(measure_name_indent(size))
    assert 0.69 * 1.3 * size < measure_name_indent(size) < 1.4 * size


# --- logos


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("rtl", [False, True])
def test_a_logo_replaces_mark_and_name_and_is_not_cropped(lay_out, tmp_path, size, rtl):
    made = card(brand=Brand("Equality Now", logo=photo(tmp_path, (600, 200)).photo))
    scene = lay_out(right_to_left(made) if rtl else made, size)
    (logo,) = pictures(scene)
    area = group(scene, "brand").area
    assert texts(scene, "brand") == []
    assert logo.crop == Rect(0, 0, 600, 200)
    assert logo.area.width / logo.area.height == pytest.approx(3, abs=0.05)
    assert area.contains(logo.area)
    assert (logo.area.right == area.right) if rtl else (logo.area.x == area.x)
    assert all(v == int(v) for v in (logo.area.x, logo.area.y, logo.area.width, logo.area.height))


def test_a_very_wide_logo_is_lower_and_centred(lay_out, tmp_path):
    made = card(brand=Brand("Equality Now", logo=photo(tmp_path, (2400, 200)).photo))
    scene = lay_out(made)
    (logo,) = pictures(scene)
    area = group(scene, "brand").area
    assert logo.area.width == 6 * area.height
    assert logo.area.height == area.height / 2
    assert logo.area.y == area.y + area.height // 4


# --- fonts


def test_a_brands_fonts_set_its_latin_words(lay_out):
    fonts = (("text", "Inter"),)
    made = lay_out(card(headline="96%", brand=Brand("Now", fonts=fonts)))
    files = {
        role: {r.font.file for t in texts(made, role) for r in t.line.runs} for role in ("headline", "fact", "call")
    }
    assert files["headline"] == {"Archivo-800.ttf"}
    assert all(f.startswith("Inter") for role in ("fact", "call") for f in files[role])
    arabic = lay_out(card("نص", "ar", brand=Brand("Now", fonts=fonts)))
    assert texts(arabic, "fact")[0].line.runs[0].font.file.startswith("IBMPlexSansArabic")


def test_an_unavailable_font_family_is_refused(lay_out, statement):
    with pytest.raises(SceneError) as refused:
        lay_out(card(brand=Brand("Now", fonts=(("text", "Brand Sans"),))))
    hint = ("    hint: `factcards fonts` lists ours; name the folder that holds yours as `.ttf`, `.otf` or `.woff2`: "
            "`fonts: folder` in set.yaml or the theme, or `make_card(fonts=folder)`")
    assert str(refused.value) == f"error: brand.fonts.text: the font family `Brand Sans` is not available\n{hint}"
    lost = TextStyle((("Latn", FaceChoice("Lost Sans", 400)),))
    types = tuple((n, replace(t, text=lost) if n == "words" else t) for n, t in statement.types)
    with pytest.raises(SceneError) as refused:
        lay_out(card(), theme=replace(statement, types=types))
    assert str(refused.value) == f"error: theme: the font family `Lost Sans` is not available\n{hint}"


def test_each_unavailable_family_is_reported_at_its_field(lay_out):
    fonts = (("headline", "One"), ("text", "Inter"))
    with pytest.raises(SceneError) as refused:
        lay_out(card(brand=Brand("Now", fonts=fonts)))
    assert [(p.field, p.message) for p in refused.value.problems] == [
        ("brand.fonts.headline", "the font family `One` is not available")
    ]
    with pytest.raises(SceneError) as refused:
        lay_out(card(brand=Brand("Now", fonts=(("headline", "One"), ("text", "One")))))
    assert [p.field for p in refused.value.problems] == ["brand.fonts.headline", "brand.fonts.text"]
