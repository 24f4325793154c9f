"""Pictures as bytes in memory: the same checks, messages and pixels as those of a file."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from factcards.errors import SceneError
from factcards.graphics.geometry import Rect
from factcards.photos import PhotoKey, PhotoLibrary, photo_files
from factcards.photos.logo_files import make_logo_key, read_logo_key
from factcards.photos.photo_files import make_photo_key, read_photo_key
from factcards.photos.pixels import load_photo

FORMATS = ("JPEG", "PNG", "WebP", "AVIF")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="150" height="100"/></svg>'
EMPTY_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"></svg>'

ReadKey = Callable[[Path], PhotoKey]
MakeKey = Callable[[bytes, str], PhotoKey]
BOTH = pytest.mark.parametrize(
    ("read", "make"), [(read_photo_key, make_photo_key), (read_logo_key, make_logo_key)], ids=["photograph", "logo"])


def picture(format_: str = "PNG", size: tuple[int, int] = (60, 40)) -> bytes:
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6   # turned by 90°
    Image.linear_gradient("L").convert("RGB").resize(size).save(stream, format_, exif=exif)
    return stream.getvalue()


@BOTH
@pytest.mark.parametrize("format_", FORMATS)
def test_key_of_bytes_is_that_of_their_file(tmp_path: Path, format_: str, read: ReadKey, make: MakeKey):
    data = picture(format_)
    (tmp_path / "a").write_bytes(data)
    key = make(data, "given.jpg")
    assert key == read(tmp_path / "a")
    assert (key.width, key.height, key.file, key.data) == (40, 60, "given.jpg", None)


def test_key_of_a_drawing_in_memory_is_that_of_its_file(tmp_path: Path):
    (tmp_path / "a.svg").write_bytes(SVG)
    assert make_logo_key(SVG, "a.svg") == read_logo_key(tmp_path / "a.svg")


def refusal(make: Callable[[], PhotoKey]) -> str:
    with pytest.raises(ValueError) as refused:
        make()
    return str(refused.value)


@BOTH
@pytest.mark.parametrize(
    "data",
    [b"", b"words", b"\x1f\x8b" * 9, EMPTY_SVG, SVG[:40], picture("JPEG")[:300], picture("PNG")[:-9],
     picture("WebP")[:60], picture("AVIF")[:90]],
    ids=["empty", "words", "compressed", "nothing to see", "broken drawing", "JPEG", "PNG", "WebP", "AVIF"],
)  # fmt: skip
def test_bytes_are_refused_with_the_message_of_a_file(tmp_path: Path, data: bytes, read: ReadKey, make: MakeKey):
    (tmp_path / "a.png").write_bytes(data)
    assert refusal(lambda: make(data, "a.png")) == refusal(lambda: read(tmp_path / "a.png"))


@BOTH
def test_too_many_bytes_are_refused_as_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: ReadKey, make: MakeKey
):
    monkeypatch.setattr(photo_files, "MAX_BYTES", 2**20)
    data = picture() + bytes(2**21)
    (tmp_path / "a.png").write_bytes(data)
    assert refusal(lambda: make(data, "a.png")) == "the file holds 2 MiB; expected 1 MiB at most"
    assert refusal(lambda: read(tmp_path / "a.png")) == "the file holds 2 MiB; expected 1 MiB at most"


def test_bytes_in_memory_are_loaded_without_their_file():
    data = picture()
    key = replace(make_photo_key(data, "nowhere.png"), data=data)
    assert load_photo(key) == data
    shown = PhotoLibrary().crop(key, Rect(0, 0, 40, 60), 40, 60)
    assert shown.tobytes() == Image.open(io.BytesIO(data)).transpose(Image.Transpose.ROTATE_270).tobytes()


def test_bytes_of_another_picture_are_refused_by_their_digest():
    key = replace(make_photo_key(picture(), "given.png"), data=picture(size=(61, 40)))
    with pytest.raises(SceneError, match=r"the picture given\.png has changed since the cards were read"):
        load_photo(key)


@pytest.mark.parametrize(("make", "field"), [(make_photo_key, "image"), (make_logo_key, "brand.logo")])
def test_a_picture_that_is_lost_is_an_error_of_the_field_that_names_it(make, field, tmp_path):
    file = tmp_path / "a.png"
    key = make(picture(), str(file))
    with pytest.raises(SceneError) as gone:
        PhotoLibrary().logo_color(key)
    file.write_bytes(picture(size=(61, 40)))
    with pytest.raises(SceneError) as changed:
        PhotoLibrary().crop(key, Rect(0, 0, 40, 60), 40, 60)
    problems = [*gone.value.problems, *changed.value.problems]
    assert [problem.message for problem in problems] == [
        f"the picture {file} cannot be read any more", f"the picture {file} has changed since the cards were read"
    ]   # fmt: skip
    assert {problem.field for problem in problems} == {field}


def test_bytes_are_pickled_but_neither_compared_nor_shown():
    data = picture()
    key = replace(make_photo_key(data, "given.png"), data=data)
    assert pickle.loads(pickle.dumps(key)).data == data
    assert key == make_photo_key(data, "other.png")
    assert "PNG" not in repr(key)
