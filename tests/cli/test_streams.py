"""The process of the command: unwritable output, and signals at any moment."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import shlex
import signal
import subprocess
import sys
import time
import tomllib
import warnings
from pathlib import Path

import pytest
from support.results import hide_time

from factcards.batch.process_pools import open_pool
from factcards.cli import main
from factcards.cli.console import CommandConsole
from factcards.errors import Place, Problem

ROOT = Path(__file__).parents[2]
CARD = """\
language: en
fact: "Bees **dance** to tell the way."
source: Frisch, 1927
action: https://equalitynow.org/act
"""
FULL = "error: standard output cannot be written: no space left on device\n"
POSIX = pytest.mark.skipif(os.name == "nt", reason="a shell and signals of POSIX")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    Path("honey.yaml").write_text(CARD, encoding="utf-8")


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a shell command in which `factcards` is defined."""
    script = f'factcards() {{ {shlex.quote(sys.executable)} -m factcards "$@"; }}\n{line}'
    return subprocess.run(["bash", "-c", script], env={**os.environ, **environment}, capture_output=True,
                          text=True, encoding="utf-8", errors="replace", check=False)  # fmt: skip


# --- standard output and standard error


@POSIX
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [
        "sizes", "languages", "fonts", "themes", "themes statement --source", "--help", "render --help", "--version",
        "render honey.yaml --json", "check honey.yaml --json", "sheet honey.yaml --json", "cache",
        "fonts for honey.yaml",
    ],
)  # fmt: skip
def test_a_full_standard_output_is_one_line_and_status_1(arguments: str):
    done = shell(f"factcards {arguments} > /dev/full")
    assert (done.returncode, done.stderr) == (1, FULL)


@POSIX
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_unwritable_messages_are_status_1():
    Path("wax.yaml").write_text(CARD + "sauce: honey\n", encoding="utf-8")
    assert shell("factcards render . -l ar 2> /dev/full").returncode == 1
    assert shell("factcards render wax.yaml 2> /dev/full").returncode == 1


@POSIX
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("arguments", "status"),
    [("sizes", 0), ("--help", 0), ("render honey.yaml --json", 0), ("render wax.yaml", 1), ("render nowhere", 2)],
)
def test_closed_streams_do_not_affect_the_work(arguments: str, status: int, closed: str):
    Path("wax.yaml").write_text(CARD + "sauce: honey\n", encoding="utf-8")
    done = shell(f"factcards {arguments} {closed}")
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    if arguments.startswith("render honey"):
        picture = Path("out/en/honey.instagram-portrait.png").read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert picture.endswith(b"IEND\xaeB`\x82"), "no message was written into a picture"
        json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))


@POSIX
@pytest.mark.parametrize("arguments", ["languages", "--help", "render honey.yaml --json", "check . --json"])
def test_closed_pipe_ends_quietly(arguments: str):
    done = shell(f"factcards {arguments} | head -1; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr) == (0, "")


@POSIX
@pytest.mark.skipif(sys.platform == "darwin", reason="names are UTF-8 there")
def test_names_that_are_not_text_are_printed(tmp_path: Path):
    folder = tmp_path / os.fsdecode(b"set\xff")
    folder.mkdir()
    (folder / "honey.yaml").write_text(CARD, encoding="utf-8")
    for language in ("C", "C.UTF-8"):
        for arguments in ("render . --json", "check . --json", "render . --why", "fonts for ."):
            done = shell(f"factcards {arguments}", LC_ALL=language, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
            assert "Traceback" not in done.stderr
            assert "internal error" not in done.stderr
            if "--json" in arguments:
                json.loads(done.stdout)


def test_the_command_is_the_module_that_answers_signals_first():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"factcards": "factcards.__main__:main"}
    code = "import sys, factcards.__main__; print(len([m for m in sys.modules if m.startswith('factcards')]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "3\n", "the package, this module and `signals` only"


# --- names that steer a terminal


HOSTILE = ["\x1b[2J\x1b[31mFAKE", "nl\nwarning: all fine", "x\r\x1b[Kok", "c1\u009b31m", "\u202egnp"]


@POSIX
@pytest.mark.parametrize(
    "line", ["render --why", "render --json --why", "check", "check --json", "fonts for", "sheet -o s.jpg",
             "render -o nowhere/\x1bx"])  # fmt: skip
def test_file_names_cannot_control_a_terminal(line: str, capfd: pytest.CaptureFixture[str]):
    for name in HOSTILE:
        Path("sets", name).mkdir(parents=True)
        Path("sets", name, "honey.yaml").write_text(CARD, encoding="utf-8")
        Path("sets", name, f"{name}.yaml").write_text(CARD + "sauce: x\n", encoding="utf-8")
    main([*line.split(), "sets"])
    reported = capfd.readouterr()
    shown = (reported.out + reported.err).replace("\n", "")
    assert shown.isprintable() or all(c.isprintable() or c in "\u200c\u200d" for c in shown)
    assert "\nwarning: all fine" not in reported.err


@POSIX
def test_arguments_cannot_control_a_terminal(capsys: pytest.CaptureFixture[str]):
    lines = ("render \x1b[2Jx", "render . -s a\x1b[2J", "\u202epaint", "render . -\x1b", "render . --json=\x1b")
    for arguments in map(str.split, lines):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
        assert capsys.readouterr().err.replace("\n", "").isprintable()


@POSIX
@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals of POSIX")
def test_names_cannot_control_a_real_terminal():
    Path("\x1b[31mFAKE").mkdir()
    Path("\x1b[31mFAKE", "honey.yaml").write_text(CARD, encoding="utf-8")
    ours, theirs = os.openpty()
    line = [sys.executable, "-m", "factcards", "render", "\x1b[31mFAKE", "--why"]
    process = subprocess.Popen(line, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL)
    os.close(theirs)
    shown = b""
    while True:
        try:
            some = os.read(ours, 4096)
        except OSError:   # Linux reports a closed terminal this way
            break
        if not some:
            break
        shown += some
    os.close(ours)
    process.wait()
    assert "FAKE" in shown.decode()
    assert b"\x1b[31mFAKE" not in shown


def test_first_of_many_problems_of_a_file_are_shown(capsys: pytest.CaptureFixture[str]):
    screen = CommandConsole()
    screen.show_problems(Problem("error", f"fault {n}", Place("a.yaml", n, 1)) for n in range(1, 5001))
    screen.show_problems([Problem("error", "fault", Place("b.yaml", 1, 1)), Problem("error", "the disk is full")])
    lines = capsys.readouterr().err.splitlines()
    assert lines[6:] == [
        "a.yaml:7:1: error: fault 7", "a.yaml: 4,993 more errors", "b.yaml:1:1: error: fault",
        "error: the disk is full",
    ]  # fmt: skip


# --- signals


def interrupt_at(module: str, number: signal.Signals) -> subprocess.CompletedProcess[str]:
    """Run the command in a process that gets a signal when it starts to import a module."""
    Path("sitecustomize.py").write_text(
        "import os, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}:\n"
        "            sys.meta_path.remove(self)\n"
        f"            os.kill(os.getpid(), {int(number)})\n"
        "sys.meta_path.insert(0, Finder())\n",
        encoding="utf-8",
    )
    return subprocess.run(
        [sys.executable, "-c", "import sys; from factcards.__main__ import main; sys.exit(main())", "render",
         "honey.yaml", "-j", "1"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(Path.cwd())])}, check=False,
        capture_output=True, text=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    "module", ["factcards.cli", "factcards.batch", "PIL.Image", "yaml", "factcards.read.yaml.yaml_parser",
               "qrcode", "factcards.cli.arguments"])  # fmt: skip
def test_a_signal_while_the_program_is_loaded_is_one_line(module: str, number: signal.Signals):
    done = interrupt_at(module, number)
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, "", "stopped\n")


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("milliseconds", [20, 50, 100, 200, 300, 450, 600])
def test_a_signal_in_the_first_moments_is_one_line(milliseconds: int, number: signal.Signals):
    process = subprocess.Popen(
        [sys.executable, "-m", "factcards", "render", "honey.yaml", "-j", "1", "--force"], stderr=subprocess.PIPE,
        text=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    time.sleep(milliseconds / 1000)   # the moment at which the other process gets the signal
    process.send_signal(number)
    reported = process.communicate()[1]
    if process.returncode in (-number, 1) and "__main__.py" not in reported:
        return   # Python was still starting, and none of our code had run
    if process.returncode == 0:   # the signal came too late
        assert hide_time(reported) in ("", "`out/en/honey.instagram-portrait.png`, 0.0 s\n")
    else:
        assert (process.returncode, reported) in ((128 + number, "stopped\n"), (128 + number, ""))


@POSIX
def test_ctrl_c_while_output_is_written_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def interrupt(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("factcards.cli.tables.format_table", interrupt)
    assert main(["sizes"]) == 130
    assert capsys.readouterr() == ("", "stopped\n")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@POSIX
def test_a_signal_that_is_ignored_stays_so():
    # the pause only makes it likely that the command is running; the result is the same at any moment
    done = shell("trap '' INT; factcards sizes & sleep 0.2; kill -INT $!; wait $!")
    assert (done.returncode, done.stderr) == (0, "")


# --- no trace, whatever happens


@pytest.mark.parametrize(
    "fault", [RecursionError("too deep"), MemoryError(), UnicodeEncodeError("ascii", "é", 0, 1, "no")])
def test_every_error_is_one_line(
    fault: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    def fail(*_: object, **_others: object) -> None:
        raise fault

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("factcards.cli.planning.read_sets", fail)
    assert main(["render", "honey.yaml"]) == 1
    reported = capsys.readouterr().err
    assert reported.count("\n") == 1
    if isinstance(fault, MemoryError):
        assert reported == "error: the memory was used up\n"
    else:
        assert "internal error" in reported
    monkeypatch.setattr("tempfile.mkstemp", lambda *_: (_ for _ in ()).throw(FileNotFoundError("no temporary folder")))
    assert main(["render", "honey.yaml"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_missing_library_is_one_line():
    code = "import sys; sys.modules['yaml'] = None; from factcards.__main__ import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", code, "sizes"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("error: a library cannot be loaded ('import of yaml halted")


def test_warnings_and_logs_of_libraries_are_not_shown():
    code = (
        "import sys, warnings, logging\nfrom factcards.__main__ import main\n"
        "import factcards.cli.tables as tables\n"
        "def draw(name):\n    logging.getLogger('fontTools').warning('a table was lost')\n"
        "    warnings.warn('bytes were lost')\n    return ''\n"
        "tables.format_table = draw\nsys.exit(main())"
    )
    for options, shown in (([], False), (["-W", "default"], True)):
        line = [sys.executable, *options, "-c", code, "sizes"]
        done = subprocess.run(line, capture_output=True, text=True, check=False)
        assert done.returncode == 0
        assert "a table was lost" not in done.stderr
        assert ("bytes were lost" in done.stderr) == shown


def warn() -> str:
    """Log and warn as libraries do, with the worker's standard error in a file."""
    with contextlib.redirect_stderr(io.StringIO()) as reported:
        warnings.warn("bytes were lost", stacklevel=2)
        logging.getLogger("fontTools").warning("a table was lost")
    return reported.getvalue()


def test_worker_processes_show_no_warnings_or_logs(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.warnoptions", ["ignore"])   # as `factcards.__main__` leaves it
    with open_pool(1) as pool:
        assert pool.submit(warn).result() == ""
