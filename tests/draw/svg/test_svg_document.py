"""The parts of an SVG: size, words, layers, links, pictures; read by Python's parser of XML and fontTools."""

from __future__ import annotations

import base64
import hashlib
import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace

import pytest

from factcards.draw.svg import draw_svg
from factcards.draw.svg_files import SvgFile
from factcards.graphics.color import Color, Gradient
from factcards.graphics.geometry import Rect, path_of_rects
from factcards.model.cards import Brand
from factcards.model.scene import Group, Link, Scene, Shape
from factcards.read.themes.theme_reader import read_theme
from tests.support.cards import card, photo
from tests.support.scenes import line_of, open_assets, scene_of, shape_run, text_of

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
HEADLINE = "Nobody is for sale"


def root_of(file: SvgFile) -> ET.Element:
    return ET.fromstring(file.data)


def find_all(root: ET.Element, name: str) -> list[ET.Element]:
    return list(root.iter(f"{SVG}{name}"))


@pytest.fixture(scope="module")
def scene(lay_out) -> Scene:
    return lay_out(card(headline=HEADLINE, short="equalitynow.org/act"))


def test_the_root_has_the_size_the_language_and_the_words(scene, assets):
    root = root_of(draw_svg(scene, assets))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("1080", "1350", "0 0 1080 1350")
    assert (root.get("lang"), root.get(XML_LANGUAGE), root.get("role")) == ("en", "en", "img")
    words = {element.get("id"): element.text for element in root if element.get("id") in ("title", "desc")}
    assert words == {"title": HEADLINE, "desc": scene.description}
    assert root.get("aria-labelledby") == "title desc"


def test_a_size_for_print_is_in_inches_and_includes_its_bleed(lay_out, assets):
    root = root_of(draw_svg(lay_out(card(), "a6"), assets))
    assert (root.get("width"), root.get("height")) == ("4.37in", "6.0633in"), "1311 × 1819 px at 300 dpi"


def test_layers_have_the_names_of_roles_and_every_id_is_unique(scene, assets):
    root = root_of(draw_svg(scene, assets))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert max(Counter(ids).values()) == 1
    assert {"brand", "headline", "fact", "source", "call", "address", "code"} <= set(ids)
    twice = root_of(draw_svg(scene_of(*[Group((_square(),), "fact")] * 2), open_assets()))
    assert [group.get("id") for group in find_all(twice, "g")] == ["fact", "fact-2"]


def test_what_refers_to_something_finds_it_and_nothing_is_outside_the_file(tmp_path, lay_out, assets):
    brand = Brand("Us", photo(tmp_path, (400, 100), "#e0e0e0").photo)
    made = card(headline=HEADLINE, image=photo(tmp_path), brand=brand)
    for mode in ("outlines", "text"):
        text = draw_svg(lay_out(made, theme=read_theme("photo")), assets, mode).data.decode()
        ids = set(re.findall(r' id="([^"]+)"', text))
        assert {name for name in re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', text) for name in name if name} <= ids
        links = re.findall(r'href="([^"#][^"]*)"', text)
        assert [link for link in links if not link.startswith("data:image/jpeg;")] == [made.url]
        assert "<script" not in text


def test_each_outline_is_written_once(scene, assets):
    root = root_of(draw_svg(scene, assets))
    shown = Counter(use.get(f"{XLINK}href") for use in find_all(root, "use"))
    assert sum(shown.values()) > 1.5 * len(shown), "letters are repeated"
    outlines = [path.get("d") for path in find_all(root.find(f"{SVG}defs"), "path")]  # type: ignore[arg-type]
    assert len(outlines) == len(set(outlines))
    assert not find_all(root, "text")


def test_the_code_is_one_path_with_a_link_over_it(scene, assets):
    root = root_of(draw_svg(scene, assets))
    (code,) = (group for group in find_all(root, "g") if group.get("id") == "code")
    sharp = [path for path in find_all(code, "path") if path.get("shape-rendering") == "crispEdges"]
    assert 1 <= len(sharp) <= 2, "the code, and a plate if it has one"
    (link,) = find_all(code, "a")
    assert link.get(f"{XLINK}href") == card().url


def test_the_same_scene_gives_the_same_bytes(scene, assets):
    for mode in ("outlines", "text", "linked"):
        assert draw_svg(scene, assets, mode) == draw_svg(scene, assets, mode)


def test_linked_photographs_are_files_named_by_their_bytes(tmp_path, lay_out, assets):
    scene = lay_out(card(image=photo(tmp_path)), theme=read_theme("photo"))
    file = draw_svg(scene, assets, "linked")
    (attachment,) = file.attachments
    assert attachment.name == f"{hashlib.sha256(attachment.data).hexdigest()[:16]}.jpg"
    (image,) = find_all(root_of(file), "image")
    assert image.get(f"{XLINK}href") == attachment.name
    inside = find_all(root_of(draw_svg(scene, assets)), "image")[0].get(f"{XLINK}href", "")
    assert base64.b64decode(inside.partition("base64,")[2]) == attachment.data
    assert not draw_svg(scene, assets).attachments


def test_forbidden_characters_and_markup_are_text():
    scene = replace(scene_of(Link(Rect(0, 0, 1, 1), "https://example.org/?a=1&b=\"<'"), description="a\x00 <b> & ]]>"))
    root = root_of(draw_svg(scene, open_assets()))
    assert root.findtext(f"{SVG}desc") == "a <b> & ]]>"
    assert find_all(root, "a")[0].get(f"{XLINK}href") == "https://example.org/?a=1&b=\"<'"


def test_translucent_letters_are_one_group_and_a_gradient_fills_them_in_units_of_the_scene():
    line = line_of(shape_run("AV", "Archivo-700.ttf"))
    faint = root_of(draw_svg(scene_of(text_of(line, 10, 50, 30, Color(255, 0, 0, 128))), open_assets()))
    (group,) = (one for one in find_all(faint, "g") if one.get("transform"))
    assert (group.get("opacity"), group.get("fill-opacity")) == (".502", None)
    gradient = Gradient((0, 0), (0, 80), ((0, Color(0, 0, 0)), (1, Color(255, 255, 255))))
    filled = root_of(draw_svg(scene_of(text_of(line, 10, 50, 30, gradient)), open_assets()))
    (element,) = find_all(filled, "linearGradient")
    assert (element.get("gradientUnits"), element.get("y2")) == ("userSpaceOnUse", "80")
    assert not find_all(filled, "use")


def _square() -> Shape:
    return Shape(path_of_rects([Rect(0, 0, 5, 5)]), Color(0, 0, 0))
