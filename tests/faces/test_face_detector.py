"""Faces are found where they are, nothing else is taken for one, and the proposed focus keeps them on every card."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
import skimage.data
from PIL import Image as Pixels
from support.cards import SHAPES, card, pictures
from support.placed_faces import EXTENTS, FACE, POSITIONS, SIDES, PlacedFace, background, place_face

from factcards.faces import FaceDetector, propose_focus
from factcards.graphics.geometry import Rect
from factcards.layout import lay_out_card
from factcards.model.assets import Assets
from factcards.model.cards import Image
from factcards.model.sizes import find_size
from factcards.photos import PhotoKey, PhotoLibrary
from factcards.photos.photo_files import read_photo_key
from factcards.read.themes.theme_reader import list_theme_names, read_theme

pytest.importorskip("dlib", reason="no wheel of dlib-bin for this machine")
PHOTOS = Path(__file__).parents[2] / "cards" / "end-sex-trafficking" / "photos"
PLACES = list(product(EXTENTS, SIDES, POSITIONS))
SAMPLE = [(list(EXTENTS)[n % 3], SIDES[n // 3], at) for n, at in enumerate(POSITIONS)]
"""Each position once, and each width of the face in each form of photograph."""


@pytest.fixture(scope="module")
def detector() -> FaceDetector:
    return FaceDetector()


def save(image: Pixels.Image, folder: Path) -> PhotoKey:
    image.save(folder / "photo.png")
    return read_photo_key(folder / "photo.png")


def check_placed(placed: PlacedFace, detector: FaceDetector, assets: Assets, sizes: tuple[str, ...]) -> None:
    """Fail unless the proposed focus is in the face and the face in the crop of each theme, in each of the sizes."""
    photo, face = placed
    focus = propose_focus(detector.find_faces(photo, assets.photos), photo)
    assert focus
    assert face.contains(Rect(focus[0] * photo.width, focus[1] * photo.height, 0, 0))
    local = card(image=Image(photo, focus=focus))
    for theme, size in product(list_theme_names(), sizes):
        shown = pictures(lay_out_card(local, read_theme(theme), find_size(size), assets))
        assert shown
        assert all(picture.crop.contains(face) for picture in shown if picture.photo == photo), (theme, size)


@pytest.mark.parametrize("number", range(len(SAMPLE)))
def test_a_face_stays_in_the_crops_around_its_focus(number, detector, assets, tmp_path):
    check_placed(place_face(tmp_path, *SAMPLE[number]), detector, assets, (SHAPES[number % 4],))


@pytest.mark.once
@pytest.mark.parametrize("place", PLACES)
def test_a_face_at_any_place_stays_in_the_crops_of_every_theme_and_shape(place, detector, assets, tmp_path):
    check_placed(place_face(tmp_path, *place), detector, assets, SHAPES)


@pytest.mark.parametrize("name", ["chelsea", "coffee", "rocket"])
def test_a_photograph_without_a_face_has_none(name, detector, tmp_path):
    photo = save(Pixels.fromarray(getattr(skimage.data, name)()), tmp_path)
    assert detector.find_faces(photo, PhotoLibrary()) == ()
    assert propose_focus((), photo) is None


@pytest.mark.parametrize("name", ["dawn.jpg", "mountain-path.jpg"])
def test_our_landscapes_have_no_face(name, detector):
    assert detector.find_faces(read_photo_key(PHOTOS / name), PhotoLibrary()) == ()


def test_the_box_of_a_face_is_where_the_face_is(detector, tmp_path):
    photo = save(Pixels.fromarray(skimage.data.astronaut()), tmp_path)
    (box,) = detector.find_faces(photo, PhotoLibrary())
    left, top, side = FACE
    assert (box.x, box.y, box.width, box.height) == pytest.approx((left, top, side, side), abs=10)


def test_faces_are_found_on_tilted_transparent_and_turned_photographs(detector, tmp_path):
    person = Pixels.fromarray(skimage.data.astronaut())
    for angle in (-20, 20):
        tilted = person.rotate(angle, Pixels.Resampling.BICUBIC, fillcolor="#888888")
        assert len(detector.find_faces(save(tilted, tmp_path), PhotoLibrary())) == 1
    clear = person.convert("RGBA")
    clear.putalpha(220)
    assert len(detector.find_faces(save(clear, tmp_path), PhotoLibrary())) == 1
    exif = Pixels.Exif()
    exif[0x0112] = 6   # to be shown turned by 90° clockwise
    person.transpose(Pixels.Transpose.ROTATE_90).save(tmp_path / "turned.jpg", exif=exif, quality=95)
    (box,) = detector.find_faces(read_photo_key(tmp_path / "turned.jpg"), PhotoLibrary())
    assert box.x + box.width / 2 == pytest.approx(FACE[0] + FACE[2] / 2, abs=10)


def test_the_largest_of_two_faces_is_first(detector, tmp_path):
    first, second = (Pixels.open(place_face(tmp_path, "wide", side, (at, 0.5)).photo.file)
                     for side, at in ((0.07, 0.25), (0.11, 0.75)))  # fmt: skip
    both = background(EXTENTS["wide"])
    both.paste(first.crop((0, 0, 900, 800)), (0, 0))
    both.paste(second.crop((900, 0, 1800, 800)), (900, 0))
    boxes = detector.find_faces(save(both, tmp_path), PhotoLibrary())
    assert [box.x + box.width / 2 for box in boxes] == pytest.approx([1350, 450], abs=30)


def test_a_long_narrow_photograph_is_searched(detector, tmp_path):
    assert detector.find_faces(save(Pixels.new("RGB", (3000, 20), "gray"), tmp_path), PhotoLibrary()) == ()
