"""Gradients: each pixel has the colour at its centre, whatever the direction of the gradient."""

from __future__ import annotations

import math
import random

import pytest
from PIL import Image

from factcards.graphics.color import Color, Gradient, color_at
from factcards.graphics.gradients import composite_gradient, draw_gradient, draw_gradient_uncached, is_transparent

RED_TO_BLUE = ((0.0, Color(250, 10, 0)), (1.0, Color(0, 10, 250)))


def expected(gradient: Gradient, x: float, y: float) -> tuple[float, ...]:
    dx, dy = gradient.end[0] - gradient.start[0], gradient.end[1] - gradient.start[1]
    along = ((x - gradient.start[0]) * dx + (y - gradient.start[1]) * dy) / (dx * dx + dy * dy)
    return color_at(gradient, along)


@pytest.mark.parametrize("degrees", range(0, 360, 15))
@pytest.mark.parametrize("box", [(0, 0, 90, 60), (-30, 15, 40, 200)])
def test_each_pixel_has_the_colour_of_its_middle(degrees, box):
    turn = math.radians(degrees)
    far = (round(40 + 70 * math.cos(turn), 6), round(30 + 70 * math.sin(turn), 6))
    gradient = Gradient((40, 30), far, RED_TO_BLUE)
    image, alpha = draw_gradient(gradient, box)
    assert alpha is None
    for x in range(0, box[2] - box[0], 7):
        for y in range(0, box[3] - box[1], 7):
            wanted = expected(gradient, box[0] + x + 0.5, box[1] + y + 0.5)
            # along a diagonal, a pixel may have the colour of half a pixel further on: 250 / 70 / 2
            assert all(abs(a - b) <= 2.5 for a, b in zip(image.getpixel((x, y)), wanted[:3], strict=True))


def test_colours_are_constant_outside_the_stops_and_interpolated_between():
    gradient = Gradient((0, 0), (1, 0), ((0.25, Color(0, 0, 0)), (0.75, Color(200, 100, 0, 55))))
    assert color_at(gradient, -3) == color_at(gradient, 0.25) == (0, 0, 0, 255)
    assert color_at(gradient, 0.5) == (100, 50, 0, 155)
    assert color_at(gradient, 0.75) == color_at(gradient, 9) == (200, 100, 0, 55)


def test_a_hard_edge_of_two_stops_at_one_place():
    gradient = Gradient(
        (0, 0), (0, 10), ((0, Color(0, 0, 0)), (0.5, Color(0, 0, 0)), (0.5, Color(255, 0, 0)), (1, Color(255, 0, 0)))
    )
    image, _ = draw_gradient(gradient, (0, 0, 1, 10))
    assert [image.getpixel((0, y))[0] for y in range(10)] == [0] * 5 + [255] * 5


def test_opacity_is_returned_as_a_separate_mask():
    gradient = Gradient((0, 0), (0, 255), ((0, Color(9, 9, 9, 0)), (1, Color(9, 9, 9, 255))))
    image, alpha = draw_gradient(gradient, (0, 0, 3, 255))
    assert image.getcolors() == [(3 * 255, (9, 9, 9))]
    assert [alpha.getpixel((1, y)) for y in range(0, 255, 50)] == [0, 50, 100, 150, 200, 250]


ENDS = (((10, 0), (90, 0)), ((90, 0), (10, 0)), ((0, 70), (0, 5)), ((3.5, 0), (60.25, 0)), ((10, 20), (80, 50)))


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("is_radial", [False, True])
@pytest.mark.parametrize("box", [(0, 0, 100, 80), (-20, 10, 15, 30), (50, 40, 120, 90), (95, 75, 99, 79)])
def test_the_opacity_of_one_colour_is_that_of_many(ends, is_radial, box):
    """Alpha alone is drawn faster, and colours between whole pixels are computed once: neither changes a pixel."""
    if is_radial and 0 in (ends[0][0] - ends[1][0], ends[0][1] - ends[1][1]):
        ends = ((10, 20), (80, 50))
    alphas = ((0.1, 250), (0.3, 200), (0.8, 30), (1.0, 0))
    one = Gradient(*ends, tuple((at, Color(10, 20, 30, alpha)) for at, alpha in alphas), is_radial=is_radial)
    many = Gradient(*ends, tuple((at, Color(255 - alpha, 20, 30, alpha)) for at, alpha in alphas), is_radial=is_radial)
    image, alpha = draw_gradient_uncached(one, box)
    assert image.getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), (10, 20, 30))]
    assert alpha.tobytes() == draw_gradient_uncached(many, box)[1].tobytes()


@pytest.mark.parametrize("last", [Color(10, 20, 30, 0), Color(90, 0, 0, 0), Color(90, 0, 0)])
def test_compositing_a_gradient_blends_it_as_pillow_does(last):
    gradient, box = Gradient((0, 0), (100, 0), ((0, Color(10, 20, 30)), (1, last))), (20, 5, 90, 40)
    below = Image.radial_gradient("L").resize((70, 35)).convert("RGB")
    image, alpha = draw_gradient_uncached(gradient, box)
    wanted = Image.composite(image, below, alpha) if alpha else image
    composite_gradient(below, gradient, box)
    assert below.tobytes() == wanted.tobytes()


def test_a_gradient_without_length_is_its_last_colour():
    image, _ = draw_gradient(Gradient((5, 5), (5, 5), RED_TO_BLUE), (0, 0, 4, 3))
    assert image.getcolors() == [(12, (0, 10, 250))]


@pytest.mark.parametrize("end", [(90, 50), (-60, 80), (130, -40)])
def test_radial_gradient_spreads_in_ellipses(end):
    start, stops = (40, 20), ((0.0, Color(250, 10, 0)), (0.5, Color(200, 10, 90)), (1.0, Color(0, 10, 250)))
    gradient = Gradient(start, end, stops, is_radial=True)
    image, _ = draw_gradient(gradient, (-30, -15, 120, 90))
    for x in range(0, 150, 7):
        for y in range(0, 105, 7):
            across = (x - 30 + 0.5 - start[0]) / (end[0] - start[0])
            down = (y - 15 + 0.5 - start[1]) / (end[1] - start[1])
            wanted = color_at(gradient, math.hypot(across, down))
            # squared offsets have 1024 steps, which are coarse near the middle
            assert all(abs(a - b) <= 4 for a, b in zip(image.getpixel((x, y)), wanted[:3], strict=True))


def test_radial_gradient_without_a_radius_is_its_last_colour():
    image, _ = draw_gradient(Gradient((5, 5), (9, 5), RED_TO_BLUE, is_radial=True), (0, 0, 4, 3))
    assert image.getcolors() == [(12, (0, 10, 250))]


@pytest.mark.parametrize("box", [(0, 0, 9, 7), (20, 30, 60, 44), (47, 33, 70, 52), (60, 45, 99, 80), (-9, 10, 130, 11)])
def test_radial_gradient_is_exact_at_every_offset(box):
    stops = ((0.0, Color(7, 10, 0, 200)), (0.6, Color(7, 240, 90, 30)), (1.0, Color(7, 0, 250, 90)))
    image, alpha = draw_gradient(Gradient((0, 0), (90, 70), stops, is_radial=True), box)
    assert alpha is not None
    for x in range(box[2] - box[0]):
        for y in range(box[3] - box[1]):
            across, down = ((box[0] + x + 0.5) / 90) ** 2, ((box[1] + y + 0.5) / 70) ** 2
            # squares have steps of 1/65536, their sum has steps of 1/1024
            step = min(65535, int(across * 65536) + int(down * 65536)) // 64
            wanted = tuple(map(round, color_at(Gradient((0, 0), (1, 0), stops), math.sqrt(step / 1024))))
            assert (*image.getpixel((x, y)), alpha.getpixel((x, y))) == wanted


@pytest.mark.parametrize("round_", [False, True])
def test_gradient_reported_as_transparent_shows_nothing(round_):
    chance, clear, hidden = random.Random(4), 0, 0
    for _ in range(600):
        start, end = ((chance.uniform(-20, 120), chance.uniform(-20, 120)) for _ in range(2))
        ends = chance.choice([(start, end), (start, (start[0], end[1])), (start, (end[0], start[1]))])
        steps = sorted(chance.random() for _ in range(4))
        alphas = chance.choice([(200, 90, 0, 0), (0, 0, 90, 200), (0, 80, 80, 0), (0, 0, 0, 0), (9, 8, 7, 6)])
        stops = tuple((at, Color(10, 20, 30, alpha)) for at, alpha in zip(steps, alphas, strict=True))
        gradient = Gradient(*ends, stops, is_radial=round_)
        left, top = chance.randint(0, 90), chance.randint(0, 90)
        box = (left, top, left + chance.randint(1, 30), top + chance.randint(1, 30))
        alpha = draw_gradient_uncached(gradient, box)[1]
        shown = alpha is None or alpha.getextrema() != (0, 0)
        assert not (is_transparent(gradient, box) and shown), (gradient, box)
        clear, hidden = clear + is_transparent(gradient, box), hidden + (not shown)
    assert clear > hidden / 4 > 20, "much of what does not show is known not to"
