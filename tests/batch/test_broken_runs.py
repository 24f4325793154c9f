"""Failures of the environment: what is reported, which files are there, and that the next run finishes the rest.

Every test ends with a run to completion whose files are, byte for byte, those of a run without any fault.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from support.results import hide_time, listing, without_location

from factcards.batch import OpenExecutor, Plan, Result, make_files
from factcards.cli import main

ROOT = Path(__file__).parents[2]
CARDS = 12
posix = pytest.mark.skipif(os.name == "nt", reason="signals and mounts of a POSIX system")
slow = pytest.mark.sweep

Files = dict[str, bytes]


def lay_cards(folder: Path, count: int = CARDS) -> Path:
    """A set of small square cards with a photograph."""
    folder.mkdir(parents=True)
    said = "language: en\ntype: each\nsizes: [whatsapp-square]\nsource: Frisch, 1927\naction: https://example.org/act\n"
    (folder / "set.yaml").write_text(said, encoding="utf-8")
    Image.linear_gradient("L").convert("RGB").resize((900, 600)).save(folder / "photo.png")
    for number in range(count):
        image = "image: photo.png\n" if number % 4 == 0 else ""
        fact = f'fact: "Bee number {number} dances to tell the way to flowers."\n'
        (folder / f"bee{number:03}.yaml").write_text(fact + image, encoding="utf-8")
    return folder


def start(*arguments: str, **options: object) -> subprocess.Popen[str]:
    """Start the command as a separate process with default signal handlers."""

    def hear() -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)

    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    environment |= options.pop("environment", {})  # type: ignore[arg-type, call-overload]
    return subprocess.Popen(
        [sys.executable, "-m", "factcards", *arguments], env=environment, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        preexec_fn=hear if os.name != "nt" else None, **options,  # type: ignore[call-overload]
    )  # fmt: skip


def render(*arguments: str, **options: object) -> tuple[int, str]:
    """Run the command and return its exit status and standard error, but not where the files are."""
    process = start("render", *arguments, **options)
    try:
        _, reported = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    return process.returncode, reported if process.returncode else without_location(reported)


def await_files(out: Path, count: int) -> None:
    end = time.monotonic() + 60
    while len(list(out.rglob("*.png"))) < count and time.monotonic() < end:
        time.sleep(0.01)   # polls the files of another process


def assert_whole(out: Path, clean: Files) -> None:
    """Assert that each picture is that of an undisturbed run, and that the manifest, if there is one, can be read."""
    for name, data in listing(out).items():
        if name.endswith(".png"):
            assert data == clean[name], name
        elif name == "manifest.json":
            json.loads(data)


@pytest.fixture(scope="module")
def hive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Files]:
    """Return the set, and the files of an undisturbed run."""
    folder = tmp_path_factory.mktemp("hive")
    bees = lay_cards(folder / "bees")
    assert render(str(bees), "-o", str(folder / "clean"), "-j", "2") == (0, "")
    clean = listing(folder / "clean")
    assert len(clean) == CARDS + 1
    return bees, clean


def finish(bees: Path, out: Path, clean: Files) -> None:
    """Run to completion and assert that nothing is reported and that the folder is that of an undisturbed run."""
    assert render(str(bees), "-o", str(out), "-j", "2") == (0, "")
    assert listing(out) == clean


# --- ended from outside


@slow
@posix
@pytest.mark.parametrize("whom", ["all", "the first process"])
def test_run_killed_at_any_moment_can_be_finished(whom: str, hive: tuple[Path, Files], tmp_path: Path):
    bees, clean = hive
    out = tmp_path / "out"
    chance = random.Random(whom)
    for _ in range(3):
        process = start("render", str(bees), "-o", str(out), "-j", "2")
        await_files(out, len(list(out.rglob("*.png"))) + 1)
        time.sleep(chance.uniform(0, 0.3))   # the moment at which the other process is killed
        (os.killpg if whom == "all" else os.kill)(process.pid, signal.SIGKILL)
        process.communicate()
        assert_whole(out, clean)
    end = time.monotonic() + 10
    while is_alive(process.pid) and time.monotonic() < end:   # workers end after their parent
        time.sleep(0.05)   # polls another process
    assert not is_alive(process.pid)
    finish(bees, out, clean)


def is_alive(group: int) -> bool:
    """Return whether a process of the group exists."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@posix
@pytest.mark.parametrize(
    ("number", "status"),
    [("SIGTERM", 143), pytest.param("SIGHUP", 129, marks=slow), pytest.param("SIGINT", 130, marks=slow)],
)
def test_signals_that_end_the_run_leave_whole_files(number: str, status: int, hive: tuple[Path, Files], tmp_path: Path):
    bees, clean = hive
    out = tmp_path / "out"
    process = start("render", str(bees), "-o", str(out), "-j", "2")
    await_files(out, 2)
    process.send_signal(signal.Signals[number])
    said, reported = process.communicate(timeout=20)
    assert (process.returncode, said, reported) == (status, "", "stopped\n")
    assert_whole(out, clean)
    made = [name for name in listing(out) if name != "manifest.json"]
    listed = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert [entry["file"] for entry in listed] == made
    finish(bees, out, clean)


@slow
@posix
def test_killed_worker_fails_no_card(hive: tuple[Path, Files], tmp_path: Path):
    bees, clean = hive
    out = tmp_path / "out"
    process = start("render", str(bees), "-o", str(out), "-j", "2")
    await_files(out, 2)
    for pid in workers_of(process.pid):
        os.kill(pid, signal.SIGKILL)
    _, reported = process.communicate(timeout=60)
    assert (process.returncode, without_location(reported)) == (0, "")
    assert listing(out) == clean


def workers_of(pid: int) -> list[int]:
    """Return the worker processes of a process."""
    found = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=True)
    return [int(line.split()[0]) for line in found.stdout.splitlines() if "spawn_main" in line]


# --- disks and folders


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """Mount a separate file system in memory; skip the test if this process may not do that."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    made = subprocess.run(command, capture_output=True, check=False)
    if made.returncode:
        pytest.skip("only root may mount a file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


@posix
@pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=slow)])
def test_full_disk_ends_the_run(jobs: str, hive: tuple[Path, Files], tmp_path: Path):
    bees, clean = hive
    disk = tmp_path / "disk"
    with mounted(disk, "size=200k"):
        cache = {"FACTCARDS_CACHE": str(disk / "cache")}
        status, reported = render(str(bees), "-o", str(disk / "out"), "-j", jobs, environment=cache)
        first, *last = reported.splitlines()
        assert (status, first) == (1, f"error: `{disk / 'out'}` cannot be written: no space left on device")
        assert [line for line in last if not line.endswith(", 1 error")] == [], "the last line counts the pictures"
        assert_whole(disk / "out", clean)
        made = listing(disk / "out")
        assert not [name for name in made if name.endswith((".part", ".lock"))]
        assert 0 < sum(name.endswith(".png") for name in made) < CARDS
        assert not (disk / "cache/pictures").exists(), "what room there is belongs to the results"
        remount(disk, "size=64m")
        finish(bees, disk / "out", clean)


@slow
@posix
def test_disk_that_fills_up_keeps_the_previous_manifest(hive: tuple[Path, Files], tmp_path: Path):
    bees, clean = hive
    disk = tmp_path / "disk"
    with mounted(disk, "size=64m"):
        finish(bees, disk / "out", clean)
        (disk / "ballast").write_bytes(b"x" * (64 << 20 >> 1))
        remount(disk, "size=34m")
        with pytest.raises(OSError, match="No space"):
            (disk / "more").write_bytes(b"x" * (64 << 20))
        status, reported = render(str(bees), "-o", str(disk / "out"), "--force")
        message = f"error: `{disk / 'out'}` cannot be written: no space left on device\n0 pictures, 1 error\n"
        assert (status, reported) == (1, message)
        assert_whole(disk / "out", clean)
        assert listing(disk / "out")["manifest.json"] == clean["manifest.json"]
        remount(disk, "size=128m")
        finish(bees, disk / "out", clean)


@slow
@posix
def test_read_only_disk_ends_the_run(hive: tuple[Path, Files], tmp_path: Path):
    bees, clean = hive
    disk = tmp_path / "disk"
    with mounted(disk, "size=64m"):
        (disk / "out").mkdir()
        remount(disk, "ro")
        reported = f"error: `{disk / 'out'}` cannot be written: read-only file system\n"
        assert render(str(bees), "-o", str(disk / "out")) == (1, reported)
        reported = f"error: the folder `{disk / 'new'}` cannot be created: read-only file system\n"
        reported += "    hint: name a folder that can be written\n"
        assert render(str(bees), "-o", str(disk / "new")) == (1, reported)
        remount(disk, "rw")
        finish(bees, disk / "out", clean)


@slow
@posix
def test_folder_of_another_user_ends_the_run(hive: tuple[Path, Files], tmp_path: Path):
    if os.getuid():
        pytest.skip("only root can become another user")
    bees, clean = hive
    for folder in (tmp_path, *tmp_path.parents, *bees.parents):   # so that the other user may enter none of them
        if folder.stat().st_uid == 0 and folder.is_relative_to("/tmp") and folder != Path("/tmp"):
            folder.chmod(0o755)
    out = tmp_path / "out"
    out.mkdir(mode=0o755)
    options: dict[str, object] = {"user": 65534, "group": 65534, "environment": {"FACTCARDS_CACHE_SIZE": "0"}}
    try:
        status, reported = render(str(bees), "-o", str(out), **options)
    except PermissionError:
        pytest.skip("another user may not run this Python")
    if "No module named" in reported or "Permission denied" in reported:
        pytest.skip("another user may not read this Python's packages")
    assert (status, reported) == (1, f"error: `{out}` cannot be written: permission denied\n")
    finish(bees, out, clean)


def test_obstacle_on_a_files_path_is_named(hive: tuple[Path, Files], tmp_path: Path):
    bees, clean = hive
    out = tmp_path / "out"
    wrong = out / "bees/en/bee003.whatsapp-square.png"
    wrong.mkdir(parents=True)
    status, reported = render(str(bees), "-o", str(out))
    reason = re.escape(f"error: `{wrong}` cannot be written: ")
    assert status == 1
    summary = re.escape(f"{CARDS - 1} pictures in `{out}`, 0.0 s, 1 error\n")
    assert re.fullmatch(reason + r"[\w ]+\n" + summary, hide_time(reported))
    assert_whole(out, clean)
    assert len(listing(out)) == CARDS
    wrong.rmdir()
    finish(bees, out, clean)


@slow
def test_file_in_place_of_the_folder_is_named(hive: tuple[Path, Files], tmp_path: Path):
    bees, clean = hive
    out = tmp_path / "out"
    out.mkdir()
    (out / "bees").write_text("a note", encoding="utf-8")
    status, reported = render(str(bees), "-o", str(out))
    assert status == 1
    assert reported.startswith(f"error: `{out / 'bees'}` cannot be written: ")
    assert reported.splitlines()[1:] == ["0 pictures, 1 error"]
    (out / "bees").unlink()
    finish(bees, out, clean)


def test_cards_of_one_name_are_refused(tmp_path: Path):
    lay_cards(tmp_path / "a/bees", 2)
    lay_cards(tmp_path / "b/bees", 1)
    (tmp_path / "b/bees/bee000.yaml").write_text('fact: "Another bee."\n', encoding="utf-8")
    status, reported = render("a", "b", cwd=tmp_path)
    assert status == 1
    assert hide_time(reported) == (
        "b/bees/bee000.yaml:1:1: error: `bee000` is not rendered: a/bees/bee000.yaml makes files of the same name\n"
        "    hint: rename the card or its folder\n2 pictures in `out`, 0.0 s, 1 error\n"
    )
    assert len(listing(tmp_path / "out")) == 3


# --- what lies among the cards


@posix
def test_fifo_does_not_block_the_run(hive: tuple[Path, Files], tmp_path: Path):
    _, clean = hive
    bees, out = lay_cards(tmp_path / "bees"), tmp_path / "out"
    for name in ("bees/fifo.yaml", "bees/fifo.png", "bees/fonts/Bee.ttf", "fifo", "out/manifest.json",
                 "out/bees/en/bee001.whatsapp-square.png"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(tmp_path / name)
    finish_later = partial(finish, bees, out, clean)
    finish_later()
    status, reported = render("fifo", "-o", str(out), cwd=tmp_path)
    assert (status, reported) == (1, "error: `fifo` is neither a file nor a folder\n0 pictures, 1 error\n")
    assert render("bees", "-t", "./fifo", "-o", str(out), cwd=tmp_path)[0] == 2
    given = (bees / "set.yaml").read_text(encoding="utf-8")
    (bees / "set.yaml").write_text(given + "brand: {name: Bees, logo: fifo.png}\n", encoding="utf-8")
    status, reported = render("bees", "-o", str(out), cwd=tmp_path)
    assert status == 1
    message = "bees/set.yaml:6:27: error: brand.logo: the file cannot be read (it is not a regular file)"
    assert reported.startswith(f"{message}\n")
    assert "    hint: expected a JPEG, PNG, WebP or AVIF picture\n" in reported
    (bees / "set.yaml").write_text(given + "fonts: fonts\n", encoding="utf-8")
    assert render("bees", "-o", str(tmp_path / "other"), cwd=tmp_path) == (0, "")
    (bees / "set.yaml").write_text(given, encoding="utf-8")
    finish_later()


def flip(change: Callable[[], None], stop: threading.Event) -> None:
    while not stop.is_set():
        change()


@slow
@posix
def test_files_may_change_and_vanish_while_they_are_read(hive: tuple[Path, Files], tmp_path: Path):
    _, clean = hive
    bees, out = lay_cards(tmp_path / "bees"), tmp_path / "out"
    photo, card, rest = (bees / name for name in ("photo.png", "bee001.yaml", "bee002.yaml"))
    whole = {path: path.read_bytes() for path in (photo, card, rest)}
    stop = threading.Event()

    def change() -> None:
        photo.write_bytes(whole[photo][:-100])
        card.write_text('fact: "Something that is not finished', encoding="utf-8")
        rest.unlink(missing_ok=True)
        stop.wait(0.003)
        for path, data in whole.items():
            path.write_bytes(data)
        stop.wait(0.003)

    thread = threading.Thread(target=flip, args=(change, stop))
    thread.start()
    try:
        for _ in range(3):
            status, reported = render(str(bees), "-o", str(out), "-j", "1")
            assert status in (0, 1)
            assert "Traceback" not in reported
            assert "internal error" not in reported
            for name, data in listing(out).items():
                assert not name.endswith(".png") or data.endswith(b"IEND\xaeB`\x82")
    finally:
        stop.set()
        thread.join()
    finish(bees, out, clean)


# --- two runs at once, and what dead ones left


def test_files_of_a_simultaneous_run_are_not_removed(
    hive: tuple[Path, Files], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """The other run renders a size that the set does not request, so this run must neither list nor remove it."""
    bees, _ = hive
    out, begun = tmp_path / "out", list[object]()
    command = ["render", str(bees), "-o", str(out), "-j", "1"]

    def make(plan: Plan, where: str | Path, workers: OpenExecutor, *, listen: Callable[[Result], object], **more: Any):
        def hear(result: Result) -> None:
            if not begun:
                begun.append(result)
                assert main([*command, "-s", "instagram-square"]) == 0
            listen(result)

        return make_files(plan, where, workers, listen=hear, **more)

    monkeypatch.setattr("factcards.cli.render_command.make_files", make)
    assert main([*command, "--prune"]) == 0
    assert without_location(without_location(capsys.readouterr().err)) == "", "one line of each run"
    assert len(list(out.rglob("*.png"))) == 2 * CARDS
    assert main(command) == 0
    assert capsys.readouterr().err.count("instagram-square.png` any more") == CARDS


@slow
def test_two_runs_share_a_folder(hive: tuple[Path, Files], tmp_path: Path):
    bees, clean = hive
    out = tmp_path / "out"
    more = ("-s", "whatsapp-square", "-s", "instagram-square")
    runs = [start("render", str(bees), "-o", str(out), "-j", "1", *sizes) for sizes in ((), more, more)]
    assert [(without_location(run.communicate(timeout=120)[1]), run.returncode) for run in runs] == [("", 0)] * 3
    made = listing(out)
    listed = json.loads(made.pop("manifest.json"))["files"]
    assert [entry["file"] for entry in listed] == list(made)
    assert len(made) == 2 * CARDS
    assert {name: data for name, data in made.items() if "whatsapp" in name} == {
        name: data for name, data in clean.items() if name != "manifest.json"
    }


def test_temporary_files_of_killed_runs_are_removed_and_others_stay(hive: tuple[Path, Files], tmp_path: Path):
    fcntl = pytest.importorskip("fcntl")
    bees, clean = hive
    out = tmp_path / "out"
    (out / "bees/en").mkdir(parents=True)
    left = [out / "bees/en/.factcards-1-2.part", out / ".factcards-3-4.part"]
    for part in left:
        part.write_bytes(b"half")
    (out / ".manifest.lock").touch()
    held = out / "bees/en/.factcards-5-6.part"
    with held.open("wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        assert render(str(bees), "-o", str(out)) == (0, "")
        assert held.exists()
    (bees.parent / "touch").touch()
    assert render(str(bees), "-o", str(out), "--force") == (0, "")
    assert listing(out) == clean


# --- nothing but files


@slow
def test_rendering_opens_no_connection(tmp_path: Path):
    """Neither this process nor a worker uses the network, a subprocess or a shell; only the pool starts processes."""
    lay_cards(tmp_path / "bees", 8)
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(
        "import os, sys\n"
        "def note(event, arguments):\n"
        "    if event.startswith(('socket.', 'subprocess.', 'os.system', 'os.exec', 'os.posix_spawn', 'os.spawn',\n"
        "                         'os.startfile', 'urllib.', 'http.', 'ftplib.', 'smtplib.', 'pty.')):\n"
        "        handle = os.open(os.environ['EVENTS'], os.O_WRONLY | os.O_CREAT | os.O_APPEND)\n"
        "        os.write(handle, f'{event} {arguments!r}\\n'.encode())\n"
        "        os.close(handle)\n"
        "    if event == 'import' and arguments[0] == 'factcards.rendering.jobs':\n"
        "        handle = os.open(os.environ['EVENTS'] + '.lives', os.O_WRONLY | os.O_CREAT | os.O_APPEND)\n"
        "        os.write(handle, b'x')\n"
        "        os.close(handle)\n"
        "sys.addaudithook(note)\n",
        encoding="utf-8",
    )
    for jobs, processes in (("1", 1), ("2", 3)):
        reported = tmp_path / f"events{jobs}"
        path = os.pathsep.join([str(hook), str(ROOT)])
        environment = {"PYTHONPATH": path, "EVENTS": str(reported), "FACTCARDS_CACHE": str(tmp_path / f"cache{jobs}")}
        out = str(tmp_path / f"run{jobs}" / "out")
        assert render("bees", "-o", out, "-j", jobs, environment=environment, cwd=tmp_path) == (0, "")
        reached = reported.read_text(encoding="utf-8") if reported.exists() else ""
        assert reached == ""
        assert len((tmp_path / f"events{jobs}.lives").read_bytes()) == processes, "every process was listened to"
