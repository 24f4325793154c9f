"""A link as a QR code on whole pixels (ISO/IEC 18004)."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from ...graphics.geometry import Path, Point
from ...model.legibility import MIN_MODULE, QUIET_ZONE
from .codewords import LEVELS, MAX_VERSION, Level, find_capacity, find_smallest_version, make_codewords, split_link
from .module_grids import list_rows, make_grid


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
    segments = split_link(link)
    version = find_smallest_version(segments, min_level)
    if version is None:
        longest = find_capacity(MAX_VERSION)
        raise ValueError(f"the link has {len(link):,} characters, expected {longest:,} at most")
    level: Level = min_level
    known = tuple(LEVELS)
    for higher in known[known.index(min_level) + 1 :]:   # each is used if it needs no larger version
        if find_smallest_version(segments, higher) == version:
            level = higher
    rows = list_rows(make_grid(make_codewords(segments, version, level), version, level), 17 + 4 * version)
    return QrCode(tuple(tuple(cell == "1" for cell in row) for row in rows), version, level)


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
    version = min((int(space // smallest) - 2 * quiet - 17) // 4, MAX_VERSION)
    return find_capacity(version) if version >= 1 else 0


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
