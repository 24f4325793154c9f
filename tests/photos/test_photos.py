"""Photographs: refusals with their messages, orientation, and measured colours."""

from __future__ import annotations

import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageOps

from factcards.errors import SceneError
from factcards.graphics.geometry import Rect
from factcards.photos import PhotoKey, PhotoLibrary
from factcards.photos.color_bounds import Rgb, find_darkest, find_lightest
from factcards.photos.photo_files import read_photo_key


def corners(width: int = 60, height: int = 40) -> Image.Image:
    """Return a picture that shows its rotation by a different colour in each quarter."""
    image = Image.new("RGB", (width, height))
    half = (width // 2, height // 2)
    for x, y, color in ((0, 0, "red"), (1, 0, "lime"), (0, 1, "blue"), (1, 1, "white")):
        image.paste(color, (x * half[0], y * half[1], (x + 1) * half[0], (y + 1) * half[1]))
    return image


def noise(width: int, height: int, seed: int = 1) -> Image.Image:
    chance = random.Random(seed)
    return Image.frombytes("RGB", (width, height), chance.randbytes(width * height * 3))


def save(folder: Path, image: Image.Image, name: str = "a.png", **options: object) -> PhotoKey:
    image.save(folder / name, **options)
    return read_photo_key(folder / name)


def whole(key: PhotoKey) -> Rect:
    return Rect(0, 0, key.width, key.height)


def show(key: PhotoKey) -> Image.Image:
    return PhotoLibrary().crop(key, whole(key), key.width, key.height)


def png(width: int, height: int, depth: int, kind: int, packed: bytes, *more: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of these compressed rows, with other chunks before them."""
    head = struct.pack(">2I5B", width, height, depth, kind, 0, 0, 0)
    chunks = ((b"IHDR", head), *more, (b"IDAT", packed), (b"IEND", b""))
    whole = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(whole)


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of few bytes whose header states a very large size."""
    return png(width, height, 8, 2, zlib.compress(bytes(99)))


EXPECTED = "expected a JPEG, PNG, WebP or AVIF picture"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", f"the file is empty; {EXPECTED}"),
        (
            b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n",
            f"the file is not a picture that can be used: it holds a PostScript drawing (EPS); {EXPECTED}",
        ),
        (b"GIF89a" + bytes(40), f"the file is not a picture that can be used: it holds a GIF picture; {EXPECTED}"),
        (b"\n<svg/>", f"the file is not a picture that can be used: it holds a text in XML, perhaps SVG; {EXPECTED}"),
        (b"hello", f"the file is not a picture that can be used: it holds something else or broken; {EXPECTED}"),
        (bomb(9500, 9500), "the picture has 9500 × 9500 pixels; expected 89 megapixels at most"),
        (bomb(60000, 60000), "the picture has 60000 × 60000 pixels; expected 89 megapixels at most"),
        (bomb(9450, 9450), "the picture has 9450 × 9450 pixels; expected 89 megapixels at most"),
    ],
    ids=["empty", "eps", "gif", "svg", "text", "bomb", "large bomb", "a little too large"],
)
def test_file_that_is_not_a_picture_is_refused_with_a_description(tmp_path, data, message):
    path = tmp_path / "a.png"
    path.write_bytes(data)
    with pytest.raises(ValueError) as caught:
        read_photo_key(path)
    assert str(caught.value) == message


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.jpg", tmp_path):
        with pytest.raises(ValueError, match="the file cannot be read"):
            read_photo_key(path)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_truncated_picture_is_refused(tmp_path, name, share):
    noise(90, 70).save(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ValueError, match=r"ends too early|not a picture that can be used"):
        read_photo_key(tmp_path / name)


def test_data_after_a_complete_jpeg_are_ignored(tmp_path):
    save(tmp_path, noise(90, 70), "a.jpg")
    with (tmp_path / "a.jpg").open("ab") as file:
        file.write(b"\0" * 99)
    assert read_photo_key(tmp_path / "a.jpg").width == 90


def test_format_is_recognised_by_bytes_not_by_name(tmp_path):
    one, other = save(tmp_path, corners(), "a.jpg", format="PNG"), save(tmp_path, corners(), "b.png")
    assert one == other
    assert one.digest == other.digest
    assert "a.jpg" not in repr(one)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_a_photo_is_turned_upright_by_its_orientation(tmp_path, orientation, name):
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"lossless": True} if name.endswith("webp") else {"quality": 95} if name.endswith("jpg") else {}
    key = save(tmp_path, corners(), name, exif=exif, **options)
    upright = ImageOps.exif_transpose(Image.open(tmp_path / name))
    assert (key.width, key.height) == upright.size
    part = Rect(0, 0, key.width / 2, key.height)
    shown = PhotoLibrary().crop(key, part, 30, 30)
    witness = upright.convert("RGB").resize((30, 30), box=(0, 0, key.width / 2, key.height))
    for spot in ((4, 4), (26, 4), (4, 26), (26, 26)):
        assert all(abs(a - b) < 24 for a, b in zip(shown.getpixel(spot), witness.getpixel(spot), strict=True))


@pytest.mark.parametrize("mode", ["P", "L", "1", "CMYK", "RGB"])
def test_every_mode_is_decoded_in_its_own_colours(tmp_path, mode):
    image = corners().convert(mode)
    key = save(tmp_path, image, "a.jpg" if mode == "CMYK" else "a.png", **({"quality": 100} if mode == "CMYK" else {}))
    shown, witness = show(key), image.convert("RGB")
    assert shown.mode == "RGB"
    for spot in ((10, 10), (50, 10), (10, 30), (50, 30)):
        assert all(abs(a - b) < 12 for a, b in zip(shown.getpixel(spot), witness.getpixel(spot), strict=True))


def test_sixteen_bits_are_scaled_and_not_cut_off(tmp_path):
    key = save(tmp_path, Image.new("I;16", (8, 8), 40000))
    assert show(key).getpixel((4, 4)) == (156, 156, 156)


@pytest.mark.parametrize("mode", ["LA", "RGBA", "PA"])
def test_cropped_picture_keeps_its_transparency(tmp_path, mode):
    image = corners().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    if mode == "PA":
        image = image.quantize(64)
    key = save(tmp_path, image.convert(mode) if mode == "LA" else image)
    assert show(key).mode == "RGBA"
    assert show(key).getpixel((5, 0))[3] < 24


def test_opaque_alpha_channel_is_dropped(tmp_path):
    assert show(save(tmp_path, corners().convert("RGBA"))).mode == "RGB"


def test_profile_is_converted_to_srgb(tmp_path):
    lab_like = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ"))
    key = save(tmp_path, corners(), "xyz.png", icc_profile=lab_like.tobytes())
    assert show(key).mode == "RGB"
    own = save(
        tmp_path, corners(), "own.png", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    )
    assert show(own).getpixel((5, 5)) == (255, 0, 0)
    broken = save(tmp_path, corners(), "broken.png", icc_profile=b"not a profile")
    assert show(broken).getpixel((5, 5)) == (255, 0, 0)


def test_first_frame_of_an_animation_counts(tmp_path):
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "blue")]
    for name in ("a.png", "a.webp"):
        key = save(tmp_path, frames[0], name, save_all=True, append_images=frames[1:])
        red, _, blue = show(key).getpixel((9, 9))
        assert red > 240
        assert blue < 12


def test_a_file_that_changed_or_went_away_is_refused(tmp_path):
    key = save(tmp_path, corners())
    library = PhotoLibrary()
    library.crop(key, whole(key), 6, 4)
    corners(80, 80).save(tmp_path / "a.png")
    with pytest.raises(SceneError, match=r"a\.png has changed since the cards were read"):
        PhotoLibrary().crop(key, whole(key), 6, 4)
    (tmp_path / "a.png").unlink()
    with pytest.raises(SceneError, match="cannot be read any more"):
        PhotoLibrary().crop(key, whole(key), 6, 4)
    assert library.crop(key, whole(key), 6, 4).size == (6, 4), "the crop is still kept"


def test_a_png_whose_bytes_were_changed_is_refused(tmp_path):
    noise(90, 70).save(tmp_path / "a.png")
    data = bytearray((tmp_path / "a.png").read_bytes())
    data[len(data) // 2 : len(data) // 2 + 400] = bytes(400)
    (tmp_path / "a.png").write_bytes(data)
    with pytest.raises(ValueError, match="the PNG is damaged: the CRC of its chunk IDAT is wrong; save it again"):
        read_photo_key(tmp_path / "a.png")


def test_pixels_that_do_not_decode_are_refused(tmp_path):
    (tmp_path / "a.png").write_bytes(png(90, 70, 8, 2, bytes(range(1, 200))))
    key = read_photo_key(tmp_path / "a.png")
    with pytest.raises(SceneError, match=r"the picture .*a\.png cannot be decoded"):
        show(key)


def test_a_crop_of_a_large_jpeg_is_what_slow_resampling_gives(tmp_path):
    smooth = noise(40, 40).resize((1600, 1600), Image.Resampling.BICUBIC)
    key = save(tmp_path, smooth, "a.jpg", quality=95)
    crop = Rect(200, 100, 1000, 1250)
    fast = PhotoLibrary().crop(key, crop, 200, 250)
    slow = Image.open(tmp_path / "a.jpg").resize((200, 250), Image.Resampling.LANCZOS, (200, 100, 1200, 1350))
    pairs = zip(fast.tobytes(), slow.tobytes(), strict=True)
    assert sum(abs(a - b) for a, b in pairs) / (200 * 250 * 3) < 1.5


def test_crops_are_cached_and_equal_in_two_libraries(tmp_path):
    key = save(tmp_path, noise(300, 200), "a.jpg")
    library = PhotoLibrary()
    first = library.crop(key, whole(key), 90, 60)
    assert library.crop(key, whole(key), 90, 60) is first
    assert PhotoLibrary().crop(key, whole(key), 90, 60).tobytes() == first.tobytes()


@pytest.mark.parametrize("few", [True, False])
def test_bounds_limit_every_colour_and_occur_in_the_picture(tmp_path, few):
    image = noise(240, 180) if few is False else noise(12, 9).resize((240, 180), Image.Resampling.NEAREST)
    dim = image.point([40 + value // 2 for value in range(256)] * 3)
    key = save(tmp_path, dim)
    found = PhotoLibrary().color_bounds(key, whole(key), (240, 180), Rect(20.4, 30, 150, 100.2))
    data = dim.crop((20, 30, 171, 131)).tobytes()
    colors = set(zip(data[0::3], data[1::3], data[2::3], strict=True))
    assert set(found.lightest) <= colors
    assert set(found.darkest) <= colors
    for color in colors:
        assert any(all(a >= b for a, b in zip(light, color, strict=True)) for light in found.lightest)
        assert any(all(a <= b for a, b in zip(dark, color, strict=True)) for dark in found.darkest)


def test_bounds_end_at_the_picture_and_show_white_through_transparency(tmp_path):
    clear = corners().convert("RGBA")
    clear.putalpha(0)
    key = save(tmp_path, clear)
    found = PhotoLibrary().color_bounds(key, whole(key), (60, 40), Rect(-50, 500, 20, 20))
    assert found.lightest == found.darkest == ((255, 255, 255),)


def front(colors: set[Rgb]) -> set[Rgb]:
    """Return the colours that no other exceeds, by comparing all pairs."""
    return {c for c in colors if not any(o != c and all(a >= b for a, b in zip(o, c, strict=True)) for o in colors)}


@pytest.mark.parametrize(("low", "high"), [(0, 255), (0, 9), (0, 1), (246, 255), (100, 160), (0, 0)])
@pytest.mark.parametrize("smooth", [1, 4, 20])
@pytest.mark.parametrize("seed", range(4))
def test_bounds_equal_those_of_an_exhaustive_search(low, high, smooth, seed):
    size = (40, 30)
    image = noise(max(1, 40 // smooth), max(1, 30 // smooth), seed).resize(size, Image.Resampling.BICUBIC)
    image = image.point([low + (high - low) * value // 255 for value in range(256)] * 3)
    data = image.tobytes()
    colors = set(zip(data[0::3], data[1::3], data[2::3], strict=True))
    inverted = {(255 - r, 255 - g, 255 - b) for r, g, b in colors}
    assert set(find_lightest(image)) == front(colors)
    assert {(255 - r, 255 - g, 255 - b) for r, g, b in find_darkest(image)} == front(inverted)


def test_reading_the_key_of_a_photo_decodes_no_pixels(tmp_path, monkeypatch):
    key_file = tmp_path / "a.png"
    corners().save(key_file, exif=b"")
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("decoded"))
    assert read_photo_key(key_file).width == 60
