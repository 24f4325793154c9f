"""The command `new`: a set that renders at once and offline, questions only on a terminal, and nothing half-written."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.results import hide_time

import factcards
from factcards.cli import main, new_command
from factcards.model.sizes import SIZES

ROOT = Path(__file__).parents[2]
FILES = [
    "10-december-1948.yaml", "README.md", "article-3.es.yaml", "article-3.yaml", "schema/card.json", "schema/set.json",
    "schema/theme.json", "set.yaml",
]  # fmt: skip
SUCCESS = "new set in `x`: `factcards render x` renders it\n"
PROMPTS = (
    "Your organization's name [Your organization]: ", "Link for the code [https://example.org/act]: ",
    "First language (en, es, fr, ar, ru, zh-Hans) [en]: ", "Second language (es, fr, ar, ru, zh-Hans) [es]: ",
    "Colour [#ffd23f]: ",
)  # fmt: skip
INTRODUCTION = "Whose cards are these? Enter takes the answer in brackets; all of it can be changed later."
if sys.platform != "win32":
    import pty


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def listing(folder: str = "x") -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


def brand_of(folder: str = "x") -> tuple[str, str, list[str]]:
    """Return the name, the link and the languages of a set's first card."""
    card = factcards.read_cards(Path(folder)).cards[0]
    brand, action = card.variants[0][1].brand, card.variants[0][1].action
    assert brand
    return brand.name, action.url, [language for language, _ in card.variants]


# --- the set


def test_a_new_set_renders_at_once_without_a_network(blocked: list[str], capsys: pytest.CaptureFixture[str]):
    with socket.socket() as probe, pytest.raises(PermissionError):
        probe.connect(("192.0.2.1", 80))   # the network is denied
    blocked.clear()
    assert main(["new", "x"]) == 0
    assert capsys.readouterr() == ("", SUCCESS)
    assert listing() == FILES
    assert main(["render", "x", "-j", "1"]) == 0
    assert "warning" not in capsys.readouterr().err
    cards = ("en/10-december-1948", "en/article-3", "es/article-3")
    pictures = [f"x/{card}.{size}.png" for card in cards for size in ("instagram-portrait", "story")]
    assert listing("out") == ["manifest.json", *pictures]
    assert blocked == []


def test_check_says_only_that_the_link_is_an_example(capsys: pytest.CaptureFixture[str]):
    main(["new", "x"])
    capsys.readouterr()
    assert main(["check", "x", *(word for size in SIZES for word in ("-s", size.name))]) == 0
    lines = capsys.readouterr().err.splitlines()
    line = "x/set.yaml:17:8: note: action.url: `example.org` is reserved for examples: nobody can register it"
    assert lines[0] == line
    assert [found for found in lines if ": warning: " in found or ": error: " in found] == []


def test_the_same_answers_give_the_same_bytes():
    main(["new", "x", "--name", "Bees"])
    main(["new", "y/x", "--name", "Bees"])
    assert {name: Path("x", name).read_bytes() for name in FILES} == {
        name: Path("y/x", name).read_bytes() for name in FILES
    }


# --- options


def test_options_answer_every_question(capsys: pytest.CaptureFixture[str]):
    options = ["--name", "منظمة #1", "--link", "https://equalitynow.org/act", "-l", "ar", "-l", "fr", "--color", "#abc"]
    assert main(["new", "x", *options]) == 0
    assert capsys.readouterr() == ("", SUCCESS)
    assert brand_of() == ("منظمة #1", "https://equalitynow.org/act", ["ar", "fr"])
    assert 'colors: {accent: "#abc"}' in Path("x/set.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("options", "languages"), [
    ([], ["en", "es"]), (["-l", "es"], ["es", "en"]), (["-l", "en-GB"], ["en-GB", "es"]), (["-l", "fr"], ["fr", "en"]),
    (["--language", "ru", "--language", "zh-Hans"], ["ru", "zh-Hans"]),
])  # fmt: skip
def test_the_first_language_decides_the_second(options: list[str], languages: list[str]):
    assert main(["new", "x", *options]) == 0
    assert brand_of()[2] == languages


@pytest.mark.parametrize(("options", "message"), [
    (["--name", "a\nb"], "argument --name: found a line break, expected a name of one line"),
    (["--link", "equalitynow.org"], "argument --link: found `equalitynow.org`, expected a link that begins with "
     "`http:`, `https:`, `mailto:` or `tel:`: write `https://equalitynow.org`"),
    (["-l", "en_US"], "argument -l/--language: language `en_US` has an underscore: write `en-US`"),
    (["-l", "de"], "argument -l/--language: a first set has no words in `de`, expected one of `en`, `es`, `fr`, `ar`, "
     "`ru`, `zh-Hans`: begin with one of them, then change the words and `language` in `set.yaml`"),
    (["--color", "yellow"], "argument --color: `yellow` is not a colour: write `\"#rgb\"`, `\"#rrggbb\"` or "
     "`\"#rrggbbaa\"`"),
    (["--color", "ffd23f"], "argument --color: `ffd23f` is not a colour: put `#` before it: `\"#ffd23f\"`"),
    (["--color"], "argument --color: expected one argument: the shell takes an unquoted `#…` for a comment: put it in "
     "quotes"),
    (["--name"], "argument --name: expected one argument"),
    (["--name", ""], "argument --name: this is empty, expected words"),
    (["--link", ""], "argument --link: this is empty, expected a link"),
    (["--color", ""], "argument --color: this is empty, expected a colour such as `\"#e4002b\"`"),
    (["--name", "Office of the United Nations High Commissioner for Human Rights"], "argument --name: the text does "
     "not fit at the smallest type size of 34 px: about 8 characters too many: use an abbreviation or a logo"),
    (["-l", "en", "-l", "en"], "argument -l/--language: the first language is `en`, expected another one"),
    (["-l", "en", "-l", "en-GB"], "argument -l/--language: the first language is `en`, expected another one"),
    (["-l", "en", "-l", "fr", "-l", "ar"], "argument -l/--language: found a third language, expected 2 at most: a "
     "translation is a file, such as `article-3.fr.yaml`"),
    (["--colour", "#fff"], "unrecognized arguments: --colour #fff: did you mean `--color`?"),
])  # fmt: skip
def test_a_wrong_option_is_refused(options: list[str], message: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as caught:
        main(["new", "x", *options])
    assert caught.value.code == 2
    assert capsys.readouterr().err == f"factcards new: error: {message}\nsee `factcards new --help`\n"
    assert not Path("x").exists()


# --- the folder


@pytest.mark.parametrize(("folder", "message"), [
    ("full", "the folder `full` holds `a.yaml`: expected a new or an empty one"),
    ("file", "`file` is a file: expected a new or an empty folder"),
    ("link", "`link` is a file: expected a new or an empty folder"),
    ("", "the path is empty: is a variable not set?"),
    ("con", "the folder's name: Windows reserves the name `con` for a device: choose another name"),
    ("a{b}", "the folder's name holds `{`: name it with letters, digits and hyphens"),
    ("a\u200bb", "the folder's name holds U+200B, which cannot be seen: remove it"),
])  # fmt: skip
def test_a_folder_that_cannot_be_a_new_set_is_refused(
    folder: str, message: str, capsys: pytest.CaptureFixture[str]
):
    Path("full").mkdir()
    Path("full/a.yaml").write_text("mine", encoding="utf-8")
    Path("file").write_text("mine", encoding="utf-8")
    if os.name != "nt":
        Path("link").symlink_to("nowhere")
    before = sorted(path.name for path in Path().rglob("*"))
    with pytest.raises(SystemExit) as caught:
        main(["new", folder])
    assert caught.value.code == 2
    assert capsys.readouterr().err == f"factcards new: error: argument DIR: {message}\nsee `factcards new --help`\n"
    assert sorted(path.name for path in Path().rglob("*")) == before


def test_an_empty_folder_can_be_the_current_one(capsys: pytest.CaptureFixture[str]):
    assert main(["new", "."]) == 0
    assert capsys.readouterr().err == "new set in `.`: `factcards render .` renders it\n"
    assert listing(".") == FILES
    readme = Path("README.md").read_text(encoding="utf-8")
    assert "Run these commands in this folder:\n" in readme
    assert "    factcards render . " in readme
    assert main(["render", ".", "-j", "1"]) == 0
    capsys.readouterr()
    assert main(["render", ".", "-j", "1"]) == 0, "its own results are no cards"
    assert hide_time(capsys.readouterr().err) == "6 pictures in `out` (6 unchanged), 0.0 s\n"
    with pytest.raises(SystemExit):
        main(["new", "."])


def test_a_path_with_a_space_is_quoted(capsys: pytest.CaptureFixture[str]):
    assert main(["new", "my sets/first one"]) == 0
    quoted = '"{}"' if os.name == "nt" else "'{}'"
    command = f"factcards render {quoted.format(str(Path('my sets/first one')))}"
    assert capsys.readouterr().err == f"new set in `{Path('my sets/first one')}`: `{command}` renders it\n"
    readme = Path("my sets/first one/README.md").read_text(encoding="utf-8")
    assert f"    factcards render {quoted.format('first one')} " in readme
    assert "Run these commands in the folder that holds this one:\n" in readme


def test_a_folder_that_cannot_be_written_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(new_command, "write_new_folder", fail)
    assert main(["new", "x"]) == 1
    assert capsys.readouterr().err == "error: the folder `x` cannot be written: permission denied\n"


# --- questions


class Terminal:
    """The command on a terminal of its own, in this folder."""

    def __init__(self, *arguments: str, error_terminal: bool = True) -> None:
        self.main, side = pty.openpty()
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "200"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "factcards", "new", "x", *arguments], env=environment, stdin=side,
            stdout=subprocess.DEVNULL, stderr=side if error_terminal else subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        os.close(side)
        self.text = ""

    def wait_for(self, text: str) -> None:
        """Read what the terminal shows until it ends with a text."""
        end = time.monotonic() + 60
        while not self.text.endswith(text):
            assert time.monotonic() < end, self.text
            self.text += os.read(self.main, 4096).decode(errors="replace").replace("\r\n", "\n")

    def send(self, text: str) -> None:
        """Type a text."""
        self.text = ""
        os.write(self.main, text.encode())

    def finish(self) -> tuple[int, str]:
        """Return the exit status and what the terminal shows to the end."""
        status = self.process.wait(60)
        try:
            while read := os.read(self.main, 4096):
                self.text += read.decode(errors="replace").replace("\r\n", "\n")
        except OSError:   # Linux's way to say that the other end is closed
            pass
        os.close(self.main)
        return status, self.text


on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of POSIX")


@on_a_terminal
def test_enter_takes_the_defaults():
    terminal = Terminal()
    for prompt in PROMPTS:
        terminal.wait_for(prompt)
        terminal.send("\n")
    assert terminal.finish() == (0, f"\n{SUCCESS}")
    assert brand_of() == ("Your organization", "https://example.org/act", ["en", "es"])


@on_a_terminal
def test_answers_are_used_and_wrong_ones_asked_again():
    terminal = Terminal()
    terminal.wait_for(PROMPTS[0])
    terminal.send("Équipe: #1 🐝\n")
    terminal.wait_for(PROMPTS[1])
    terminal.send("equalitynow.org\n")
    terminal.wait_for(PROMPTS[1])
    assert terminal.text == (
        "equalitynow.org\nerror: found `equalitynow.org`, expected a link that begins with `http:`, `https:`, "
        f"`mailto:` or `tel:`\n    hint: write `https://equalitynow.org`\n{PROMPTS[1]}"
    )
    terminal.send("https://equalitynow.org\n")
    terminal.wait_for(PROMPTS[2])
    terminal.send("fr\n")
    terminal.wait_for("Second language (en, es, ar, ru, zh-Hans) [en]: ")
    terminal.send("fr-CA\n")
    terminal.wait_for(
        "error: the first language is `fr`, expected another one\nSecond language (en, es, ar, ru, zh-Hans) [en]: "
    )
    terminal.send("ar\n")
    terminal.wait_for(PROMPTS[4])
    terminal.send("red\n")
    terminal.wait_for(PROMPTS[4])
    terminal.send("#e4002b\n")
    assert terminal.finish()[0] == 0
    assert brand_of() == ("Équipe: #1 🐝", "https://equalitynow.org", ["fr", "ar"])


@on_a_terminal
def test_only_what_no_option_gives_is_asked():
    terminal = Terminal("--name", "Bees", "--link", "https://example.org", "-l", "es", "--color", "#fff")
    terminal.wait_for("Second language (en, fr, ar, ru, zh-Hans) [en]: ")
    assert terminal.text == f"{INTRODUCTION}\nSecond language (en, fr, ar, ru, zh-Hans) [en]: "
    terminal.send("\n")
    assert terminal.finish()[0] == 0
    assert brand_of() == ("Bees", "https://example.org", ["es", "en"])


@on_a_terminal
@pytest.mark.parametrize("answered", [0, 3])
def test_ctrl_c_leaves_nothing_behind(answered: int):
    terminal = Terminal()
    for prompt in PROMPTS[:answered]:
        terminal.wait_for(prompt)
        terminal.send("\n")
    terminal.wait_for(PROMPTS[answered])
    terminal.process.send_signal(signal.SIGINT)
    status, text = terminal.finish()
    assert status == 130
    assert text.endswith("\nstopped\n")
    assert list(Path().iterdir()) == []


@on_a_terminal
def test_the_end_of_the_input_leaves_nothing_behind():
    terminal = Terminal()
    terminal.wait_for(PROMPTS[0])
    terminal.send("\x04")
    status, text = terminal.finish()
    assert status == 1
    assert text.endswith("\nerror: the input ended before the last answer: nothing was written\n")
    assert list(Path().iterdir()) == []


@on_a_terminal
def test_an_answer_that_is_not_text_is_asked_again():
    terminal = Terminal()
    terminal.wait_for(PROMPTS[0])
    terminal.text = ""
    os.write(terminal.main, b"\xff\xfe\n")
    terminal.wait_for(PROMPTS[0])
    assert "\nerror: " in terminal.text
    terminal.send("Bees\n")
    for prompt in PROMPTS[1:]:
        terminal.wait_for(prompt)
        terminal.send("\n")
    assert terminal.finish()[0] == 0
    assert brand_of()[0] == "Bees"


@on_a_terminal
def test_nothing_is_asked_if_the_questions_could_not_be_seen():
    terminal = Terminal(error_terminal=False)
    assert terminal.process.stderr
    with terminal.process.stderr as stream:
        assert stream.read().decode() == SUCCESS
    assert terminal.finish() == (0, "")
    assert brand_of()[2] == ["en", "es"]
