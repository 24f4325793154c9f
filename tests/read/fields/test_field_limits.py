"""Fields that are too long and numbers that no chart can show are refused at their place, with the limit."""

from __future__ import annotations

import pytest

from factcards import ReadError, lay_out, parse_card

CARD = """language: en
fact: One of two.
source: {publisher: UN, year: 2014}
action: {label: Act, url: https://example.org/act}
"""
TWO = "chart: {{counts: [{{value: {value}, label: x}}, {{value: 1, label: y}}]}}\n"


def refusals(text: str) -> list[str]:
    try:
        parse_card(text)
    except ReadError as error:
        return [f"{p.place.line if p.place else 0} {p.field}: {p.message}" for p in error.problems]
    return []


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("headline", "headline: {words}"),
        ("alt", "alt: {words}"),
        ("labels.source", "labels: {{source: {words}}}"),
        ("brand.name", "brand: {{name: {words}}}"),
        ("chart.share", "chart: {{share: {words}}}"),
        ("chart.counts[0].label", "chart: {{counts: [{{value: 5, label: {words}}}]}}"),
        ("chart.tiles[0].name", "chart: {{tiles: [{{name: {words}}}]}}"),
        ("theme", "theme: {words}"),
        ("expires", "expires: {words}"),
    ],
)
def test_field_of_20000_characters_is_refused_with_the_maximum(field, line):
    reported = refusals(CARD + line.format(words="9" * 20_000) + "\n")
    assert f"5 {field}: this is 20,000 characters long, expected 3,000 at most" in reported


@pytest.mark.parametrize("key", ["publisher", "title", "year", "page"])
def test_parts_of_a_source_share_one_limit(key):
    reported = refusals(CARD.replace("source: {publisher: UN, year: 2014}", f"source: {{{key}: {'a' * 3001}}}"))
    assert f"3 source.{key}: this is 3,001 characters long, expected 3,000 at most" in reported


def test_3000_characters_are_read():
    assert refusals(CARD + f"alt: {'a' * 3000}\n") == []


@pytest.mark.parametrize(
    ("value", "reported"),
    [
        ("9" * 400, "this number has 400 digits, expected 15 at most"),
        ("1" + "0" * 15, "this number has 16 digits, expected 15 at most"),
        ("1." + "0" * 300, "this number has 300 decimals, expected 9 at most"),
        ("123456789.123456789", "this number has 18 digits, expected 15 at most"),
        ("1e999", "found `1e999`, expected a number"),
        (".nan", "found `.nan`, expected a number"),
        (".inf", "found `.inf`, expected a number"),
        ("-0", "found `-0`, expected a number"),
        ("-5", "found `-5`, expected a number of at least 0"),
        ("0x10", "found `0x10`, expected a number"),
    ],
)
def test_count_that_no_chart_can_show_is_refused(value, reported):
    assert refusals(CARD + TWO.format(value=value)) == [f"5 chart.counts[0].value: {reported}"]


@pytest.mark.parametrize("value", ["0", "999999999999999", "0.000000001", "0" * 400 + "7", "٩٩"])
@pytest.mark.parametrize("other", ["0", "1"])
def test_counts_of_any_ratio_are_drawn(value, other):
    card = parse_card(CARD + TWO.format(value=value).replace("value: 1,", f"value: {other},") + "theme: data\n")
    assert lay_out(card).nodes


@pytest.mark.parametrize("share", ["9" * 2999 + "%", "9" * 400, "1e999", ".nan", "-0", ".inf%", "%" + "9" * 400])
def test_value_that_is_not_a_share_is_refused(share):
    (reported,) = refusals(CARD + f'chart: {{share: "{share}"}}\n')
    assert reported.startswith("5 chart.share: ")


@pytest.mark.parametrize("share", ["0." + "0" * 400 + "1", "0%", "0.0000001%", "99.99999999999999999%", "100%"])
def test_share_of_any_size_is_drawn(share):
    assert lay_out(parse_card(CARD + f"theme: data\nchart: {{share: {share}}}\n")).nodes


@pytest.mark.parametrize("headline", ["9" * 400 + "%", "%" + "9" * 2999, "1e999%", "∞%", "-0%"])
def test_headline_over_100_percent_is_not_a_share(headline):
    assert refusals(CARD + f'headline: "{headline}"\n') == []


BLANKS = {
    "ideographic space": "\u3000", "no-break spaces": "\u00a0\u202f\u2007",
    "zero-width": "\u200b\u200c\u200d\u2060\ufeff", "direction marks": "\u200e\u200f\u061c\u2066\u2069",
    "soft hyphens": "\u00ad\u00ad", "Hangul fillers": "\u115f\u1160", "Hangul filler": "\u3164",
    "half-width filler": "\uffa0", "Braille": "\u2800\u2800", "joiner": "\u034f",
    "variation selectors": "\ufe0e\U000e0100", "Mongolian selector": "\u180b", "Khmer vowels": "\u17b4\u17b5",
    "tags": "\U000e0041", "a mixture": "\u00ad \u3164\u200e\u3000",
}  # fmt: skip
WORDED = [
    "fact: '{}'", "story: '{}'", "headline: '{}'", "alt: '{}'", "brand: {{name: '{}'}}", "labels: {{source: '{}'}}",
    "source: '{}'", "source: {{publisher: '{}'}}", "source: {{publisher: S, title: '{}'}}",
    "source: {{title: S, year: '{}'}}",
    "action: {{url: 'https://example.org', label: '{}'}}", "chart: {{tiles: [{{name: '{}'}}]}}",
    "chart: {{tiles: [{{name: '1', label: '{}'}}]}}", "chart: {{counts: [{{value: 1, label: '{}'}}]}}",
]  # fmt: skip


@pytest.mark.parametrize("words", BLANKS.values(), ids=BLANKS)
@pytest.mark.parametrize("line", WORDED)
def test_words_of_invisible_characters_are_empty(words, line):
    others = [one for one in CARD.splitlines() if one.split(":")[0] not in (line.split(":")[0], "fact")]
    body = [] if line.startswith(("fact", "story")) else ["fact: x"]
    (reported,) = refusals("\n".join([*others, *body, line.format(words)]) + "\n")
    assert reported.endswith("this is empty, expected words")
    assert reported.startswith(f"{len(others) + len(body) + 1} {line.split(':')[0]}")


@pytest.mark.parametrize("line", ["fact", "story", "headline"])
@pytest.mark.parametrize("words", ["**\u200b**", "**\u3164**\u00ad", "\u2800 **\u2800**", "\u00ad\n\n  \u2060"])
def test_emphasis_and_paragraphs_of_invisible_characters_are_empty(words, line):
    others = "\n".join(one for one in CARD.splitlines() if line == "headline" or not one.startswith("fact"))
    (reported,) = refusals(f"{others}\n{line}: |\n  {words}\n")
    assert "this is empty, expected words" in reported


@pytest.mark.parametrize("words", ["\u00b7", "…", "\u3164가", "a\u00ad", "❤\ufe0f", "\ue000"])
def test_words_with_few_visible_characters_are_words(words):
    assert refusals(CARD + f"headline: '{words}'\n") == []
