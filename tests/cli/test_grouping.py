"""Grouped output: one line for each kind of warning, ten for a broken file, everything with `--verbose`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from PIL import Image
from support.results import hide_time
from support.six_languages import lay_twelve_facts

from factcards.cli import main
from factcards.cli.console import CommandConsole
from factcards.cli.grouping import MAX_FILES, MAX_LINES, GroupedLines, group_problems, list_problems
from factcards.errors import Place, Problem

CARD = """\
language: en
fact: "Bees **dance** to tell the way."
source: Frisch, 1927
action: https://equalitynow.org/act
"""
MOST = 10
"""Maximum number of lines for a broken file."""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    """Run the command and return its exit status and the lines on standard error."""
    status = main(arguments)
    return status, capsys.readouterr().err.splitlines()


def warning(file: str, message: str, kind: str = "small-type", field: str = "fact", line: int = 1) -> Problem:
    return Problem("warning", message, Place(file, line, 7, "fact: x", 1), field, "do it", kind)


# --- twelve facts in six languages


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set") / "facts"
    lay_twelve_facts(folder)
    return folder


def test_twelve_facts_in_six_languages_are_checked_in_under_forty_lines(facts, capsys, monkeypatch):
    monkeypatch.chdir(facts.parent)
    status, lines = run(capsys, "check", "facts")
    assert status == 0
    assert len(lines) < 40
    (untranslated,) = (line for line in lines if "[not-translated]" in line)
    assert untranslated.startswith("warning: image.alt, chart.counts.label: these words are in `en`: no file gives ")
    assert "in `es`, `ar`, `hi`, `th`, `ja` (80 ×: facts/air.yaml:" in untranslated
    assert len(re.findall(r"facts/\w+\.yaml:\d+:\d+", untranslated)) == 3
    (address,) = (line for line in lines if "[no-address]" in line)
    assert "(36 ×: facts/" in address
    assert lines[-1] == "`--verbose` shows each of them"
    assert not any("title" in line or "credit" in line or "publisher" in line for line in lines)


def test_verbose_shows_each_and_json_lists_each(facts, capsys, monkeypatch):
    monkeypatch.chdir(facts.parent)
    assert main(["check", "facts", "--verbose", "--json"]) == 0
    said = capsys.readouterr()
    lines = said.err.splitlines()
    assert sum("these words are in `en`" in line and "[not-translated]" in line for line in lines) == 80
    assert sum("[no-address]" in line for line in lines) == 36
    problems = json.loads(said.out)["problems"]
    assert sum(p["kind"] == "not-translated" for p in problems) == 80
    assert sum(p["kind"] == "no-address" for p in problems) == 36
    assert all(p["kind"] for p in problems)


@pytest.mark.parametrize("theme", ["testimony", "data"])
def test_other_themes_give_few_lines_too(theme, capsys):
    lay_twelve_facts(Path("facts"), theme)
    status, lines = run(capsys, "check", "facts")
    assert status == 0
    assert len(lines) < 40


@pytest.mark.parametrize("command", ["render", "sheet"])
def test_render_and_sheet_give_few_lines_too(command, capsys):
    lay_twelve_facts(Path("facts"))
    status, lines = run(capsys, command, "facts", "-l", "es", "-l", "hi")
    assert status == 0
    assert len([line for line in lines if "not-translated" in line]) == 1
    assert len(lines) < 15


def test_changes_of_one_rule_are_one_note(capsys):
    Path("bees").mkdir()
    for name in ("honey", "wax", "comb"):
        french = CARD.replace("language: en", "language: fr").replace("Bees **dance** to tell the way.", "Quoi? Qui?")
        Path(f"bees/{name}.yaml").write_text(french, "utf-8")
    _, lines = run(capsys, "check", "bees")
    (note,) = (line for line in lines if "note: " in line)
    assert re.fullmatch(r"bees/comb\.yaml:2:7: note: fact: French spaces: `.+` → `.+` \(\d+ × on 3 cards\)", note)
    _, lines = run(capsys, "check", "bees", "--verbose")
    assert sum("note: " in line for line in lines) == 3


# --- grouping


def test_single_warning_is_shown_in_full():
    alone = warning("a.yaml", "type of 18 px is too small")
    assert group_problems([alone]) == GroupedLines([str(alone)])


def test_merged_message_has_all_values():
    found = [warning(f"{n}.yaml", f"type of {n} px is too small: “w{n}” (at story)") for n in (18, 19, 20, 21)]
    grouped = group_problems(found)
    (line,) = grouped.lines
    assert line == (
        "warning: fact: type of 18, 19, 20, 21 px is too small: “w18”, “w19”, “w20”, “w21” (at story) "
        "(4 ×: 18.yaml:1:7, 19.yaml:1:7, 20.yaml:1:7 and 1 more place) [small-type]"
    )
    assert grouped.omits_problems


def test_different_messages_are_replaced_by_their_kind():
    entity = warning("b.yaml", "`&amp;` is HTML for `&`", "html", "headline")
    found = [warning("a.yaml", "`<b>` is HTML", "html"), entity]
    (line,) = group_problems(found).lines
    assert line == (
        "warning: fact, headline: HTML, which is printed as it is written (2 ×: a.yaml:1:7, b.yaml:1:7) [html]"
    )


def test_sizes_do_not_separate_problems_of_a_kind():
    found = [warning("a.yaml", "it blurs (at story)"), warning("b.yaml", "it blurs (at story, x-landscape)")]
    (line,) = group_problems(found).lines
    assert line.startswith("warning: fact: it blurs (2 ×: ")


def test_kind_is_one_line_with_any_values():
    found = [warning(f"{n}.yaml", f"`\x1b[31m{n}` and “{n}\n” are bad") for n in range(50)]
    lines = group_problems(found).lines
    assert len(lines) == 1
    assert "\x1b" not in lines[0]
    assert "\n" not in lines[0]
    assert len(lines[0]) < 600


def test_errors_are_shown_and_many_of_one_kind_are_counted():
    places = [Place(f"{n}.yaml", 1, 1, "x: y") for n in range(40)]
    errors = [Problem("error", f"bad {n}", place, "fact", "mend it", "link") for n, place in enumerate(places)]
    grouped = group_problems(errors)
    lines = grouped.lines
    assert lines[:MAX_FILES] == [str(error) for error in errors[:MAX_FILES]]
    assert lines[MAX_FILES:] == [
        "error: fact: bad 5, 6, 7, 8, 9, 10 … (35 more: 5.yaml:1:1, 6.yaml:1:1, 7.yaml:1:1 and 32 more places) [link]"
    ]
    assert grouped.omits_problems


def test_file_with_many_errors_hides_no_other_file():
    many = [Problem("error", f"e{n}", Place("a.yaml", n, 1, "x: y"), "", "h", "yaml") for n in range(1, 400)]
    other = Problem("error", "e", Place("b.yaml", 3, 1, "x: y"), "", "h", "yaml")
    lines = group_problems([*many, other]).lines
    assert lines[-1] == str(other)


def test_an_error_is_never_counted_among_warnings():
    mixed = [warning("a.yaml", "x", "comment"), Problem("error", "x", Place("b.yaml", 1, 1), kind="comment")]
    lines = group_problems(mixed).lines
    assert lines == [str(mixed[1]), str(mixed[0])]


def test_errors_of_several_kinds_in_one_file_lose_excerpts_before_they_are_counted():
    errors = [Problem("error", f"e{n}", Place("a.yaml", n, 1, "x: y"), "", f"h{n}", f"k{n}") for n in range(1, 4)]
    grouped = group_problems(errors)
    lines = grouped.lines
    assert "\n".join(lines).splitlines() == [
        "a.yaml:1:1: error: e1", "    1 | x: y", "      | ^", "    hint: h1",
        "a.yaml:2:1: error: e2", "    hint: h2", "a.yaml:3:1: error: e3", "    hint: h3",
    ]  # fmt: skip
    assert (grouped.omits_problems, grouped.omits_details) == (False, True)
    assert list_problems(errors) == [str(error) for error in errors]


def test_first_error_loses_its_excerpt_if_all_hints_are_shown_without_it():
    errors = [Problem("error", f"e{n}", Place("a.yaml", n, 1, "x: y"), "", f"h{n}", f"k{n}") for n in range(1, 5)]
    assert "\n".join(group_problems(errors).lines).splitlines() == [
        "a.yaml:1:1: error: e1", "    hint: h1", "a.yaml:2:1: error: e2", "    hint: h2",
        "a.yaml:3:1: error: e3", "    hint: h3", "a.yaml:4:1: error: e4", "    hint: h4",
    ]  # fmt: skip


def test_last_line_says_what_verbose_adds(capsys):
    broken = CARD.replace("source", "sorce").replace("action: http", "actoin: www") + "imge: a.png\nheadlin: x\n"
    Path("bees.yaml").write_text(broken, "utf-8")
    _, lines = run(capsys, "check", "bees.yaml")
    assert [line for line in lines if "    hint" in line] == [
        f"    hint: did you mean `{name}`?" for name in ("source", "action", "image", "headline")
    ]
    assert lines[-1] == "`--verbose` shows every problem in full"
    Path("bees.yaml").write_text(CARD + "".join(f"kee{n}: 1\n" for n in range(9)), "utf-8")
    assert run(capsys, "check", "bees.yaml")[1][-1] == "`--verbose` shows each of them"


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 9, 30, 5000])
def test_errors_of_a_file_have_a_limited_number_of_lines(count):
    errors = [Problem("error", f"e{n}", Place("a.yaml", n, 1, "x: y"), "", "h", "yaml") for n in range(1, count + 1)]
    lines = "\n".join(group_problems(errors).lines).splitlines()
    assert len(lines) <= MAX_LINES
    shown = sum(": error: " in line for line in lines)
    more = re.fullmatch(r"a\.yaml: ([\d,]+) more errors?", lines[-1])
    assert shown + (int(more[1].replace(",", "")) if more else 0) == count


# --- broken and hostile files


def _bomb() -> bytes:
    lines = ["a0: &a0 [lol, lol]", *(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30))]
    return (CARD + "\n".join(lines)).encode()


def _picture() -> bytes:
    Image.effect_noise((90, 90), 60).save("noise.png")
    return Path("noise.png").read_bytes()


HOSTILE = {
    "bomb": _bomb, "picture": _picture,
    "keys": lambda: (CARD + "".join(f"kee{n}: 1\n" for n in range(400))).encode(),
    "tabs": lambda: "".join(f"\t- k{n}: \"\n" for n in range(300)).encode(),
    "deep": lambda: ("fact: " + "[" * 5000).encode(),
    "controls": lambda: CARD.replace("Bees", "Bees \x01\x02\x07\x1b" * 80).encode(),
    "bytes": lambda: CARD.encode() + bytes(range(128, 256)) * 20,
    "twice": lambda: (CARD + "alt: a\n" * 300).encode(),
    "tags": lambda: (CARD + "".join(f"t{n}: !!python/object:x{n} 1\n" for n in range(300))).encode(),
    "stars": lambda: CARD.replace("Bees **dance**", "** a " * 500).encode(),
    "chart": lambda: (CARD + "chart: {counts: [" + ", ".join(["{value: x, labl: 1}"] * 200) + "]}\n").encode(),
    "accept": lambda: (CARD + "accept: [" + ", ".join(["{kind: nothing, resaon: 1}"] * 200) + "]\n").encode(),
}  # fmt: skip


@pytest.mark.parametrize("command", [("check",), ("render",), ("render", "-t", "statement")])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_broken_or_hostile_file_gives_ten_lines(name, command, capsys):
    Path(f"{name}.yaml").write_bytes(HOSTILE[name]())
    status, lines = run(capsys, command[0], f"{name}.yaml", *command[1:])
    assert status == 1
    assert 1 <= len(lines) <= MOST
    assert re.match(rf"{name}\.yaml:\d+:\d+: error: ", lines[0])


@pytest.mark.parametrize("name", ["bomb", "picture", "keys", "deep"])
def test_a_theme_that_is_a_broken_file_gives_ten_lines(name, capsys):
    Path("card.yaml").write_text(CARD, "utf-8")
    Path(f"{name}.yaml").write_bytes(HOSTILE[name]())
    status, lines = run(capsys, "render", "card.yaml", "-t", f"./{name}.yaml")
    assert status == 2
    assert 1 <= len(lines) <= MOST


def test_verbose_shows_all_of_a_broken_file(capsys):
    Path("bomb.yaml").write_bytes(_bomb())
    _, lines = run(capsys, "check", "bomb.yaml", "--verbose")
    assert sum(": error: " in line for line in lines) > 100
    assert not any("more error" in line or "--verbose" in line for line in lines)


def test_a_broken_card_is_found_among_others(capsys):
    Path("bees").mkdir()
    for n in range(30):
        Path(f"bees/b{n:02}.yaml").write_text(CARD + ("sauce: honey\n" if n == 17 else ""), "utf-8")
    status, lines = run(capsys, "check", "bees")
    assert status == 1
    assert "bees/b17.yaml:5:1: error: unknown key `sauce`" in lines
    assert "    hint: did you mean `source`?" not in lines   # the card has it already


# --- letters without a font


@pytest.mark.parametrize(
    ("tag", "first", "count", "name"),
    [("bap-Krai", 0x16D43, 30, "Kirat Rai"), ("txo", 0x1E290, 28, "Toto"), ("sq-Todr", 0x105C0, 40, "Todhri")],
)
def test_a_card_in_a_script_without_a_font_is_a_line_for_each_part(tag, first, count, name, capsys):
    words = "".join(chr(first + n) for n in range(count))
    card = {"language": tag, "fact": f"{words[:9]} {words}\n\n{words}", "headline": words[:5], "source": words,
            "action": "https://equalitynow.org/act"}  # fmt: skip
    Path("card.yaml").write_text(yaml.safe_dump(card, allow_unicode=True), "utf-8")
    status, lines = run(capsys, "check", "card.yaml", "-s", "story", "-s", "x-landscape", "-s", "instagram-square")
    assert status == 1
    pattern = rf"card\.yaml:\d+:\d+: error: (\w+): no available font has {name}: \d+ characters, first `.`"
    found = [re.match(pattern, line) for line in lines]
    assert sorted(match[1] for match in found if match) == ["fact", "headline", "source"]
    assert len(lines) == 4
    assert lines[-1] == "3 pictures checked, 3 errors"


# --- the last lines on a terminal


def test_terminal_shows_where_the_files_are(capsys, monkeypatch):
    monkeypatch.setattr(CommandConsole, "is_terminal", property(lambda _: True))
    Path("bees").mkdir()
    for name in ("honey", "wax"):
        Path(f"bees/{name}.yaml").write_text(CARD, "utf-8")
    _, lines = run(capsys, "render", "bees/wax.yaml", "-f", "dump")
    assert hide_time(lines[-1]) == "`out/en/wax.instagram-portrait.txt`, 0.0 s"
    _, lines = run(capsys, "render", "bees", "-f", "dump", "-o", "there")
    assert hide_time(lines[-1]) == "2 files in `there`, 0.0 s"
    Path("bees/hum.yaml").write_text(f"{CARD}sauce: x\n", "utf-8")
    _, lines = run(capsys, "render", "bees", "-f", "dump", "-o", "there")
    assert hide_time(lines[-1]) == "2 files in `there`, 0.0 s, 1 error"


def test_terminal_shows_how_many_warnings_are_accepted(capsys, monkeypatch):
    monkeypatch.setattr(CommandConsole, "is_terminal", property(lambda _: True))
    link = CARD.replace("/act", "/a-path-that-nobody-copies-by-hand/and-more")
    Path("wax.yaml").write_text(f"{link}accept: [{{kind: no-address, reason: on the website}}]\n", "utf-8")
    _, lines = run(capsys, "check", "wax.yaml")
    assert lines[-1] == "1 picture checked, no problem, 1 warning accepted"


# --- lines for several problems


def test_cards_without_a_translation_are_named_in_one_sentence(capsys):
    Path("bees").mkdir()
    for name in ("honey", "wax"):
        Path(f"bees/{name}.yaml").write_text(CARD, "utf-8")
    Path("bees/wax.fr.yaml").write_text("fact: x\n", "utf-8")
    _, lines = run(capsys, "check", "bees", "-l", "fr", "-l", "de")
    assert lines[0] == (
        "warning: `honey`, `wax` are not rendered in fr, de: they are not translated "
        "(2 ×: bees/honey.yaml:1:1, bees/wax.yaml:1:1) [untranslated]"
    )
    _, lines = run(capsys, "check", "bees/honey.yaml", "-l", "de")
    assert lines[0] == "bees/honey.yaml:1:1: warning: `honey` is not rendered in de: it is not translated"


def test_files_that_are_not_read_keep_their_hint(capsys):
    Path("bees").mkdir()
    for name in ("honey.yaml", "honey.es.yml", "wax.yml"):
        Path(f"bees/{name}").write_text(CARD, "utf-8")
    _, lines = run(capsys, "check", "bees")
    assert lines[:2] == [
        "warning: this file is not read (2 ×: bees/honey.es.yml:1:1, bees/wax.yml:1:1) [not-read]",
        "    hint: cards' names end in `.yaml`",
    ]
