"""A theme that extends another: what is inherited, what is replaced, named parts, values by shape, faces in groups."""

from __future__ import annotations

import pytest

from factcards.cli import main
from factcards.errors import ReadError
from factcards.graphics.color import Color
from factcards.model.sizes import ASPECTS
from factcards.model.themes import Condition, SpacePart, StackPart, Underline, WordsPart
from factcards.read import read_sets
from factcards.read.themes.theme_reader import read_theme, read_theme_source


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a theme which extends `statement` from its text."""

    def made(text: str, name: str = "mine.yaml", extends: str = "statement"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"extends: {extends}\n{text}", encoding="utf-8")
        return read_theme(str(path))

    return made


def leaves(part):
    for inner in part.parts if isinstance(part, StackPart) else ():
        yield from leaves(inner)
    if not isinstance(part, StackPart):
        yield part


def words(theme, aspect, slot):
    return [p for p in leaves(theme.layout(aspect)) if isinstance(p, WordsPart) and p.slot == slot]


def test_missing_fields_are_inherited_and_the_name_is_not(read):
    base, theme = read_theme("statement"), read("")
    assert theme.name == "mine"
    assert (theme.palette, theme.types, theme.layouts) == (base.palette, base.types, base.layouts)


def test_maps_merge_key_by_key(read):
    text = "palette: {field: '#001122', extra: '#fff'}\ntypes: {words: {strong: 900}}\nfaces: {Latn: {family: Inter}}"
    theme = read(text)
    base = read_theme("statement")
    assert theme.color("field") == Color(0, 0x11, 0x22)
    assert theme.color("paper") == base.color("paper")
    before, after = base.type("words"), theme.type("words")
    assert dict(after.text.faces)["Latn"].family == "Inter"
    assert (dict(after.text.faces)["Latn"].weight, dict(after.strong.faces)["Latn"].weight) == (600, 900)
    assert after.leading == before.leading


def test_null_removes_a_value_of_the_extended_theme(read):
    assert "Arab" in dict(read_theme("statement").type("words").text.faces)
    assert "Arab" not in dict(read("faces: {Arab: null}").type("words").text.faces)


def test_layout_for_other_shapes_overrides_every_inherited_one(read):
    column = "column: [{words: {slot: words, color: ink}}, {words: {slot: source, color: ink}}, {use: code}]"
    theme = read(f"layouts: {{other: {{{column}}}, tall: {{use: foot}}}}\nparts: {{foot: {{{column}}}}}")
    base = read_theme("statement")
    assert all(len(theme.layout(aspect).parts) == 3 for aspect in ASPECTS)
    alone = read(f"layouts: {{square: {{{column}}}}}")
    assert alone.layout("portrait") == base.layout("portrait")
    assert alone.layout("square") == theme.layout("square")


def test_change_to_a_part_changes_every_layout_that_uses_it(read):
    theme = read("parts: {call: {words: {slot: call, size: [50, 60], color: ink}}}")
    assert [(w.smallest, w.largest) for a in ASPECTS for w in words(theme, a, "call")] == [(50, 60)] * 4


def test_options_next_to_a_part_name_override_its_own(read):
    over = "{part: small, slot: source, color: ink, size: 40, pad: 3}"
    theme = read(f"parts: {{foot: {{column: [{{use: {over}}}, {{use: code}}]}}}}")
    (_, found) = words(theme, "square", "source")
    assert (found.style, found.color, found.frame.padding) == ("source", "ink", (3,) * 4)
    assert (found.smallest, found.largest) == (40, 40)


def test_value_by_shape_is_selected_and_null_leaves_it_out(read):
    text = "column: {gap: {square: 5, other: 9}, parts: [{square: null, other: {space: {length: 1}}}, {use: code}]}"
    theme = read(f"parts: {{foot: {{{text}}}}}")
    square, portrait = (theme.layout(a).parts[1] for a in ("square", "portrait"))
    assert (square.gap, portrait.gap) == (5, 9)
    assert [isinstance(p, SpacePart) for p in portrait.parts] == [True, False]
    assert [isinstance(p, SpacePart) for p in square.parts] == [False]


def test_short_form_of_conditions_is_read(read):
    theme = read("parts: {foot: {column: [{space: {when: image}}, {space: {when: [fact, rtl]}}, {use: code}]}}")
    parts = theme.layout("square").parts[1].parts
    assert [p.frame.when for p in parts[:2]] == [Condition(("image",)), Condition(("fact", "rtl"))]


def test_group_of_faces_overrides_the_scripts_that_it_names(read):
    theme = read("faces: {display: {Latn: {family: Inter, heavier: {large: 100}}}}\n"
                 "types: {figure: {face: display, weight: 700}, words: {face: display}}")  # fmt: skip
    base = dict(read_theme("statement").type("figure").text.faces)
    found = dict(theme.type("figure").text.faces)
    assert (found["Latn"].family, found["Latn"].weight, found["Arab"].family) == ("Inter", 800, base["Arab"].family)
    assert dict(theme.type("words").text.faces)["Latn"].weight == 600, "heavier is for large type alone"
    assert dict(theme.type("source").text.faces)["Latn"].family == "Archivo"


def test_bar_has_one_weight_and_scripts_without_it_have_two(read):
    style = read("types: {words: {weight: 800, bar: {otherwise: [500, 900]}}}").type("words")
    assert style.underline == Underline(0.09, 0.16)
    plain, strong = dict(style.text.faces), dict(style.strong.faces)
    assert (plain["Latn"].weight, strong["Latn"].weight) == (800, 800)
    assert (plain["Arab"].weight, strong["Arab"].weight) == (500, 900)


def test_alternating_colours_and_gradients_are_read(read):
    fade = "{toward: end, stops: [[0, field], [1, paper, 0.5]]}"
    theme = read(f"palette: {{field: ['#111', '#222']}}\ngrounds: {{dusk: {fade}}}")
    assert theme.color("field") == Color(0x11, 0x11, 0x11)
    assert dict(theme.alternating_colors)["field"] == (Color(0x11, 0x11, 0x11), Color(0x22, 0x22, 0x22))
    fade = dict(theme.gradients)["dusk"]
    assert (fade.toward, fade.stops) == ("end", ((0, "field", 1), (1, "paper", 0.5)))


def test_fonts_are_relative_to_the_file_that_names_them(read, tmp_path):
    (tmp_path / "base" / "type").mkdir(parents=True)
    read("fonts: type\npalette: {field: '#123'}", "base/b.yaml")
    theme = read("palette: {paper: '#eee'}", extends="base/b.yaml")
    assert theme.fonts == (tmp_path / "base" / "type").as_posix()
    assert (str(theme.color("field")), str(theme.color("paper"))) == ("#112233", "#eeeeee")


def test_changed_extended_theme_is_read_again(read):
    read("palette: {field: '#123'}", "b.yaml")
    assert str(read("", extends="b.yaml").color("field")) == "#112233"
    read("palette: {field: '#456'}  # changed", "b.yaml")
    assert str(read("", extends="b.yaml").color("field")) == "#445566"


def test_extended_theme_next_to_the_cards_is_not_a_card(tmp_path):
    (tmp_path / "set.yaml").write_text("language: en\ntheme: mine.yaml\nsource: A book\naction: https://example.org\n")
    (tmp_path / "mine.yaml").write_text("extends: base.yaml\n")
    (tmp_path / "base.yaml").write_text("extends: statement\n")
    (tmp_path / "bees.yaml").write_text('fact: "Bees dance."\n')
    found = read_sets(tmp_path)
    assert found.problems == ()
    assert [card.id for one in found.sets for card in one.cards] == ["bees"]


def test_source_of_a_theme_reads_as_that_theme(tmp_path, capsys):
    assert main(["themes", "statement", "--source"]) == 0
    printed = capsys.readouterr().out
    assert printed == read_theme_source("statement")
    path = tmp_path / "statement.yaml"
    path.write_text(printed, encoding="utf-8")
    assert read_theme(str(path)) == read_theme("statement")


@pytest.mark.parametrize("arguments", [["themes", "statement"], ["themes", "--source"]])
def test_name_option_needs_the_source_option(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "themes NAME --source" in capsys.readouterr().err


def test_unknown_theme_has_no_source(capsys):
    assert main(["themes", "statment", "--source"]) == 1
    assert "did you mean `statement`?" in capsys.readouterr().err
    with pytest.raises(ReadError):
        read_theme_source("nothing")


def test_built_in_theme_is_short():
    assert len(read_theme_source("statement").splitlines()) <= 150
