"""A card's palette: colours of theme, photograph and brand, with adjustments for contrast that are reported."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image as Pixels
from support.cards import SHAPES, THEMES, card, photo, pictures, prose, texts

from factcards.check import check_scene
from factcards.graphics.color import contrast_ratio, parse_color
from factcards.layout.palette.palettes import find_contrast_pairs, resolve_palette
from factcards.model.cards import Brand, Chart, Count, Image
from factcards.photos import PhotoLibrary
from factcards.photos.logo_files import read_logo_key
from factcards.photos.photo_files import read_photo_key
from factcards.read.themes.theme_reader import read_theme

PHOTOGRAPH = read_theme(str(THEMES / "photograph.yaml"))
RED = Brand("X", colors=(("accent", parse_color("#e4002b")),))


def resolve(plain, theme):
    resolved, problems = resolve_palette(plain, theme, PhotoLibrary())
    return dict(resolved.palette), [p.message for p in problems]


def test_pairs_are_the_colours_that_layouts_draw_on_each_other(statement):
    pairs = {(p.color, p.background): p.ratio for p in find_contrast_pairs(statement)}
    assert pairs["accent", "field"] == 4.5
    assert pairs["soft", "field"] == 5.0
    assert pairs["white", "disc"] == 4.5
    assert pairs["ink", "paper"] == 7.0
    assert ("ink", "field") not in pairs


def theme_of(tmp_path, layout):
    path = tmp_path / "own.yaml"
    path.write_text(f"""extends: statement
palette: {{night: "#000000", dawn: "#222222"}}
grounds: {{sky: {{stops: [[0, night], [0.5, dawn, 0.9], [1, soft, 0.2]]}}}}
layouts: {{other: {{layers: [{layout}, {{use: sentence}}, {{use: foot}}]}}}}""", "utf-8")
    return read_theme(str(path))


@pytest.mark.parametrize(
    ("layout", "behind"),
    [("polygon: {points: [[0, 0], [1, 0], [0, 1]], color: glow}", {"glow"}), ("panes: {color: glow}", {"glow"}),
     ("panes: {color: glow, opacity: 0.2}", set()), ("disc: {diameter: 9, color: glow, opacity: 0.3}", set()),
     ("layers: {ground: sky, parts: [{disc: {diameter: 9, color: glow}}]}", {"night", "dawn", "glow"})],
)  # fmt: skip
def test_ornaments_and_gradients_are_behind_the_text_over_them(tmp_path, layout, behind):
    pairs = find_contrast_pairs(theme_of(tmp_path, f"{{{layout}}}"))
    assert {p.background for p in pairs if p.color == "white"} == behind


def test_chart_pairs_include_neighbours_and_labels(tmp_path):
    shared = "numbers: [90, 200], labels: [30, 40], number: figure, label: source, ink: ink"
    on_dawn = "{{column: [{{column: {{ground: dawn, parts: [{{chart: {{{}}}}}]}}}}]}}"
    tiles = find_contrast_pairs(theme_of(tmp_path, on_dawn.format(f"kind: tiles, colors: [accent, glow], {shared}")))
    assert {(p.background, p.ratio) for p in tiles if p.color == "ink"} >= {("accent", 4.5), ("glow", 4.5)}
    assert {(p.color, p.ratio) for p in tiles if p.background == "dawn"} == {("accent", 3.0), ("glow", 3.0)}
    bars = find_contrast_pairs(
        theme_of(tmp_path, on_dawn.format(f"kind: bars, colors: [accent], rest: glow, {shared}"))
    )
    assert {(p.color, p.ratio) for p in bars if p.background == "dawn"} == {("accent", 3.0), ("ink", 4.5)}
    assert {(p.color, p.ratio) for p in bars if p.background == "glow"} == {("accent", 3.0)}
    pills = find_contrast_pairs(theme_of(tmp_path, on_dawn.format("kind: pills, color: accent, rest: soft")))
    assert {(p.color, p.ratio) for p in pills if p.background == "dawn"} == {("accent", 3.0), ("soft", 3.0)}
    strip = find_contrast_pairs(
        theme_of(tmp_path, "{column: [{column: {ground: dawn, parts: [{strip: {color: accent}}]}}]}")
    )
    assert {(p.color, p.ratio) for p in strip if p.background == "dawn"} == {("accent", 3.0)}


def test_cards_of_a_set_alternate_colours(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text('extends: statement\npalette: {field: ["#111111", "#222222"]}', "utf-8")
    theme = read_theme(str(path))
    fields = [str(resolve(replace(card(), index=i, total=3), theme)[0]["field"]) for i in range(3)]
    assert fields == ["#111111", "#222222", "#111111"]


def test_illegible_brand_colour_is_adjusted_with_a_warning(statement):
    palette, messages = resolve(card(brand=RED), statement)
    adjusted = palette["accent"]
    for background in ("field", "disc"):
        assert contrast_ratio(adjusted.luminance, palette[background].luminance) >= 4.5
    assert messages == [f"accent #e4002b on disc 2.9:1 → {adjusted} 4.6:1"]


def test_legible_brand_colour_is_unchanged(statement):
    palette, messages = resolve(card(brand=Brand("X", colors=(("accent", parse_color("#ffd447")),))), statement)
    assert str(palette["accent"]) == "#ffd447"
    assert messages == []


@pytest.mark.parametrize("background", ["#ffd447", "#e4002b", "#808080", "#ffffff", "#000000", "#0b4fb3"])
def test_text_is_legible_on_any_background_of_a_brand(statement, background):
    brand = Brand("X", colors=(("field", parse_color(background)), ("disc", parse_color(background))))
    palette, messages = resolve(card(brand=brand), statement)
    for pair in find_contrast_pairs(statement):
        assert contrast_ratio(palette[pair.color].luminance, palette[pair.background].luminance) >= pair.ratio, pair
    assert bool(messages) is (background not in ("#000000",))


@pytest.mark.parametrize("size", SHAPES)
def test_card_with_an_adjusted_palette_has_one_warning_and_no_error(lay_out, size):
    scene = lay_out(card(brand=RED), size)
    assert [(p.severity, p.field) for p in scene.problems] == [("warning", "brand.colors.accent")]
    assert check_scene(scene) == ()


# --- colours from the photograph


def test_colours_come_from_the_photograph_if_the_theme_says_so(tmp_path):
    for color in ("#2040c0", "#c04020", "#20a040", "#808080"):
        palette, _ = resolve(card(image=photo(tmp_path, (64, 64), color)), PHOTOGRAPH)
        dark, accent = palette["dark"], palette["accent"]
        assert contrast_ratio(1.0, dark.luminance) >= 17.5
        assert contrast_ratio(accent.luminance, dark.luminance) >= 9
        strongest = max(range(3), key=lambda part: parse_color(color).rgb[part])
        assert dark.rgb[strongest] == max(dark.rgb)
    plain, _ = resolve(card(), PHOTOGRAPH)
    assert (str(plain["dark"]), str(plain["accent"])) == ("#0c1208", "#ffdf8e")


# --- logos in two tones


def logo(folder, color):
    bar = f'<rect width="30" height="10" fill="{color}"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">{bar}</svg>'
    (folder / f"{color[1:]}.svg").write_text(drawing)
    return read_logo_key(folder / f"{color[1:]}.svg")


@pytest.mark.parametrize("size", SHAPES)
def test_logo_with_more_contrast_is_shown(lay_out, tmp_path, size):
    light, dark = logo(tmp_path, "#ffffff"), logo(tmp_path, "#34112f")
    for first, second in ((light, dark), (dark, light)):
        scene = lay_out(card(brand=Brand("X", logo=first, other_logo=second)), size)
        assert [p.photo for p in pictures(scene)] == [light]
        assert scene.problems == ()
        assert texts(scene, "brand") == []


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("name", ["series", "contrast"])
def test_logo_with_more_contrast_is_shown_on_every_card_of_a_set(lay_out, tmp_path, name, size):
    light, dark = logo(tmp_path, "#ffffff"), logo(tmp_path, "#000000")
    for index in range(4):
        made = card(brand=Brand("X", logo=light, other_logo=dark))
        scene = lay_out(replace(made, index=index, total=4), size, read_theme(name))
        assert [p.photo for p in pictures(scene)] == [dark if name == "series" else light]
        assert scene.problems == ()


def test_brand_colours_leave_the_bars_of_a_chart_visible(lay_out):
    counts = Chart(counts=(Count(171, prose("have signed")), Count(21, prose("have not"))))
    brand = Brand("X", colors=(("cool", parse_color("#203040")), ("panel", parse_color("#606060"))))
    scene = lay_out(card("Some have, some have not.", chart=counts, brand=brand), theme=read_theme("data"))
    assert any("cool #203040" in p.message for p in scene.problems)
    assert [p for p in (*scene.problems, *check_scene(scene)) if p.field == "chart"] == []


def test_logo_with_low_contrast_gives_a_warning(lay_out, tmp_path):
    scene = lay_out(card(brand=Brand("X", logo=logo(tmp_path, "#451a3e"))))
    assert [str(p) for p in scene.problems] == [
        "warning: brand.logo: the logo's contrast of 1.2:1 is under 3:1\n"
        "    hint: give it in two tones: `logo: {light: …, dark: …}`"
    ]


@pytest.mark.parametrize(("alpha", "seen"), [(0.05, False), (0.2, False), (0.45, True), (1, True)])
def test_translucent_logo_is_judged_by_its_composited_colour(lay_out, tmp_path, alpha, seen):
    path = tmp_path / "faint.png"
    Pixels.new("RGBA", (300, 100), (255, 255, 255, round(alpha * 255))).save(path)
    scene = lay_out(card(brand=Brand("X", logo=read_logo_key(path))))
    assert (not [p for p in scene.problems if p.field == "brand.logo"]) == seen


def test_logo_on_a_photograph_gets_a_scrim(lay_out, tmp_path):
    white = Pixels.new("RGB", (1600, 1600), "white")
    white.paste("#f0f0f0", (700, 700, 900, 900))   # something visible
    white.save(tmp_path / "white.png")
    brand = Brand("X", logo=logo(tmp_path, "#fffff0"))
    scene = lay_out(card(image=Image(read_photo_key(tmp_path / "white.png")), brand=brand), theme=PHOTOGRAPH)
    assert scene.problems == ()
    assert check_scene(scene) == ()
