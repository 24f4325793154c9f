"""Tests of UAX #9: Unicode's conformance files, and rules that they do not cover."""

import gzip
from collections.abc import Iterator
from functools import cache
from itertools import groupby, islice
from pathlib import Path

import pytest
import unicodedata2
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.text.unicode import bidi
from factcards.text.unicode.bidi_data import BRACKETS, classify_characters

DATA = Path(__file__).parents[2] / "data"

# One character of each class, to write paragraphs of classes as text.
SAMPLES = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "EN": "1", "ES": "+", "ET": "$", "AN": "\u0661", "CS": ",",
    "NSM": "\u0300", "BN": "\u00ad", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!",
    "LRE": "\u202a", "RLE": "\u202b", "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c",
    "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip
LRE, RLE, LRO, RLO, PDF = (SAMPLES[kind] for kind in ("LRE", "RLE", "LRO", "RLO", "PDF"))
LRI, RLI, FSI, PDI = (SAMPLES[kind] for kind in ("LRI", "RLI", "FSI", "PDI"))
CONTROLS = LRE + RLE + LRO + RLO + PDF + LRI + RLI + FSI + PDI

# Assigned characters whose class in unicodedata2 18 differs from that in the test files' Unicode 15.
CHANGED_SINCE_15 = "\u1b3a\u1b3c\u1b42\U0001171e\U0001d6c1\U0001d6fb\U0001d735\U0001d76f\U0001d7a9"

TEXTS = st.text(
    st.one_of(
        st.sampled_from([sample for kind, sample in SAMPLES.items() if kind != "B"]),
        st.sampled_from("()[]{}\u2329\u232a\u3008\u3009"),
        st.characters().filter(lambda character: classify_characters(character) != ["B"]),
    ),
    max_size=40,
)
PAIRED = TEXTS.filter(lambda text: bidi.find_unpaired_control(text) is None)
BASES = st.integers(0, 1)
prove = settings(max_examples=300, deadline=None, derandomize=True)


# -- the conformance files -----------------------------------------------------------------------------------------


def read_lines(name: str) -> Iterator[str]:
    with gzip.open(DATA / name, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n")


def read_numbers(field: str) -> list[int | None]:
    return [None if number == "x" else int(number) for number in field.split()]


def read_class_cases() -> Iterator[tuple[str, int, list[int | None], list[int | None]]]:
    """Yield from BidiTest.txt: classes, bit set of paragraph levels (1 auto, 2 LTR, 4 RTL), levels, order."""
    levels, order = [], []
    for line in read_lines("BidiTest.txt.gz"):
        if line.startswith("@Levels:"):
            levels = read_numbers(line[8:])
        elif line.startswith("@Reorder:"):
            order = read_numbers(line[9:])
        elif not line.startswith("@"):
            classes, bases = line.split(";")
            yield classes, int(bases, 16), levels, order


def find_base_level(text: str) -> int:
    """Find the paragraph level of a text (P2, P3): that of its first strong character outside isolates, or 0."""
    depth = 0
    for kind in classify_characters(text):
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return 0


@cache
def resolve_class_line(classes: str, base: int | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    kinds = classes.split()
    text = "".join(SAMPLES[kind] for kind in kinds)
    if base is None:
        return resolve_class_line(classes, find_base_level(text))
    levels = bidi.reset_levels(text, bidi.resolve_classes(kinds, {}, base), base, 0, len(text))
    return levels, bidi.order_visually(levels)


def compare(levels, order, expected_levels, expected_order) -> bool:
    """Return whether levels and order are as expected; characters removed by X9, 'x' in the files, may have any."""
    seen = [None if expected is None else level for expected, level in zip(expected_levels, levels, strict=True)]
    return seen == expected_levels and [i for i in order if expected_levels[i] is not None] == expected_order


def check_classes(step: int) -> int:
    """Test every `step`th line of BidiTest.txt at each of its paragraph levels, and return the number of cases."""
    count, wrong = 0, []
    for classes, bases, expected_levels, expected_order in islice(read_class_cases(), 0, None, step):
        for bit, base in ((1, None), (2, 0), (4, 1)):
            if bases & bit:
                count += 1
                levels, order = resolve_class_line(classes, base)
                if not compare(levels, order, expected_levels, expected_order):
                    wrong.append((classes, base, levels, expected_levels, order, expected_order))
    resolve_class_line.cache_clear()
    assert wrong[:5] == []
    return count


def check_characters(step: int) -> int:
    """Test every `step`th line of BidiCharacterTest.txt, and return the number of lines."""
    count, wrong = 0, []
    for line in islice(read_lines("BidiCharacterTest.txt.gz"), 0, None, step):
        codes, direction, base, expected_levels, expected_order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        count += 1
        level = find_base_level(text) if direction == "2" else int(direction)
        levels = bidi.reset_levels(text, bidi.resolve_levels(text, level), level, 0, len(text))
        expected = read_numbers(expected_levels), read_numbers(expected_order)
        if not compare(levels, bidi.order_visually(levels), *expected) or level != int(base):
            wrong.append((line, level, levels))
    assert wrong[:5] == []
    return count


def test_every_fiftieth_line_of_the_class_tests():
    assert check_classes(50) == 15_417


def test_every_fiftieth_line_of_the_character_tests():
    assert check_characters(50) == 1_835


@pytest.mark.sweep
def test_every_line_of_the_class_tests():
    assert check_classes(1) == 770_241


@pytest.mark.sweep
def test_every_line_of_the_character_tests():
    assert check_characters(1) == 91_707


def test_no_line_has_a_character_whose_class_changed_since_the_files_were_made():
    codes = {code for line in read_lines("BidiCharacterTest.txt.gz") for code in line.split(";")[0].split()}
    assert codes.isdisjoint(f"{ord(character):04X}" for character in CHANGED_SINCE_15)


# -- data ------------------------------------------------------------------------------------------------------------


def test_brackets_are_those_that_unicode_derives():
    """Check BidiBrackets.txt: General_Category Ps or Pe, Bidi_Class ON, Bidi_Mirrored; unassigned ones are ignored."""
    derived = {
        character
        for character in map(chr, range(0x110000))
        if unicodedata2.category(character) in ("Ps", "Pe")
        and unicodedata2.bidirectional(character) == "ON"
        and unicodedata2.mirrored(character)
    }
    assert derived == {character for character in BRACKETS if unicodedata2.category(character) != "Cn"}
    assert all((number > 0) == (unicodedata2.category(c) == "Ps") for c, number in BRACKETS.items() if c in derived)


def test_brackets_pair_by_their_names():
    """Check that names differ by one word, except for corner ticks, Tibetan and Ogham."""
    closing = {-number: character for character, number in BRACKETS.items() if number < 0 and character != "\u232a"}
    turns = {"LEFT": "RIGHT", "GYON": "GYAS", "FEATHER": "REVERSED FEATHER", "LESS": "GREATER", "GREATER": "LESS"}
    assert len(closing) > 60
    for character, number in BRACKETS.items():
        name = unicodedata2.name(character, "")
        if number > 0 and name and character != "\u2329":
            expected = "-".join(" ".join(turns.get(word, word) for word in part.split()) for part in name.split("-"))
            assert unicodedata2.name(closing[number]) == expected


def test_canonical_equivalents_are_one_bracket():
    assert BRACKETS["\u2329"] == BRACKETS["\u3008"] == -BRACKETS["\u232a"] == -BRACKETS["\u3009"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (0x05FF, "R"), (0x07BF, "AL"), (0x07FB, "R"), (0x20CF, "ET"), (0x2065, "BN"), (0xFDD0, "BN"), (0xFFFF, "BN"),
        (0x10CFF, "R"), (0x10D8F, "R"), (0x1EC6F, "R"), (0x1ECBF, "AL"), (0x1EEFF, "AL"), (0xE0FFF, "BN"),
        (0x0378, "L"), (0x10FFFD, "L"), (0xD800, "L"), (0x0041, "L"),
    ],
)  # fmt: skip
def test_code_points_without_a_character_have_their_blocks_class(code, kind):
    assert classify_characters(chr(code)) == [kind]


# -- first-strong isolates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("", 0), ("123, 45%!", 0), ("\u0661\u0662", 0), ("abc", 0), ("1. abc", 0),
        ("שלום", 1), ("«مرحبا»", 1), ("12% من", 1), ("@factcards: שלום", 0),
        (f"{LRI}abc{PDI} שלום", 1), (f"{RLI}שלום{PDI} abc", 0), (f"{FSI}a{RLI}b{PDI}c{PDI}", 0),
        (f"{LRI}abc שלום", 0), (f"{PDI}שלום", 0), (f"{RLE}abc", 0), (f"{RLO}abc", 0),
    ],
)  # fmt: skip
def test_a_first_strong_isolate_has_the_direction_of_its_first_strong_character(text, level):
    isolate = (LRI, RLI)[level]
    assert bidi.resolve_levels(f"{FSI}{text}{PDI}", 0) == bidi.resolve_levels(f"{isolate}{text}{PDI}", 0)


# -- levels ------------------------------------------------------------------------------------------------------


def show(text: str, base: int) -> str:
    """Return the text from left to right, without controls and before mirroring."""
    levels = bidi.reset_levels(text, bidi.resolve_levels(text, base), base, 0, len(text))
    return "".join(text[i] for i in bidi.order_visually(levels) if text[i] not in CONTROLS)


@pytest.mark.parametrize(
    ("text", "base", "shown"),
    [
        ("the word שלום here", 0, "the word םולש here"),
        ("דבש 2024 (Honey)", 1, ")Honey( 2024 שבד"),
        ("Honey (דבש) 5%", 0, "Honey (שבד) 5%"),
        ("עלה ב-15% השנה", 1, "הנשה 15%-ב הלע"),
        ("نسبة 42% من", 1, "نم %42 ةبسن"),
        (f"{FSI}C++{PDI} דבש", 1, "שבד C++"),
        ("C++ דבש", 1, "שבד ++C"),
        (f"a{RLO}bcd{PDF}e", 0, "adcbe"),
        ("דבש e\u0301t\u0301 דבש", 1, "שבד e\u0301t\u0301 שבד"),
    ],
)
def test_visual_order_is_what_a_reader_expects(text, base, shown):
    assert show(text, base) == shown


def test_a_mark_after_a_bracket_takes_its_direction():
    assert bidi.resolve_levels("א(b)\u0300", 1) == (1, 1, 2, 1, 1)
    assert bidi.resolve_levels("a(b)\u0300א", 1) == (2, 2, 2, 2, 2, 1)


def test_equivalent_brackets_pair():
    assert bidi.resolve_levels("a\u2329b\u3009א", 1) == bidi.resolve_levels("a(b)א", 1) == (2, 2, 2, 2, 1)


def test_at_most_sixty_three_brackets_may_be_open():
    """Check BD16: at the 64th the search stops, so that none of these brackets is paired."""
    within, beyond = ("(" * depth + "a" + ")" * depth for depth in (63, 64))
    assert bidi.resolve_levels("b" + within + "א", 1)[-2] == 2
    assert bidi.resolve_levels("b" + beyond + "א", 1)[-2] == 1


def test_levels_stop_at_125():
    assert max(bidi.resolve_levels(RLE * 200 + "a", 1)) == 126
    assert max(bidi.resolve_levels(RLI * 200 + "א", 1)) == 125


def test_overflowing_embeddings_end_with_their_isolate():
    """Check X5a to X7: an overflowing embedding ends with its isolate; in an overflowing isolate no PDF counts."""
    deep = LRE * 62  # level 124
    assert bidi.resolve_levels(f"{deep}{RLI}{RLE}{PDI}{RLE}a", 0)[-1] == 126
    assert bidi.resolve_levels(f"{deep}{RLE}{RLI}{PDF}a", 0)[-1] == 126
    assert bidi.resolve_levels(f"{deep}{RLE}{RLI}{PDI}{PDF}a", 0)[-1] == 124


def test_a_first_strong_isolate_depends_on_its_own_content_only():
    assert bidi.resolve_levels(f"{FSI}!{PDI}א", 0) == (0, 2, 0, 1)
    assert bidi.resolve_levels(f"{FSI}!{LRI}a{PDI}א{PDI}", 0) == (0, 1, 1, 2, 1, 1, 0)


def test_a_paragraph_separator_closes_all_embeddings():
    assert bidi.resolve_levels(f"{RLE}a\u2029b", 0) == (0, 2, 0, 0)
    assert bidi.resolve_levels(f"{RLI}a\u2029{PDI}b", 0) == (0, 2, 0, 0, 0)


def test_a_removed_character_continues_the_run_before_it():
    assert bidi.resolve_levels(f"ab{RLE}אב{PDF}cd", 0) == (0, 0, 0, 1, 1, 1, 0, 0)
    assert bidi.resolve_levels(f"{RLE}א\u00adב", 0) == (0, 1, 1, 1)


def test_text_without_a_right_to_left_character_is_all_level_0():
    assert bidi.resolve_levels("Más de 1,500 (mil) — 42%\u00ad!", 0) == (0,) * 26
    assert bidi.resolve_levels("", 0) == bidi.resolve_levels("", 1) == ()


@prove
@given(TEXTS, BASES)
def test_there_is_one_level_per_character_within_bounds(text, base):
    levels = bidi.resolve_levels(text, base)
    assert len(levels) == len(text)
    assert all(0 <= level <= 126 for level in levels)


@prove
@given(TEXTS, BASES)
def test_the_early_exit_gives_the_same_levels(text, base):
    brackets = {index: BRACKETS[character] for index, character in enumerate(text) if character in BRACKETS}
    assert bidi.resolve_levels(text, base) == bidi.resolve_classes(classify_characters(text), brackets, base)


@prove
@given(PAIRED, PAIRED, BASES)
def test_the_content_of_an_isolate_does_not_affect_the_text_around_it(first, second, base):
    one, other = (bidi.resolve_levels(f"a ({RLI}{text}{PDI}) 5 ב", base) for text in (first, second))
    assert (one[:4], one[-6:]) == (other[:4], other[-6:])


# -- lines -------------------------------------------------------------------------------------------------------


def test_each_line_resets_its_own_end():
    text = "אב abc דה"
    levels = bidi.resolve_levels(text, 0)
    assert levels == (1, 1, 0, 0, 0, 0, 0, 1, 1)
    text = "abc אב גד"
    levels = bidi.resolve_levels(text, 0)
    assert levels == (0, 0, 0, 0, 1, 1, 1, 1, 1)
    assert bidi.reset_levels(text, levels, 0, 0, 7) == (0, 0, 0, 0, 1, 1, 0)
    assert bidi.reset_levels(text, levels, 0, 7, 9) == (1, 1)


def test_white_space_before_a_separator_and_controls_at_the_end_are_reset():
    text = f"אב {PDI}\tג {RLI}\u00ad{PDF}"
    levels = (1,) * len(text)
    assert bidi.reset_levels(text, levels, 0, 0, len(text)) == (1, 1, 0, 0, 0, 1, 0, 0, 0, 0)


@prove
@given(TEXTS, BASES, st.integers(0, 40), st.integers(0, 40))
def test_a_reset_changes_levels_to_base_only(text, base, start, end):
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    levels = bidi.resolve_levels(text, base)
    line = bidi.reset_levels(text, levels, base, start, end)
    assert len(line) == end - start
    assert all(new in (old, base) for old, new in zip(levels[start:end], line, strict=True))


# -- order -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("levels", "order"),
    [
        ((), ()), ((0, 0), (0, 1)), ((1, 1, 1), (2, 1, 0)), ((2, 2), (0, 1)), ((0, 1, 1, 0), (0, 2, 1, 3)),
        ((1, 2, 2, 1), (3, 1, 2, 0)), ((0, 1, 2, 3, 3, 1, 0), (0, 5, 2, 4, 3, 1, 6)), ((1, 0, 1), (0, 1, 2)),
    ],
)  # fmt: skip
def test_order_reverses_runs_from_the_highest_level_down(levels, order):
    assert bidi.order_visually(levels) == order


@prove
@given(st.lists(st.integers(0, 126)))
def test_order_is_a_permutation_with_each_run_in_its_direction(levels):
    order = bidi.order_visually(levels)
    assert sorted(order) == list(range(len(levels)))
    for level, run in groupby(range(len(levels)), levels.__getitem__):
        places = [order.index(index) for index in run]
        step = -1 if level & 1 else 1
        assert places == list(range(places[0], places[0] + step * len(places), step))


@prove
@given(TEXTS, BASES)
def test_runs_and_characters_give_the_same_order(text, base):
    levels = bidi.resolve_levels(text, base)
    runs = [list(run) for _, run in groupby(range(len(levels)), levels.__getitem__)]
    by_runs = [
        index
        for number in bidi.order_visually([levels[run[0]] for run in runs])
        for index in runs[number][:: -1 if levels[runs[number][0]] & 1 else 1]
    ]
    assert by_runs == list(bidi.order_visually(levels))


# -- controls ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("", None), ("plain (text)", None), (f"a{RLI}b{PDI}c", None), (f"{LRE}a{RLO}b{PDF}c{PDF}", None),
        (f"{FSI}a{LRE}b{PDF}{PDI}", None), (f"{LRI}\u2028{PDI}", None),
        (f"ab{LRI}c", 2), (f"a{PDI}b", 1), (f"a{PDF}b", 1), (f"a{RLE}b", 1), (f"{LRO}a{PDF}b{PDF}", 4),
        (f"{RLI}a{LRE}b{PDI}", 2),                  # a PDI ends the embedding, but is not its partner
        (f"{LRE}a{RLI}b{PDF}c{PDI}", 0),            # a PDF does not reach out of an isolate
        (f"{LRE}a{RLI}b{PDF}c{PDI}{PDF}", 4),
        (f"a{RLI}b\n{PDI}", 1), (f"a{RLI}b\u2029{PDI}", 1), (f"{RLI}a{PDI}\n{LRE}", 4), (f"a\r\n{PDI}", 3),
        (f"{RLE}a{LRI}b", 0), (f"a{PDF}{RLE}", 1),
    ],
)  # fmt: skip
def test_the_first_control_without_a_partner_is_found(text, index):
    assert bidi.find_unpaired_control(text) == index


@prove
@given(st.text(st.sampled_from("a" + LRE + RLO + PDF + LRI + FSI + PDI), max_size=12))
def test_text_without_its_unpaired_controls_is_paired(text):
    while (index := bidi.find_unpaired_control(text)) is not None:
        assert text[index] != "a"
        text = text[:index] + text[index + 1 :]
    depth = 0
    for character in text:
        depth += (character in LRE + RLO + LRI + FSI) - (character in PDF + PDI)
        assert depth >= 0
    assert depth == 0
