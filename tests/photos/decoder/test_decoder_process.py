"""The child process that draws logos: it is reused, restarted, and ends with its parent; every failure is an error."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from factcards.photos.decoder import decoder_process
from factcards.photos.decoder.decoder_process import DecoderError, DecoderProcess

ROOT = Path(__file__).parents[3]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><rect width="8" height="4"/></svg>'
# too costly to pass the limits of `svg_cost`
SLOW = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900">'
    + '<g opacity=".9">' * 90 + '<rect width="900" height="900" opacity=".5"/>' * 2000 + "</g>" * 90 + "</svg>"
).encode()  # fmt: skip
LARGE = b'<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"><rect width="8" height="4"/></svg>'
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")


@pytest.fixture
def child():
    process = DecoderProcess()
    yield process
    process.close()


def pid_of(child: DecoderProcess) -> int:
    assert child._process
    return child._process.pid


def draw(child: DecoderProcess, data: bytes = SVG, width: int = 8, **limits: int) -> tuple[int, int]:
    found = child.run("draw_svg", data, {"width": width}, **limits)
    return found.width, found.height


def wait_for_end(pidfd: int) -> bool:
    """Return whether a process ends within 10 s; its file descriptor becomes readable when it does."""
    readable, _, _ = select.select([pidfd], [], [], 10)
    os.close(pidfd)
    return bool(readable)


def test_one_child_serves_all_requests_and_threads(child):
    assert draw(child) == (8, 4)
    first, sizes = pid_of(child), []
    threads = [threading.Thread(target=lambda: sizes.extend(draw(child) for _ in range(20))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sizes == [(8, 4)] * 80
    assert pid_of(child) == first


def test_a_child_that_was_killed_is_started_again(child):
    draw(child)
    first = pid_of(child)
    os.kill(first, signal.SIGTERM)
    assert child._process
    child._process.wait()
    assert draw(child) == (8, 4)
    assert pid_of(child) != first


def test_error_of_a_file_is_reported_and_the_child_continues(child):
    with pytest.raises(DecoderError) as refused:
        draw(child, b"<svg")
    assert refused.value.kind == "value"
    first = pid_of(child)
    assert draw(child) == (8, 4)
    assert pid_of(child) == first


@POSIX
def test_processor_time_is_limited(child):
    with pytest.raises(DecoderError) as refused:
        draw(child, SLOW, 900, seconds=1)
    assert refused.value.kind == "time"
    assert draw(child) == (8, 4)


def test_waiting_is_limited_everywhere(child, monkeypatch):
    class ExpiredTimer:
        """A timer that expires as soon as it is started."""

        def __init__(self, seconds: float, function: Callable[[], None]) -> None:
            assert seconds == decoder_process.WAIT
            self.start = function

        def cancel(self) -> None:
            """Do nothing: the timer has expired."""

    draw(child)
    monkeypatch.setattr(decoder_process.threading, "Timer", ExpiredTimer)
    with pytest.raises(DecoderError) as refused:
        draw(child)
    assert (refused.value.kind, str(refused.value)) == ("time", "no answer within 60 s")
    monkeypatch.undo()
    assert draw(child) == (8, 4)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit address space")
def test_memory_is_limited(child):
    with pytest.raises(DecoderError) as refused:
        draw(child, LARGE, 30_000)
    assert refused.value.kind == "memory"
    assert draw(child) == (8, 4)


@POSIX
def test_limits_count_for_each_request_so_many_requests_raise_no_error(child):
    for _ in range(30):
        draw(child, seconds=0)   # each may use up the second that has begun


@pytest.mark.parametrize("executable", ["", None, "/nowhere/python", "/bin/true"])
def test_missing_python_is_named_in_the_error(child, executable, monkeypatch):
    monkeypatch.setattr(sys, "executable", executable)
    with pytest.raises(DecoderError, match=r"sys\.executable") as refused:
        draw(child)
    assert refused.value.kind == "start"


def test_a_frozen_program_is_not_started_again(child, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(DecoderError) as refused:
        draw(child)
    assert str(refused.value) == (
        f"SVG and AVIF are decoded by a second Python, but `sys.executable` is {sys.executable!r}; "
        "expected the path of Python")


@POSIX
def test_forked_process_starts_its_own_child():
    code = f"""
import os
from factcards.photos.decoder.decoder_process import DECODERS as d
svg = {SVG!r}
d.run("draw_svg", svg, {{"width": 8}})
first = d._process.pid
if os.fork() == 0:
    assert d._process is None
    d.run("draw_svg", svg, {{"width": 8}})
    assert d._process.pid != first
    d.close()
    os._exit(7)
assert os.waitstatus_to_exitcode(os.wait()[1]) == 7
d.run("draw_svg", svg, {{"width": 8}})
assert d._process.pid == first
"""
    run_python(code)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("way", ["exit", "kill", "interrupt"])
def test_the_child_ends_with_its_parent(way: str):
    code = f"""
import signal, sys
from factcards.photos.decoder.decoder_process import DECODERS as d
d.run("draw_svg", {SVG!r}, {{"width": 8}})
print(d._process.pid, flush=True)
if {way!r} == "exit":
    sys.exit()
signal.pause()
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment, start_new_session=True,
    )  # fmt: skip
    assert parent.stdout
    pidfd = os.pidfd_open(int(parent.stdout.readline()))
    if way == "kill":
        parent.kill()
    if way == "interrupt":
        os.killpg(parent.pid, signal.SIGINT)   # as a terminal does; the child receives it too
    _, printed = parent.communicate(timeout=20)
    assert wait_for_end(pidfd)
    assert printed == "" if way != "interrupt" else printed.endswith("KeyboardInterrupt\n")


def test_a_program_without_a_main_guard_draws_logos(tmp_path):
    (tmp_path / "a.svg").write_bytes(SVG)
    (tmp_path / "run.py").write_text(
        "from pathlib import Path\nfrom factcards.photos.logo_files import read_logo_key\n"
        "print(read_logo_key(Path('a.svg')).width)\n",
        encoding="utf-8",
    )
    assert run_python("", str(tmp_path / "run.py"), folder=tmp_path) == "1024\n"


def test_child_imports_nothing_from_the_current_folder(tmp_path):
    (tmp_path / "a.svg").write_bytes(SVG)
    for name in ("resvg_py", "struct", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported from here')\n", encoding="utf-8")
    code = f"import os\nfrom factcards.photos.decoder import decoder_process as d\nos.chdir({str(tmp_path)!r})\n"
    run_python(code + f"print(d.DECODERS.run('draw_svg', {SVG!r}, {{'width': 8}}).width)\n")


def run_python(code: str, *arguments: str, folder: Path = ROOT) -> str:
    """Run a program whose warnings are errors, and return what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "error", *(arguments or ("-c", code))]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout
