"""Paragraphs, line breaks and marks of emphasis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.read.fields.prose import join_lines, parse_emphasis, split_paragraphs


def mark(text):
    """Return a text with its emphasis in brackets, or its first error."""
    (paragraph,) = split_paragraphs(text)
    plain, spans, errors = parse_emphasis(paragraph)
    if errors:
        return f"{errors[0].start}: {errors[0].message}"
    for start, end in reversed(spans):
        plain = f"{plain[:start]}[{plain[start:end]}]{plain[end:]}"
    return plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("are **96%** of all", "are [96%] of all"),
        ("**a** b **c**", "[a] b [c]"),
        ("un**frigging**believable", "un[frigging]believable"),
        ("(**a**)", "([a])"),
        ('**"a"** b', '["a"] b'),
        ("**96 %** de", "[96 %] de"),
        ("女性占**96%**的人和**女孩**。", "女性占[96%]的人和[女孩]。"),
        ("**「蜂蜜」**は", "[「蜂蜜」]は"),
        ("전체의 **96%**가", "전체의 [96%]가"),
        ("**ร้อยละ 96%**ของ", "[ร้อยละ 96%]ของ"),
        ("و**٪٩٦** من", "و[٪٩٦] من"),
        ("በ**96%**ቱ", "በ[96%]ቱ"),
        (r"\*\*a\*\* \\**b**", r"**a** \[b]"),
        (r"5 * 3 = 15\n", r"5 * 3 = 15\n"),
        ("$99 billion*", "$99 billion*"),
        ("**a", "0: this `**` is never closed"),
        ("a** b", "1: this `**` closes emphasis that nothing opened"),
        ("a ** b", "2: this `**` opens nothing"),
        ("**a ** b**", "4: this `**` has spaces around it"),
        ("**a **b** c**", "4: this `**` opens emphasis within emphasis"),
        ('a**"foo"**', "1: this `**` closes emphasis that nothing opened"),
        ("***a***", "0: `***` is not a mark"),
        ("****", "0: `****` is not a mark"),
    ],
)
def test_emphasis_marks_are_parsed(text, shown):
    assert mark(text) == shown


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("one\ntwo", ["one two"]),
        ("one \n  two", ["one two"]),
        ("one\n\ntwo", ["one", "two"]),
        ("one\n \t\n\n two\n", ["one", "two"]),
        ("蜂蜜\n不坏", ["蜂蜜不坏"]),
        ("蜂蜜。\n不坏", ["蜂蜜。不坏"]),
        ("ハチ\nミツ", ["ハチミツ"]),
        ("꿀은\n썩지", ["꿀은 썩지"]),
        ("honey\n蜂蜜", ["honey 蜂蜜"]),
        ("น้ำ\nผึ้ง", ["น้ำ ผึ้ง"]),
        ("**蜂\n蜜**", ["**蜂蜜**"]),
        ("\u00a0one\u00a0", ["\u00a0one\u00a0"]),
        ("a\tb", ["a b"]),
        (" \n ", []),
    ],
)
def test_text_is_split_into_paragraphs(text, paragraphs):
    assert [p.text for p in split_paragraphs(text)] == paragraphs


def test_decomposed_letters_are_composed_and_others_stay():
    assert join_lines("e\u0301 \u212b ﬁ 神 \u0958") == "é \u212b ﬁ 神 \u0958"
    (paragraph,) = split_paragraphs(" cafe\u0301 \u1112\u1161\u11ab é")
    assert paragraph.text == "café 한 é"
    assert paragraph.offsets == (1, 2, 3, 4, 6, 7, 10, 11)


@given(st.text("ab *\\\n中ก", max_size=40))
def test_letters_stay_and_emphasis_is_within_the_text(text):
    for paragraph in split_paragraphs(text):
        assert [text[i] for i in paragraph.offsets if text[i] != "\n"] == [
            c for c, i in zip(paragraph.text, paragraph.offsets, strict=True) if text[i] != "\n"
        ]
        plain, spans, _ = parse_emphasis(paragraph)
        assert [c for c in plain if c in "ab中ก"] == [c for c in paragraph.text if c in "ab中ก"]
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(plain) for start, end in spans)
