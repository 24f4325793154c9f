"""The modules of a QR code as numbers: where the bits of its codewords are, the eight masks and their penalties.

The library `qrcode` places bits and tries masks cell by cell, which takes 7 ms for a code. Here a code is two numbers
with a bit for each cell, by rows and by columns. Where a bit is placed depends only on the version. A change of mask is
an exclusive or that depends only on the version too, including the format bits, because their code is linear.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from qrcode.main import QRCode

from .codewords import LEVELS, Level, count_codewords

Grid = tuple[int, int]
"""The cells of a code as two numbers, by rows and by columns from the top left, with a clear bit after each line."""
_VERSIONS = 8   # cached; the links of a set have similar lengths
_TIMING = 6   # the column of the vertical timing pattern


@dataclass(frozen=True, slots=True)
class _Layout:
    """What codes of one version share: the selection of a cell's bit for all cells, and the change by each mask.

    The bits are given to `by_rows` and `by_columns` as a string that begins with `0`, for the cells that hold none.
    """

    by_rows: Callable[[str], tuple[str, ...]]
    by_columns: Callable[[str], tuple[str, ...]]
    masks: tuple[Grid, ...]


def make_grid(codewords: bytes, version: int, level: Level) -> Grid:
    """Return the code with these codewords, with the mask that has the lowest penalty."""
    layout, blank = _make_layout(version), _make_blank(version, level)
    bits = f"0{int.from_bytes(codewords, 'big'):0{8 * len(codewords)}b}"
    rows = blank[0] ^ int("".join(layout.by_rows(bits)), 2)
    columns = blank[1] ^ int("".join(layout.by_columns(bits)), 2)
    masked = (_change((rows, columns), mask) for mask in layout.masks)
    return min(masked, key=lambda grid: _measure_penalty(grid, 17 + 4 * version))


def list_rows(grid: Grid, count: int) -> list[str]:
    """Return the rows of a grid of `count` cells a side, with `1` for each dark cell."""
    bits = f"{grid[0]:0{count * (count + 1)}b}"
    return [bits[start : start + count] for start in range(0, len(bits), count + 1)]


@functools.lru_cache(maxsize=_VERSIONS)
def _make_layout(version: int) -> _Layout:
    """Return the layout of a version, from codes that the library makes."""
    blank, side = _make_blank(version, "M"), 17 + 4 * version
    full = _place_bits(version, "M", b"\xff" * count_codewords(version))
    by_rows, by_columns = [0] * (side * (side + 1)), [0] * (side * (side + 1))
    for position, (row, column) in enumerate(_list_cells(list_rows(_change(blank, full), side)), 1):
        by_rows[row * (side + 1) + column] = by_columns[column * (side + 1) + row] = position
    masks = tuple(_change(blank, _place_bits(version, "M", mask=mask)) for mask in range(8))
    return _Layout(itemgetter(*by_rows), itemgetter(*by_columns), masks)


def _list_cells(rows: list[str]) -> Iterator[tuple[int, int]]:
    """Yield row and column of each cell that is `1`, in the order of the bits of codewords (ISO/IEC 18004, 7.7.3).

    Pairs of columns are filled from the right, upward and downward by turns. The column of the timing pattern is not in
    any pair.
    """
    count = len(rows)
    rights = [right if right > _TIMING else right - 1 for right in range(count - 1, 0, -2)]
    for turn, right in enumerate(rights):
        for row in range(count) if turn % 2 else reversed(range(count)):
            for column in (right, right - 1):
                if rows[row][column] == "1":
                    yield row, column


@functools.lru_cache(maxsize=len(LEVELS) * _VERSIONS)
def _make_blank(version: int, level: Level) -> Grid:
    """Return a code with mask 0 in which all bits of the codewords are 0."""
    return _place_bits(version, level)


def _place_bits(version: int, level: Level, codewords: bytes = b"", mask: int = 0) -> Grid:
    """Return a code of the library, which takes bits that are missing as 0."""
    code = QRCode(version=version, error_correction=LEVELS[level], border=0)
    code.data_cache = codewords   # otherwise the library would make them
    code.makeImpl(False, mask)
    by_rows, by_columns = (
        int("".join("".join("01"[cell] for cell in line) + "0" for line in lines), 2)
        for lines in (code.modules, zip(*code.modules, strict=True))
    )
    return by_rows, by_columns


def _change(grid: Grid, other: Grid) -> Grid:
    """Return the cells in which two grids differ."""
    return grid[0] ^ other[0], grid[1] ^ other[1]


def _measure_penalty(grid: Grid, count: int) -> int:
    """Return the penalty of a grid of `count` cells a side, counted by shifts (ISO/IEC 18004, 7.8.3)."""
    by_rows, by_columns = grid
    cells = int(("1" * count + "0") * count, 2)
    total = 0
    for dark in (by_rows, by_columns):
        light = cells ^ dark
        for one in (dark, light):  # runs of five or more: 3, and 1 for each cell after the fifth
            run = one & one >> 1
            run &= run >> 2 & one >> 4
            total += run.bit_count() + 2 * (run & ~(run >> 1)).bit_count()
        # 1:1:3:1:1, like a finder pattern, with four light cells on either side
        corner = dark & light >> 1 & dark >> 2 & dark >> 3 & dark >> 4 & light >> 5 & dark >> 6
        before = light << 1 & light << 2 & light << 3 & light << 4
        after = light >> 7 & light >> 8 & light >> 9 & light >> 10
        total += 40 * ((corner & before).bit_count() + (corner & after).bit_count())
    for one in (by_rows, cells ^ by_rows):  # squares of two by two
        pair = one & one >> 1
        total += 3 * (pair & pair >> count + 1).bit_count()
    return total + 10 * int(abs(by_rows.bit_count() * 20 / count**2 - 10))
