"""Limits of a theme: values after its parts are inserted, steps of `extends`, parts of a layout, files of fonts."""

from __future__ import annotations

import gc
import sys
import time

import pytest
from support.card_files import MINIMAL

from factcards import lay_out, read_cards
from factcards.errors import ReadError
from factcards.read import read_sets
from factcards.read.themes import font_folders
from factcards.read.themes.inheritance import MAX_EXTENDS
from factcards.read.themes.theme_reader import list_theme_names, read_theme


def refused(name="./t.yaml"):
    """Return the message with which a theme is refused, within two seconds.

    Garbage of other tests is not collected meanwhile: in a process of a gigabyte that takes a second.
    """
    gc.disable()
    try:
        start = time.process_time()
        with pytest.raises(ReadError) as error:
            read_theme(name)
        taken = time.process_time() - start
    finally:
        gc.enable()
    assert taken < 2
    return str(error.value)


def bomb(depth: int, width: int, top: str) -> str:
    """Return a theme in which each part uses the next one `width` times."""
    inner = (f"  b{i + 1}: {{column: [{', '.join([f'{{use: b{i}}}'] * width)}]}}\n" for i in range(depth))
    return f"extends: statement\nparts:\n  b0: {{space: {{length: 0}}}}\n{''.join(inner)}  {top.format(depth)}\n"


@pytest.mark.parametrize("top", ["under: {{column: [{{use: b{}}}]}}", "unused: {{column: [{{use: b{}}}]}}"])
@pytest.mark.parametrize(("depth", "width"), [(7, 10), (16, 3), (12, 24)])
def test_values_are_counted_after_parts_are_inserted(lay, top, depth, width):
    lay({"t.yaml": bomb(depth, width, top)})
    reported = refused()
    assert "with its parts inserted, the theme has more than 100,000 values\n" in reported
    assert reported.count("error:") == 1


@pytest.mark.parametrize("link", ["{{column: [{{use: b{}}}]}}", "{{use: b{}}}", "{{use: {{part: b{}, grow: 1}}}}"])
def test_nesting_of_parts_is_limited_before_the_python_stack(lay, link):
    chain = "".join(f"  b{i + 1}: {link.format(i)}\n" for i in range(1000))
    lay({"t.yaml": f"extends: statement\nparts:\n  b0: {{space: {{}}}}\n{chain}"})
    assert "with its parts inserted, this is nested more than 64 deep" in refused()


def test_chain_of_extends_has_at_most_eight_steps(lay):
    lay({f"t{i}.yaml": f"extends: ./t{i + 1}.yaml\n" for i in range(1500)})
    assert refused("./t0.yaml") == (
        f"t8.yaml:1:10: error: extends: this is step 9 of a chain of `extends`, expected {MAX_EXTENDS} at most\n"
        "    1 | extends: ./t9.yaml\n      |          ^^^^^^^^^\n"
        "    hint: extend a theme that is nearer to the end of the chain"
    )
    lay({"t7.yaml": "extends: statement\n"})
    assert read_theme("./t0.yaml").name == "t0"


@pytest.mark.parametrize(
    ("kind", "part", "count"),
    [("words", "{words: {slot: words, color: ink}}", 301), ("code", "{code: {ink: ink, paper: paper}}", 51),
     ("panes", "{panes: {color: ink}}", 101), ("", "{rule: {color: ink}}", 2501)],
)  # fmt: skip
def test_number_of_parts_of_a_layout_is_limited(lay, kind, part, count):
    layers = ", ".join(["{use: b0}"] * count)
    lay({"t.yaml": f"extends: statement\nparts:\n  b0: {part}\nlayouts: {{square: {{layers: [{layers}]}}}}\n"})
    name = f" `{kind}`" if kind else ""
    assert f"error: layouts.square: the layout has {count if kind else count + 1:,} parts{name}, expected" in refused()


def test_overlapping_translucent_shapes_are_laid_out_quickly(lay):
    """Without a limit, each could double the number of colours behind the words."""
    shapes = ", ".join(["{use: b0}"] * 60)
    words = "{words: {slot: words, color: ink, size: [20, 60]}}, {words: {slot: source, color: ink}}, {use: code}"
    lay({"c.yaml": MINIMAL, "t.yaml": "extends: statement\nparts:\n"
         "  b0: {polygon: {points: [[0, 0], [1, 0], [1, 1]], color: ink, opacity: 0.5}}\n"
         f"layouts: {{portrait: {{layers: [{shapes}, {words}]}}}}\n"})  # fmt: skip
    card = read_cards(".")["c"]
    start = time.process_time()
    assert lay_out(card, theme="./t.yaml").nodes
    assert time.process_time() - start < 2


def test_the_built_in_themes_are_within_the_limits():
    assert all(read_theme(name).layouts for name in list_theme_names())


@pytest.mark.parametrize("fonts", ["/", "/usr/share/fonts", "../../../../../../../../usr/share", "../..", "C:/Windows"])
def test_fonts_of_a_theme_must_be_inside_the_root(lay, fonts):
    lay({"set/a.yaml": MINIMAL, "set/t.yaml": f"extends: statement\nfonts: {fonts}\n"})
    reported = refused("set/t.yaml")
    assert reported.startswith("set/t.yaml:2:8: error: fonts: `")
    assert "leads out of the folder" in reported or "cannot be used" in reported


def test_folder_of_fonts_may_be_next_to_or_above_the_theme(lay):
    folder = lay({"house/fonts/x.txt": "", "house/themes/t.yaml": "extends: statement\nfonts: ../fonts\n",
                  "house/own.yaml": "extends: statement\nfonts: .\n"})  # fmt: skip
    assert read_theme("house/themes/t.yaml").fonts == (folder / "house/fonts").as_posix()
    assert read_theme("house/own.yaml").fonts == (folder / "house").as_posix()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("where", ["theme", "set"])
@pytest.mark.parametrize("target", ["/usr/share", "../../outside.ttf"])
def test_links_in_a_folder_of_fonts_may_not_lead_out(lay, where, target):
    named = "fonts: type\n"
    folder = lay({"set/a.yaml": MINIMAL, "set/type/inner/x": "", "outside.ttf": "",
                  "set/set.yaml": f"language: en\n{named}",
                  "set/t.yaml": f"extends: statement\n{named}"})  # fmt: skip
    (folder / "set/type/inner/link.ttf").symlink_to(target)
    reported = refused("set/t.yaml") if where == "theme" else str(read_sets("set").problems[0])
    assert "fonts: in the folder of fonts, the link `inner/link.ttf` leads out of it" in reported


def test_size_of_a_folder_of_fonts_is_limited(lay, monkeypatch):
    fonts = {"type/a.ttf": "x" * 9, "type/b/c.TTF": "x" * 9, "type/d.txt": ""}
    lay({"t.yaml": "extends: statement\nfonts: type\n", **fonts})
    monkeypatch.setattr(font_folders, "MAX_FONTS", 1)
    assert "fonts: the folder of fonts has 2 fonts, expected 1 at most" in refused()
    monkeypatch.setattr(font_folders, "MAX_ENTRIES", 3)
    assert "fonts: the folder of fonts has more than 3 files and folders" in refused()
    monkeypatch.setattr(font_folders, "MAX_ENTRIES", 4)
    monkeypatch.setattr(font_folders, "MAX_FONTS", 2)
    monkeypatch.setattr(font_folders, "MAX_BYTES", 17)
    assert "fonts: the folder of fonts has 0 MiB, expected 0 at most" in refused()


def test_thousands_of_unknown_parts_are_reported_quickly(tmp_path):
    parts = ", ".join(f"p{i}: {{use: q{i}}}" for i in range(2000))
    (tmp_path / "t.yaml").write_text(f"extends: statement\nparts: {{{parts}}}\n")
    start = time.process_time()
    with pytest.raises(ReadError) as error:
        read_theme(str(tmp_path / "t.yaml"))
    assert time.process_time() - start < 2
    sources = {id(p.place.source) for p in error.value.problems if p.place}
    assert len(sources) == 1, "a line is stored once, whatever the number of its errors"


def test_thousands_of_unknown_colours_are_reported_quickly(tmp_path):
    palette = "".join(f'  c{i}: "#112233"\n' for i in range(190))
    colors = ", ".join(f"d{i}" for i in range(4500))
    layouts = f"{{other: {{column: [{{chart: {{kind: bars, colors: [{colors}], rest: c1, ink: c1}}}}]}}}}"
    (tmp_path / "t.yaml").write_text(f"extends: statement\npalette:\n{palette}layouts: {layouts}\n")
    assert "the palette has no colour `d0`" in refused(str(tmp_path / "t.yaml"))


def test_very_long_name_is_cut_in_messages(tmp_path):
    (tmp_path / "t.yaml").write_text(f"extends: statement\nparts: {{a: {{use: {'k' * 200_000}}}}}\n")
    with pytest.raises(ReadError, match="there is no part `kkk") as error:
        read_theme(str(tmp_path / "t.yaml"))
    assert len(str(error.value)) < 5_000
