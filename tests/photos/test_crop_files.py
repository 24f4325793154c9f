"""The bytes of a crop for PDF and SVG: what is shown, at its own resolution, without metadata."""

from __future__ import annotations

import hashlib
import io
import struct

import pytest
from PIL import Image, ImageChops, ImageFilter

from factcards.graphics.geometry import Rect
from factcards.photos import PhotoKey, PhotoLibrary
from factcards.photos.crop_files import JpegPicture
from factcards.photos.formats.jpeg import strip_jpeg
from factcards.photos.formats.profiles import profile_of_codes
from factcards.photos.photo_files import make_photo_key

WHOLE = Rect(0, 0, 400, 300)
PIXELS = Image.effect_noise((400, 300), 80).filter(ImageFilter.GaussianBlur(3))
IMAGE = Image.merge("RGB", (PIXELS, PIXELS.transpose(Image.Transpose.ROTATE_180), ImageChops.invert(PIXELS)))
APPLICATION, COMMENT = range(0xE0, 0xF0), 0xFE


def encode(image: Image.Image = IMAGE, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def crop_file(data: bytes, crop: Rect = WHOLE, limit: tuple[int, int] = (4000, 3000)):
    key = make_photo_key(data, "photo")
    return PhotoLibrary(lambda _: data).crop_file(key, crop, limit)


def list_markers(data: bytes) -> list[int]:
    """Return the markers of a JPEG's segments up to its scan, read without our parser."""
    found, at = [], 2
    while data[at + 1] != 0xDA:
        found.append(data[at + 1])
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return found


def difference(first: Image.Image, second: Image.Image) -> int:
    return max(high for _, high in ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getextrema())


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 60, "subsampling": 2}])
def test_a_whole_upright_jpeg_is_passed_on_without_its_metadata(options):
    exif = Image.Exif()
    exif[0x010E] = "secret"
    data = encode(exif=exif, comment=b"secret", **options)
    found = crop_file(data)
    assert isinstance(found, JpegPicture)
    assert not set(list_markers(found.data)) & {*APPLICATION, COMMENT}
    assert b"secret" not in found.data
    assert difference(Image.open(io.BytesIO(found.data)), Image.open(io.BytesIO(data))) == 0


def test_grey_is_passed_on_as_grey():
    found = crop_file(encode(PIXELS))
    assert found.is_gray
    assert difference(Image.open(io.BytesIO(found.data)), Image.open(io.BytesIO(encode(PIXELS)))) == 0


def make_turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 3
    return encode(exif=exif, quality=95)


def make_wide_gamut() -> bytes:
    return encode(icc_profile=profile_of_codes(12, 13), quality=95)


@pytest.mark.parametrize(
    "data",
    [make_turned(), make_wide_gamut(), encode(IMAGE.convert("CMYK")), encode(keep_rgb=True), encode(kind="PNG")],
    ids=["turned", "wide gamut", "CMYK", "RGB without conversion", "PNG"],
)
def test_other_pictures_are_encoded_anew(data):
    found = crop_file(data)
    key = make_photo_key(data, "photo")
    shown = PhotoLibrary(lambda _: data).crop(key, WHOLE, 400, 300)
    assert isinstance(found, JpegPicture)
    assert list_markers(found.data) == [0xDB, 0xDB, 0xC0, 0xC4, 0xC4, 0xC4, 0xC4], "DQT, baseline, DHT"
    image = Image.open(io.BytesIO(found.data))
    assert image.mode == "RGB"
    assert image.layer[0][1:3] == (1, 1), "4:4:4"
    assert difference(image, shown) < 24


@pytest.mark.parametrize(
    ("crop", "limit", "size"),
    [
        (Rect(100, 50, 200, 150), (4000, 3000), (200, 150)),   # not enlarged
        (Rect(100, 50, 200, 150), (100, 75), (100, 75)),
        (WHOLE, (100, 75), (100, 75)),
        (Rect(0, 0, 400, 200), (1000, 500), (400, 200)),
    ],
)
def test_a_crop_has_its_own_pixels_but_no_more_than_the_limit(crop, limit, size):
    found = crop_file(encode(quality=95), crop, limit)
    assert Image.open(io.BytesIO(found.data)).size == (found.width, found.height) == size


def test_a_picture_that_is_not_opaque_keeps_its_alpha():
    image = IMAGE.copy()
    image.putalpha(PIXELS)
    found = crop_file(encode(image, "PNG"))
    assert found.mode == "RGBA"
    assert ImageChops.difference(found, image).getbbox() is None


def test_a_drawing_has_as_many_pixels_as_the_limit():
    data = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><circle r="1"/></svg>'
    key = PhotoKey(hashlib.sha256(data).hexdigest(), 1024, 512)
    assert PhotoLibrary(lambda _: data).crop_file(key, Rect(0, 0, 1024, 512), (3000, 1500)).size == (3000, 1500)


def test_a_crop_is_encoded_once():
    data, loads = encode(kind="PNG"), []
    library = PhotoLibrary(lambda _: loads.append(1) or data)
    key = make_photo_key(data, "photo")
    assert library.crop_file(key, WHOLE, (400, 300)) is library.crop_file(key, WHOLE, (400, 300))
    assert len(loads) == 1


def test_what_follows_the_end_is_left_out():
    data = encode()
    assert strip_jpeg(data + b"secret") == strip_jpeg(data)


def test_a_jpeg_whose_colours_need_adobes_segment_is_not_stripped():
    assert strip_jpeg(encode(keep_rgb=True)) is None
    assert strip_jpeg(encode(IMAGE.convert("CMYK"))) is None
