"""A logo on a card: placed by its visible part, with a warning if it is too small to be recognised."""

from __future__ import annotations

import pytest
from PIL import Image
from support.cards import SHAPES, card, pictures

from factcards.draw import draw_image
from factcards.graphics.geometry import Rect
from factcards.model.cards import Brand
from factcards.photos import PhotoLibrary
from factcards.photos.logo_files import read_logo_key

XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
MARK = '<rect x="{}" y="{}" width="{}" height="{}" fill="#fff"/>'


def drawing(folder, mark: tuple[float, ...], view: str = "0 0 100 100"):
    (folder / "a.svg").write_text(f'<svg {XMLNS} viewBox="{view}">{MARK.format(*mark)}</svg>', encoding="utf-8")
    return read_logo_key(folder / "a.svg")


def picture(folder, size: tuple[int, int], mark: tuple[int, int, int, int]):
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    image.paste((255, 255, 255, 255), mark)
    path = folder / f"{size[0]}.png"
    image.save(path)
    return read_logo_key(path)


@pytest.mark.parametrize("size", SHAPES)
def test_clear_margins_are_cropped_before_a_logo_is_placed(lay_out, tmp_path, size):
    for logo, ratio in (
        (picture(tmp_path, (1000, 1000), (450, 480, 550, 520)), 2.5), (drawing(tmp_path, (45, 48, 10, 4)), 2.5),
        (picture(tmp_path, (600, 200), (0, 0, 300, 200)), 1.5),
    ):  # fmt: skip
        scene = lay_out(card(brand=Brand("X", logo=logo)), size)
        (placed,) = pictures(scene)
        assert placed.area.width / placed.area.height == pytest.approx(ratio, rel=0.08)
        assert placed.area.height >= 35 * scene.unit
        assert [p for p in scene.problems if p.field.startswith("brand")] == []


def test_a_cropped_logo_is_drawn_sharply(lay_out, assets, tmp_path):
    scene = lay_out(card(brand=Brand("X", logo=drawing(tmp_path, (48, 49, 4, 2)))))
    (placed,) = pictures(scene)
    image = draw_image(scene, assets).convert("RGB")
    area = placed.area
    inner = image.crop((int(area.x) + 2, int(area.y) + 2, int(area.right) - 2, int(area.bottom) - 2))
    assert inner.getcolors() == [(inner.width * inner.height, (255, 255, 255))]


@pytest.mark.parametrize("mark", [(0, 0, 100, 50), (4, 2, 92, 47)])
def test_narrow_margins_of_a_logo_are_not_cropped(tmp_path, mark):
    logo = drawing(tmp_path, mark, "0 0 100 50")
    assert PhotoLibrary().visible_area(logo) == Rect(0, 0, 1024, 512)


def test_the_visible_part_is_the_same_each_time(tmp_path):
    logo = picture(tmp_path, (1000, 500), (100, 100, 700, 300))
    first = PhotoLibrary().visible_area(logo)
    assert first == PhotoLibrary().visible_area(logo)
    assert (first.x, first.y) == pytest.approx((100, 100), abs=4)
    assert (first.right, first.bottom) == pytest.approx((700, 300), abs=4)


def test_a_logo_without_transparency_is_placed_whole(tmp_path):
    Image.new("RGB", (300, 100), "white").save(tmp_path / "b.png")
    assert PhotoLibrary().visible_area(read_logo_key(tmp_path / "b.png")) == Rect(0, 0, 300, 100)


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "svg"])
@pytest.mark.parametrize(("share", "warned"), [(0.1, True), (0.4, False), (1.0, False)])
def test_a_small_mark_on_a_plate_of_one_colour_is_a_warning(lay_out, tmp_path, suffix, share, warned):
    path, start, end = tmp_path / f"a.{suffix}", round(500 - 500 * share), round(500 + 500 * share)
    if suffix == "svg":
        plate, mark = MARK.format(0, 0, 1000, 1000), MARK.format(start, start, end - start, end - start)
        inner = plate + mark.replace("#fff", "#c22")
        path.write_text(f'<svg {XMLNS} viewBox="0 0 1000 1000">{inner}</svg>', encoding="utf-8")
    else:
        image = Image.new("RGB", (1000, 1000), "white")
        image.paste((200, 30, 30), (start, start, end, end))
        image.save(path)
    found = [p for p in lay_out(card(brand=Brand("X", logo=read_logo_key(path)))).problems if "plate" in p.message]
    assert [(p.field, p.severity, p.hint) for p in found] == [
        ("brand.logo", "warning", "crop the margins of the logo")
    ] * warned


@pytest.mark.parametrize("size", [(200, 4000), (4000, 50)])
def test_a_logo_too_thin_to_be_recognised_is_a_warning(lay_out, tmp_path, size):
    scene = lay_out(card(brand=Brand("X", logo=picture(tmp_path, size, (0, 0, *size)))))
    (problem,) = (p for p in scene.problems if p.field == "brand.logo")
    assert problem.severity == "warning"
    (placed,) = pictures(scene)
    assert problem.message == f"the logo is {placed.area.width:g} × {placed.area.height:g} pixels on the card"
