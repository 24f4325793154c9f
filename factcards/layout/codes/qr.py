"""A link as a QR code on whole pixels (ISO/IEC 18004). Only this module imports the library `qrcode`."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from qrcode import base, constants, util
from qrcode.main import QRCode

from ...graphics.geometry import Path, Point
from ...model.legibility import MIN_MODULE, QUIET_ZONE

Level = Literal["L", "M", "Q", "H"]

_LEVELS: dict[Level, int] = {
    "L": constants.ERROR_CORRECT_L,
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}
_MAX_VERSION = 40   # ISO/IEC 18004: 177 modules a side


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code: rows of modules from the top, True for dark ones, without the quiet zone."""

    modules: tuple[tuple[bool, ...], ...]
    version: int
    level: Level

    @property
    def side_modules(self) -> int:
        """Number of modules along a side."""
        return len(self.modules)


@functools.lru_cache(maxsize=256)
def make_code(link: str, min_level: Level = "M") -> QrCode:
    """Return the smallest code that holds a link at error correction level `min_level`, or higher in the same size.

    Raises ValueError for a link that no code can hold, with the maximum number of characters.
    """
    try:
        version = _find_smallest_version(link, min_level)
    except ValueError:
        longest = _capacity(_MAX_VERSION)
        raise ValueError(f"the link has {len(link):,} characters, expected {longest:,} at most") from None
    level: Level = min_level
    known = tuple(_LEVELS)
    for higher in known[known.index(min_level) + 1 :]:   # each is used if it needs no larger version
        if _fits(link, higher, version):
            level = higher
    cells = _encode(link, level, version, mask=0)
    first = _pack(cells)
    masked = [(first[0] ^ rows, first[1] ^ columns) for rows, columns in _make_masks(version)]
    best = min(masked, key=lambda grids: _penalty(grids[0], grids[1], len(cells)))
    return QrCode(_unpack(best[0], len(cells)), version, level)


def fit_module(
    code: QrCode, space: float, largest: int = 12, quiet: int = QUIET_ZONE, smallest: int = MIN_MODULE
) -> int | None:
    """Return the pixels of a module so that the code fits into `space` pixels, None if they are fewer than `smallest`.

    `quiet` is the number of modules to keep clear on each side within `space`: 0 if the surroundings are clear anyway.
    """
    module = min(largest, int(space // (code.side_modules + 2 * quiet)))
    return module if module >= smallest else None


def find_longest_link(space: float, quiet: int = QUIET_ZONE, smallest: int = MIN_MODULE) -> int:
    """Return the maximum number of ASCII characters of a link whose code fits into `space` pixels, 0 if none fits."""
    version = min((int(space // smallest) - 2 * quiet - 17) // 4, _MAX_VERSION)
    return _capacity(version) if version >= 1 else 0


def path_of_code(code: QrCode, origin: Point, module: int) -> Path:
    """Return the dark modules as rectangles, one for each run in a row, each one module high.

    The first one is the top bar of a finder pattern. `origin` is the code's top left corner, on whole pixels; the quiet
    zone is not included.
    """
    points: list[float] = []
    for row, modules in enumerate(code.modules):
        top, start = origin.y + row * module, 0
        bottom = top + module
        for column, dark in enumerate((*modules, False)):
            if not dark:
                if column > start:
                    left, right = origin.x + start * module, origin.x + column * module
                    points += (left, top, right, top, right, bottom, left, bottom)
                start = column + 1
    return Path("MLLLZ" * (len(points) // 8), tuple(points))


def _encode(link: str, level: Level, version: int, mask: int) -> list[list[bool]]:
    code = QRCode(version=version, error_correction=_LEVELS[level], border=0, mask_pattern=mask)
    code.add_data(link)
    code.make(fit=False)
    return cast(list[list[bool]], code.get_matrix())


def _find_smallest_version(link: str, level: Level) -> int:
    """Return the smallest version that holds the link. Raises ValueError if none does.

    The library would encode all bits for each version to count them.
    """
    code = QRCode(error_correction=_LEVELS[level])
    code.add_data(link)
    for version in range(1, _MAX_VERSION + 1):
        bits = sum(4 + util.length_in_bits(d.mode, version) + _count_bits(d) for d in code.data_list)
        if bits <= util.BIT_LIMIT_TABLE[_LEVELS[level]][version]:
            return version
    raise ValueError("no version holds the link")


def _count_bits(data: util.QRData) -> int:
    """Return the number of bits of a segment in one mode (ISO/IEC 18004, 7.4.3 to 7.4.5)."""
    count = len(data.data)
    if data.mode == util.MODE_NUMBER:
        return 10 * (count // 3) + (0, 4, 7)[count % 3]
    return 11 * (count // 2) + 6 * (count % 2) if data.mode == util.MODE_ALPHA_NUM else 8 * count


def _fits(link: str, level: Level, version: int) -> bool:
    try:
        return _find_smallest_version(link, level) <= version
    except ValueError:
        return False


# The library tries the eight masks cell by cell, which takes 6 ms for a code. Here a code is two integers with a bit
# for each cell, by rows and by columns. A change of mask is an exclusive or that depends only on the version, including
# the format bits, because their code is linear. The penalties of ISO/IEC 18004, 7.8.3 are counted by shifts.


def _pack(rows: Sequence[Sequence[bool]]) -> tuple[int, int]:
    """Return the cells as one number by rows and one by columns; a clear bit after each row keeps rows separate."""
    by_rows, by_columns = (
        int("".join("".join("01"[cell] for cell in row) + "0" for row in grid), 2)
        for grid in (rows, list(zip(*rows, strict=True)))
    )
    return by_rows, by_columns


def _unpack(by_rows: int, count: int) -> tuple[tuple[bool, ...], ...]:
    bits = f"{by_rows:0{count * (count + 1)}b}"
    return tuple(tuple(bit == "1" for bit in bits[at : at + count]) for at in range(0, len(bits), count + 1))


@functools.lru_cache(maxsize=8)
def _make_masks(version: int) -> tuple[tuple[int, int], ...]:
    """Return the cells that each mask changes in a code that was made with mask 0."""
    grids = [_pack(_encode("", "M", version, mask)) for mask in range(8)]
    return tuple((rows ^ grids[0][0], columns ^ grids[0][1]) for rows, columns in grids)


def _penalty(by_rows: int, by_columns: int, count: int) -> int:
    cells = int(("1" * count + "0") * count, 2)
    total = 0
    for dark in (by_rows, by_columns):
        light = cells ^ dark
        for grid in (dark, light):  # runs of five or more: 3, and 1 for each cell after the fifth
            run = grid & grid >> 1
            run &= run >> 2 & grid >> 4
            total += run.bit_count() + 2 * (run & ~(run >> 1)).bit_count()
        # 1:1:3:1:1, like a finder pattern, with four light cells on either side
        corner = dark & light >> 1 & dark >> 2 & dark >> 3 & dark >> 4 & light >> 5 & dark >> 6
        before = light << 1 & light << 2 & light << 3 & light << 4
        after = light >> 7 & light >> 8 & light >> 9 & light >> 10
        total += 40 * ((corner & before).bit_count() + (corner & after).bit_count())
    for grid in (by_rows, cells ^ by_rows):  # squares of two by two
        pair = grid & grid >> 1
        total += 3 * (pair & pair >> count + 1).bit_count()
    return total + 10 * int(abs(by_rows.bit_count() * 20 / count**2 - 10))


def _capacity(version: int) -> int:
    """Return the bytes that a code of that version holds at level M; a link in capitals or digits may be longer."""
    bits: int = 8 * sum(block.data_count for block in base.rs_blocks(version, _LEVELS["M"]))
    return (bits - 4 - (8 if version < 10 else 16)) // 8
