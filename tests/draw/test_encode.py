"""Files: the pixels come back, the description is inside, and no byte depends on when or where they were made."""

from __future__ import annotations

import struct
import zlib

import pytest
from PIL import Image, ImageChops, ImageStat

from factcards.draw.encode import encode_jpeg, encode_png, encode_webp

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


@pytest.mark.parametrize("image", [flat(), shaded(), flat(1, 1), shaded(3, 900), shaded(1000, 2), flat(64, 25)])
def test_a_png_holds_the_pixels_exactly(image):
    found = opened(encode_png(image, ALT))
    assert found.mode == "RGB"
    assert found.size == image.size
    assert found.tobytes() == image.tobytes()


def test_a_png_says_what_it_shows_and_that_it_is_srgb_and_no_time():
    data = encode_png(flat(), ALT)
    assert [name for name, _ in chunks(data)] == [b"IHDR", b"sRGB", b"iTXt", b"IDAT", b"IEND"]
    assert opened(data).text["Description"] == ALT
    assert b"iTXt" not in encode_png(flat(), "")


def filters(data: bytes, width: int) -> set[int]:
    rows = zlib.decompress(next(body for name, body in chunks(data) if name == b"IDAT"))
    return set(rows[:: width * 3 + 1])


def test_the_filter_is_the_one_that_deflates_better():
    assert filters(encode_png(shaded(), ""), 300) == {2}
    stripes = Image.effect_noise((300, 1), 90).resize((300, 200)).convert("RGB").transpose(Image.Transpose.ROTATE_90)
    assert filters(encode_png(stripes, ""), 200) <= {0, 2}
    small = [len(encode_png(image, "")) for image in (flat(), shaded())]
    assert small[0] < 2000
    assert small[1] < 300 * 200 * 3 / 5


@pytest.mark.parametrize(("encode", "kind"), [(encode_jpeg, "JPEG"), (encode_webp, "WEBP")])
def test_jpeg_and_webp_hold_nearly_the_pixels_and_the_description(encode, kind):
    found = opened(encode(shaded(), ALT))
    assert found.format == kind
    assert found.mode == "RGB"
    assert max(ImageStat.Stat(ImageChops.difference(found, shaded())).mean) < 3
    exif = found.getexif()
    assert exif[0x010E].encode("latin-1").decode() == ALT or exif[0x010E] == ALT
    assert exif.get_ifd(0x8769)[0xA001] == 1


def test_a_jpeg_keeps_all_of_its_colours():
    assert opened(encode_jpeg(flat(), ALT)).layer == [(1, 1, 1, 0), (2, 1, 1, 1), (3, 1, 1, 1)]


@pytest.mark.parametrize("encode", [encode_jpeg, encode_webp])
def test_a_very_long_description_is_shortened_and_not_cut_within_a_letter(encode):
    found = opened(encode(flat(), "é" * 50_000)).getexif()[0x010E]
    text = found if "é" in found else found.encode("latin-1").decode()
    assert text == "é" * 30_000


@pytest.mark.parametrize("encode", [encode_png, encode_jpeg, encode_webp])
def test_the_same_pixels_give_the_same_bytes(encode):
    assert encode(shaded(), ALT) == encode(shaded().copy(), ALT)
