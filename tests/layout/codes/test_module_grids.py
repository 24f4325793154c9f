"""Modules of codes: every bit is where the library places it, in every version, and the mask is one of its eight."""

from __future__ import annotations

import pytest
from qrcode import constants
from qrcode.main import QRCode

from factcards.layout.codes.codewords import MAX_VERSION, make_codewords, split_link
from factcards.layout.codes.module_grids import list_rows, make_grid

LEVELS = {
    "L": constants.ERROR_CORRECT_L, "M": constants.ERROR_CORRECT_M, "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}  # fmt: skip


def library_rows(link: str, level: str, version: int) -> list[list[str]]:
    """Return the rows of the library's codes with each mask."""
    found: list[list[str]] = []
    for mask in range(8):
        code = QRCode(version=version, error_correction=LEVELS[level], border=0)
        code.add_data(link)
        code.makeImpl(False, mask)
        found.append(["".join("01"[cell] for cell in row) for row in code.modules])
    return found


@pytest.mark.parametrize("version", [*range(1, 15), 21, 22, 27, 28, 35, MAX_VERSION])
def test_the_modules_are_the_librarys_with_one_of_the_masks(version):
    level = "LMQH"[version % 4]
    link = f"https://example.org/{version * 7919 ** 9}"[: 6 * version]
    grid = make_grid(make_codewords(split_link(link), version, level), version, level)
    assert list_rows(grid, 17 + 4 * version) in library_rows(link, level, version)


@pytest.mark.parametrize("version", [1, 7, 25])
def test_the_columns_of_a_grid_are_its_rows_transposed(version):
    rows, columns = make_grid(make_codewords(split_link("a.org"), version, "M"), version, "M")
    count = 17 + 4 * version
    found = zip(*list_rows((rows, columns), count), strict=True)
    assert list_rows((columns, rows), count) == ["".join(line) for line in found]
