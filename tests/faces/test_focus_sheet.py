"""The sheet of proposals: its rows, its limits, the same bytes each time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from factcards.errors import FactcardsError, Place
from factcards.faces import FocusProposal, UnfocusedPhoto, draw_focus_sheet
from factcards.graphics.geometry import Rect
from factcards.photos import PhotoKey
from factcards.photos.photo_files import read_photo_key


@pytest.fixture
def photo(tmp_path: Path) -> PhotoKey:
    """Return a photograph that is red at the left and blue at the right."""
    image = Image.new("RGB", (1600, 800), "#c00000")
    image.paste("#0000c0", (800, 0, 1600, 800))
    image.save(tmp_path / "a.png")
    return read_photo_key(tmp_path / "a.png")


def propose(photo: PhotoKey, focus: tuple[float, float] | None) -> FocusProposal:
    faces = (Rect(1200, 300, 200, 200),) if focus else ()
    return FocusProposal(UnfocusedPhoto(photo, Place("a.yaml", 2, 8), "image", "", False), faces, focus)


def test_the_crops_are_around_the_focus(photo, assets):
    with Image.open(io.BytesIO(draw_focus_sheet([propose(photo, (0.8, 0.5))], "png", assets))) as sheet:
        crops = [sheet.getpixel((x, 250)) for x in (660, 940, 1250, 1850)]
    red, blue = (192, 0, 0), (0, 0, 192)
    assert crops == [blue, blue, red, blue]   # the portrait, the square, and both ends of the landscape


def test_a_photograph_without_a_face_is_shown_without_crops(photo, assets):
    with Image.open(io.BytesIO(draw_focus_sheet([propose(photo, None)], "png", assets))) as sheet:
        assert sheet.getpixel((80, 200)) == (192, 0, 0)
        assert sheet.getpixel((660, 250)) == (228, 228, 226)


def test_the_same_proposals_give_the_same_file(photo, assets):
    proposals = [propose(photo, (0.8, 0.5)), propose(photo, None)]
    first, second = (draw_focus_sheet(proposals, "jpeg", assets) for _ in range(2))
    assert first == second
    with Image.open(io.BytesIO(first)) as sheet:
        assert sheet.format == "JPEG"
        assert sheet.getexif()[0x010E] == "The proposed focus of 2 photographs"


def test_a_sheet_that_would_be_too_large_is_refused(photo, assets):
    with pytest.raises(FactcardsError, match=r"the sheet of 200 photographs would be [\d,]+ pixels high") as raised:
        draw_focus_sheet([propose(photo, None)] * 200, "jpeg", assets)
    assert raised.value.problems[0].hint == "name one set, or one card"
