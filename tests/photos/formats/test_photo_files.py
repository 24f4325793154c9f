"""Files of photographs: limits, damage, files that are not photographs, and colour profiles."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import time
import warnings
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageOps

from factcards.errors import SceneError
from factcards.graphics.geometry import Rect
from factcards.photos import PhotoKey, PhotoLibrary
from factcards.photos.formats.profiles import _D65, _SRGB, _make_profile, profile_of_codes, profile_of_gamma
from factcards.photos.photo_files import read_photo_key

ROOT = Path(__file__).parents[3]
EXPECTED = "expected a JPEG, PNG, WebP or AVIF picture"
CARD = 'language: en\nfact: "One in **two** words stays."\nsource: S\naction: https://example.org/act\n'


def drawn(width: int = 600, height: int = 750) -> Image.Image:
    """Return a photograph whose bottom right corner is yellow."""
    grey = Image.linear_gradient("L").resize((width, height))
    image = Image.merge("RGB", (grey, grey.transpose(0), grey.transpose(1)))
    ImageDraw.Draw(image).ellipse((width / 4, height / 4, width * 0.75, height * 0.6), fill=(230, 120, 40))
    return image


def jpeg(image: Image.Image | None = None, **options: object) -> bytes:
    file = io.BytesIO()
    (image or drawn()).save(file, "JPEG", **options)
    return file.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, depth: int, kind: int, rows: bytes, *extra: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    parts = (chunk(b"IHDR", head), *extra, chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def read(folder: Path, data: bytes, name: str = "a.jpg") -> PhotoKey:
    (folder / name).write_bytes(data)
    return read_photo_key(folder / name)


def show(key: PhotoKey, size: tuple[int, int] | None = None) -> Image.Image:
    width, height = size or (key.width, key.height)
    return PhotoLibrary().crop(key, Rect(0, 0, key.width, key.height), width, height)


def refusal(folder: Path, data: bytes) -> str:
    """Return the message about a file, when it is read or when it is drawn."""
    with pytest.raises((ValueError, SceneError)) as caught:
        show(read(folder, data), (60, 75))
    if isinstance(caught.value, SceneError):
        return caught.value.problems[0].message.partition("a.jpg cannot be decoded: ")[2]
    return str(caught.value)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "factcards", *arguments]
    variables = {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)


# limits

HALF = jpeg()[: len(jpeg()) // 2]
PROGRESSIVE = jpeg(progressive=True)
SCAN = PROGRESSIVE[PROGRESSIVE.rindex(b"\xff\xda") : -2]
ROWS = (b"\0" + bytes(30)) * 10
WEBP = io.BytesIO()
drawn().save(WEBP, "WEBP")


def webp_of(body: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: PROGRESSIVE[:-2] + SCAN * 500 + b"\xff\xd9", "the JPEG has more than 24 scans; expected 24 at most"),
        (lambda: b"\xff\xd8" + b"\xff" * 30_000_000,
         "the JPEG has more than 4096 bytes between its segments; expected none"),
        (lambda: b"\xff\xd8" + b"\xff\xfe\0\2" * 100_000 + jpeg()[2:],
         "the JPEG has more than 1000 segments; expected 1000 at most"),
        (lambda: b"\xff\xd8" + (b"\xff\xe5\xff\xff" + bytes(65533)) * 260 + jpeg()[2:],
         "the JPEG has more than 16 MiB before its pixels; save it without them"),
        (lambda: HALF + b"\xff" * 30_000_000 + b"\0" + jpeg()[len(HALF) :],
         "the JPEG is damaged: it has 256 bytes FF in a row; save it again"),
        (lambda: png(10, 10, 8, 2, ROWS, chunk(b"abCd", b"") * 1_000_000),
         "the PNG has more than 20,000 chunks; expected 20,000 at most"),
        (lambda: png(10, 10, 8, 2, ROWS, chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(9_000_000)))),
         "the picture's colour profile has more than 4 MiB; save it without one"),
        (lambda: webp_of(b"VP8X" + struct.pack("<I", 10) + bytes(10) + b"abcd\0\0\0\0" * 1_000_000),
         "the WebP has more than 5,000 chunks; expected 5,000 at most"),
    ],
    ids=["scans", "flood", "segments", "head", "fill in a scan", "chunks", "profile", "webp chunks"],
)  # fmt: skip
def test_too_many_parts_are_refused_at_once_by_name_and_number(tmp_path, make, message):
    data = make()
    started = time.process_time()
    assert refusal(tmp_path, data) == message
    assert time.process_time() - started < 1


def test_as_many_parts_as_real_files_have_are_read(tmp_path):
    thumbnail = b"\xff\xe1\xff\xff" + b"http://ns.adobe.com/xmp/extension/\0" + bytes(65498)
    read(tmp_path, b"\xff\xd8" + thumbnail * 90 + jpeg()[2:])
    packed = zlib.compress(random.Random(1).randbytes(31) * 10, 0)
    pieces = b"".join(chunk(b"IDAT", packed[at : at + 1]) for at in range(len(packed)))
    head = png(10, 10, 8, 2, ROWS)[:33]
    read(tmp_path, head + chunk(b"tEXt", b"a\0b") * 8000 + pieces + chunk(b"IEND", b""))
    frames = [Image.new("RGB", (8, 8), (n, 0, 0)) for n in range(200)]
    frames[0].save(tmp_path / "a.webp", save_all=True, append_images=frames[1:])
    assert show(read_photo_key(tmp_path / "a.webp")).size == (8, 8)


# damage


def damaged(kind: str) -> bytes:
    """Return a photograph damaged like real files, with its end marker in place."""
    data = jpeg(drawn(1200, 1500), quality=90)
    half = len(data) // 2
    if kind == "cut":
        return data[:half] + b"\xff\xd9"
    if kind == "zeros":
        return data[:half] + bytes(half - 2) + b"\xff\xd9"
    chance, changed = random.Random(1), bytearray(data)
    if kind == "flipped":
        for at in range(half, half + 400):
            changed[at] = chance.choice([0x11, 0x5A, 0x33])
    if kind == "twice":
        changed[half:half] = data[half - 5000 : half]
    if kind == "lost":
        del changed[half : half + 4096]
    return bytes(changed)


@pytest.mark.parametrize("kind", ["cut", "zeros", "flipped", "twice", "lost"])
@pytest.mark.parametrize("size", [(60, 75), (1080, 1350)])
def test_a_damaged_jpeg_is_refused_and_not_drawn_half_grey(tmp_path, kind, size):
    key = read(tmp_path, damaged(kind))
    with pytest.raises(SceneError, match=r"is damaged: its (lower part is missing|data continue after the last)"):
        show(key, size)


def test_a_damaged_jpeg_is_an_error_at_the_line_of_the_image(tmp_path):
    (tmp_path / "cut.jpg").write_bytes(damaged("cut"))
    (tmp_path / "card.yaml").write_text(CARD + "image: {file: cut.jpg, alt: x}\ntheme: photo\n", encoding="utf-8")
    done = run(tmp_path, "check", "card.yaml")
    assert done.returncode == 1
    assert done.stderr.startswith("card.yaml:5:8: error: image: the picture ")
    assert "the file is damaged: its lower part is missing" in done.stderr
    assert "hint: save the picture again, or replace the file" in done.stderr


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}, {"subsampling": 0}])
def test_jpeg_without_only_its_end_marker_is_drawn(tmp_path, options):
    data = jpeg(**options)
    whole, lacking = show(read(tmp_path, data)), show(read(tmp_path, data[:-2]))
    assert lacking.tobytes() == whole.tobytes()
    if "progressive" not in options:
        assert refusal(tmp_path, data[:-60]).startswith(("the file ends too early", "the JPEG is damaged"))


@pytest.mark.parametrize("padding", [b"\xff" * 9, bytes(9), bytes(3000), b"\xff" * 200])
def test_jpeg_padded_before_its_end_is_drawn(tmp_path, padding):
    data = jpeg()
    assert show(read(tmp_path, data[:-2] + padding + data[-2:])).tobytes() == show(read(tmp_path, data)).tobytes()


def test_a_progressive_jpeg_without_its_last_scans_is_refused(tmp_path):
    scans = [at for at in range(len(PROGRESSIVE)) if PROGRESSIVE.startswith(b"\xff\xda", at)]
    assert len(scans) > 5
    for at in scans[1:]:
        assert refusal(tmp_path, PROGRESSIVE[:at] + b"\xff\xd9").startswith("the file ends too early")


def test_a_progressive_jpeg_with_a_block_of_zeros_is_refused(tmp_path):
    image = Image.effect_noise((900, 700), 60)
    data = jpeg(Image.merge("RGB", (image, image.transpose(0), image.transpose(1))), progressive=True)
    at = len(data) * 3 // 4
    message = refusal(tmp_path, data[:at] + bytes(4096) + data[at + 4096 :])
    assert message == "the JPEG is damaged: a part of its data is missing and replaced by zeros"


@pytest.mark.parametrize("name", ["white", "gradient", "checks"])
def test_uniform_progressive_jpeg_is_not_reported_as_damaged(tmp_path, name):
    image = Image.new("RGB", (1600, 1600), "white")
    if name == "gradient":
        image = Image.merge("RGB", [Image.linear_gradient("L").resize((1600, 1600))] * 3)
    if name == "checks":
        for x in range(0, 1600, 16):
            image.paste("black", (x, 0, x + 7, 1600))
    for quality in (30, 95, 100):
        assert show(read(tmp_path, jpeg(image, progressive=True, quality=quality)), (50, 50)).size == (50, 50)


def test_a_jpeg_that_lost_a_stretch_between_its_restarts_is_refused(tmp_path):
    data = jpeg(restart_marker_rows=1)
    marks = [at for at in range(data.index(b"\xff\xda"), len(data)) if data[at] == 255 and 0xD0 <= data[at + 1] <= 0xD7]
    message = refusal(tmp_path, data[: marks[10]] + data[marks[18] :])
    assert message == "the JPEG is damaged: 8 of its 47 restart intervals are missing"


@pytest.mark.parametrize("color", [0, 127, 128, 129, 255])
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("options", [{}, {"optimize": True}, {"progressive": True}, {"restart_marker_blocks": 1}])
def test_picture_of_one_colour_is_not_reported_as_damaged(tmp_path, color, mode, options):
    image = Image.new(mode, (33, 17), (color,) * len(mode) if len(mode) > 1 else color)
    assert show(read(tmp_path, jpeg(image, **options))).size == (33, 17)


@pytest.mark.parametrize("interlaced", [0, 1])
def test_a_png_whose_rows_end_too_early_is_refused(tmp_path, interlaced):
    data = bytearray(png(100, 100, 8, 2, bytes(301 * 50)))
    data[28] = interlaced
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    assert refusal(tmp_path, bytes(data)).startswith(
        "image file is truncated" if interlaced else "the file is damaged: its lower part is missing"
    )


def test_a_png_whose_last_row_is_black_or_clear_raises_no_error(tmp_path):
    image = drawn(60, 75).convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 40, 60, 75))
    for mode in ("RGBA", "RGB", "L", "P", "1"):
        image.convert(mode).save(tmp_path / "a.png")
        show(read_photo_key(tmp_path / "a.png"))


# colours


def gray_profile(gamma: float) -> bytes:
    """Return an ICC profile for grey with a gamma."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061)
    text = b"desc" + bytes(4) + struct.pack(">I", 2) + b"g\0" + bytes(78)
    tags, body, at = b"", b"", 132 + 36
    for name, tag in ((b"kTRC", curve), (b"wtpt", white), (b"desc", text)):
        tags += name + struct.pack(">2I", at + len(body), len(tag))
        body += tag + bytes(-len(tag) % 4)
    head = struct.pack(">I", at + len(body)) + bytes(4) + b"\x02\x10\0\0mntrGRAYXYZ " + bytes(12) + b"acsp" + bytes(28)
    return head + white[8:] + bytes(48) + struct.pack(">I", 3) + tags + body


LINEAR = profile_of_gamma(1.0, ())


def renamed(profile: bytes, name: str) -> bytes:
    return profile.replace("factcards".encode("utf-16-be"), name.encode("utf-16-be"))


@pytest.mark.parametrize("name", ["sRGB line", "other lin"])
@pytest.mark.parametrize("suffix", ["png", "jpg", "webp"])
def test_a_profile_is_judged_by_its_curve_and_not_by_its_name(tmp_path, name, suffix):
    options = {"quality": 100} if suffix != "png" else {}
    path = tmp_path / f"a.{suffix}"
    Image.new("RGB", (64, 64), (55, 55, 55)).save(path, icc_profile=renamed(LINEAR, name), **options)
    assert all(abs(value - 128) <= 1 for value in show(read_photo_key(path)).getpixel((30, 30)))


def test_a_profile_that_is_srgb_in_effect_changes_nothing(tmp_path):
    image = drawn(90, 75)
    image.save(tmp_path / "a.png")
    near = profile_of_gamma(1 / 2.2, (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06))
    assert near == b""
    image.save(tmp_path / "b.png", icc_profile=renamed(profile_of_codes(12, 13), "sRGB ours"))
    image.save(tmp_path / "c.png", icc_profile=srgb_of_a_camera())
    first, second, third = (show(read_photo_key(tmp_path / f"{name}.png")).tobytes() for name in "abc")
    assert first != second
    assert first == third


def srgb_of_a_camera() -> bytes:
    """Return sRGB as a profile of three primaries and sRGB's curve, without its name."""
    return _make_profile(_SRGB, _D65, None)


@pytest.mark.parametrize("mode", ["L", "LA"])
def test_a_grey_picture_keeps_its_grey_profile_with_and_without_alpha(tmp_path, mode):
    Image.new(mode, (64, 64), 55 if mode == "L" else (55, 255)).save(tmp_path / "a.png", icc_profile=gray_profile(1.0))
    assert show(read_photo_key(tmp_path / "a.png")).getpixel((30, 30)) == (128, 128, 128)


def test_a_grey_picture_of_16_bits_keeps_its_grey_profile_too(tmp_path):
    profile = chunk(b"iCCP", b"g\0\0" + zlib.compress(gray_profile(1.0)))
    for kind, pixel in ((0, b"\x37\x37"), (4, b"\x37\x37\xff\xff")):
        key = read(tmp_path, png(20, 20, 16, kind, (b"\0" + pixel * 20) * 20, profile), "a.png")
        assert show(key).getpixel((9, 9)) == (128, 128, 128)


def test_a_grey_picture_that_is_partly_clear_keeps_both(tmp_path):
    image = Image.new("LA", (64, 64), (55, 255))
    image.paste((55, 0), (0, 0, 64, 32))
    image.save(tmp_path / "a.png", icc_profile=gray_profile(1.0))
    shown = show(read_photo_key(tmp_path / "a.png"))
    assert shown.getpixel((30, 60)) == (128, 128, 128, 255)
    assert shown.getpixel((30, 4))[3] == 0


GREY55 = (b"\0" + bytes([55]) * 24) * 8


def test_gama_without_a_profile_is_applied(tmp_path):
    linear = png(8, 8, 8, 2, GREY55, chunk(b"gAMA", struct.pack(">I", 100_000)))
    assert show(read(tmp_path, linear)).getpixel((4, 4)) == (128, 128, 128)
    usual = png(8, 8, 8, 2, GREY55, chunk(b"gAMA", struct.pack(">I", 45_455)))
    assert show(read(tmp_path, usual)).getpixel((4, 4)) == (55, 55, 55)
    both = png(8, 8, 8, 2, GREY55, chunk(b"gAMA", struct.pack(">I", 100_000)), chunk(b"sRGB", b"\0"))
    assert show(read(tmp_path, both)).getpixel((4, 4)) == (55, 55, 55)


def test_display_p3_by_cicp_is_the_same_as_by_its_profile(tmp_path):
    rows = (b"\0" + bytes([200, 120, 60]) * 8) * 8
    codes = show(read(tmp_path, png(8, 8, 8, 2, rows, chunk(b"cICP", bytes([12, 13, 0, 1]))))).getpixel((4, 4))
    # Display P3 (200, 120, 60) in sRGB, by the matrix of CSS Color 4
    assert all(abs(a - b) <= 1 for a, b in zip(codes, (213, 115, 42), strict=True))


@pytest.mark.parametrize("curve", [16, 18])
def test_high_dynamic_range_is_refused_with_its_name(tmp_path, curve):
    data = png(8, 8, 8, 2, GREY55, chunk(b"cICP", bytes([9, curve, 0, 1])))
    assert refusal(tmp_path, data) == (
        f"the picture has high dynamic range ({'PQ' if curve == 16 else 'HLG'}); export it in sRGB"
    )


@pytest.mark.parametrize(
    ("depth", "kind", "row", "clear", "alphas"),
    [
        (1, 0, b"\x50", struct.pack(">H", 1), (255, 0, 255, 0)),
        (2, 0, b"\x1b", struct.pack(">H", 2), (255, 255, 0, 255)),
        (4, 0, b"\x12\x34", struct.pack(">H", 2), (255, 0, 255, 255)),
        (8, 0, b"\x01\x02\x03\x04", struct.pack(">H", 2), (255, 0, 255, 255)),
        (16, 0, struct.pack(">4H", 1, 513, 300, 40000), struct.pack(">H", 513), (255, 0, 255, 255)),
        (8, 2, bytes(range(12)), struct.pack(">3H", 3, 4, 5), (255, 0, 255, 255)),
        (16, 2, struct.pack(">12H", *range(1000, 13000, 1000)), struct.pack(">3H", 4000, 5000, 6000),
         (255, 0, 255, 255)),
    ],
)  # fmt: skip
def test_transparent_colour_applies_at_every_bit_depth(tmp_path, depth, kind, row, clear, alphas):
    shown = show(read(tmp_path, png(4, 1, depth, kind, b"\0" + row, chunk(b"tRNS", clear)))).convert("RGBA")
    assert tuple(shown.getpixel((x, 0))[3] for x in range(4)) == alphas


# files that are not photographs


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + bytes(2000),
         "a HEIC photograph, as iPhones make them; export it as JPEG"),
        (struct.pack(">I", 24) + b"ftypmif1" + bytes(4) + b"mif1heic" + bytes(20),
         "a HEIC photograph, as iPhones make them; export it as JPEG"),
        (b"\xff\x0a" + bytes(500), "a JPEG XL picture; export it as JPEG"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "a JPEG XL picture; export it as JPEG"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "a JPEG 2000 picture; export it as JPEG"),
        (b"II*\0\x10\0\0\0CR\x02\0", "a camera's raw picture; export it as JPEG"),
        (b"\0\0\0\x18ftypcrx \0\0\0\x01", "a camera's raw picture; export it as JPEG"),
        (b"\0\0\0\x18ftypqt  \0\0\0\x01", "a video, or a picture in a video's format"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64,
         "a pointer of Git LFS instead of the picture; run `git lfs pull`"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html><body>404",
         "a web page, perhaps an error message; download the picture again"),
        (b"<html>", "a web page, perhaps an error message; download the picture again"),
        (b'{"error":"not found"}', "data in JSON, perhaps an error message; download the picture again"),
        (b'[{"error": 1}]', "data in JSON, perhaps an error message; download the picture again"),
        (b"RIFF\0\0\0\0AVI LIST", "a video or a sound"),
        (b"\n<!-- cached -->\n<html lang='en'>", "a web page, perhaps an error message; download the picture again"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC",
         "a web page, perhaps an error message; download the picture again"),
        (b'<?xml version="1.0"?>\n<Error><Code>AccessDenied', "an error message in XML; download the picture again"),
        (b"404: Not Found", "a text, perhaps an error message; download the picture again"),
        (b"/annex/objects/SHA256E-s9--0.jpg\n",
         "a pointer of git-annex instead of the picture; run `git annex get`"),
        (b"/9j/4AAQSkZJRgABAQ", "a picture written as text (Base64); decode it, or export it as JPEG"),
        (b"\0\0\x01\0\x01\0", "an icon (ICO)"),
        (b"\0\x05\x16\x07\0\x02", "metadata of macOS (a `._` file); use the picture itself"),
    ],
)  # fmt: skip
def test_file_often_mistaken_for_a_photograph_is_named(tmp_path, data, found):
    assert refusal(tmp_path, data) == f"the file is not a picture that can be used: it holds {found}; {EXPECTED}"


# AVIF


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_avif_stands_upright(tmp_path, orientation):
    image = Image.new("RGB", (61, 40), "red")
    image.paste("blue", (0, 20, 30, 40))
    image.paste("lime", (30, 0, 61, 20))
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(tmp_path / "a.avif", exif=exif, quality=95)
    key = read_photo_key(tmp_path / "a.avif")
    upright = ImageOps.exif_transpose(Image.open(tmp_path / "a.avif")).convert("RGB")
    assert (key.width, key.height) == upright.size
    assert show(key).tobytes() == upright.tobytes()


def test_avif_is_reduced_in_the_child_and_stays_transparent(tmp_path):
    image = drawn(1600, 1200)
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    image.save(tmp_path / "a.avif", quality=90, speed=10)
    key = read_photo_key(tmp_path / "a.avif")
    shown, plain = show(key, (160, 120)), image.resize((160, 120), Image.Resampling.LANCZOS)
    assert shown.mode == "RGBA"
    assert all(abs(a - b) < 12 for a, b in zip(shown.getpixel((80, 100)), plain.getpixel((80, 100)), strict=True))


def test_avif_is_converted_to_srgb(tmp_path):
    Image.new("RGB", (64, 64), (55, 55, 55)).save(tmp_path / "a.avif", icc_profile=LINEAR, quality=100)
    assert all(abs(value - 128) <= 2 for value in show(read_photo_key(tmp_path / "a.avif")).getpixel((30, 30)))


def test_an_avif_that_is_too_large_or_moves_or_is_broken_is_refused(tmp_path):
    drawn(64, 48).save(tmp_path / "a.avif")
    data = (tmp_path / "a.avif").read_bytes()
    size = data.index(b"ispe") + 8
    large = data[:size] + struct.pack(">II", 8000, 5001) + data[size + 8 :]
    assert refusal(tmp_path, large) == "the picture has 8000 × 5001 pixels; expected 40 megapixels at most"
    assert refusal(tmp_path, data[:-20]).startswith("the file ends too early")
    payload = data.index(b"mdat") + 4
    assert refusal(tmp_path, data[:payload] + bytes(len(data) - payload))
    frames = [Image.new("RGB", (40, 40), color) for color in ("red", "blue")]
    frames[0].save(tmp_path / "b.avif", save_all=True, append_images=frames[1:])
    assert refusal(tmp_path, (tmp_path / "b.avif").read_bytes()) == (
        "the AVIF is a moving picture; save its first picture as JPEG"
    )
    assert "the AVIF header is broken" in refusal(tmp_path, b"\0\0\0\x18ftypavif" + bytes(2000))


# warnings of Pillow

BAD_EXIF = b"Exif\0\0II*\0\x08\0\0\0\x05\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x0f\x01"


def test_pillow_warnings_are_never_shown(tmp_path):
    drawn().save(tmp_path / "a.jpg", exif=BAD_EXIF)
    mpo = b"\xff\xe2" + struct.pack(">H", 40) + b"MPF\0II*\0\x08\0\0\0" + bytes(26)
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8" + mpo + jpeg()[2:])
    extra = chunk(b"acTL", struct.pack(">2I", 0, 0)) + chunk(b"acTL", struct.pack(">2I", 1, 0))
    (tmp_path / "c.png").write_bytes(png(10, 10, 8, 2, ROWS, extra, chunk(b"eXIf", BAD_EXIF[6:])))
    drawn().save(tmp_path / "d.webp", exif=BAD_EXIF)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        before = list(warnings.filters)
        keys = [read_photo_key(tmp_path / name) for name in ("a.jpg", "b.jpg", "c.png", "d.webp")]
        for key in keys:
            show(key, (30, 30))
        assert list(warnings.filters) == before
    assert caught == []
    assert (keys[0].width, keys[0].height) == (750, 600), "the orientation in front of the damage counts"


def test_run_with_damaged_metadata_prints_no_warning_of_pillow(tmp_path):
    drawn(1200, 1500).save(tmp_path / "a.jpg", exif=BAD_EXIF)
    (tmp_path / "card.yaml").write_text(CARD + "image: {file: a.jpg, alt: x}\n", encoding="utf-8")
    done = run(tmp_path, "render", "card.yaml", "-o", "out")
    assert done.returncode == 0
    assert "site-packages" not in done.stderr
    assert "Warning" not in done.stderr


# sizes and visibility


@pytest.mark.sweep
def test_a_phones_photograph_of_64_megapixels_is_drawn(tmp_path):
    noise = Image.effect_noise((9248, 6936), 60)
    Image.merge("RGB", (noise, noise.transpose(0), noise.transpose(1))).save(tmp_path / "a.jpg", quality=60)
    assert (tmp_path / "a.jpg").stat().st_size > 20_000_000
    key = read_photo_key(tmp_path / "a.jpg")
    assert (key.width, key.height) == (9248, 6936)
    assert show(key, (3508, 2480)).size == (3508, 2480)


@pytest.mark.parametrize(
    ("name", "image", "blank"),
    [
        ("a.png", Image.new("RGBA", (1200, 1500), (0, 0, 0, 0)), True),
        ("a.jpg", Image.new("RGB", (1200, 1500), "white"), True),
        ("a.jpg", Image.new("L", (1200, 1500), 77), True),
        ("a.jpg", drawn(1200, 1500), False),
        ("a.png", Image.merge("LA", (Image.new("L", (256, 256)), Image.linear_gradient("L"))), False),
    ],
    ids=["clear", "white", "grey", "photograph", "a shape"],
)  # fmt: skip
def test_invisible_photograph_gives_a_warning(tmp_path, name, image, blank):
    image.save(tmp_path / name)
    (tmp_path / "card.yaml").write_text(CARD + f"image: {{file: {name}, alt: x}}\n", encoding="utf-8")
    done = run(tmp_path, "check", "card.yaml", "-s", "instagram-portrait")
    said = [line for line in done.stderr.splitlines() if "nothing can be seen on this photograph" in line]
    assert len(said) == blank
    assert all(line.startswith("card.yaml:5:") and "warning: image" in line for line in said)
