"""The lower bound for all peers: the cost of encoding finished pixels as PNG.

`job["of"]` is the file of a finished card. `job["by"]` is its encoder: "pillow" for Pillow's default save, "isal" for
the Up filter and ISA-L's level 1.
"""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import _harness
import numpy as np
from isal import isal_zlib
from PIL import Image

Pixels = tuple[Image.Image, "np.ndarray[Any, np.dtype[np.uint8]]"]


def setup(env: _harness.Env, bg: str) -> dict[str, Pixels]:  # noqa: ARG001 - the signature of every peer
    """Return an empty cache of decoded cards, by file."""
    return {}


def render(state: dict[str, Pixels], job: dict[str, Any], out: str) -> None:
    """Encode a card in memory and write it, like our own cards; each card is decoded once."""
    if job["of"] not in state:
        image = Image.open(job["of"]).convert("RGB")
        state[job["of"]] = image, np.asarray(image).reshape(image.height, -1)
    image, rows = state[job["of"]]
    Path(out).write_bytes(save(image) if job["by"] == "pillow" else deflate(image, rows))


def save(image: Image.Image) -> bytes:
    """Encode by Pillow's default save."""
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def deflate(image: Image.Image, rows: np.ndarray[Any, np.dtype[np.uint8]]) -> bytes:
    """Encode by the Up filter (each row minus the row above) and ISA-L."""
    filtered = np.empty((image.height, 1 + image.width * 3), np.uint8)
    filtered[:, 0] = 2
    filtered[0, 1:] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=filtered[1:, 1:])
    header = struct.pack(">IIBBBBB", image.width, image.height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", isal_zlib.compress(filtered, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def chunk(name: bytes, body: bytes) -> bytes:
    """Return a PNG chunk: length, name, body and checksum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(body, zlib.crc32(name)))


if __name__ == "__main__":
    _harness.main(setup, render)
