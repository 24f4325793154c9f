"""The command line: options, output and exit status."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from support.results import hide_time

from factcards.batch.process_pools import open_pool
from factcards.cli import main
from factcards.model.sizes import SIZES
from factcards.rendering.jobs import Job

ROOT = Path(__file__).parents[2]
CARD = """\
language: en
fact: "Bees **dance** to tell the way."
source: Frisch, 1927
action: https://example.org/act
"""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def lay(**texts: str) -> None:
    """Write files into this folder: `bees__honey` is bees/honey.yaml, `bees__honey_fr` its variant in French."""
    for name, text in texts.items():
        *folders, file = name.split("__")
        path = Path(*folders, file.replace("_", ".") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def listing(folder: str = "out") -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


def command(*arguments: str, **options: object) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [sys.executable, "-m", "factcards", *arguments], env=environment, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,  # type: ignore[call-overload]
    )  # fmt: skip


# --- render


def reported_by(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    """Run a command that prints no result, and return what it reports, with 0.0 s as its time."""
    assert main(arguments) == status
    printed = capsys.readouterr()
    assert printed.out == ""
    return hide_time(printed.err)


def test_single_card_is_rendered_and_its_path_is_reported(capsys: pytest.CaptureFixture[str]):
    lay(honey=CARD)
    assert reported_by(capsys, "render", "honey.yaml") == "`out/en/honey.instagram-portrait.png`, 0.0 s\n"
    assert listing() == ["en/honey.instagram-portrait.png", "manifest.json"]
    again = reported_by(capsys, "render", "honey.yaml")
    assert again == "`out/en/honey.instagram-portrait.png` (unchanged), 0.0 s\n"
    Path("out/en/honey.instagram-portrait.png").unlink()
    found = reported_by(capsys, "render", "honey.yaml")
    assert found == "`out/en/honey.instagram-portrait.png` (found in the cache), 0.0 s\n"


def test_number_of_pictures_and_their_folder_are_reported(capsys: pytest.CaptureFixture[str]):
    lay(bees__honey=CARD, bees__wax=CARD)
    assert reported_by(capsys, "render", "bees", "-o", "a/b") == "2 pictures in `a/b`, 0.0 s\n"
    more = ("-s", "instagram-portrait", "-s", "story")
    assert reported_by(capsys, "render", "bees", "-o", "a/b", *more) == "4 pictures in `a/b` (2 unchanged), 0.0 s\n"
    Path("a/b/bees/en/wax.story.png").unlink()
    assert reported_by(capsys, "render", "bees", "-o", "a/b", *more) == (
        "4 pictures in `a/b` (3 unchanged, 1 found in the cache), 0.0 s\n"
    )
    assert reported_by(capsys, "render", "bees", "-o", "a/b", "-f", "png", "-f", "dump") == (
        "4 files in `a/b` (2 unchanged), 0.0 s\n"
    )


def test_a_line_says_what_was_made_and_found_after_warnings_and_errors(capsys: pytest.CaptureFixture[str]):
    lay(bees__honey=CARD)
    lay(bees__wax=CARD + "theme: statment\n")
    error = (
        "bees/wax.yaml:5:8: error: theme: there is no theme `statment`\n    5 | theme: statment\n"
        "      |        ^^^^^^^^\n    hint: did you mean `statement`?\n"
    )
    assert reported_by(capsys, "render", "bees", status=1) == (
        error + "`out/bees/en/honey.instagram-portrait.png`, 0.0 s, 1 error\n"
    )
    assert reported_by(capsys, "check", "bees", status=1).endswith("\n1 picture checked, 1 error\n")
    sheet = reported_by(capsys, "sheet", "bees", status=1)
    with Image.open("sheet.jpg") as image:
        assert sheet == f"{error}`sheet.jpg`: 1 picture, {image.width} × {image.height} pixels, 1 error\n"
    Path("bees/honey.yaml").unlink()
    assert reported_by(capsys, "render", "bees", status=1) == f"{error}0 pictures, 1 error\n"
    assert reported_by(capsys, "check", "bees", status=1) == f"{error}0 pictures checked, 1 error\n"
    assert reported_by(capsys, "sheet", "bees", status=1) == (
        f"{error}`sheet.jpg` was not written: 0 pictures, 1 error\n"
    )


def test_a_line_says_that_there_is_nothing_in_a_language(capsys: pytest.CaptureFixture[str]):
    lay(bees__honey=CARD)
    untranslated = (
        "bees/honey.yaml:1:1: warning: `honey` is not rendered in ar, fr: it is not translated\n"
    )
    languages = ("-l", "ar", "-l", "fr", "-l", "ar")
    assert reported_by(capsys, "render", "bees", *languages) == (
        f"{untranslated}0 pictures in ar, fr, 2 untranslated, 1 warning\n"
    )
    assert reported_by(capsys, "check", "bees", *languages) == (
        f"{untranslated}0 pictures in ar, fr checked, 1 warning\n"
    )
    assert reported_by(capsys, "sheet", "bees", *languages) == (
        f"{untranslated}`sheet.jpg` was not written: 0 pictures in ar, fr, 1 warning\n"
    )
    assert not Path("sheet.jpg").exists()


def test_json_is_all_that_a_run_without_problems_prints(capsys: pytest.CaptureFixture[str]):
    lay(honey=CARD.replace("example.org", "equalitynow.org"))
    for command in ("render", "check", "sheet"):
        assert main([command, "honey.yaml", "--json"]) == 0
        printed = capsys.readouterr()
        json.loads(printed.out)
        assert printed.err == ""


def test_a_sheet_and_merged_parts_are_reported_by_their_path(capsys: pytest.CaptureFixture[str]):
    lay(bees__honey=CARD, bees__wax=CARD)
    for part in ("1", "2"):
        assert main(["render", "bees", "-o", part, "--shard", f"{part}/2"]) == 0
    capsys.readouterr()
    assert reported_by(capsys, "merge", "1", "2", "-o", "all") == "2 pictures in `all`\n"
    assert main(["render", "bees/wax.yaml", "-o", "one"]) == 0
    capsys.readouterr()
    assert reported_by(capsys, "merge", "one") == "`one/en/wax.instagram-portrait.png`\n"
    sheet = reported_by(capsys, "sheet", "bees", "-o", "all.png")
    with Image.open("all.png") as image:
        assert sheet == f"`all.png`: 2 pictures, {image.width} × {image.height} pixels\n"


def test_jpg_is_another_name_of_jpeg(capsys: pytest.CaptureFixture[str]):
    lay(honey=CARD)
    path = "out/en/honey.instagram-portrait.jpg"
    assert reported_by(capsys, "render", "honey.yaml", "-f", "jpg", "-f", "jpeg") == f"`{path}`, 0.0 s\n"
    (record,) = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))["files"]
    assert record["format"] == "jpeg"
    with Image.open(path) as image:
        assert image.format == "JPEG"
    lay(bees__honey=CARD, bees__set="language: en\nformats: [jpg]\n")
    assert reported_by(capsys, "render", "bees") == "`out/bees/en/honey.instagram-portrait.jpg`, 0.0 s\n"


def test_a_folder_is_a_set_and_a_folder_of_sets_is_many(capsys: pytest.CaptureFixture[str]):
    lay(sets__bees__honey=CARD, sets__wasps__sting=CARD, sets__wasps__set="sizes: [story]\nformats: [jpeg, dump]\n")
    assert reported_by(capsys, "render", "sets", "-o", "pictures") == "3 files in `pictures`, 0.0 s\n"
    assert listing("pictures") == [
        "bees/en/honey.instagram-portrait.png", "manifest.json",
        "wasps/en/sting.story.jpg", "wasps/en/sting.story.txt",
    ]  # fmt: skip
    assert main(["render", "sets/bees", "-o", "one"]) == 0
    assert listing("one") == ["bees/en/honey.instagram-portrait.png", "manifest.json"]


def test_options_select_languages_sizes_formats_and_theme(capsys: pytest.CaptureFixture[str]):
    lay(bees__honey=CARD, bees__honey_fr='fact: "Les abeilles dansent."\nsource: Frisch, 1927\n')
    chosen = ["-l", "fr", "-s", "x-landscape", "-s", "whatsapp-square", "-f", "webp", "-t", "statement", "-j", "1"]
    assert main(["render", "bees", *chosen]) == 0
    assert listing() == ["bees/fr/honey.whatsapp-square.webp", "bees/fr/honey.x-landscape.webp", "manifest.json"]
    assert "error" not in capsys.readouterr().err


def test_faulty_card_does_not_affect_others(capsys: pytest.CaptureFixture[str]):
    lay(bees__honey=CARD, bees__wax=CARD + "sauce: honey\n", bees__comb=CARD.replace("tell", "tell " * 300))
    assert main(["render", "bees"]) == 1
    assert listing() == ["bees/en/honey.instagram-portrait.png", "manifest.json"]
    reported = capsys.readouterr()
    assert reported.out == ""
    assert "bees/wax.yaml:5:1: error: unknown key `sauce`\n" in reported.err
    assert "bees/comb.yaml:2:7: error: fact: the text does not fit" in reported.err
    assert "(at instagram-portrait)\n    2 | fact: " in reported.err


def test_untranslated_cards_are_a_warning_unless_the_set_must_be_complete(capsys: pytest.CaptureFixture[str]):
    lay(bees__honey=CARD)
    line = "`honey` is not rendered in ar: it is not translated\n"
    assert reported_by(capsys, "render", "bees", "-l", "en", "-l", "ar") == (
        f"bees/honey.yaml:1:1: warning: {line}"
        "`out/bees/en/honey.instagram-portrait.png`, 0.0 s, 1 untranslated, 1 warning\n"
    )
    assert json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))["untranslated"] == [
        {"set": "bees", "card": "honey", "language": "ar"}
    ]
    assert reported_by(capsys, "render", "bees", "-l", "en", "-l", "ar", "--complete", status=1) == (
        f"bees/honey.yaml:1:1: error: {line}"
        "`out/bees/en/honey.instagram-portrait.png` (unchanged), 0.0 s, 1 untranslated, 1 error\n"
    )


def test_an_expired_card_is_refused_with_status_1(capsys: pytest.CaptureFixture[str]):
    lay(bees__honey=CARD + "expires: 2027-01-01\n")
    assert main(["render", "bees", "--today", "2027-01-01"]) == 0
    assert main(["render", "bees", "--today", "2027-01-02"]) == 1
    assert "error: expires: the card has expired: the last day was 2027-01-01" in capsys.readouterr().err
    assert listing() == ["manifest.json"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("expires: 2027-01-01", "the cards have expired: the last day was 2027-01-01, and today is 2027-01-02"),
        ("theme: statment", "there is no theme `statment`"),
    ],
)
def test_error_of_the_set_is_reported_once_at_its_line(line: str, message: str, capsys: pytest.CaptureFixture[str]):
    lay(bees__set=f"language: en\n{line}\n", bees__honey=CARD, bees__wax=CARD, bees__comb=CARD)
    reported = reported_by(capsys, "render", "bees", "--today", "2027-01-02", status=1)
    field, _, value = line.partition(": ")
    hints = {"expires": "check the fact, then set a later day", "theme": "did you mean `statement`?"}
    column = len(field) + 3
    assert reported == (
        f"bees/set.yaml:2:{column}: error: {field}: {message}\n    2 | {line}\n"
        f"      | {' ' * (column - 1)}{'^' * len(value)}\n    hint: {hints[field]}\n0 pictures, 1 error\n"
    )


def test_json_lists_what_was_rendered(capsys: pytest.CaptureFixture[str]):
    lay(bees__honey=CARD)
    assert main(["render", "bees", "--json", "-l", "en", "-l", "fr"]) == 0
    reported = json.loads(capsys.readouterr().out)
    assert list(reported) == ["files", "untranslated", "problems", "strays"]
    assert [entry["file"] for entry in reported["files"]] == ["bees/en/honey.instagram-portrait.png"]
    assert reported["untranslated"] == [{"set": "bees", "card": "honey", "language": "fr"}]
    assert reported["problems"] == [
        {"file": "bees/honey.yaml", "line": 1, "column": 1, "severity": "warning", "field": "",
         "message": "`honey` is not rendered in fr: it is not translated", "hint": "",
         "kind": "untranslated", "sizes": []}
    ]  # fmt: skip


def test_second_run_keeps_files_and_force_does_not():
    lay(bees__honey=CARD)
    file = Path("out/bees/en/honey.instagram-portrait.png")
    times = []
    for options in ([], [], ["--force"]):
        assert main(["render", "bees", *options]) == 0
        times.append(file.stat().st_mtime_ns)
    assert times[0] == times[1] < times[2]


# --- check


def test_check_writes_nothing_and_reports(capsys: pytest.CaptureFixture[str]):
    lay(bees__honey=CARD, bees__comb=CARD.replace("/act", "/a-path-that-nobody-copies-by-hand"))
    assert main(["check", "bees", "-s", "story"]) == 0
    reported = capsys.readouterr().err
    assert reported.startswith("bees/comb.yaml:4:9: warning: action.short: the link is too long to print")
    assert main(["check", "bees", "--json"]) == 0
    assert list(json.loads(capsys.readouterr().out)) == ["themes", "untranslated", "problems", "changes"]
    lay(bees__honey=CARD.replace("tell", "tell " * 300))
    assert main(["check", "bees", "-s", "story", "-s", "x-landscape"]) == 1
    assert "error: fact: the text does not fit" in capsys.readouterr().err
    assert not Path("out").exists()


def test_check_lays_out_in_the_requested_theme(capsys: pytest.CaptureFixture[str]):
    lay(bees__honey=CARD, bees__wax=CARD + "theme: data\n")
    Path("dim.yaml").write_text("extends: statement\npalette: {white: '#451A3F'}\n", "utf-8")
    assert main(["check", "bees", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["themes"] == ["statement", "data"]
    assert main(["check", "bees", "-t", "testimony", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["themes"] == ["testimony"]
    assert main(["check", "bees", "-t", "./dim.yaml"]) == 1
    assert "error: fact: contrast of 1." in capsys.readouterr().err
    assert main(["check", "bees", "-t", "nothing"]) == 2
    assert capsys.readouterr().err.startswith("error: theme: there is no theme `nothing`")


def test_check_lays_out_in_the_requested_number_of_processes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    opened: list[int] = []

    def open_recorded(workers: int, *, ignores_interrupts: bool) -> AbstractContextManager[Executor]:
        opened.append(workers)
        return open_pool(workers, ignores_interrupts=ignores_interrupts)

    monkeypatch.setattr("factcards.batch.process_pools.open_pool", open_recorded)
    lay(bees__set="language: en\n", bees__honey=CARD, bees__wax=CARD.replace("tell", "tell " * 300))
    sizes = [option for size in SIZES[:8] for option in ("-s", size.name)]
    reported = []
    for jobs in ("1", "2"):
        assert main(["check", "bees", "-j", jobs, *sizes]) == 1
        reported.append(capsys.readouterr().err)
    assert "error: fact: the text does not fit" in reported[0]
    assert reported[0] == reported[1]
    assert opened == [2], "the same processes measure the common type sizes and lay out"


# --- sizes of one's own

OWN_SIZE = "language: en\ntype: each\nsizes: [{name: pinboard, width: 600, height: 600}, story]\n"


def test_a_size_of_the_set_and_measures_are_requested_by_name(capsys: pytest.CaptureFixture[str]):
    lay(bees__set=OWN_SIZE, bees__honey=CARD)
    assert main(["render", "bees", "-o", "out", "-s", "pinboard", "-s", "640×640"]) == 0
    assert sorted(path.name for path in Path("out/bees/en").iterdir()) == ["honey.640x640.png", "honey.pinboard.png"]
    assert main(["check", "bees", "-s", "pinboard", "--json"]) == 0
    assert main(["sheet", "bees", "-s", "pinboard", "-s", "640x640", "-o", "sheet.png"]) == 0
    capsys.readouterr()
    assert main(["render", "bees", "-o", "out", "-s", "pinboard", "--json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)["files"]
    assert (entry["size"], entry["width"], entry["height"]) == ("pinboard", 600, 600)


def test_other_measures_of_a_size_of_the_set_render_its_files_again(capsys: pytest.CaptureFixture[str]):
    lay(bees__set=OWN_SIZE, bees__honey=CARD)
    assert main(["render", "bees", "-o", "out"]) == 0
    Path("bees/set.yaml").write_text(OWN_SIZE.replace("height: 600", "height: 640"), encoding="utf-8")
    capsys.readouterr()
    assert main(["render", "bees", "-o", "out", "--why"]) == 0
    reported = capsys.readouterr().err
    assert "bees/en/honey.pinboard.png: size" in reported
    assert "honey.story.png" not in reported


@pytest.mark.parametrize(
    ("size", "message"),
    [
        ("pinbord", "argument -s/--size: there is no size `pinbord`: did you mean `pinboard`?"),
        ("9000x900", "argument -s/--size: found 9000 × 900 pixels, expected whole numbers from 1 to 8,192"),
        ("100x900", "argument -s/--size: found 100 × 900 pixels, expected a shape from 1:4 to 4:1"),
    ],
)
def test_a_size_that_no_picture_has_is_a_wrong_command_line(
    size: str, message: str, capsys: pytest.CaptureFixture[str]
):
    lay(bees__set=OWN_SIZE, bees__honey=CARD)
    with pytest.raises(SystemExit) as stopped:
        main(["render", "bees", "-o", "out", "-s", size])
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


def test_a_set_with_errors_may_have_the_requested_size(capsys: pytest.CaptureFixture[str]):
    lay(bees__set=OWN_SIZE + "foo: bar\n", bees__honey=CARD)
    assert main(["check", "bees", "-s", "pinboard"]) == 1
    reported = capsys.readouterr().err
    assert "unknown key `foo`" in reported
    assert "there is no size" not in reported


# --- tables


@pytest.mark.parametrize(
    ("name", "head", "row"),
    [
        ("sizes", "size ", "story               story      1080 × 1920  tall       top 270, bottom 380"),
        ("themes", "theme ", "half       a picture beside a fact"),
        ("fonts", "family ", "Noto Sans CJK "),
        ("languages", "tag ", "Noto Nastaliq Urdu             yes"),
    ],
)
def test_tables_have_a_head_and_rows(name: str, head: str, row: str, capsys: pytest.CaptureFixture[str]):
    assert main([name]) == 0
    reported = capsys.readouterr()
    assert reported.err == ""
    assert reported.out.startswith(head)
    assert row in reported.out


# --- a wrong command line


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "factcards: error: the following arguments are required: COMMAND"),
        (["render"], "factcards render: error: the following arguments are required: PATH"),
        (["render", "nowhere"], "argument PATH: `nowhere` is not there"),
        (["check", "nowhere"], "argument PATH: `nowhere` is not there"),
        (["render", ".", "-s", "stroy"], "argument -s/--size: there is no size `stroy`: did you mean `story`?"),
        (["render", ".", "-f", "gif"],
         "argument -f/--format: there is no format `gif`: expected `png`, `jpeg`, `webp`, `pdf`, `svg` or `dump`"),
        (["render", ".", "-l", "iw"], "argument -l/--language: language `iw` is not in use any more: write `he`"),
        (["render", ".", "-l", "EN"], "argument -l/--language: language `EN` is written `en`"),
        (["render", ".", "-j", "0"], "argument -j/--jobs: `0` is not a number of processes: expected 1 or more"),
        (["render", ".", "-o", "file"], "argument -o/--out: `file` is a file: expected a folder"),
        (["render", ".", "--today", "May"], "argument --today: `May` is not a day: expected one such as 2027-01-31"),
        (["render", ".", "--store", "x"], "factcards render: error: `--store` is for external workers"),
        (["sheet", ".", "--columns", "cards"],
         "factcards sheet: error: `--rows` and `--columns` are both `cards`: choose two"),
        (["fonts", "-l", "ar"], "factcards fonts: error: `-l` and `--root` are about a card's fonts: "
         "`factcards fonts for cards/a-card.yaml -l ar`"),
        (["fonts", "--root", "."], "factcards fonts: error: `-l` and `--root` are about a card's fonts: "
         "`factcards fonts for cards/a-card.yaml -l ar`"),
        (["themes", "data"], "factcards themes: error: `themes NAME --source` prints a theme"),
        (["paint"], "factcards: error: there is no command `paint`: expected `new`, `render`, `check`, `sheet`, "
         "`focus`, `merge`, `cache`, `schema`, `sizes`, `themes`, `fonts` or `languages`"),
        (["rendr", "."], "factcards: error: there is no command `rendr`: did you mean `render`?"),
        (["merge", ".", "-t", "th.yaml"], "factcards merge: error: unrecognized arguments: -t th.yaml"),
        (["check", ".", "-t", ""], "argument -t/--theme: the theme's name is empty: is a variable not set?"),
        (["render", ".", "--thme=data"],
         "factcards render: error: unrecognized argument: --thme=data: did you mean `--theme`?"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_status_2(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]):
    Path("file").touch()
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    reported = capsys.readouterr()
    assert reported.out == ""
    first, second = reported.err.splitlines()
    assert message in first
    assert re.fullmatch("see `factcards( [a-z]+)? --help`", second)
    assert first.partition(": error: ")[0] == second[len("see `"):-len(" --help`")]


def test_cache_folder_that_is_not_there_is_reported(capsys: pytest.CaptureFixture[str]):
    assert main(["cache", "--clear", "--cache", "nowhere"]) == 0
    assert capsys.readouterr().out == "there is no folder nowhere, so no entries were removed\n"
    assert not Path("nowhere").exists()


def test_impossible_output_folder_has_a_hint(capsys: pytest.CaptureFixture[str]):
    lay(honey=CARD)
    Path("file").touch()
    assert main(["render", "honey.yaml", "-o", "file/out"]) == 1
    assert capsys.readouterr().err == (
        "error: the folder `file/out` cannot be created: not a directory\n    hint: name a folder that can be written\n"
    )


def test_caret_is_under_a_direction_control_without_a_partner(capsys: pytest.CaptureFixture[str]):
    lay(honey=CARD.replace("fact: \"", "fact: \"Now \u202e"))
    assert main(["check", "honey.yaml", "-s", "story"]) == 1
    message, source, caret, hint, *_ = capsys.readouterr().err.splitlines()
    assert message == (
        "honey.yaml:2:12: error: fact: RIGHT-TO-LEFT OVERRIDE (U+202E) after “Now ” has no partner (at story)"
    )
    assert source.index("□") == caret.index("^")
    assert caret.count("^") == 1
    assert hint == "    hint: remove it, or close what it opens in the same paragraph"


def test_unknown_theme_is_status_2(capsys: pytest.CaptureFixture[str]):
    lay(honey=CARD)
    assert main(["render", "honey.yaml", "-t", "statment"]) == 2
    assert capsys.readouterr().err.startswith("error: theme: there is no theme `statment`")
    assert not Path("out").exists()


def test_a_path_without_a_card_is_status_1(capsys: pytest.CaptureFixture[str]):
    Path("empty").mkdir()
    assert reported_by(capsys, "render", "empty", status=1) == (
        "error: `empty` holds no card\n    hint: expected files such as `ninety-six-percent.yaml`\n"
        "0 pictures, 1 error\n"
    )
    assert not Path("out").exists()


# --- faults, pipes and Ctrl-C


def break_down(_job: Job, _assets: object) -> object:
    raise AssertionError("a bee in the machine")


def test_internal_error_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    lay(bees__honey=CARD)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("factcards.batch.make.render_job", break_down)
    assert main(["render", "bees"]) == 1
    first, summary = capsys.readouterr().err.splitlines()
    line, name = first.rsplit(" ", 1)
    assert summary == "0 pictures, 1 error"
    assert line == "error: internal error (AssertionError: a bee in the machine): please report it with"
    assert "in break_down" in Path(name).read_text(encoding="utf-8")
    monkeypatch.setattr("factcards.cli.planning.read_sets", break_down)
    assert main(["render", "bees"]) == 1
    assert "please report it with" in capsys.readouterr().err


def test_closed_standard_error_does_not_stop_the_work():
    lay(bees__honey=CARD, bees__wax=CARD + "sauce: honey\n")
    process = command("render", "bees")
    assert process.stderr is not None
    process.stderr.close()
    assert process.wait() == 1
    assert process.stdout is not None
    process.stdout.close()
    assert listing() == ["bees/en/honey.instagram-portrait.png", "manifest.json"]


def test_closed_standard_output_is_not_an_error():
    process = command("languages")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait() == 0
    process.stderr.close()


def test_run_as_a_module_it_says_its_version():
    out, err = command("--version").communicate()
    assert out.startswith("factcards ")
    assert err == ""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT to send")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_at_once_and_leaves_whole_files(jobs: str):
    sizes = ["instagram-portrait", "instagram-square", "story", "x-landscape"]
    lay(bees__set=f"sizes: [{', '.join(sizes)}]\n", **{f"bees__bee{n}": CARD for n in range(60)})
    # a background job of a shell ignores Ctrl-C and its children inherit that, so restore the default handler
    hear = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = command("render", "bees", "-j", jobs, start_new_session=True, preexec_fn=hear)
    deadline = time.monotonic() + 30
    while not list(Path().glob("out/bees/en/*.png")) and time.monotonic() < deadline:
        time.sleep(0.02)   # polls the files of another process
    os.killpg(process.pid, signal.SIGINT)   # to the workers too, as a terminal does
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "stopped\n")
    made = [name for name in listing() if name != "manifest.json"]
    assert 0 < len(made) < 120, "most of the 240 pictures were not begun"
    assert all(name.endswith(".png") for name in made), "nothing half written is left"
    for name in made:
        data = Path("out", name).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert data.endswith(b"IEND\xaeB`\x82")
    manifest = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))
    assert [entry["file"] for entry in manifest["files"]] == made
