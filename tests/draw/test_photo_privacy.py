"""Nothing of a photograph but the pixels that the card shows is in any file: no place, no thumbnail, no hidden part."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFilter

import factcards
from factcards.draw import FORMATS

SECRETS = ("Hidden Street", "Secretive Camera", "Quiet comment", "Private keyword")
"""Words in the photograph's own metadata: EXIF, its GPS part, a comment, XMP."""
RED = (230, 10, 20)
PICTURES = [name for name in FORMATS if name != "dump"]


@cache
def make_photograph(width: int = 3000, height: int = 1100) -> bytes:
    """Return a JPEG with GPS, a camera's name, a thumbnail, XMP and a comment; a red square is on a wide one's left."""
    image = Image.effect_noise((width, height), 60).filter(ImageFilter.GaussianBlur(6)).convert("RGB")
    if width > 2 * height:
        ImageDraw.Draw(image).rectangle((100, 300, 600, 800), fill=RED)
    thumbnail, out = BytesIO(), BytesIO()
    image.resize((160, round(160 * height / width))).save(thumbnail, "JPEG")
    exif = Image.Exif()
    exif[0x0110] = SECRETS[1]   # Model
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.5), 29: "1998:12:10", 27: SECRETS[0]})   # GPS
    exif.get_ifd(0x8769)[0x927C] = thumbnail.getvalue()   # MakerNote, where cameras keep previews
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{SECRETS[3]}</x:xmpmeta>'.encode()
    image.save(out, "JPEG", quality=92, exif=exif, xmp=xmp, comment=SECRETS[2].encode())
    return out.getvalue()


def list_streams(data: bytes) -> Iterator[bytes]:
    """Yield a file and everything inside it: streams of a PDF, unpacked if they are deflated, and `data:` URLs."""
    yield data
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            yield found[1]
    for found in re.finditer(rb"base64,([A-Za-z0-9+/=\s]+)", data):
        yield base64.b64decode(found[1])


def list_pictures(data: bytes) -> Iterator[Image.Image]:
    """Yield every picture in some bytes, wherever it begins: the file itself, a thumbnail, a preview."""
    for start in re.finditer(rb"\xff\xd8\xff|\x89PNG\r\n|RIFF....WEBP", data, re.DOTALL):
        try:
            with Image.open(BytesIO(data[start.start() :])) as image:
                image.load()
                yield image
        except OSError:
            continue


def find_leaks(data: bytes) -> set[str]:
    """Return what a file has of the photograph's secrets: its words, "GPS", "red" for a picture with the red square."""
    found = set()
    for stream in list_streams(data):
        found |= {secret for secret in SECRETS if secret.encode() in stream or secret.encode("utf-16-be") in stream}
        for image in list_pictures(stream):
            found |= {"GPS"} if image.getexif().get_ifd(0x8825) else set()
            red, green, blue = (band.resize((100, 100)).tobytes() for band in image.convert("RGB").split())
            if any(r > 180 and g < 90 and b < 90 for r, g, b in zip(red, green, blue, strict=True)):
                found.add("red")
    return found


def test_the_secrets_are_found_where_they_are():
    photograph = make_photograph()
    assert find_leaks(photograph) == {*SECRETS, "GPS", "red"}
    assert len(list(list_pictures(photograph))) == 2, "the photograph and its thumbnail"
    pdf = b"stream\n" + photograph + b"\nendstream stream\n" + zlib.compress(b"x") + b"\nendstream"
    assert find_leaks(pdf) == {*SECRETS, "GPS", "red"}
    packed = b"stream\n" + zlib.compress(SECRETS[0].encode()) + b"\nendstream"
    assert find_leaks(packed) == {SECRETS[0]}
    svg = b'<image href="data:image/jpeg;base64,' + base64.b64encode(photograph) + b'"/>'
    assert find_leaks(svg) == {*SECRETS, "GPS", "red"}


def encode(photograph: bytes, name: str, theme: str) -> bytes:
    """Return the file of a card with a photograph."""
    card = factcards.make_card(
        language="en", fact="Nobody is for sale.", source="UN, 2015", action="https://example.org/act",
        image={"file": "photo.jpg", "alt": "A wall", "credit": "A. Photographer", "focus": [0.85, 0.5]}, theme=theme,
        files={"photo.jpg": photograph},
    )  # fmt: skip
    return factcards.encode(card, format=name)


@pytest.mark.parametrize("theme", ["photo", "half"])
@pytest.mark.parametrize("name", PICTURES)
def test_a_file_has_only_the_pixels_that_the_card_shows(name, theme):
    data = encode(make_photograph(), name, theme)
    assert b"A. Photographer" in b"".join(list_streams(data)), "the credit that the card prints is there"
    assert any(list(list_pictures(stream)) for stream in list_streams(data)), "and the photograph"
    assert find_leaks(data) == set()


@pytest.mark.parametrize("name", ["pdf", "svg"])
def test_a_photograph_that_is_shown_whole_is_passed_on_without_its_metadata(name):
    photograph = make_photograph(1080, 567)   # the size of the pane in `half`
    assert find_leaks(photograph) == {*SECRETS, "GPS"}
    data = encode(photograph, name, "half")
    scan = photograph[photograph.rindex(b"\xff\xda") :]
    assert any(scan in stream for stream in list_streams(data)), "its pixels are those of the original"
    assert find_leaks(data) == set()
