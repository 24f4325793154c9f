"""Where the files that cards and themes name may be, and which files messages may quote."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from support.card_files import MINIMAL as SAMPLE
from support.card_files import png
from support.results import without_location

import factcards
from factcards.cli import main
from factcards.errors import ReadError
from factcards.read import parse_card, read_cards, read_sets
from factcards.read.themes.theme_reader import read_theme, snapshot_theme

MINIMAL = SAMPLE.replace("example.org", "equalitynow.org")   # `check` has a note on hosts reserved for examples
SECRET = "hunter2-very-secret"
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


def read_messages(path=".", root=None):
    return "\n".join(map(str, read_sets(path, root=root).problems))


def check(capsys, *arguments):
    """Return the exit status and the output of the command, without the last line, which counts."""
    status = main(["check", *arguments])
    shown = capsys.readouterr()
    lines = (shown.out + shown.err).splitlines(keepends=True)
    assert " checked, " in lines[-1]
    return status, "".join(lines[:-1])


SHARED = MINIMAL + "theme: ../house.yaml\n"
HOUSE = {"top/one/a.yaml": SHARED, "top/two/b.yaml": MINIMAL, "top/house.yaml": "extends: statement\n"}
FAR = "../../../../../../../../etc/passwd"


@pytest.mark.parametrize("theme", [f"../secret/{name}" for name in ("env", "creds.yaml", "list.yaml", "name.yaml")])
def test_file_that_is_not_a_theme_is_not_quoted(lay, capsys, theme):
    lay(
        {
            "set/c.yaml": MINIMAL + f"theme: {theme}\n",
            "secret/env": f"AWS_SECRET={SECRET}\n",
            "secret/creds.yaml": f"aws: {{key: {SECRET}}}\nextends: {SECRET}\n",
            "secret/list.yaml": f"- {SECRET}\n- [\n",
            "secret/name.yaml": f"name: {SECRET}\nfonts: {SECRET}\n",
        }
    )
    status, reported = check(capsys, "set")
    shown = theme.removeprefix("../")
    assert reported == (
        f"set/c.yaml:5:8: error: theme: `{shown}` is not a theme\n"
        f"    5 | theme: {theme}\n"
        f"      |        {'^' * len(theme)}\n"
        "    hint: name the theme with `--theme` to see what is wrong with it\n"
    )
    assert status == 1


@pytest.mark.parametrize("base", ["../secret/env", "../secret/creds.yaml", "/etc/passwd", FAR])
@pytest.mark.parametrize("named", [False, True])
def test_extended_file_is_not_quoted(lay, capsys, base, named):
    folder = lay(
        {
            "set/c.yaml": MINIMAL + ("" if named else "theme: t.yaml\n"),
            "set/t.yaml": f"extends: {base}\n",
            "secret/env": f"AWS_SECRET={SECRET}\n",
            "secret/creds.yaml": f"palette: {SECRET}\npassword: {SECRET}\n",
        }
    )
    arguments = ["render", "set", "-o", str(folder / "out"), "-j", "1", *(["-t", "set/t.yaml"] if named else [])]
    assert main(arguments) == (2 if named else 1)
    reported = capsys.readouterr().err
    assert reported.startswith("set/t.yaml:1:10: error: extends: ")
    assert SECRET not in reported
    assert "root:" not in reported


@pytest.mark.parametrize("name", ["./.env", "secrets.yaml"])
def test_files_next_to_a_named_theme_are_not_quoted(lay, name):
    lay({"t.yaml": f"extends: {name}\n", ".env": f"AWS_SECRET={SECRET}\n", "secrets.yaml": f"password: {SECRET}\n"})
    with pytest.raises(ReadError) as refused:
        read_theme("./t.yaml")
    assert str(refused.value).startswith(f"t.yaml:1:10: error: extends: `{name.removeprefix('./')}` is not a theme\n")
    assert SECRET not in str(refused.value)


def test_hidden_file_in_the_set_folder_is_not_quoted(lay):
    lay({"c.yaml": MINIMAL + "theme: ./.env\n", ".env": f"AWS_SECRET={SECRET}\n"})
    with pytest.raises(ReadError) as refused:
        factcards.lay_out(read_cards(".")["c"])
    assert str(refused.value) == (
        "c.yaml:5:8: error: theme: `.env` is not a theme\n    5 | theme: ./.env\n      |        ^^^^^^\n"
        "    hint: name the theme with `--theme` to see what is wrong with it"
    )


@pytest.mark.parametrize("theme", ["/proc/self/environ", "/dev/stdin", "/etc/passwd", FAR])
def test_theme_outside_the_root_is_refused_unread(lay, theme):
    lay({"set/c.yaml": MINIMAL + f"theme: {theme}\n", "set/d.yaml": MINIMAL})
    read = read_sets("set")
    assert [card.id for card in read.sets[0].cards] == ["d"]
    (problem,) = read.problems
    assert problem.field == "theme"
    assert "root:" not in str(problem)


def test_mistake_in_a_theme_above_the_set_is_reported_by_its_place_only(lay, capsys):
    lay(HOUSE | {"top/house.yaml": f'extends: statement\npalette: {{{SECRET}: "#12"}}\n'})
    status, reported = check(capsys, "top")
    assert (status, reported) == (
        1,
        "top/house.yaml:2:32: error: palette: this part of the theme is wrong\n"
        "    hint: name the theme with `--theme` to see what is wrong with it\n",
    )
    with pytest.raises(ReadError, match=SECRET):
        read_theme("top/house.yaml")


def test_sets_share_a_theme_next_to_them(lay, capsys):
    lay(HOUSE)
    assert main(["render", "top", "-o", "out", "-j", "1", "-f", "dump"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, without_location(printed.err)) == ("", "")
    made = {record["file"] for record in json.loads(Path("out/manifest.json").read_text())["files"]}
    assert made == {f"{name}.instagram-portrait.txt" for name in ("one/en/a", "two/en/b")}
    assert check(capsys, "top/one", "top/two") == (0, "")
    assert main(["render", "top", "-t", "top/house.yaml", "-o", "out2", "-j", "1", "-f", "dump"]) == 0


def test_root_is_the_working_folder_the_path_or_the_option(lay, capsys, monkeypatch):
    folder = lay(HOUSE | {"elsewhere/x": ""})
    monkeypatch.chdir(folder / "elsewhere")
    assert check(capsys, "../top") == (0, "")
    status, reported = check(capsys, "../top/one")
    assert (status, "`../house.yaml` leads out of the folder inside which themes may be" in reported) == (1, True)
    assert "hint: `--root` (in a program `root=`) names a folder further up" in reported
    assert check(capsys, "../top/one", "--root", "../top") == (0, "")
    with pytest.raises(SystemExit) as left:
        main(["check", "../top", "--root", "nowhere"])
    assert left.value.code == 2


def test_root_may_be_an_argument(lay, monkeypatch):
    folder = lay(HOUSE | {"elsewhere/x": ""})
    monkeypatch.chdir(folder / "elsewhere")
    with pytest.raises(ReadError, match="leads out"):
        read_cards("../top/one")
    card = read_cards("../top/one", root="../top")["a"]
    with pytest.raises(ReadError, match="leads out"):
        parse_card(SHARED, folder="../top/one")
    parsed = parse_card(SHARED, folder="../top/one", root=folder / "top")
    monkeypatch.chdir(folder / "top")   # the root stays the same
    assert factcards.lay_out(card, theme="one/../house.yaml").description
    monkeypatch.chdir(folder / "elsewhere")
    assert factcards.lay_out(card).nodes == factcards.lay_out(parsed).nodes


def test_theme_in_the_set_folder_needs_no_root(lay, capsys):
    lay({"set/c.yaml": MINIMAL + "theme: t.yaml\n", "set/t.yaml": "extends: statement\n", "other/x": ""})
    assert check(capsys, "set", "--root", "other") == (0, "")


def test_named_theme_may_extend_files_in_its_folder(lay, monkeypatch):
    folder = lay(
        {
            "themes/night.yaml": "extends: bases/b.yaml\n",
            "themes/bases/b.yaml": "extends: ../../house.yaml\n",
            "house.yaml": "extends: statement\n",
            "other/x": "",
        }
    )
    assert read_theme("themes/night.yaml").name == "night"
    monkeypatch.chdir(folder / "other")
    with pytest.raises(ReadError, match="leads out of the folder inside which themes may be"):
        read_theme("../themes/night.yaml")
    (folder / "themes/bases/b.yaml").write_text("extends: statement\n")
    assert read_theme("../themes/night.yaml").name == "night"


def test_snapshots_include_the_extended_theme_and_its_folders(lay):
    lay(HOUSE | {"top/themes/base.yaml": "extends: statement\n", "top/house.yaml": "extends: themes/base.yaml\n"})
    (cards,) = read_sets("top/one").sets
    (card,) = cards.cards
    seen = {Path(one.path).resolve() for one in snapshot_theme(card.variants[0][1].theme, card.origin)}
    assert {Path(name).resolve() for name in ("top", "top/house.yaml", "top/themes", "top/themes/base.yaml")} <= seen


@needs_links
def test_card_that_links_out_of_the_folder_is_refused_without_its_lines(lay, capsys):
    folder = lay({"set/a.yaml": MINIMAL, "set/inner.yaml": MINIMAL, "secret": f"password {SECRET}: [\n", "b": MINIMAL})
    (folder / "set/x.yaml").symlink_to("../secret")
    (folder / "set/y.yaml").symlink_to("/proc/self/environ")
    (folder / "set/z.yaml").symlink_to("inner.yaml")
    status, reported = check(capsys, "set")
    expected = "error: this link leads out of the card's folder\n    hint: copy the file into the card's folder\n"
    assert (status, reported) == (1, f"set/x.yaml:1:1: {expected}set/y.yaml:1:1: {expected}")
    assert check(capsys, "set/x.yaml")[1] == f"set/x.yaml:1:1: {expected}"
    assert [card.id for card in read_sets("set").sets[0].cards] == ["a", "inner", "z"]


@needs_links
def test_card_that_is_a_broken_link_is_an_error(lay):
    folder = lay({"a.yaml": MINIMAL})
    (folder / "b.yaml").symlink_to("../gone.yaml")
    hint = "\n    hint: make the link again, or remove it"
    reported = f"b.yaml:1:1: error: this link leads to a file that does not exist{hint}"
    assert read_messages() == reported
    lay({"set.yaml": "language: en\ncards: [a, b]\n"})
    assert read_messages() == reported


@needs_links
def test_loop_of_links_and_broken_link_of_a_set_are_errors(lay):
    folder = lay({"top/set/a.yaml": MINIMAL})
    (folder / "top/set/b.yaml").symlink_to("c.yaml")
    (folder / "top/set/c.yaml").symlink_to("b.yaml")
    (folder / "top/gone").symlink_to("../nowhere")
    (folder / "top/note.txt").symlink_to("../nowhere")   # neither a card nor a set
    hint = "\n    hint: make the link again, or remove it"
    assert [str(problem) for problem in read_sets("top").problems] == [
        f"top/gone:1:1: error: this link leads to a folder that does not exist{hint}",
        f"top/set/b.yaml:1:1: error: this link leads back to itself through other links{hint}",
        f"top/set/c.yaml:1:1: error: this link leads back to itself through other links{hint}",
    ]
    assert str(read_sets("top/set/b.yaml").problems[0]) == "error: `top/set/b.yaml` is a link that leads nowhere"


@needs_links
def test_photograph_that_is_a_broken_link_is_reported_as_one(lay):
    folder = lay({"a.yaml": MINIMAL + "image: p.png\n"})
    (folder / "p.png").symlink_to("q.png")
    assert "error: image: `p.png` cannot be used: the link leads to a file that is not there" in read_messages()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs")
def test_reading_never_waits_for_a_fifo(lay):
    folder = lay({"a.yaml": MINIMAL, "c.yaml": MINIMAL + "theme: t.yaml\n", "d.yaml": MINIMAL + "image: t.yaml\n"})
    os.mkfifo(folder / "b.yaml")
    os.mkfifo(folder / "t.yaml")
    assert [str(p).split("\n")[0] for p in read_sets(".").problems] == [
        "c.yaml:5:8: error: theme: there is no theme file `t.yaml`",
        "d.yaml:5:8: error: image: the file cannot be read (it is not a regular file)",
    ]


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="there is no /proc")
def test_file_of_proc_is_not_read_even_inside_the_root(lay, monkeypatch):
    folder = lay({"c.yaml": MINIMAL})
    up = "../" * len(folder.parts)
    lay({"c.yaml": MINIMAL + f"theme: {up}proc/self/environ\n"})
    monkeypatch.setenv("TOPSECRET", SECRET)
    (cards,) = read_sets(folder, root="/").sets
    with pytest.raises(ReadError) as refused:
        factcards.lay_out(cards["c"])
    assert str(refused.value) == (
        f"{folder / 'c.yaml'}:5:8: error: theme: `/proc/self/environ` is not a theme\n"
        f"    5 | theme: {up}proc/self/environ\n      |        {'^' * len(f'{up}proc/self/environ')}\n"
        "    hint: name the theme with `--theme` to see what is wrong with it"
    )


@needs_links
def test_linked_set_outside_the_path_is_not_quoted(lay, monkeypatch):
    folder = lay({"top/good/a.yaml": MINIMAL, "etc/x.yaml": f"fact: {SECRET}\npassword: {SECRET}\n", "other/y": ""})
    (folder / "top/bad").symlink_to(folder / "etc")
    monkeypatch.chdir(folder / "other")
    reported = read_messages("../top")
    assert reported.startswith("../top/bad:1:1: error: this folder is a link that leads out of `../top`")
    assert SECRET not in reported


FIELDS = ("theme: {}.yaml", "theme: ./{}", "image: {}.png", "brand: {{name: x, logo: {}.png}}")
BAD = ("a" * 300, "/".join(["a" * 200] * 30), "ring", '"x\\0"', "set.yaml/x", "con", "a\\b", "x:y")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", BAD)
def test_invalid_file_name_affects_only_its_card(lay, field, name):
    folder = lay({"a.yaml": MINIMAL, "b.yaml": MINIMAL})
    if sys.platform != "win32":
        for ending in (".yaml", ".png", ""):
            ring = folder / f"ring{ending}"
            ring.unlink(missing_ok=True)
            ring.symlink_to(ring.name)
    bad = MINIMAL + field.format(name) + "\n"
    lay({"c.yaml": bad})
    read = read_sets(".")
    assert [card.id for card in read.sets[0].cards] == ["a", "b"]
    assert all(p.place for p in read.problems if "ring" not in str(p))
    assert any(p.place and p.place.file == "c.yaml" for p in read.problems)
    with pytest.raises(ReadError):
        parse_card(bad, folder=folder)


@pytest.mark.parametrize("path", ["a" * 300, "a\0b", "a/" * 3000, ""])
def test_any_path_does_not_raise(lay, path):
    lay({"notes.md": ""})
    assert read_sets(path).problems
    with pytest.raises(ReadError):
        read_cards(path)


def test_card_text_for_a_missing_folder_is_read(lay):
    lay({})
    assert parse_card(MINIMAL, folder="nowhere").id == "card"
    with pytest.raises(ReadError, match="there is no file"):
        parse_card(MINIMAL + "image: a.png\n", folder="nowhere/" + "a" * 300)
    with pytest.raises(ReadError, match="name holds `/`"):
        parse_card(MINIMAL, folder=".", name="../../up")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may enter any folder")
def test_folder_without_access_does_not_affect_other_sets(lay):
    folder = lay({"top/a/x.yaml": MINIMAL, "top/b/y.yaml": MINIMAL})
    (folder / "top/b").chmod(0)
    try:
        read = read_sets("top")
    finally:
        (folder / "top/b").chmod(0o755)
    assert [one.id for one in read.sets] == ["a"]
    assert str(read.problems[0]) == "error: `top/b` cannot be read: permission denied"


@pytest.mark.parametrize("path", ["C:\\photos\\a.jpg", "C:/photos/a.jpg", "/photos/a.jpg"])
def test_absolute_paths_of_all_systems_have_one_hint(lay, path):
    lay({"a.yaml": MINIMAL + f"image: {path}\n"})
    assert read_messages() == (
        f"a.yaml:5:8: error: image: found `{path}`, expected a path that begins in the card's folder\n"
        f"    5 | image: {path}\n      |        {'^' * len(path)}\n"
        "    hint: copy the file into the card's folder and name it from there"
    )


@pytest.mark.parametrize("image", ["photos/./a.png", "photos//a.png", "./photos/a.png", "photos/../photos/a.png"])
def test_path_that_stays_inside_is_found(lay, image):
    lay({"a.yaml": MINIMAL + f"image: {image}\n", "photos/a.png": png()})
    assert read_messages() == ""
