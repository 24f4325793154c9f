"""UAX #14 and #29: Unicode's test files against the boundaries by ICU, and the Unicode version of each library."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from itertools import islice

import icu4py._version
import pytest
import unicodedata2
from icu4py.breakers import LineBreaker
from support.shaped_text import DATA

from factcards.text.breaking.breaks import find_clusters, find_line_boundaries

# LineBreakTest of Unicode 15 → 78.3's Unicode 17: lines on which ICU follows its own tailoring or a newer rule.
ICU_DIFFERS = 33
CHANGED_CLUSTERS = ("÷ 2701 × 200D × 2701 ÷",)  # U+2701 is not an Extended_Pictographic any more
# Unicode of icu4py, by version of ICU (icu.unicode.org/download)
UNICODE_OF_ICU = {78: 17}
# Combining marks that Unicode 18 adds, in unicodedata2 18 and not yet in ICU 78: Hebrew's sheva and dagesh, two of
# Odia, seven for phonetics, Arabic's for the Quran, a Bengali anusvara, four of music.
MARKS_SINCE_17 = (
    "05C8 05C9 0B53 0B54 1ADE 1ADF 1AEC 1AED 1AEE 1AEF 1AF0 10ECB 10ECC 10ECD 10ECE 10ECF 10EF0 10EF1 10EF2 10EF3"
    " 10EF4 10EF5 10EF6 10EF7 10EF8 10EF9 11DF0 1D127 1D128 1D25B 1D25C"
)


def read_cases(name: str, step: int) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield every `step`th line: as written, its text, and the expected ends, in characters."""
    with gzip.open(DATA / name, "rt", encoding="utf-8") as file:
        lines = (line.split("#")[0].strip() for line in file)
        for line in islice((line for line in lines if line), 0, None, step):
            text, ends = "", []
            for sign in line.split():
                if sign == "÷":
                    ends.append(len(text))
                elif sign != "×":
                    text += chr(int(sign, 16))
            yield line, text, tuple(end for end in ends if end)


def icu_ends(text: str) -> tuple[int, ...]:
    """Return the ends by ICU, without our code."""
    ends, at = [], 0
    for piece in LineBreaker(text, "en"):
        at += len(piece)
        ends.append(at)
    return tuple(ends)


def check_lines(step: int) -> tuple[int, int]:
    """Check the lines on which ICU agrees with the file; return how many lines there are and on how many it differs."""
    count = differing = 0
    for line, text, wanted in read_cases("LineBreakTest.txt.gz", step):
        count += 1
        if icu_ends(text) != wanted:
            differing += 1
            continue
        assert find_line_boundaries(text, "en") == wanted, line
    return count, differing


def check_clusters(step: int) -> int:
    count = 0
    for line, text, wanted in read_cases("GraphemeBreakTest.txt.gz", step):
        count += 1
        if line not in CHANGED_CLUSTERS:
            assert find_clusters(text) == wanted, line
    return count


def test_every_fiftieth_line_of_the_line_break_tests():
    count, differing = check_lines(50)
    assert count == 154
    assert differing <= 2


def test_every_fiftieth_line_of_the_cluster_tests():
    assert check_clusters(50) == 13


@pytest.mark.sweep
def test_every_line_of_the_line_break_tests():
    assert check_lines(1) == (7654, ICU_DIFFERS)


@pytest.mark.sweep
def test_every_line_of_the_cluster_tests():
    assert check_clusters(1) == 602


def test_indices_count_characters_after_surrogate_pairs():
    assert find_clusters("a😀b") == (1, 2, 3)
    assert find_line_boundaries("a 😀 b", "en") == (2, 4, 5)
    assert find_clusters("👩🏽‍🚀e\u0301") == (4, 6)


def test_lone_surrogates_are_not_an_error():
    assert find_clusters("a\ud800b") == (1, 2, 3)
    assert find_line_boundaries("a \udc00b", "en") == (2, 4)


def test_the_unicode_version_of_both_libraries_is_known():
    """icu4py has Unicode 17; unicodedata2, which bidi and scripts use, has 17 or newer."""
    assert UNICODE_OF_ICU[icu4py._version.icu_version_info[0]] == 17
    assert int(unicodedata2.unidata_version.split(".")[0]) >= 17


def test_icu_lacks_only_the_marks_of_unicode_18():
    """Only here can the two disagree on whether a character extends the one before it."""
    unknown = {
        f"{ord(c):04X}"
        for c in map(chr, range(0x300, 0x20000))
        if unicodedata2.category(c) in ("Mn", "Me") and find_clusters("a" + c) != (2,)
    }
    assert unknown <= set(MARKS_SINCE_17.split())
