"""A picture's file as its decoder reads it: only the parts that make the picture, without metadata."""

from __future__ import annotations

import io
from bisect import bisect_right
from itertools import accumulate

from PIL import Image

from .headers import Header


class PictureStream(io.RawIOBase):
    """Pieces of a file one after the other, and `tail` behind them, to be read and sought as one file.

    No reading goes beyond the place `pause`; `passed` says whether there was one more behind it.
    """

    def __init__(self, data: bytes, pieces: tuple[tuple[int, int], ...], tail: bytes = b"") -> None:
        self._data = memoryview(data)
        self._parts = [*(self._data[start:stop] for start, stop in pieces), *([memoryview(tail)] if tail else [])]
        self._starts = [0, *accumulate(map(len, self._parts))]
        self._at = 0
        self.pause = -1
        self.read_past_pause = False

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, as many as are asked for unless the end or the pause comes first."""
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
        """Go to a place, counted from the start, from here (1) or from the end (2)."""
        self._at = max(0, offset + (0, self._at, self._starts[-1])[whence])
        return self._at

    def tell(self) -> int:
        """Return the place at which reading goes on."""
        return self._at


def open_picture(feed: PictureStream, header: Header) -> Image.Image:
    """Return the picture, not yet decoded. Raises what Pillow raises where there is none."""
    return Image.open(feed, formats=[header.format])   # type: ignore[arg-type]
