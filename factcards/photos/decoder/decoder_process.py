"""The child process for drawing and decoding that could abort or hang, as its parent sees it: one request at a time.

resvg holds Python's lock while it draws, and aborts the process when memory runs out, so neither threads nor exceptions
could help. The child is started at the first request and reused. If it dies, the next request starts another one.

Callers need only `DECODERS.run(operation, data, options)`. `decoder_child.py` lists the operations and describes the
frames.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .decoder_child import LENGTH, pack_header

SECONDS = 10
"""Maximum processor time of one picture, in s. A logo takes about 10 ms."""
MEMORY = 384 * 1024 * 1024
"""Maximum memory of one picture, in bytes, in addition to the child's own 20 MB."""
WAIT = 60
"""Maximum time of a request by the clock, in s; the only limit on systems without one of processor time."""
_PROGRAM = Path(__file__).with_name("decoder_child.py")
_MAX_HEADER = 64 * 1024   # bytes
_MAX_ANSWER = 512 * 1024 * 1024   # bytes; 40 megapixels of RGBA have 160 MB
_KINDS = {"SIGXCPU": "time", "SIGABRT": "memory", "SIGKILL": "memory"}
"""The kind of error by the signal that ended the child. If memory runs out, Rust aborts, or the kernel kills."""


class DecoderError(ValueError):
    """An error of the child process.

    `kind` is `value` (the file has an error, which the message names), `time` or `memory` (it takes more than is
    allowed), `crash` (the child died otherwise) or `start` (no child could be started; the message has the reason).
    """

    def __init__(self, kind: str, message: str) -> None:
        self.kind = kind
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The child's result: pixels of a mode (`RGB`, `RGBA`, …), or a file (`PNG`)."""

    mode: str
    width: int
    height: int
    data: bytes


class DecoderProcess:
    """A child process that answers one request at a time. Threads may share it; a forked process starts its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def run(
        self, operation: str, data: bytes, options: dict[str, Any], seconds: int = SECONDS, memory: int = MEMORY
    ) -> Decoded:
        """Return the result of an operation of the child on a file's bytes. Raises DecoderError."""
        header = {"operation": operation, "options": options, "seconds": seconds, "memory": memory}
        with self._lock:
            try:
                answer, pixels = self._ask(header, data)
            except (BrokenPipeError, DecoderError) as error:
                if isinstance(error, DecoderError) and error.kind != "crash":
                    raise
                answer, pixels = self._ask(header, data)   # the child had died, or was ended, between two requests
        if "error" in answer:
            raise DecoderError(answer["error"], answer["message"])
        return Decoded(answer["mode"], answer["width"], answer["height"], pixels)

    def close(self) -> None:
        """End the child, if it runs; a later request starts another."""
        is_locked = self._lock.acquire(timeout=1)   # a thread may still wait for an answer when the program ends
        try:
            self._close()
        finally:
            if is_locked:
                self._lock.release()

    def forget(self) -> None:
        """Forget the child after a fork, because it belongs to the parent process."""
        self._lock = threading.Lock()
        process, self._process = self._process, None
        if process is not None:
            _close_pipes(process)
            process.poll()   # marks it as ended, because it is not a child of this process

    def _ask(self, header: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        process = self._process
        if process is None or process.poll() is not None:
            self._close()
            process = self._process = self._start()
        answered = False
        try:
            found = _exchange(process, header, data)
            answered = True
            return found
        except EOFError:
            raise _explain_end(process) from None
        except TimeoutError:
            raise DecoderError("time", f"no answer within {WAIT} s") from None
        finally:
            if not answered:   # interrupted or out of step: bytes in the pipe belong to no request
                self._close()

    def _start(self) -> subprocess.Popen[bytes]:
        """Start the child and wait until it is ready.

        It is started by its path, because `-m` would load the whole package (0.3 s). It runs isolated (`-I`), so that
        neither the current folder nor environment variables change what it loads, and without `site` (`-S`), because it
        gets the paths of this process's libraries, which may be known only from PYTHONPATH or a user's folder.
        """
        # in a program frozen into one file, `sys.executable` is that program
        if not sys.executable or getattr(sys, "frozen", False):
            message = f"SVG and AVIF are decoded by a second Python, but `sys.executable` is {sys.executable!r}"
            raise DecoderError("start", f"{message}; expected the path of Python")
        try:
            process = subprocess.Popen(   # noqa: S603 - a program of this package, without names from outside
                [sys.executable, "-I", "-S", str(_PROGRAM)], bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )  # fmt: skip
        except OSError as error:
            reason = (error.strerror or "?").lower()
            raise DecoderError("start", f"`{sys.executable}` (sys.executable) cannot be started ({reason})") from None
        ready = False
        try:
            _exchange(process, {"path": [entry for entry in sys.path if Path(entry).is_absolute()]}, b"")
            ready = True
        except (EOFError, OSError):
            raise DecoderError("start", f"`{sys.executable}` (sys.executable) does not run as Python") from None
        finally:
            if not ready:
                _end_process(process)
        return process

    def _close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            _end_process(process)


def _exchange(process: subprocess.Popen[bytes], header: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Send one frame and return the answer. Raises EOFError if the child ends, TimeoutError if it takes too long."""
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    watch = threading.Timer(WAIT, end)
    watch.daemon = True
    watch.start()
    try:
        _write(process, pack_header(header, data))
        _write(process, data)
        answer = json.loads(_read(process, LENGTH.unpack(_read(process, LENGTH.size))[0], _MAX_HEADER))
        return answer, _read(process, answer.pop("bytes"), _MAX_ANSWER)
    except (EOFError, BrokenPipeError):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        watch.cancel()


def _write(process: subprocess.Popen[bytes], data: bytes) -> None:
    assert process.stdin
    rest = memoryview(data)
    while rest:
        rest = rest[process.stdin.write(rest) :]


def _read(process: subprocess.Popen[bytes], length: int, max_length: int = LENGTH.size) -> bytes:
    """Return `length` bytes from the child. Raises EOFError if they do not arrive, or exceed `max_length`."""
    assert process.stdout
    if length > max_length:
        raise EOFError
    found = bytearray()
    while len(found) < length:
        piece = process.stdout.read(min(length - len(found), 1 << 20))
        if not piece:
            raise EOFError
        found += piece
    return bytes(found)


def _explain_end(process: subprocess.Popen[bytes]) -> DecoderError:
    """Return the error that describes why the child has ended."""
    status = process.wait()
    for name, kind in _KINDS.items():
        if status == -getattr(signal, name, 0):
            return DecoderError(kind, name)
    return DecoderError("crash", f"status {status}")


def _end_process(process: subprocess.Popen[bytes]) -> None:
    """End a child that gets no more requests."""
    _close_pipes(process)
    try:
        process.wait(0.2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _close_pipes(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


DECODERS = DecoderProcess()
"""This process's child, shared by all pictures."""
atexit.register(DECODERS.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=DECODERS.forget)
