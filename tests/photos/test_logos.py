"""SVG logos: drawn at their size on the card; refused with a message if something would be fetched or lost."""

from __future__ import annotations

import gzip

import pytest

from factcards.graphics.geometry import Rect
from factcards.photos import PhotoKey, PhotoLibrary
from factcards.photos.logo_files import read_logo_key

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {SPACES} viewBox="0 0 300 100">{{}}</svg>'
BAR = '<rect width="150" height="100" fill="#e4002b"/>'


def read(tmp_path, inner: str, whole: str = SVG) -> PhotoKey:
    (tmp_path / "a.svg").write_text(whole.replace("{}", inner), encoding="utf-8")
    return read_logo_key(tmp_path / "a.svg")


def test_svg_logo_is_sharp_at_its_size_on_the_card(tmp_path):
    key = read(tmp_path, BAR)
    assert (key.width, key.height) == (1024, 341)
    for width in (60, 240, 1800):
        image = PhotoLibrary().crop(key, Rect(0, 0, key.width, key.height), width, round(width / 3))
        row = [image.getpixel((x, width // 6)) for x in range(width)]
        assert set(row[: width // 2 - 1]) == {(228, 0, 43, 255)}
        assert {pixel[3] for pixel in row[width // 2 + 1 :]} == {0}


def test_logo_colour_is_that_of_its_opaque_pixels(tmp_path):
    assert PhotoLibrary().logo_color(read(tmp_path, BAR)).rgb == (228, 0, 43)


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ('<image href="https://example.org/a.png"/>', "a picture within a drawing is not taken; save the logo as PNG"),
        ('<use href="other.svg#a"/>', "refers to “other.svg#a”"),
        ('<use xlink:href="file:///etc/hosts"/>', "refers to “file:///etc/hosts”"),
        ('<rect fill="url(http://example.org/a#b)"/>', "refers to “http://example.org/a#b”"),
        ("<style>@import 'a.css';</style>", "style refers to another file"),
        ("<style>rect{fill:url(a.svg#b)}</style>", "refers to “a.svg#b”"),
        ("<text>Equality Now</text>", "turn its words into outlines"),
        ("<filter id='a'><feTurbulence numOctaves='999999'/></filter>", "save the logo as PNG"),
        ("<foreignObject/>", "expected plain shapes"),
        ('<g id="a"><use href="#a"/></g>', "use one another without end"),
        ("<rect", "not well-formed XML"),
    ],
)
def test_svg_with_references_unsupported_features_or_loops_is_refused(tmp_path, inner, message):
    with pytest.raises(ValueError) as refused:
        read(tmp_path, inner)
    assert message in str(refused.value)


def test_repeated_reuse_of_shapes_is_refused_at_once(tmp_path):
    levels = "".join(f'<g id="a{i}">{"".join(f"<use href=%s#a{i - 1}%s/>" % (chr(34), chr(34)) for _ in range(10))}</g>'
                     for i in range(1, 12))
    with pytest.raises(ValueError, match="more than 20000 shapes"):
        read(tmp_path, '<rect id="a0" width="1" height="1"/>' + levels)


@pytest.mark.parametrize(
    ("whole", "message"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"/>', "declares entities"),
        ("<html/>", "holds `<html>`; expected a drawing in SVG"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "does not say how large it is"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="1"/>', "expected sides that a logo has"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 5"/>', "expected sides that a logo has"),
    ],
)
def test_file_that_is_not_an_svg_is_refused(tmp_path, whole, message):
    with pytest.raises(ValueError) as refused:
        read(tmp_path, "", whole)
    assert message in str(refused.value)


def test_metadata_of_drawing_programs_is_ignored(tmp_path):
    noted = '<s:namedview xmlns:s="http://sodipodi.sourceforge.net/DTD"><s:grid href="x"/></s:namedview>'
    assert read(tmp_path, noted + BAR).width == 1024


def test_compressed_svg_is_named_in_the_message(tmp_path):
    (tmp_path / "a.svgz").write_bytes(gzip.compress(SVG.replace("{}", BAR).encode()))
    with pytest.raises(ValueError, match="save it as plain SVG"):
        read_logo_key(tmp_path / "a.svgz")


def test_a_very_long_drawing_is_refused(tmp_path):
    with pytest.raises(ValueError, match="expected 1 MiB at most"):
        read(tmp_path, "<!--" + "x" * 2**20 + "-->")
