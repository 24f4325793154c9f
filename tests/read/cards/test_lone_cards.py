"""Cards of programs: pictures as bytes, a folder of fonts, other languages; wrong arguments are named."""

from __future__ import annotations

import builtins
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import factcards
from factcards.errors import ReadError, RequestError
from factcards.model.cards import Brand, Card, Chart, Count, Origin, Prose, Source
from factcards.model.cards import Image as CardImage
from factcards.read import make_card, parse_card
from factcards.read.cards.card_files import MAX_ID_BYTES

ROOT = Path(__file__).parents[3]
FONT = ROOT / "fonts" / "Alexandria-700.ttf"
FIELDS = {"language": "en", "fact": "Bees dance.", "source": "Frisch, 1927", "action": "https://example.org/act"}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


def photograph(width: int = 64) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((width, 48)).save(stream, "JPEG")
    return stream.getvalue()


def image_of(card: Card) -> CardImage:
    image = card.variants[0][1].image
    assert image is not None
    return image


def lines_of(card: Mapping[str, object] | str = FIELDS, **arguments: Any) -> list[str]:
    """Return the lines of the error of a card without those of its source."""
    with pytest.raises(ReadError) as raised:
        parse_card(card, **arguments)
    return [line for line in str(raised.value).split("\n") if " | " not in line]


@contextmanager
def closed_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Refuse and list every look at the disk outside the program's own files."""
    looked: list[str] = []
    own = (str(ROOT / "factcards"), sys.prefix, sys.base_prefix)

    def close(name: str, module: Any) -> None:
        present = getattr(module, name)

        def look(path: Any = ".", *arguments: Any, **named: Any) -> Any:
            if not isinstance(path, int) and not os.path.abspath(path).startswith(own):   # noqa: PTH100 - it looks at no disk
                looked.append(f"{name} {path}")
                raise PermissionError(f"the disk is closed: {path}")
            return present(path, *arguments, **named)

        patch.setattr(module, name, look)

    with monkeypatch.context() as patch:
        for name in ("open", "stat", "lstat", "scandir", "listdir", "readlink", "access"):
            close(name, os)
        close("open", builtins)
        yield looked


# --- pictures as bytes


@pytest.mark.parametrize("path", ["photo.jpg", "./photo.jpg", ".//photo.jpg"])
@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_photograph_is_found_by_its_name(path: str, kind: type):
    photo = image_of(parse_card({**FIELDS, "image": path}, files={"./photo.jpg": kind(photograph())})).photo
    assert (photo.width, photo.height, photo.file, photo.data) == (64, 48, "photo.jpg", photograph())


def test_names_are_compared_in_nfc():
    card = parse_card({**FIELDS, "image": "e\u0301te\u0301.jpg"}, files={"\u00e9t\u00e9.jpg": photograph()})
    assert image_of(card).photo.file == "\u00e9t\u00e9.jpg"


def test_logos_in_two_tones_are_found_by_their_names():
    brand = {"name": "Hive", "logo": {"light": "logo/light.svg", "dark": "logo/dark.png"}}
    files = {"logo/light.svg": SVG, "logo/dark.png": photograph()}
    found = parse_card({**FIELDS, "brand": brand}, files=files).variants[0][1].brand
    assert found
    assert found.logo
    assert found.other_logo
    assert (found.logo.data, found.other_logo.data) == (SVG, photograph())


def test_drawing_may_be_a_logo_but_not_a_photograph():
    fields = {**FIELDS, "image": "a.svg", "brand": {"name": "Hive", "logo": "a.svg"}}
    assert lines_of(fields, files={"a.svg": SVG}) == [
        "card.yaml:5:8: error: image: the file is not a picture that can be used: it holds a text in XML, perhaps SVG",
        "    hint: expected a JPEG, PNG, WebP or AVIF picture",
    ]


def test_picture_of_a_text_is_found_in_files():
    text = 'language: en\nfact: Bees dance.\nsource: Frisch\naction: https://example.org/act\nimage: "photo.jpg"\n'
    assert image_of(parse_card(text, files={"photo.jpg": photograph()})).photo.data == photograph()


def test_files_come_before_the_folder(tmp_path: Path):
    (tmp_path / "photo.jpg").write_bytes(photograph(90))
    (tmp_path / "other.jpg").write_bytes(photograph(80))
    given = {"photo.jpg": photograph()}
    for name, width in (("photo.jpg", 64), ("other.jpg", 80)):
        card = parse_card({**FIELDS, "image": name}, folder=tmp_path, files=given)
        assert image_of(card).photo.width == width


def test_without_files_the_folder_is_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "photo.jpg").write_bytes(photograph())
    monkeypatch.chdir(tmp_path)
    for card in (parse_card({**FIELDS, "image": "photo.jpg"}), make_card(image="photo.jpg", **FIELDS)):   # type: ignore[arg-type]
        assert (image_of(card).photo.file, image_of(card).photo.data) == ("photo.jpg", None)
        assert card.origin == Origin(tmp_path.as_posix(), tmp_path.as_posix())


@pytest.mark.parametrize(
    ("files", "named", "hint"),
    [
        ({}, "`files` is empty", "give its bytes in `files`, by the name in the card"),
        ({"Photo.jpg": b""}, "`files` has `Photo.jpg`", "did you mean `Photo.jpg`?"),
        ({"x.svg": b"", "a.png": b""}, "`files` has `a.png` and `x.svg`",
         "give its bytes in `files`, by the name in the card"),
        ({"c": b"", "b": b"", "a": b""}, "`files` has `a`, `b` and `c`",
         "give its bytes in `files`, by the name in the card"),
        ({f"{n}.jpg": b"" for n in range(12)},
         "`files` has `0.jpg`, `1.jpg`, `10.jpg`, `11.jpg`, `2.jpg`, `3.jpg`, `4.jpg`, `5.jpg` and 4 more",
         "give its bytes in `files`, by the name in the card"),
    ],
)  # fmt: skip
def test_missing_picture_is_reported_with_the_names_of_the_files(files: dict[str, bytes], named: str, hint: str):
    assert lines_of({**FIELDS, "image": "photo.jpeg"}, files=files) == [
        f"card.yaml:5:8: error: image: there is no file `photo.jpeg`: {named}",
        f"    hint: {hint}",
    ]


def test_picture_that_is_neither_given_nor_in_the_folder_is_reported(tmp_path: Path):
    (tmp_path / "poto.jpg").write_bytes(photograph())
    found = lines_of({**FIELDS, "image": "foto.jpg"}, files={"logo.svg": SVG}, folder=tmp_path)
    assert found[0].endswith("error: image: there is no file `foto.jpg` in the folder, and `files` has `logo.svg`")
    assert found[1] == "    hint: did you mean `poto.jpg`?"


# --- no folder


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../a.jpg", "a/../photo.jpg", "photo.jpg", "photo.jpg/", "C:\\a.jpg", "."])
def test_no_path_leads_to_the_disk_without_a_folder(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "photo.jpg").write_bytes(photograph())
    (tmp_path / "mine.yaml").write_text("extends: statement\n", encoding="utf-8")
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path)
    with closed_disk(monkeypatch) as looked:
        found = lines_of({**FIELDS, "image": path, "theme": "./mine.yaml"}, files={"x.jpg": photograph()})
    assert looked == []
    assert found[0] == f"card.yaml:5:8: error: image: there is no file `{path}`: `files` has `x.jpg`"
    assert found[2:] == [
        "card.yaml:6:8: error: theme: there is no theme file `./mine.yaml`",
        "    hint: give the `folder` in which it begins",
    ]


def test_disk_is_not_read_without_a_folder(monkeypatch: pytest.MonkeyPatch):
    fields = {**FIELDS, "image": "photo.jpg", "brand": {"name": "Hive", "logo": "a.svg"}, "theme": "photo"}
    files, spanish = {"photo.jpg": photograph(), "a.svg": SVG}, {"es": {"fact": "Las abejas bailan."}}
    with closed_disk(monkeypatch) as looked:
        card = parse_card(fields, files=files, variants=spanish)
    assert looked == []
    assert [tag for tag, _ in card.variants] == ["en", "es"]
    assert card.origin == Origin()
    with closed_disk(monkeypatch) as looked, pytest.raises(ReadError):
        parse_card(fields)   # the closed disk is noticed
    assert looked


def test_card_without_a_folder_renders():
    card = make_card(image="photo.jpg", theme="photo", files={"photo.jpg": photograph(1200)}, **FIELDS)  # type: ignore[arg-type]
    assert factcards.encode(card, size="whatsapp-square").startswith(b"\x89PNG")


def test_root_without_a_folder_is_refused():
    assert lines_of(files={}, root="themes") == [
        "error: root: found `root` without `folder`, in which the paths of themes begin",
        "    hint: give both, or none",
    ]


# --- wrong arguments


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        ({"files": ["a.jpg"]}, ["files: found a value of the type `list`, expected a mapping of names to bytes",
                                'write `files={"photo.jpg": data}`']),
        ({"files": {5: b""}}, ["files: found the name a value of the type `int`, expected text"]),
        ({"files": {"a.jpg": "words"}}, ["files: found `words` as `a.jpg`, expected bytes",
                                         "read it: `path.read_bytes()`"]),
        ({"files": {"a.jpg": None}}, ["files: found None as `a.jpg`, expected bytes"]),
        ({"files": {"../a.jpg": b""}}, ["files: the name `../a.jpg` cannot be used: the path leads upward (`..`)",
                                        "write the name as in the card: `photo.jpg`"]),
        ({"files": {"/a.jpg": b""}}, ["files: the name `/a.jpg` cannot be used: the path is absolute",
                                      "write the name as in the card: `photo.jpg`"]),
        ({"files": {"a\0": b""}}, ["files: the name `a□` cannot be used: its name holds U+0000, which cannot be seen",
                                   "write the name as in the card: `photo.jpg`"]),
        ({"files": {"a.jpg": b"", "./a.jpg": b""}}, ["files: two names mean the file `a.jpg`",
                                                     "remove one of the two"]),
        ({"fonts": "nowhere"}, ["fonts: `nowhere` is not there, expected a folder of fonts"]),
        ({"fonts": b"x"}, ["fonts: found a value of the type `bytes`, expected the path of a folder"]),
        ({"folder": 5}, ["folder: found a value of the type `int`, expected the path of a folder"]),
        ({"root": 5}, ["root: found a value of the type `int`, expected the path of a folder"]),
        ({"name": 5}, ["name: the card's name: found a value of the type `int`, expected letters, digits and hyphens"]),
        ({"variants": ["es"]}, ["variants: found a value of the type `list`, expected a mapping of language tags",
                                'write `variants={"es": {"fact": "…"}}`']),
        ({"variants": {5: ""}}, ["variants: found a value of the type `int`, expected a language tag such as `es`"]),
        ({"variants": {"es_MX": ""}}, ["variants: language `es_MX` has an underscore", "write `es-MX`"]),
        ({"variants": {"es": 5}},
         ["variants: found a value of the type `int`, expected the text of a card or a mapping",
          "`dict(row)` makes a mapping"]),
        ({"card": b"fact: x"}, ["card: found a value of the type `bytes`, expected the text of a card or a mapping",
                                "decode it: `card.decode()`"]),
        ({"card": [FIELDS]}, ["card: found a value of the type `list`, expected the text of a card or a mapping",
                              "`dict(row)` makes a mapping"]),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)  # fmt: skip
def test_wrong_argument_is_named(arguments: dict[str, Any], lines: list[str]):
    with pytest.raises(RequestError) as raised:
        parse_card(**{"card": FIELDS, **arguments})
    message, *hint = lines
    assert str(raised.value).split("\n") == [f"error: {message}", *(f"    hint: {one}" for one in hint)]
    assert [(p.field, p.place) for p in raised.value.problems] == [(message.partition(":")[0], None)]


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("a/b", "the card's name holds `/`", "name it with letters, digits and hyphens"),
        ("ab?c", "the card's name holds `?`", "name it with letters, digits and hyphens"),
        ("con", "the card's name: Windows reserves the name `con` for a device", "choose another name"),
        ("..", "the card's name: the name `..` ends with a full stop", "remove it"),
        ("a" * 300, f"the card's name has 300 bytes, expected {MAX_ID_BYTES} at most",
         "choose a shorter name: those of its pictures end with their size"),
        ("a\ud800", "the card's name holds a character that cannot be shown",
         "name it with letters, digits and hyphens"),
        ("a.es", "the card's name holds `.`", "name it with letters, digits and hyphens"),
        ("set", "`set` is the name of a set's own file", "choose another name"),
        ("", "the card's name: found an empty text, expected letters, digits and hyphens", ""),
    ],
    ids=lambda value: value[:5],
)  # fmt: skip
def test_a_name_that_a_card_cannot_have_is_a_wrong_argument(name: str, message: str, hint: str):
    for files in ({}, None):
        with pytest.raises(RequestError) as raised:
            parse_card({"language": "en"}, name=name, files=files)
        (problem,) = raised.value.problems
        assert (problem.field, problem.message, problem.hint, problem.place) == ("name", message, hint, None)


# --- values that are None


def test_a_language_that_is_none_is_missing():
    missing = [": error: language: missing field `language`",
               "    hint: write `language: en`, or whatever language the words are in"]
    for text in ("language:\n", "language: null\n", ""):
        given = f"{text}fact: Bees dance.\nsource: Frisch\naction: https://example.org/act\n"
        with pytest.raises(ReadError) as raised:
            parse_card(given, files={})
        lines = str(raised.value).split("\n")
        assert [f"{lines[0].removeprefix('card.yaml:1:1')}", lines[-1]] == missing
    assert lines_of({**FIELDS, "language": None}, files={}) == [f"card.yaml:1:1{missing[0]}", missing[1]]


def test_a_language_that_yaml_takes_for_a_comment_is_reported():
    text = "language: #en\nfact: Bees dance.\nsource: Frisch\naction: https://example.org/act\n"
    assert lines_of(text, files={})[0] == (
        "card.yaml:1:11: error: language: YAML takes what begins with `#` for a comment")


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("fact", None, "card.yaml:1:1: error: found neither `fact` nor `story`, expected one of them"),
        ("source", None, "card.yaml:3:9: error: source: a card needs `source`, and here it is removed"),
        ("source", {"title": {"text": None}}, "card.yaml:3:17: error: source.title.text: missing field `text`"),
        ("source", {"title": None}, "card.yaml:3:9: error: source: found neither `publisher` nor `title`"),
        ("action", None, "card.yaml:4:9: error: action: a card needs `action`, and here it is removed"),
        ("action", {"url": None}, "card.yaml:4:9: error: action.url: missing field `url`"),
        ("image", {"file": None}, "card.yaml:5:8: error: image.file: missing field `file`"),
        ("brand", {"name": None}, "card.yaml:5:8: error: brand.name: missing field `name`"),
        ("chart", {"counts": [{"value": None}]}, "card.yaml:5:18: error: chart.counts[0].value: missing field `value`"),
        ("chart", {"tiles": [{"name": None}]}, "card.yaml:5:17: error: chart.tiles[0].name: missing field `name`"),
        ("accept", [{"kind": None, "reason": "x"}], "card.yaml:5:10: error: accept[0].kind: missing field `kind`"),
        ("accept", [{"kind": "html", "reason": None}],
         "card.yaml:5:10: error: accept[0].reason: missing field `reason`"),
    ],
)  # fmt: skip
def test_a_required_field_that_is_none_is_missing(field: str, value: object, line: str):
    assert lines_of({**FIELDS, field: value}, files={})[0] == line


def test_a_variant_may_leave_its_language_to_its_name():
    card = parse_card(FIELDS, files={}, variants={"es": {"language": None, "fact": "Las abejas bailan."}})
    assert [tag for tag, _ in card.variants] == ["en", "es"]


# --- fonts


def test_fonts_of_a_folder_are_used(tmp_path: Path):
    (tmp_path / "fonts").mkdir()
    shutil.copy(FONT, tmp_path / "fonts" / "Own.ttf")
    brand = {"name": "Hive", "fonts": {"text": "Alexandria"}}
    card = make_card(fonts=tmp_path / "fonts", files={}, brand=brand, **FIELDS)   # type: ignore[arg-type]
    assert card.fonts == (tmp_path / "fonts").as_posix()
    assert b"Own.ttf" in factcards.encode(card, format="dump")


def test_file_in_place_of_a_folder_of_fonts_is_refused():
    assert lines_of(fonts=FONT) == [f"error: fonts: `{str(FONT)[:40]}{'…' * (len(str(FONT)) > 40)}` is a file, "
                                    "expected a folder of fonts"]


def test_folder_of_fonts_with_a_link_out_of_it_is_refused(tmp_path: Path):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "out.ttf").symlink_to(FONT)
    assert lines_of(fonts=tmp_path / "fonts") == [
        "error: fonts: in the folder of fonts, the link `out.ttf` leads out of it", "    hint: copy what it leads to"]


@pytest.mark.parametrize("name", ["Own.woff", "web/Own.WOFF", "Own.ttc"])
def test_folder_of_fonts_in_other_formats_is_refused(name: str, tmp_path: Path):
    folder = tmp_path / "fonts"
    (folder / "web").mkdir(parents=True)
    (folder / name).write_bytes(b"wOF2")
    message = f"the folder of fonts has no file in `.ttf`, `.otf` or `.woff2`, but `{Path(name).name}`"
    hint = "    hint: convert it to `.ttf`: fonts in other formats are not read"
    assert lines_of(fonts=folder) == [f"error: fonts: {message}", hint]
    (tmp_path / "set.yaml").write_text("language: en\nfonts: fonts\n", encoding="utf-8")
    (tmp_path / "bees.yaml").write_text("fact: Bees dance.\nsource: Frisch\naction: https://example.org/act\n", "utf-8")
    (problem,) = factcards.read_sets(tmp_path).problems
    assert (problem.field, problem.message) == ("fonts", message)
    shutil.copy(FONT, folder / "Own.ttf")
    assert make_card(fonts=folder, files={}, **FIELDS).fonts == folder.as_posix()   # type: ignore[arg-type]


def test_fonts_in_other_formats_beside_fonts_are_a_warning(tmp_path: Path):
    folder = tmp_path / "fonts"
    folder.mkdir()
    shutil.copy(FONT, folder / "Own.ttf")
    (folder / "Own.woff").write_bytes(b"wOFF")   # the same font for the web
    shown = factcards.render_card(make_card(fonts=folder, files={}, **FIELDS))   # type: ignore[arg-type]
    assert shown.problems == ()
    (folder / "Own-Bold.woff").write_bytes(b"wOFF")
    message = "in the folder of fonts, `Own-Bold.woff` is not read"
    shown = factcards.render_card(make_card(fonts=folder, files={}, **FIELDS))   # type: ignore[arg-type]
    hint = "    hint: convert it to `.ttf`: fonts in other formats are not read"
    assert [str(p).split("\n") for p in shown.problems] == [[f"warning: fonts: {message}", hint]]
    (folder / "Own-Thin.ttc").write_bytes(b"ttcf")
    (tmp_path / "set.yaml").write_text("language: en\nfonts: fonts\n", encoding="utf-8")
    (tmp_path / "bees.yaml").write_text("fact: Bees dance.\nsource: Frisch\naction: https://example.org/act\n", "utf-8")
    (problem,) = factcards.read_cards(tmp_path).problems
    assert (problem.kind, problem.field, problem.place and problem.place.line) == ("not-read", "fonts", 2)
    assert problem.message == "in the folder of fonts, `Own-Bold.woff` and 1 more are not read"


def test_a_theme_in_place_of_its_name_is_refused_with_the_right_argument():
    theme = factcards.parse_theme({"extends": "figure"}, name="mine")
    found = lines_of({**FIELDS, "theme": theme}, files={})
    assert found[0].startswith("card.yaml:5:8: error: theme: found `<Theme mine: ")
    assert found[0].endswith("a list or a mapping")
    assert found[-1] == "    hint: give it when the card is rendered: `render(card, theme=…)`"
    variants = lines_of(FIELDS, files={}, variants={"es": {"fact": "Las abejas bailan.", "theme": theme}})
    assert variants[-1] == found[-1]


# --- other languages


def test_variants_are_those_of_files(tmp_path: Path):
    spanish = {"fact": "Las abejas bailan.", "action": {"label": "Actúa"}, "source": {"year": 1927}}
    french = 'fact: "Les abeilles dansent."\n'
    fields = {**FIELDS, "source": {"publisher": "Frisch"}}
    card = parse_card(fields, name="bees", files={}, variants={"es": spanish, "fr": french})
    own = "language: en\nfact: Bees dance.\nsource: {publisher: Frisch}\naction: https://example.org/act\n"
    (tmp_path / "bees.yaml").write_text(own, encoding="utf-8")
    (tmp_path / "bees.es.yaml").write_text(
        "fact: Las abejas bailan.\naction: {label: Actúa}\nsource: {year: 1927}\n", encoding="utf-8")
    (tmp_path / "bees.fr.yaml").write_text(french, encoding="utf-8")
    (same,) = factcards.read_cards(tmp_path / "bees.yaml").cards
    assert [tag for tag, _ in card.variants] == ["en", "es", "fr"]
    for (_, one), (_, other) in zip(card.variants, same.variants, strict=True):
        assert (one.body, one.action, one.source) == (other.body, other.action, other.source)


def test_errors_of_variants_name_their_file():
    found = lines_of(name="bees", files={}, variants={"es": {"fakt": "x"}, "en": "fact: X", "fr": "fact: [\n"})
    assert [line for line in found if "error" in line] == [
        "bees.es.yaml:1:1: error: unknown key `fakt`",
        "bees.en.yaml:1:1: error: `bees.yaml` is in `en` already",
        "bees.fr.yaml:1:7: error: fact: this `[` is never closed",
    ]


# --- calls


def test_calls_of_version_1_work(tmp_path: Path):
    (tmp_path / "photo.jpg").write_bytes(photograph())
    text = "language: en\nfact: Bees dance.\nsource: Frisch\naction: https://example.org/act\nimage: photo.jpg\n"
    with pytest.warns(DeprecationWarning, match="folder=…, name=…, root=…"):
        card = parse_card(text, tmp_path, "bees", tmp_path.parent)
    assert card.id == "bees"
    assert card.origin == Origin(tmp_path.as_posix(), tmp_path.parent.as_posix())
    assert image_of(card).photo.file == (tmp_path / "photo.jpg").as_posix()


def test_unknown_field_of_a_made_card_is_reported():
    with pytest.raises(ReadError) as raised:
        make_card(name="bees", files={}, fakt="x", **{k: v for k, v in FIELDS.items() if k != "fact"})   # type: ignore[call-arg]
    assert raised.value.problems[0].message == "unknown key `fakt`"
    assert raised.value.problems[0].hint == "did you mean `fact`?"


def test_numbers_colours_and_paths_of_python_are_read_as_their_types_say():
    card = make_card(
        language="en", headline=96, fact="Bees dance.", source={"title": 1984, "year": 1949, "page": 12.5},
        action="https://example.org/act", image=Path("photo.jpg"), files={"photo.jpg": photograph()},
        chart={"counts": [{"value": Decimal("0.5"), "label": 2015}, {"value": 2, "label": "two"}]},
        brand={"name": "Hive", "colors": {"accent": factcards.Color(255, 208, 32)}},
    )  # fmt: skip
    (_, variant), = card.variants
    assert (variant.headline, variant.chart) == (
        Prose("96", "en"), Chart(counts=(Count(0.5, Prose("2015", "en")), Count(2.0, Prose("two", "en")))))
    assert variant.source == Source(None, "", Prose("1984", "en"), "1949", "12.5")
    assert variant.brand == Brand("Hive", colors=(("accent", factcards.Color(255, 208, 32)),))


PROGRAM = '''
from collections.abc import Mapping
from datetime import date

from decimal import Decimal
from pathlib import Path

from factcards import ActionFields, CardFields, Color, CountFields, SourceFields, make_card, make_set, parse_card

half: CountFields = {"value": Decimal("0.5"), "label": 2015}
numbers = make_card(
    language="en", headline=96, fact="Bees dance.", source={"title": 1984, "year": 1949, "page": 12},
    action="https://example.org", brand={"name": "Hive", "colors": {"accent": Color(255, 208, 32)}, "logo": Path("a")},
    image=Path("photo.jpg"), chart={"counts": [half, {"value": 2, "label": "two"}]}, files={},
)
action: ActionFields = {"url": "https://example.org/act", "label": "Act", "short-elsewhere": True}
source: SourceFields = {"publisher": "UN", "year": 2015, "title": {"text": "Agenda", "language": "en"}}
card = make_card(
    language="en", fact="Bees dance.", source=source, action=action, expires=date(2030, 1, 1), reviewed=False,
    image={"file": "photo.jpg", "alt": "A bee", "focus": (0.5, 0.3)}, files={"photo.jpg": b""},
    brand={"name": "Hive", "colors": {"accent": "#ffd020"}}, labels={"source": "From:"},
    chart={"counts": [{"value": 1, "label": "one"}]}, accept=[{"kind": "small-type", "reason": "short"}],
    variants={"es": {"fact": "Las abejas bailan."}, "fr": "fact: Les abeilles dansent."},
)
fields: CardFields = {"language": "en", "fact": "Bees dance."}
row: Mapping[str, object] = {"fact": "Bees dance."}
cards = make_set([card, parse_card(fields), parse_card(row, name="b")], name="bees", title="Bees", type="each")
make_card(fakt="x")
make_card(reviewed="no")
make_card(action={"link": "https://example.org"})
make_card(digits="roman")
make_set([card], theme="figure")
'''


@pytest.mark.sweep
def test_fields_are_checked_by_mypy(tmp_path: Path):
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--hide-error-context", "program.py",
               "--cache-dir", "cache"]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False,
                          env={**os.environ, "MYPYPATH": str(ROOT), "PYTHONPATH": str(ROOT)})
    first = PROGRAM.splitlines().index('make_card(fakt="x")') + 1
    assert [int(line.split(":")[1]) for line in done.stdout.splitlines() if "error:" in line] == [
        *range(first, first + 5)], done.stdout
