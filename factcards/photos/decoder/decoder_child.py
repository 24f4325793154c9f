"""The program of the child process for drawing and decoding that could abort or hang: reads requests, writes pixels.

It is started by its path, not as a module of the package (see `decoder_process.py` for the reason), so it imports
nothing from the package. In both directions, a frame is the length of a header (4 bytes, big-endian), the header (JSON
in UTF-8), and data; the header's `bytes` is the length of the data.

The first frame has `path`, the search path for libraries; the answer is a frame with `ready`. Each request has
`operation` (a name in `OPERATIONS`), its limits `seconds` of processor time and `memory` in bytes, `options`, and the
file's bytes as data. The answer has `width`, `height`, `mode` and the pixels as data, or `error` (`value`: the file has
an error; `memory`: it takes too much memory) with a `message`. A request that exceeds a limit may also end the process.
The process ends with its standard input, so it never outlives its parent.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import signal
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

if sys.platform != "win32":
    import resource

LENGTH = struct.Struct(">I")   # of a frame's header
_UNKNOWN_SIZE = 128 * 1024 * 1024   # bytes of address space assumed if the system does not report them

Answer = tuple[dict[str, Any], bytes]
"""A frame: its header and its data."""
Operation = Callable[[Any, bytes, dict[str, Any]], Answer]
"""Answers a request, given the library that it needs, the file's bytes and the options."""


def draw_svg(library: Any, data: bytes, options: dict[str, Any]) -> Answer:
    """Draw an SVG (UTF-8) `width` pixels wide as PNG, the only output of resvg; the parent decodes it."""
    png = library.svg_to_bytes(
        svg_string=data.decode("utf-8"), skip_system_fonts=True, dpi=96.0, languages=["en"], width=options["width"]
    )
    width, height = struct.unpack_from(">II", png, 16)
    return {"mode": "PNG", "width": width, "height": height}, png


def decode_avif(library: Any, data: bytes, options: dict[str, Any]) -> Answer:
    """Decode an AVIF of `width` × `height` pixels as RGB or RGBA, reduced to one `factor`th of its sides.

    It is reduced in bands of rows, because two whole images would take too much memory.
    """
    library.DEFAULT_MAX_THREADS = 1   # each thread would take more memory
    pillow = library.Image
    with pillow.open(io.BytesIO(data), formats=["AVIF"]) as image:
        full, factor = (options["width"], options["height"]), options["factor"]
        if image.size != full:
            raise ValueError(f"it has {image.width} × {image.height} pixels, but says {full[0]} × {full[1]}")
        image.load()
        step = factor * max(1, 512 // factor)
        boxes = ((0, top, full[0], min(top + step, full[1])) for top in range(0, full[1], step))
        bands = [image.crop(box).reduce(factor).tobytes() for box in boxes]
        return {"mode": image.mode, "width": -(-full[0] // factor), "height": -(-full[1] // factor)}, b"".join(bands)


OPERATIONS: dict[str, tuple[str, Operation]] = {
    "draw_svg": ("resvg_py", draw_svg),
    "decode_avif": ("PIL.AvifImagePlugin", decode_avif),
}
"""Each operation's name, the library that it needs (imported on first use and passed to it), and its function."""


def answer_request(header: dict[str, Any], data: bytes) -> Answer:
    """Execute a request within its limits and return the answer."""
    module, function = OPERATIONS[header["operation"]]
    library = importlib.import_module(module)
    _limit_resources(header["seconds"], header["memory"])
    try:
        return function(library, data, header["options"])
    except MemoryError:
        return {"error": "memory", "message": ""}, b""
    except (ValueError, OSError, RuntimeError, SyntaxError) as error:
        return {"error": "value", "message": str(error)[:300]}, b""


def _limit_resources(seconds: int, memory: int) -> None:
    """Limit processor time and address space to the present use plus these seconds and bytes.

    If a limit is exceeded, the system ends the process or refuses memory. Windows has no such limits; there, the
    parent's time limit and the limits on what is drawn must suffice.
    """
    if sys.platform == "win32":
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _set_soft_limit(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + 1 + seconds)
    _set_soft_limit(resource.RLIMIT_AS, _address_space() + memory)


def _set_soft_limit(kind: int, value: int) -> None:
    """Set a soft limit. The hard limit is unchanged, so that the next request may have a higher soft limit."""
    if sys.platform == "win32":
        return
    hard = resource.getrlimit(kind)[1]
    with contextlib.suppress(ValueError, OSError):   # macOS refuses low limits on address space
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _address_space() -> int:
    """Return the size of this process's address space in bytes, libraries included."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        return _UNKNOWN_SIZE


def read_frame(stream: BinaryIO) -> Answer | None:
    """Return the next frame, or None at the end of the stream, even in the middle of a frame."""
    length = stream.read(LENGTH.size)
    if len(length) < LENGTH.size:
        return None
    raw = stream.read(LENGTH.unpack(length)[0])
    try:
        header = json.loads(raw)
    except ValueError:
        return None
    data = stream.read(header["bytes"])
    return (header, data) if len(data) == header["bytes"] else None


def pack_header(header: dict[str, Any], data: bytes) -> bytes:
    """Return the beginning of a frame, before its data."""
    raw = json.dumps({**header, "bytes": len(data)}).encode()
    return LENGTH.pack(len(raw)) + raw


def write_frame(stream: BinaryIO, header: dict[str, Any], data: bytes) -> None:
    """Write one frame."""
    stream.write(pack_header(header, data))
    stream.write(data)
    stream.flush()


def main() -> None:
    """Answer requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)   # Ctrl-C reaches the whole group of processes; the parent answers it
    requests = sys.stdin.buffer
    # only this program may write to the pipe: otherwise, output of libraries would be mixed with pixels
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))   # no core dump when a limit ends the process
    first = read_frame(requests)
    if first is None:
        return
    sys.path[:] = first[0]["path"]
    write_frame(answers, {"ready": True}, b"")
    while (request := read_frame(requests)) is not None:
        write_frame(answers, *answer_request(*request))


if __name__ == "__main__":
    main()
