"""Encoded files: the pixels survive, the description is included, and no byte depends on time or machine."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib

import cv2
import numpy as np
import pytest
from PIL import Image, ImageChops, ImageStat

from factcards.draw import png_writer
from factcards.draw.color_table import IndexedImage
from factcards.draw.encoders import encode_jpeg, encode_webp
from factcards.draw.png_writer import encode_indexed_png, encode_png, encode_small_png

ALT = "النساء والفتيات: 96% – \N{SLIGHTLY SMILING FACE}"


def opened(data: bytes) -> Image.Image:
    import io

    return Image.open(io.BytesIO(data))


def flat(width: int = 300, height: int = 200) -> Image.Image:
    image = Image.new("RGB", (width, height), "#34112f")
    image.paste("#fbf5ec", (0, height // 2, width, height))
    return image


def shaded(width: int = 300, height: int = 200) -> Image.Image:
    bands = [Image.radial_gradient("L").resize((width, height)), Image.linear_gradient("L").resize((width, height))]
    return Image.merge("RGB", (*bands, ImageChops.invert(bands[0])))


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    found, at = [], 8
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", data, at + 8 + length)[0] == zlib.crc32(name + body)
        found.append((name, body))
        at += 12 + length
    return found


IMAGES = [flat(), shaded(), flat(1, 1), shaded(3, 900), shaded(1000, 2), flat(64, 25), shaded(1200, 1400)]


@pytest.mark.parametrize("image", IMAGES)
def test_a_png_holds_the_pixels_exactly(image):
    found = opened(encode_png(image, ALT))
    assert found.mode == "RGB"
    assert found.size == image.size
    assert found.tobytes() == image.tobytes()


def test_another_reader_sees_the_same_pixels():
    image = shaded(700, 900)
    read = cv2.imdecode(np.frombuffer(encode_png(image, ALT), np.uint8), cv2.IMREAD_COLOR_RGB)
    assert read.tobytes() == image.tobytes()


def test_a_small_png_is_smaller_and_the_same_picture():
    fast, small = encode_png(shaded(), ALT, 300), encode_small_png(shaded(), ALT, 300)
    assert len(small) < len(fast)
    assert opened(small).tobytes() == shaded().tobytes()
    assert [name for name, _ in chunks(small)] == [b"IHDR", b"sRGB", b"pHYs", b"iTXt", b"IDAT", b"IEND"]


def indexed(width: int = 300, height: int = 200) -> IndexedImage:
    """Return an image of 200 colours in random places."""
    colors = tuple((i, 255 - i, i * 7 % 256) for i in range(200))
    places = np.random.default_rng(16).integers(0, 200, (height, width), np.uint8)
    return IndexedImage(Image.fromarray(places), colors)


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("size", [(300, 200), (1, 1), (3, 900), (1000, 2), (1080, 1350)])
def test_two_readers_see_the_pixels_of_a_png_with_a_palette(size, small):
    picture = indexed(*size)
    data = encode_indexed_png(picture, ALT, 300, b"<x/>", small=small)
    found = opened(data)
    assert (found.mode, found.size) == ("P", size)
    assert found.convert("RGB").tobytes() == picture.to_rgb().tobytes()
    read = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB)
    assert read.tobytes() == picture.to_rgb().tobytes()
    names = [b"IHDR", b"sRGB", b"pHYs", b"PLTE", b"iTXt", b"iTXt", b"IDAT", b"IEND"]
    assert [name for name, _ in chunks(data)] == names
    assert (found.text["Description"], found.text["XML:com.adobe.xmp"]) == (ALT, "<x/>")
    assert round(found.info["dpi"][0]) == 300


def test_indexes_have_no_filter_and_the_stream_is_complete():
    picture = indexed(1080, 700)
    (stream,) = (body for name, body in chunks(encode_indexed_png(picture, "")) if name == b"IDAT")
    reader = zlib.decompressobj()
    rows = reader.decompress(stream)
    assert (reader.eof, reader.unused_data) == (True, b"")
    assert rows == b"".join(b"\0" + picture.image.tobytes()[i * 1080 : (i + 1) * 1080] for i in range(700))


def test_a_palette_makes_a_flat_picture_smaller():
    image = flat(1080, 1350)
    picture = IndexedImage(image.convert("L").point([int(v > 99) for v in range(256)]), ((52, 17, 47), (251, 245, 236)))
    assert picture.to_rgb().tobytes() == image.tobytes()
    fast = encode_indexed_png(picture, ALT)
    assert len(fast) < len(encode_png(image, ALT)) / 2
    assert len(encode_indexed_png(picture, ALT, small=True)) < len(fast)
    assert encode_indexed_png(picture, ALT) == fast


def test_png_has_a_description_and_srgb_but_no_time():
    data = encode_png(flat(), ALT)
    assert [name for name, _ in chunks(data)] == [b"IHDR", b"sRGB", b"iTXt", b"IDAT", b"IEND"]
    assert opened(data).text["Description"] == ALT
    assert b"iTXt" not in encode_png(flat(), "")


@pytest.mark.parametrize("image", [flat(), shaded(), shaded(700, 900)])
def test_all_rows_have_one_filter_and_the_stream_is_complete(image):
    (stream,) = (body for name, body in chunks(encode_png(image, "")) if name == b"IDAT")
    reader = zlib.decompressobj()
    rows = reader.decompress(stream)
    assert reader.eof
    assert reader.unused_data == b""
    assert len(rows) == image.height * (image.width * 3 + 1)
    assert set(rows[:: image.width * 3 + 1]) == {2}


def test_cached_band_has_the_same_bytes_as_a_new_one():
    image = shaded(1200, 1400)
    first = encode_png(image, ALT)
    before = png_writer._deflate.cache_info().hits
    assert encode_png(image, ALT) == first
    assert png_writer._deflate.cache_info().hits > before
    png_writer._deflate.cache_clear()
    assert encode_png(image, ALT) == first


@pytest.mark.parametrize(("encode", "kind"), [(encode_jpeg, "JPEG"), (encode_webp, "WEBP")])
def test_jpeg_and_webp_hold_nearly_the_pixels_and_the_description(encode, kind):
    found = opened(encode(shaded(), ALT))
    assert found.format == kind
    assert found.mode == "RGB"
    assert max(ImageStat.Stat(ImageChops.difference(found, shaded())).mean) < 3
    exif = found.getexif()
    assert exif[0x010E].encode("latin-1").decode() == ALT or exif[0x010E] == ALT
    assert exif.get_ifd(0x8769)[0xA001] == 1


def test_jpeg_has_no_chroma_subsampling():
    assert opened(encode_jpeg(flat(), ALT)).layer == [(1, 1, 1, 0), (2, 1, 1, 1), (3, 1, 1, 1)]


@pytest.mark.parametrize("encode", [encode_jpeg, encode_webp])
def test_a_very_long_description_is_shortened_and_not_cut_within_a_letter(encode):
    found = opened(encode(flat(), "é" * 50_000)).getexif()[0x010E]
    text = found if "é" in found else found.encode("latin-1").decode()
    assert text == "é" * 30_000


@pytest.mark.parametrize("encode", [encode_png, encode_jpeg, encode_webp])
def test_the_same_pixels_give_the_same_bytes(encode):
    assert encode(shaded(), ALT) == encode(shaded().copy(), ALT)


def test_without_the_fast_libraries_the_picture_is_the_same():
    code = (
        "import sys; sys.modules['isal'] = None\n"
        "from PIL import Image; from factcards.draw.png_writer import encode_png\n"
        "image = Image.linear_gradient('L').convert('RGB')\n"
        "sys.stdout.buffer.write(encode_png(image, 'x'))"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    assert opened(made).tobytes() == Image.linear_gradient("L").convert("RGB").tobytes()
