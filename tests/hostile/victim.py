"""Run the command on one hostile folder after another and report what each run did.

`hostile_run.py` starts this program with the sandbox as its argument. It reads one line of JSON (arguments of the
command) and writes one (status, output, processor time, peak memory, and access to paths that are not allowed).
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import sys
import tempfile
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SANDBOX = Path(sys.argv[1]).resolve()
_WRITABLE = tuple(str(SANDBOX / name) for name in ("out", "other", "cache", "tmp"))
_READABLE = (
    *_WRITABLE,
    str(SANDBOX / "set"),
    str(ROOT),
    sys.prefix,
    sys.base_prefix,
    "/usr/lib",
    "/usr/share/zoneinfo",
    "/dev/null",
    "/dev/urandom",
    "/sys/fs/cgroup",
    f"/proc/{os.getpid()}/fd",
)
_CHANGES = {
    "os.remove": 1,
    "os.rmdir": 1,
    "os.mkdir": 1,
    "os.rename": 2,
    "os.link": 2,
    "os.symlink": 2,
    "os.truncate": 1,
    "os.chmod": 1,
    "os.chown": 1,
    "os.utime": 1,
    "shutil.rmtree": 1,
}
_FORBIDDEN = (
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "ctypes.dlopen",
)
_escapes: list[str] = []
_is_running = [False]


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Record audit events that are not allowed while the command runs."""
    if not _is_running[0]:
        return
    if event == "open" and isinstance(arguments[0], str | bytes):
        flags = arguments[2] if isinstance(arguments[2], int) else 0
        changes = bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))
        allowed = (*_WRITABLE, os.devnull) if changes else _READABLE
        _check_path(event, arguments[0], allowed, last=not flags & os.O_NOFOLLOW)   # opening a link fails then
    elif event in _CHANGES:
        for path in arguments[: _CHANGES[event]]:
            if isinstance(path, str | bytes):
                _check_path(event, path, _WRITABLE, last=False)
    elif event == "subprocess.Popen" and str(arguments[0]) != sys.executable:
        _escapes.append(f"{event} {arguments[0]}")
    elif event in _FORBIDDEN:
        _escapes.append(f"{event} {arguments!r:.200}")


def _check_path(event: str, path: str | bytes, allowed: tuple[str, ...], *, last: bool = True) -> None:
    """Record an event outside the allowed folders; with `last`, a link at the end of the path is resolved."""
    name = os.fsdecode(path)
    folder, base = os.path.split(name)
    real = os.path.realpath(name) if last else f"{os.path.realpath(folder)}{os.sep}{base}"
    if not any(real == one or real.startswith(one + os.sep) for one in allowed):
        _escapes.append(f"{event} {real}")


def _processor_time() -> float:
    """Return the processor time of this process and its children in seconds, including running children."""
    times = os.times()
    alive = 0.0
    for child in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text(encoding="ascii").split():
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            alive += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return time.process_time() + times.children_user + times.children_system + alive


def _run(main: object, arguments: list[str]) -> dict[str, object]:
    output, errors = io.StringIO(), io.StringIO()
    _escapes.clear()
    before = _processor_time()
    _is_running[0] = True
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            status: object = main(arguments)  # type: ignore[operator]
    except SystemExit as stop:
        status = stop.code
    except BaseException:  # noqa: BLE001 - the traceback is the finding
        status = traceback.format_exc()
    finally:
        _is_running[0] = False
    return {
        "status": status,
        "output": output.getvalue()[-20_000:],
        "errors": errors.getvalue()[-20_000:],
        "escapes": _escapes[:20],
        "seconds": _processor_time() - before,
        "megabytes": max(_own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024,
    }


def _own_peak() -> int:
    """Return the peak memory of this process in kB.

    `ru_maxrss` includes the memory of the parent when it started this process; `/proc/self/status` does not.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1])


def main() -> None:
    """Answer one request after another until the input ends."""
    os.environ.update(
        FACTCARDS_CACHE=str(SANDBOX / "cache"),
        XDG_CACHE_HOME=str(SANDBOX / "cache"),
        TOPSECRET="canary of the environment",
    )
    tempfile.tempdir = str(SANDBOX / "tmp")
    os.chdir(SANDBOX)
    sys.path.insert(0, str(ROOT))
    from factcards.cli import main as command

    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.addaudithook(_watch)
    for line in sys.stdin:
        found = _run(command, json.loads(line))
        answers.write(json.dumps(found) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
