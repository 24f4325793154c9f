"""A picture's file as a stream for its decoder: the parts that make up the picture, without metadata."""

from __future__ import annotations

import io
from bisect import bisect_right
from itertools import accumulate

from PIL import Image

from .headers import Header


class PictureStream(io.RawIOBase):
    """The given ranges of a file and then `tail`, read as one seekable file.

    No read goes beyond the position `pause`; `read_past_pause` is True once the decoder has read again from there.
    """

    def __init__(self, data: bytes, ranges: tuple[tuple[int, int], ...], tail: bytes = b"") -> None:
        self._data = memoryview(data)
        self._parts = [*(self._data[start:stop] for start, stop in ranges), *([memoryview(tail)] if tail else [])]
        self._starts = [0, *accumulate(map(len, self._parts))]
        self._at = 0
        self.pause = -1
        self.read_past_pause = False

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes, up to the end or the pause."""
        length = self._starts[-1]
        stop = length if size < 0 else min(self._at + size, length)
        if self._at == self.pause:
            self.read_past_pause = True
        elif self._at < self.pause < stop:
            stop = self.pause
        found = []
        part = bisect_right(self._starts, self._at) - 1
        while self._at < stop:
            begin = self._starts[part]
            piece = self._parts[part][self._at - begin : stop - begin]
            found.append(piece)
            self._at += len(piece)
            part += 1
        return b"".join(found)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move to a position relative to the start, the present position (1) or the end (2), and return it."""
        self._at = max(0, offset + (0, self._at, self._starts[-1])[whence])
        return self._at

    def tell(self) -> int:
        """Return the present position."""
        return self._at


def open_picture(stream: PictureStream, header: Header) -> Image.Image:
    """Return the picture, not yet decoded. Raises Pillow's exceptions if it is broken."""
    return Image.open(stream, formats=[header.format])   # type: ignore[arg-type]
