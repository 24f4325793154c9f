"""Themes: built-in ones, theme files, and the message of each kind of error."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.cards import THEMES, card, texts

from factcards.errors import ReadError, SceneError
from factcards.graphics.color import Color
from factcards.model.sizes import ASPECTS
from factcards.model.themes import CodePart, PartFrame, StackPart, WordsPart
from factcards.read.themes.theme_reader import list_theme_names, read_theme
from factcards.text.fonts.font_library import shipped_fonts

HEAD = """palette: {ground: "#112233", ink: "#fff"}
faces: {Latn: {family: Archivo}}
types: {words: {weight: 600}}
layouts:
"""
TREE = (
    "  {}: {{column: [{{words: {{slot: words, style: words, size: [40, 80], color: ink}}}}, "
    "{{words: {{slot: source, style: words, color: ink}}}}, {{code: {{ink: ground, paper: ink}}}}]}}\n"
)
WHOLE = HEAD + "".join(TREE.format(a) for a in ASPECTS)


@pytest.fixture
def read_errors(tmp_path, monkeypatch):
    """Return a function that reads a valid theme with something replaced and returns the errors."""
    monkeypatch.chdir(tmp_path)

    def read(old: str, new: str, text: str = WHOLE) -> str:
        assert old in text
        path = Path(f"t{len(list(tmp_path.iterdir()))}.yaml")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(ReadError) as refused:
            read_theme(f"./{path}")
        return str(refused.value).replace(f"{path}", "t.yaml")

    return read


def test_built_in_themes_have_each_layout_and_shipped_fonts():
    assert list_theme_names() == ("contrast", "data", "figure", "half", "photo", "series", "statement", "testimony")
    theme = read_theme("statement")
    assert theme.name == "statement"
    assert {a for a, _ in theme.layouts} == set(ASPECTS)
    for one in map(read_theme, list_theme_names()):
        assert {a for a, _ in one.layouts} == set(ASPECTS)
        families = {face.family for _, t in one.types for s in (t.text, t.strong) for _, face in s.faces}
        assert all(shipped_fonts().has_family(f) for f in families)
    assert theme.color("field") == Color(0x34, 0x11, 0x2F)


def test_leading_and_weight_come_from_face_and_type():
    words = read_theme("statement").type("words")
    assert dict(words.leading)[""] == 1.14
    assert dict(words.leading)["Arab"] == pytest.approx(1.42 * 1.02)
    faces = dict(words.text.faces)
    assert (faces["Latn"].weight, faces["ur-Arab"].weight) == (600, 700)
    assert faces[""] == faces["Latn"]
    assert dict(words.strong.faces)["Latn"].weight == 700


def test_theme_file_is_read_by_its_path(tmp_path, lay_out):
    path = tmp_path / "mine.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    theme = read_theme(str(path))
    assert theme.name == "mine"
    assert theme.fonts == ""
    assert theme.layout("square") == StackPart(
        PartFrame(),
        "column",
        (
            WordsPart(PartFrame(), "words", "words", 40, 80, "ink", "ink"),
            WordsPart(PartFrame(), "source", "words", 32, 32, "ink", "ink"),
            CodePart(PartFrame(), 6, "ground", "ink"),
        ),
    )
    (line, *_) = texts(lay_out(card("Few words."), theme=theme))
    assert line.fill == Color(255, 255, 255)


def test_folder_of_fonts_is_relative_to_the_theme(tmp_path, read_errors):
    (tmp_path / "type").mkdir()
    path = tmp_path / "mine.yaml"
    path.write_text("fonts: type\nname: Mine\n" + WHOLE, encoding="utf-8")
    assert read_theme(str(path)).fonts == (tmp_path / "type").as_posix()
    assert read_theme(str(path)).name == "Mine"
    assert read_errors("palette", "fonts: typ\npalette") == (
        "t.yaml:1:8: error: fonts: there is no folder `typ`\n    1 | fonts: typ\n      |        ^^^\n"
        "    hint: the path begins in the theme's folder"
    )


def test_shortest_forms_of_a_layout_are_read(tmp_path):
    path = tmp_path / "short.yaml"
    path.write_text(WHOLE.replace("size: [40, 80]", "size: 40, pad: [1, 2, 3]", 1), encoding="utf-8")
    part = read_theme(str(path)).layout("square").parts[0]
    assert (part.smallest, part.largest, part.frame.padding) == (40, 40, (1, 2, 3, 2))


def test_unknown_theme_is_an_error(tmp_path):
    for name, message in [
        ("statment", "error: theme: there is no theme `statment`\n    hint: did you mean `statement`?"),
        (
            "zzz",
            "error: theme: there is no theme `zzz`\n    hint: expected "
            "`contrast`, `data`, `figure`, `half`, `photo`, `series`, `statement` or `testimony`"),
        ("./no.yaml", "error: theme: there is no theme file `./no.yaml`"),
        (f"{tmp_path}/", f"error: theme: there is no theme file `{tmp_path}/`"),
    ]:
        with pytest.raises(ReadError) as refused:
            read_theme(name)
        assert str(refused.value) == message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("palette", "palete", "1:1: error: theme: unknown key `palete`"),
        (
            "#112233",
            "#11223",
            "1:19: error: palette.ground: `#11223` is not a colour\n",
        ),
        ('{ground: "#112233", ink: "#fff"}', "none",
         "1:10: error: palette: found `none`, expected a map of keys and values"),
        ("types: {words: {weight: 600}}", "", "missing field `types`"),
        ("{weight: 600}", "{wieght: 600}", "3:17: error: types.words: unknown key `wieght`"),
        ("weight: 600", "weight: heavy", "3:25: error: types.words.weight: found `heavy`, expected a number"),
        ("weight: 600", "as: tiny",
         "3:21: error: types.words.as: found `tiny`, expected `large`, `words`, `small` or `print`"),
        ("family: Archivo", "scale: 1", "2:15: error: faces.Latn.family: missing field `family`"),
        ("family: Archivo", "family: Archivo, leading: {big: 1}", "2:43: error: faces.Latn.leading: unknown key `big`"),
        ("  square", "  round", "error: layouts: unknown key `round`"),
        ("  square", "  round", "error: layouts: missing layout `square`"),
        ("{column:", "{colum:", "5:12: error: layouts.square: unknown part `colum`"),
        ("{words: {slot", "{word: {slot", "5:22: error: layouts.square.column[0]: unknown part `word`"),
        ("slot: words", "slot: title", "error: layouts.square.column[0].words.slot: found `title`, expected `brand`,"),
        (
            "style: words",
            "style: figure",
            "error: layouts.square.column[0].words.style: found `figure`, expected `words`",
        ),
        ("size: [40, 80]", "size: [80, 40]", "error: layouts.square.column[0].words.size: the first size is larger"),
        ("size: [40, 80]", "size: [1, 2, 3]", "found 3 numbers, expected 1 or 2"),
        (
            "size: [40, 80]",
            "fit: height",
            "error: layouts.square.column[0].words.fit: found `height`, expected `lines`, `width`, `words` or `lockup`",
        ),
        ("color: ink", "color: inc", "error: layouts.square.column[0].words.color: the palette has no colour `inc`"),
        ("color: ink", "color: ink, safe: left", "error: layouts.square.column[0].words.safe: found `left`, expected"),
        (
            "color: ink",
            "color: ink, when: {has: [photo]}",
            "error: layouts.square.column[0].words.when.has: unknown name `photo`",
        ),
        ("color: ink", "color: ink, pad: [1, 2, 3, 4, 5]", "found 5 numbers, expected 1, 2, 3 or 4"),
        (
            "color: ink",
            "color: ink, ground: ash",
            "error: layouts.square.column[0].words.ground: the palette has no colour `ash`",
        ),
        ("color: ink", "color: ink, grow: 1e99", "found `1e99`, expected less than 1,000,000"),
        (
            "[{words",
            "[{space: {}, words",
            "5:21: error: layouts.square.column[0]: found a map of 2 keys, expected one part, such as `words:`",
        ),
    ],
)
def test_each_error_is_reported_at_its_place(read_errors, old, new, message):
    assert message in read_errors(old, new)


def test_message_has_place_line_caret_and_hint(read_errors):
    line = "  square: {column: [{words: {slot: words, style: words, size: [40, 80], color: inc}}"
    reported, shown, mark, hint = read_errors("color: ink", "color: inc").split("\n")
    assert reported == "t.yaml:5:80: error: layouts.square.column[0].words.color: the palette has no colour `inc`"
    assert line[19:] in shown
    assert mark.index("^^^") == shown.index("inc")
    assert hint == "    hint: did you mean `ink`?"


@pytest.mark.parametrize(
    ("part", "slot"),
    [("slot: words", "words"), ("slot: source", "source"), ("code: {ink: ground, paper: ink}", "code")],
)
def test_layout_needs_words_source_and_code(read_errors, part, slot):
    assert read_errors(part, "space: {}" if slot == "code" else "slot: call").startswith(
        f"t.yaml:5:11: error: layouts.square: the layout has no place for `{slot}`\n"
    )


def test_all_errors_are_reported_at_once(read_errors):
    text = WHOLE.replace("#fff", "white").replace("weight: 600", "weight: bold")
    found = read_errors("slot: words", "slot: title", text)
    assert [found.count(s) for s in ("is not a colour", "expected a number", "found `title`, expected")] == [1, 1, 1]


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a list\n", "just words\n"])
def test_file_that_is_not_a_theme_is_an_error(read_errors, text):
    assert "error: theme: " in read_errors("", "", text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (", color: ink", ""),
        ("{words: {slot: words, style: words, size: [40, 80], color: ink}}", "{code: {module: 6}}"),
        ("{words: {slot: words, style: words, size: [40, 80], color: ink}}", "{rule: {}}"),
        ("{words: {slot: words, style: words, size: [40, 80], color: ink}}", "{disc: {diameter: 90}}"),
        ("slot: words, style: words", "slot: call"),
    ],
    ids=["words-color", "code-colours", "rule-color", "disc-color", "style-of-the-slot"],
)
def test_missing_options_of_a_part_are_reported(read_errors, old, new):
    """A missing option would raise KeyError during layout."""
    assert "error: layouts.square.column[0]." in read_errors(old, new)


@pytest.mark.parametrize("new", ["lines: 0", "measure: 0", "grow: -1", "length: -5", "pad: [-9]", "size: 2"])
def test_numbers_out_of_range_are_refused(read_errors, new):
    assert "error: layouts.square.column[0].words." in read_errors("size: [40, 80]", new)


def test_changed_theme_is_read_again(tmp_path, monkeypatch):
    for folder, color in (("a", "#111111"), ("b", "#222222")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "t.yaml").write_text(WHOLE.replace("#112233", color), encoding="utf-8")
        monkeypatch.chdir(tmp_path / folder)
        assert str(read_theme("./t.yaml").color("ground")) == color
    (tmp_path / "b" / "t.yaml").write_text(WHOLE.replace("#112233", "#fff") + "\n", encoding="utf-8")
    assert str(read_theme("./t.yaml").color("ground")) == "#ffffff"


def test_two_parts_that_fill_the_height_are_refused(tmp_path, lay_out):
    words = "{words: {slot: words, style: words, size: [40, 80], color: ink, fit: words}}"
    path = tmp_path / "two.yaml"
    path.write_text(WHOLE.replace("[{words", f"[{words}, {words}, {{words"), encoding="utf-8")
    with pytest.raises(SceneError) as refused:
        lay_out(card(), theme=read_theme(str(path)))
    assert str(refused.value) == (
        "error: theme: two parts of one column take the remaining height\n"
        "    hint: give `fit: width` to one and `fit: words` to one"
    )


def test_theme_of_the_tests_is_complete():
    assert read_theme(str(THEMES / "cover.yaml")).name == "cover"
