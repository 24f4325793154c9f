"""A brand's logo in a file: one, or two of different tone; a drawing is a logo and no photograph."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from factcards.read import read_sets

HEAD = "language: en\nfact: Honey never spoils.\nsource: A book\naction: https://example.org/act\n"
BAR = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10"/></svg>'


def read(folder: Path, more: str):
    (folder / "a.svg").write_text(BAR)
    Image.new("RGB", (30, 10)).save(folder / "b.png")
    (folder / "card.yaml").write_text(HEAD + more)
    return read_sets(folder / "card.yaml")


def brand_of(folder: Path, logo: str):
    return read(folder, f"brand: {{name: Us, logo: {logo}}}\n").sets[0].cards[0].variants[0][1].brand


def test_a_logo_is_one_file_or_two_tones(tmp_path):
    one = brand_of(tmp_path, "b.png")
    assert (one.logo.width, one.other_logo) == (30, None)
    two = brand_of(tmp_path, "{light: a.svg, dark: b.png}")
    assert (two.logo.width, two.other_logo.width) == (1024, 30)


def test_a_drawing_is_no_photograph_even_where_it_is_the_logo(tmp_path):
    problems = read(tmp_path, "brand: {name: Us, logo: a.svg}\nimage: a.svg\n").problems
    assert [p.field for p in problems if p.severity == "error"] == ["image"]


def test_an_unknown_tone_is_told(tmp_path):
    problems = read(tmp_path, "brand: {name: Us, logo: {lite: a.svg}}\n").problems
    assert any("lite" in p.message and p.field.startswith("brand.logo") for p in problems)
