"""Give hostile files of every kind to the command, in a sandbox that detects access to other files.

    python tests/hostile/hostile_run.py             # all: 500 drawings, pictures and fonts each, 300 sets, 200 lists
    python tests/hostile/hostile_run.py fonts 17    # one case, whose folder remains for inspection

docs/security.md has the figures of a run. The quick suite runs every fiftieth case (`test_hostile.py`).
"""

from __future__ import annotations

import io
import json
import os
import queue
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from card_cases import CARD, make_cards
from font_cases import make_typeface
from list_cases import attack_lists
from picture_cases import make_picture
from PIL import Image
from svg_cases import make_drawing

SEED = 2026
COUNTS = {"drawings": 500, "pictures": 500, "fonts": 500, "sets": 300, "lists": 200}
"""Number of cases of each kind."""
MAX_SECONDS = 2.0
"""Maximum processor time of one run of the command, children included, in seconds."""
MAX_MEGABYTES = 512.0
"""Maximum resident memory of the command or of one of its children, in MB."""
_MAX_WAIT = 60.0  # seconds of wall-clock time after which the process is killed
_CASES_PER_PROCESS = 40  # then a new process starts, so that its peak of memory belongs to few cases
_CANARY = "canary of a stranger's file"
_SIGNS = ("Traceback", "internal error", _CANARY, "canary of the environment")


@dataclass(frozen=True)
class Finding:
    """The cost and the errors of one case; a case without errors passed."""

    kind: str
    number: int
    seconds: float
    megabytes: float
    drawn: bool
    errors: tuple[str, ...]


class Victim:
    """A process that runs the command for one case after another, and is restarted when it ends."""

    def __init__(self, sandbox: Path) -> None:
        self._sandbox = sandbox
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()

    def ask(self, arguments: list[str]) -> dict[str, object]:
        """Run the command and return its report, or only `{"status": …}` if the process ended or did not answer."""
        if self._process is None:
            self._start()
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(arguments) + "\n")
        self._process.stdin.flush()
        try:
            line = self._answers.get(timeout=_MAX_WAIT)
        except queue.Empty:
            self.stop()
            return {"status": f"no answer within {_MAX_WAIT:.0f} s"}
        if not line:
            status = self._process.wait()
            self._process = None
            return {"status": f"the process ended with {status}"}
        return json.loads(line)  # type: ignore[no-any-return]

    def stop(self) -> None:
        """Kill the process."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _start(self) -> None:
        command = [sys.executable, str(Path(__file__).with_name("victim.py")), str(self._sandbox)]
        log = (self._sandbox / "tmp" / "log").open("a", encoding="utf-8")
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8"
        )
        log.close()
        self._answers = queue.Queue()
        threading.Thread(target=_read, args=(self._process, self._answers), daemon=True).start()


def _read(process: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        answers.put(line)
    answers.put("")


def run_cases(kind: str, numbers: Iterable[int]) -> Iterator[Finding]:
    """Run cases of one kind and yield the finding of each."""
    with _sandbox() as folder:
        victim = Victim(folder)
        for count, number in enumerate(numbers):
            if count % _CASES_PER_PROCESS == 0:
                victim.stop()
            yield run_case(folder, victim, kind, number)
        victim.stop()


@contextmanager
def _sandbox() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        folder = Path(name).resolve()
        (folder / "tmp").mkdir()
        yield folder


def run_case(folder: Path, victim: Victim, kind: str, number: int) -> Finding:
    """Run one case in a freshly prepared sandbox."""
    for name in ("set", "out", "other", "cache", "secret"):
        shutil.rmtree(folder / name, ignore_errors=True)
    _prepare(folder)
    chance = random.Random(f"{SEED} {kind} {number}")
    before = _read_outside(folder)
    answers = _RUNNERS[kind](folder, victim, chance)
    errors = [error for answer in answers for error in _find_errors(answer)]
    if _read_outside(folder) != before:
        errors.append("files outside the set were changed")
    return Finding(
        kind,
        number,
        max(float(str(a.get("seconds", 0))) for a in answers),
        max(float(str(a.get("megabytes", 0))) for a in answers),
        any((folder / "out").rglob("*.png")),
        tuple(errors),
    )


def _prepare(folder: Path) -> None:
    """Create a set of one valid card, and files beside it that no run may read or change."""
    (folder / "set").mkdir()
    (folder / "secret").mkdir()
    for name in ("canary", "canary.yaml", "canary.svg"):
        (folder / "secret" / name).write_text(f"{_CANARY}\n", encoding="utf-8")
    (folder / "set" / "good.yaml").write_text(CARD, encoding="utf-8")
    (folder / "set" / "link").symlink_to(folder / "secret")
    (folder / "set" / "ring").symlink_to("ring")
    os.mkfifo(folder / "set" / "fifo")


def _read_outside(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() if p.is_file() else b"" for p in sorted((folder / "secret").rglob("*"))}


def _find_errors(answer: dict[str, object]) -> Iterator[str]:
    """Yield what a report shows that is not allowed: a status, a traceback, a file of others, or a high cost."""
    if answer["status"] not in (0, 1, 2):
        yield f"status {str(answer['status'])[-600:]}"
    output = f"{answer.get('output', '')}{answer.get('errors', '')}"
    for sign in _SIGNS:
        if sign in output:
            yield f"printed `{sign}`: {output[max(0, output.find(sign) - 200) :][:500]}"
    yield from (f"escaped: {escape}" for escape in answer.get("escapes", ()))  # type: ignore[attr-defined]
    if float(str(answer.get("seconds", 0))) > MAX_SECONDS:
        yield f"took {answer['seconds']:.1f} s of processor time"
    if float(str(answer.get("megabytes", 0))) > MAX_MEGABYTES:
        yield f"took {answer['megabytes']:.0f} MB"


def _render(victim: Victim, *options: str) -> dict[str, object]:
    return victim.ask(["render", "set", "-o", "out", "-j", "1", *options])


def _try_drawing(folder: Path, victim: Victim, chance: random.Random) -> list[dict[str, object]]:
    (folder / "set" / "logo.svg").write_bytes(make_drawing(chance))
    (folder / "set" / "c.yaml").write_text(f"{CARD}brand: {{name: X, logo: logo.svg}}\n", encoding="utf-8")
    return [_render(victim, "-t", chance.choice(("statement", "testimony", "data")))]


def _try_picture(folder: Path, victim: Victim, chance: random.Random) -> list[dict[str, object]]:
    (folder / "set" / "a.jpg").write_bytes(make_picture(chance))
    use = chance.choice(
        ("image: {file: a.jpg, alt: x}", "image: {file: a.jpg, alt: x}", "brand: {name: X, logo: a.jpg}")
    )
    (folder / "set" / "c.yaml").write_text(f"{CARD}{use}\n", encoding="utf-8")
    return [_render(victim, "-t", "photo")]


def _try_font(folder: Path, victim: Victim, chance: random.Random) -> list[dict[str, object]]:
    fonts = folder / "set" / "fonts"
    fonts.mkdir()
    (fonts / chance.choice(("a.ttf", "a.otf", "a.ttc"))).write_bytes(make_typeface(chance))
    brand = "brand: {name: X, fonts: {text: Hostile, headline: Archivo}}\n" if chance.random() < 0.5 else ""
    (folder / "set" / "set.yaml").write_text(f"language: en\nfonts: fonts\n{brand}", encoding="utf-8")
    return [_render(victim)]


def _try_set(folder: Path, victim: Victim, chance: random.Random) -> list[dict[str, object]]:
    for name, data in make_cards(chance).items():
        if "/" not in name and len(name.encode()) < 256:
            (folder / "set" / name).write_bytes(data)
    image = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(image, "JPEG")
    (folder / "set" / "a.jpg").write_bytes(image.getvalue())
    return [_render(victim, *chance.choice(((), ("--why",), ("--json",)))), victim.ask(["check", "set"])]


def _try_list(folder: Path, victim: Victim, chance: random.Random) -> list[dict[str, object]]:
    answers = [_render(victim)]
    attack_lists(folder / "out", folder / "cache", chance)
    answers.append(_render(victim, *chance.choice(((), ("--prune",), ("--prune", "--why"), ("--force",)))))
    answers.append(victim.ask(["merge", "out", "-o", chance.choice(("out", "other"))]))
    if (folder / "set" / "c.yaml").exists():
        answers.append(_render(victim))
    return answers


_RUNNERS: dict[str, Callable[[Path, Victim, random.Random], list[dict[str, object]]]] = {
    "drawings": _try_drawing,
    "pictures": _try_picture,
    "fonts": _try_font,
    "sets": _try_set,
    "lists": _try_list,
}


def main(arguments: list[str]) -> int:
    """Run all cases, the cases of one kind, or one case; print a table and every error."""
    if len(arguments) == 2:
        folder = Path(tempfile.mkdtemp(prefix="hostile-")).resolve()
        (folder / "tmp").mkdir()
        victim = Victim(folder)
        print(run_case(folder, victim, arguments[0], int(arguments[1])), "in", folder)
        victim.stop()
        return 0
    failed = 0
    for kind in arguments or COUNTS:
        start, found = time.perf_counter(), list[Finding]()
        for finding in run_cases(kind, range(COUNTS[kind])):
            found.append(finding)
            for error in finding.errors:
                print(f"{kind} {finding.number}: {error}", flush=True)
        bad = sum(bool(f.errors) for f in found)
        failed += bad
        cost = f"{max(f.seconds for f in found):.1f} s | {max(f.megabytes for f in found):.0f} MB"
        drawn, elapsed = sum(f.drawn for f in found), time.perf_counter() - start
        print(f"| {kind} | {len(found)} | {drawn} | {bad} | {cost} |   ({elapsed:.0f} s)", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
