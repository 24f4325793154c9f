"""Codewords: their bits and their correction are those of the library, which encodes bit by bit."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from qrcode import constants, util
from qrcode.main import QRCode

from factcards.layout.codes.codewords import (
    MAX_VERSION,
    count_codewords,
    find_capacity,
    find_smallest_version,
    make_codewords,
    split_link,
)

LEVELS = {
    "L": constants.ERROR_CORRECT_L, "M": constants.ERROR_CORRECT_M, "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}  # fmt: skip
LINKS = st.text("0123456789ABCXYZ$%*+-./:abcxyz?&=_~äÖ水", min_size=1, max_size=400)


def library_code(link: str, level: str, version: int | None = None) -> QRCode:
    code = QRCode(version=version, error_correction=LEVELS[level])
    code.add_data(link)
    return code


@given(LINKS, st.sampled_from("LMQH"))
def test_the_version_is_the_librarys(link, level):
    assert find_smallest_version(split_link(link), level) == library_code(link, level).best_fit(start=1)


@given(LINKS, st.sampled_from("LMQH"), st.integers(0, 12))
@example("https://example.org/" + "long/" * 60 + "0" * 30 + "A" * 30, "Q", 5)
@example("0", "M", 0)
def test_the_codewords_are_the_librarys(link, level, larger):
    version = min(find_smallest_version(split_link(link), level) + larger, MAX_VERSION)
    expected = util.create_data(version, LEVELS[level], library_code(link, level).data_list)
    assert make_codewords(split_link(link), version, level) == bytes(expected)


def test_every_version_and_level_has_the_librarys_codewords():
    for version in range(1, MAX_VERSION + 1):
        for level in LEVELS:
            bits = util.BIT_LIMIT_TABLE[LEVELS[level]][version]
            link = "https://example.org/abcd"[: bits // 8 - 3]
            expected = util.create_data(version, LEVELS[level], library_code(link, level).data_list)
            found = make_codewords(split_link(link), version, level)
            assert found == bytes(expected), (version, level)
            assert len(found) == count_codewords(version)


def test_a_link_that_fills_a_version_fits_and_one_byte_more_does_not():
    for version in (1, 9, 10, 26, 27, MAX_VERSION):
        longest = find_capacity(version)
        assert find_smallest_version(split_link("x" * longest), "M") == version
        found = find_smallest_version(split_link("x" * (longest + 1)), "M")
        assert found == (version + 1 if version < MAX_VERSION else None)
