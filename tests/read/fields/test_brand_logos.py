"""A brand's logo files: one, or two of different tone; an SVG drawing may be a logo but not a photograph."""

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


def test_logo_is_one_file_or_two_tones(tmp_path):
    one = brand_of(tmp_path, "b.png")
    assert (one.logo.width, one.other_logo) == (30, None)
    two = brand_of(tmp_path, "{light: a.svg, dark: b.png}")
    assert (two.logo.width, two.other_logo.width) == (1024, 30)


def test_drawing_is_not_a_photograph_even_if_it_is_the_logo(tmp_path):
    problems = read(tmp_path, "brand: {name: Us, logo: a.svg}\nimage: a.svg\n").problems
    assert [p.field for p in problems if p.severity == "error"] == ["image"]


def test_unknown_tone_is_reported(tmp_path):
    problems = read(tmp_path, "brand: {name: Us, logo: {lite: a.svg}}\n").problems
    assert any("lite" in p.message and p.field.startswith("brand.logo") for p in problems)


def test_damaged_logo_is_reported_at_its_line(tmp_path):
    image = Image.effect_noise((400, 200), 60).convert("RGB")
    image.save(tmp_path / "logo.png")
    data = bytearray((tmp_path / "logo.png").read_bytes())
    data[data.find(b"IDAT") + 2000] ^= 0xFF
    (tmp_path / "logo.png").write_bytes(data)
    (problem,) = read(tmp_path, "brand: {name: Us, logo: logo.png}\n").problems
    assert (problem.severity, problem.field) == ("error", "brand.logo")
    assert problem.place
    assert problem.place.line == 5
    assert "photograph" not in str(problem)


def test_invisible_logo_is_an_error_at_its_line(tmp_path):
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    (tmp_path / "empty.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    for name in ("clear.png", "empty.svg"):
        (problem,) = read(tmp_path, f"brand: {{name: Us, logo: {{light: {name}, dark: b.png}}}}\n").problems
        assert (problem.severity, problem.field) == ("error", "brand.logo.light")
        assert problem.message.startswith("nothing of this logo can be seen")
