"""Photographs on cards: cropped around their focus, with the weakest sufficient scrim, without touching text."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from support.cards import SHAPES, THEMES, card, photo, pictures, shapes, texts

from factcards.check import check_scene
from factcards.errors import SceneError
from factcards.graphics.color import Color, contrast_ratio
from factcards.graphics.geometry import Point, Rect
from factcards.layout.photo.photo_contrast import overlay_colors
from factcards.model.cards import Image
from factcards.model.scene import Group, Picture, Scene, walk_nodes
from factcards.model.themes import PhotoPart, StackPart
from factcards.photos import ColorBounds, PhotoKey
from factcards.read.themes.theme_reader import read_theme

COVER = read_theme(str(THEMES / "cover.yaml"))
LONG = "Women and girls make up **96%** of all victims trafficked for sex, in every country that counts them at all, "


def scrim_colors(scene: Scene) -> list[Color]:
    return [s.fill for s in shapes(scene) if isinstance(s.fill, Color) and s.fill.alpha < 255]


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("color", ["#FFFFFF", "#808080", "#60707F"])
def test_scrim_is_as_weak_as_the_text_allows(lay_out, tmp_path, size, color):
    scene = lay_out(card(image=photo(tmp_path, color=color)), size, COVER)
    (scrim,) = scrim_colors(scene)
    assert scrim.rgb == (0x0C, 0x12, 0x08)
    own = tuple(int(color[i : i + 2], 16) for i in (1, 3, 5))
    for alpha, enough in ((scrim.alpha, True), (scrim.alpha - 1, False)):
        (blended,) = overlay_colors(ColorBounds((own,), (own,)), replace(scrim, alpha=alpha), Rect(0, 0, 1, 1)).lightest
        behind = Color(*blended).luminance
        fact, source = (contrast_ratio(texts(scene, r)[0].fill.luminance, behind) for r in ("fact", "source"))
        assert (fact >= 4.5 and source >= 5.0) is enough


def test_small_print_on_a_photograph_passes_its_stricter_check(lay_out, tmp_path):
    scene = lay_out(card(image=photo(tmp_path, color="#FFFFFF")), theme=COVER)
    assert check_scene(scene) == ()


def test_no_scrim_without_need_or_photograph(lay_out, tmp_path):
    assert scrim_colors(lay_out(card(image=photo(tmp_path, color="#101820")), theme=COVER)) == []
    assert scrim_colors(lay_out(card(), theme=COVER)) == []


def test_scrim_colour_too_close_to_the_text_is_refused(lay_out, tmp_path):
    theme = replace(COVER, palette=tuple((n, Color(0xAA, 0xAA, 0xAA) if n == "dark" else c) for n, c in COVER.palette))
    with pytest.raises(SceneError) as refused:
        lay_out(card(image=photo(tmp_path, color="#FFFFFF")), theme=theme)
    assert str(refused.value) == (
        "error: theme: #ffffff on #aaaaaa has a contrast of 2.3; expected 4.5 at least\n"
        "    hint: choose a scrim colour with more contrast to the text"
    )


@pytest.mark.parametrize("size", SHAPES)
def test_covering_photograph_fills_the_card_around_its_focus(lay_out, tmp_path, size):
    image = replace(photo(tmp_path), focus=(0.7, 0.5))
    scene = lay_out(card(image=image), size, COVER)
    (picture,) = pictures(scene)
    assert picture.area == Rect(0, 0, scene.width, scene.height)
    crop = picture.crop
    assert crop.width / crop.height == pytest.approx(scene.width / scene.height)
    assert Rect(0, 0, 1600, 1200).contains(crop, slack=1e-6)
    middle = crop.x + crop.width / 2
    nearest = min(max(0.7 * 1600, crop.width / 2), 1600 - crop.width / 2)
    assert middle == pytest.approx(nearest)


def disc(scene: Scene) -> tuple[Point, float]:
    (picture,) = pictures(scene)
    area = picture.area
    return Point(area.x + area.width / 2, area.y + area.height / 2), area.width / 2


def distance(rect: Rect, point: Point) -> float:
    dx = max(rect.x - point.x, 0.0, point.x - rect.right)
    dy = max(rect.y - point.y, 0.0, point.y - rect.bottom)
    return (dx * dx + dy * dy) ** 0.5


@pytest.mark.parametrize("size", SHAPES)
def test_round_photograph_shrinks_for_long_text_that_never_touches_it(lay_out, tmp_path, size):
    image = photo(tmp_path, credit="Photo: A. Person, CC BY 4.0")
    long = (LONG * 2).replace("**", "")
    scenes = [lay_out(card(long[:length], image=image), size) for length in (25, 55, 85, 115, 145, 170)]
    for scene in scenes:
        center, radius = disc(scene)
        assert min(distance(t.ink_rect(), center) for t in texts(scene)) >= radius + 23.5 * scene.unit
        assert check_scene(scene) == ()
    assert disc(scenes[-1])[1] <= disc(scenes[0])[1]


def test_a_round_photograph_shrinks_before_the_card_is_refused(lay_out, tmp_path):
    image, seen = photo(tmp_path), set()
    for length in (60, 160, 358, 544):
        with suppress(SceneError):
            seen.add(disc(lay_out(card((LONG * 8).replace("**", "")[:length], image=image), "story"))[1])
    with pytest.raises(SceneError):
        lay_out(card((LONG * 8).replace("**", "")[:700], image=image), "story")
    assert len(seen) >= 2, "the disc has one size only"
    assert max(seen) == 350
    assert min(seen) >= 0.58 * 350 - 1


def test_focus_of_a_round_photograph_is_in_the_middle_of_its_visible_part(lay_out, tmp_path):
    image = replace(photo(tmp_path, (4000, 3000)), focus=(0.5, 0.5))
    scene = lay_out(card("Few words.", image=image))
    (picture,) = pictures(scene)
    area, crop = picture.area, picture.crop
    scale = area.width / crop.width
    at = Point(area.x + (2000 - crop.x) * scale, area.y + (1500 - crop.y) * scale)
    shown = area.intersection(Rect(0, 0, scene.width, scene.height))
    assert at.x == pytest.approx(shown.x + shown.width / 2)
    assert at.y >= shown.y


def test_small_photograph_gives_a_warning(lay_out, tmp_path):
    scene = lay_out(card("Few words.", image=photo(tmp_path, (300, 300))))
    assert [str(p) for p in scene.problems if "nothing can be seen" not in p.message] == [
        "warning: image: 300 × 300 pixels of the photograph fill 580 × 580 and look blurred\n"
        "    hint: give a larger photograph"
    ]


def test_missing_photograph_is_refused(lay_out):
    gone = Image(PhotoKey("0" * 64, 1600, 1200, "nowhere.jpg"))
    with pytest.raises(SceneError):
        lay_out(card(image=gone), theme=COVER)


def test_round_clip_is_a_circle(lay_out, tmp_path):
    scene = lay_out(card("Few words.", image=photo(tmp_path)))

    def holders(nodes):
        for node in nodes:
            if isinstance(node, Group):
                if any(isinstance(n, Picture) for n in node.nodes):
                    yield node
                yield from holders(node.nodes)

    (holder,) = holders(scene.nodes)
    (picture,) = (n for _, n in walk_nodes(scene.nodes) if isinstance(n, Picture))
    assert holder.clip.verbs == "MCCCCZ"
    assert holder.clip.bounds() == picture.area


def test_the_theme_for_these_tests_covers_in_every_shape():
    assert COVER.layouts
    for _, layout in COVER.layouts:
        assert isinstance(layout, StackPart)
        assert isinstance(layout.parts[0], PhotoPart)
        assert layout.parts[0].scrim == "dark"
