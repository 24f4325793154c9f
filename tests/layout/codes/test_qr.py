"""Codes: the smallest version, the best mask, whole pixels, and a refusal with a number if modules are too small."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image
from qrcode import constants
from qrcode.main import QRCode

from factcards.graphics.geometry import Point
from factcards.layout.codes.qr import QUIET_ZONE, find_longest_link, fit_module, make_code, path_of_code

LINKS = [
    "https://a.org/x",
    "https://equalitynow.org/act",
    "HTTPS://EXAMPLE.ORG/ACT",
    "https://example.org/act?utm_source=instagram&utm_medium=card&utm_content=ninety-six-percent-ar",
    "tel:+12025550123",
    "mailto:act@example.org?subject=%D8%A7",
    "https://example.org/" + "long/" * 60,
]
LEVELS = {"M": constants.ERROR_CORRECT_M, "Q": constants.ERROR_CORRECT_Q, "H": constants.ERROR_CORRECT_H}


def draw(modules, pixels: int = 6) -> Image.Image:
    count = len(modules)
    bits = Image.new("L", (count + 2 * QUIET_ZONE, count + 2 * QUIET_ZONE), 255)
    bits.putdata([0 if dark else 255 for row in padded(modules) for dark in row])
    return bits.resize((bits.width * pixels, bits.height * pixels), Image.Resampling.NEAREST)


def padded(modules):
    empty = [False] * (len(modules) + 2 * QUIET_ZONE)
    sides = [False] * QUIET_ZONE
    return [empty] * QUIET_ZONE + [[*sides, *row, *sides] for row in modules] + [empty] * QUIET_ZONE


def library_code(link: str, level: str, version: int | None, mask: int | None = None):
    code = QRCode(version=version, error_correction=LEVELS[level], border=0, mask_pattern=mask)
    code.add_data(link)
    code.make(fit=version is None)
    return code


def penalty(grid) -> int:
    """Return the penalty of ISO/IEC 18004, 7.8.3, counted cell by cell."""
    count, total = len(grid), 0
    for lines in (grid, list(zip(*grid, strict=True))):
        for line in lines:
            text = "".join("01"[cell] for cell in line)
            for run in text.replace("01", "0 1").replace("10", "1 0").split():
                total += max(0, len(run) - 2) if len(run) >= 5 else 0
            total += sum(40 * text.startswith(p, at) for at in range(count) for p in ("10111010000", "00001011101"))
    for y in range(count - 1):
        for x in range(count - 1):
            total += 3 * (grid[y][x] == grid[y][x + 1] == grid[y + 1][x] == grid[y + 1][x + 1])
    dark = 100 * sum(map(sum, grid)) / count**2
    return total + 10 * int(abs(dark - 50) / 5)


@pytest.mark.parametrize("link", LINKS)
def test_a_code_is_read_back(link):
    code = make_code(link)
    assert [found.text for found in zxingcpp.read_barcodes(draw(code.modules))] == [link]


@pytest.mark.parametrize("link", LINKS)
def test_a_code_has_the_smallest_version_and_its_highest_level(link):
    code = make_code(link)
    assert code.side_modules == 17 + 4 * code.version
    assert code.version == library_code(link, "M", None).version
    for higher in "MQH"["MQH".index(code.level) + 1 :]:
        assert library_code(link, higher, None).version > code.version
    assert library_code(link, code.level, None).version == code.version


@pytest.mark.parametrize("link", LINKS[:5])
def test_the_mask_has_the_smallest_penalty(link):
    code = make_code(link)
    every = [library_code(link, code.level, code.version, mask).get_matrix() for mask in range(8)]
    penalties = [penalty(grid) for grid in every]
    best = every[penalties.index(min(penalties))]
    assert code.modules == tuple(tuple(map(bool, row)) for row in best)


def test_a_link_that_no_code_holds_is_refused_with_the_length_that_fits():
    with pytest.raises(ValueError) as caught:
        make_code("https://example.org/" + "x" * 2980)
    assert str(caught.value) == "the link has 3,000 characters, expected 2,331 at most"


def test_modules_are_whole_pixels_as_large_as_fit():
    code = make_code("https://equalitynow.org/act")
    assert code.side_modules == 29
    assert fit_module(code, 264) == 7
    assert fit_module(code, 264, quiet=0) == 9
    assert fit_module(code, 5000, largest=8) == 8
    assert fit_module(code, 37 * 4) == 4
    assert fit_module(code, 37 * 4 - 1) is None


@pytest.mark.parametrize("space", [100, 148, 200, 264, 300, 348])
@pytest.mark.parametrize("quiet", [0, QUIET_ZONE])
def test_the_longest_link_fits_and_one_character_more_does_not(space, quiet):
    longest = find_longest_link(space, quiet)
    link = "https://example.org/" + "y" * 3000
    if longest:
        assert fit_module(make_code(link[:longest]), space, quiet=quiet) is not None
    assert fit_module(make_code(link[: longest + 1]), space, quiet=quiet) is None


def test_the_path_contains_the_dark_modules_and_begins_with_the_corner():
    code = make_code("https://equalitynow.org/act")
    path = path_of_code(code, Point(40, 60), 6)
    rects = path.rects()
    assert rects is not None
    first = rects[0]
    assert (first.x, first.y, first.width, first.height) == (40, 60, 42, 6)
    seen = [[False] * code.side_modules for _ in range(code.side_modules)]
    for rect in rects:
        row = int(rect.y - 60) // 6
        for column in range(int(rect.x - 40) // 6, int(rect.right - 40) // 6):
            assert not seen[row][column]
            seen[row][column] = True
    assert tuple(map(tuple, seen)) == code.modules
    assert all(value == int(value) for value in path.points)
