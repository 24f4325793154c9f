"""Columns, rows and layers distribute their space, headline and text balance their sizes, and overflow is refused."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import SHAPES, card, group, photo, prose, shapes, texts

from factcards.check import check_scene
from factcards.errors import SceneError
from factcards.graphics.color import Color
from factcards.graphics.geometry import Insets, Rect
from factcards.layout.boxes import Box
from factcards.layout.flow.columns import distribute_column
from factcards.layout.flow.context import LayoutContext, new_context
from factcards.layout.flow.draw_boxes import draw_box
from factcards.layout.flow.measure import fit_lines, measure_box, measure_row
from factcards.layout.flow.place import place_box
from factcards.layout.flow.placed import Placed, PlacedText
from factcards.layout.flow.trials import PREFERRED
from factcards.layout.typesetting.shaped_boxes import shape_boxes
from factcards.model.cards import Source
from factcards.model.scene import Node
from factcards.model.sizes import Size, find_size
from factcards.model.themes import CodePart, PartFrame, RulePart, SpacePart, StackPart, WordsPart
from factcards.read.themes.theme_reader import read_theme
from factcards.text import FitResult

RED = Color(255, 0, 0)
PLAIN = Size("plain", "web", "portrait", 1080, 1350)


@pytest.fixture(scope="session")
def context(statement, assets) -> LayoutContext:
    return new_context(card(), statement, PLAIN, assets)


def bar(thickness: float = 10, **frame: object) -> Box:
    return Box(RulePart(PartFrame(**frame), thickness, "red"), colors=(("color", RED),))  # type: ignore[arg-type]


def air(**frame: object) -> Box:
    return Box(SpacePart(PartFrame(**frame)))  # type: ignore[arg-type]


def stack(
    axis: str, *children: Box, gap: float = 0, align: str = "start", justify: str = "start", **frame: object
) -> Box:
    part = StackPart(PartFrame(**frame), axis, tuple(c.part for c in children), gap, align, justify)  # type: ignore[arg-type]
    return Box(part, children)


def bars(box: Box, area: Rect, context: LayoutContext) -> list[Rect]:
    """Return the rectangle of each bar of a box."""
    found = []

    def walk(nodes):
        for node in nodes:
            if hasattr(node, "path"):
                found.extend(node.path.rects() or ())
            elif hasattr(node, "nodes"):
                walk(node.nodes)

    walk(draw(box, area, context))
    return found


def draw(box: Box, area: Rect, context: LayoutContext) -> list[Node]:
    """Return the nodes of a box that fits."""
    placed = place_box(shape_boxes(box, context.setting), area, context)
    assert isinstance(placed, Placed)
    return draw_box(placed, context)


AREA = Rect(100, 200, 400, 300)


def test_a_column_places_boxes_below_one_another(context):
    assert bars(stack("column", bar(10), bar(20), gap=5), AREA, context) == [
        Rect(100, 200, 400, 10), Rect(100, 215, 400, 20),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("justify", "tops"), [("start", [200, 210]), ("center", [340, 350]), ("end", [480, 490]), ("between", [200, 490])]
)
def test_a_column_that_nothing_fills_is_justified(context, justify, tops):
    assert [r.y for r in bars(stack("column", bar(), bar(), justify=justify), AREA, context)] == tops


def test_growing_boxes_share_the_remaining_space_by_weight(context):
    column = stack("column", bar(), air(grow=1), bar(), air(grow=3, min_length=40), bar())
    assert [r.y for r in bars(column, AREA, context)] == [200, 268, 490]


def test_a_rule_is_never_a_hairline(statement, assets):
    small = new_context(card(), statement, replace(PLAIN, width=216), assets)
    assert [r.height for r in bars(stack("column", bar(2)), AREA, small)] == [2]


@pytest.mark.parametrize(("align", "top"), [("start", 200), ("center", 345), ("end", 490)])
def test_a_row_aligns_its_boxes(context, align, top):
    row = stack("row", bar(10, grow=1), bar(10, grow=1), align=align)
    assert {r.y for r in bars(row, AREA, context)} == {top}


@given(
    shares=st.lists(st.one_of(st.integers(1, 5), st.integers(-120, -1)), min_size=1, max_size=5),
    width=st.integers(700, 1500),
    gap=st.integers(0, 60),
)
@settings(max_examples=100, deadline=None)
def test_a_row_spends_its_whole_width(shares, width, gap, context):
    """Positive numbers grow by that share, negative ones are lengths."""
    children = [bar(grow=s) if s > 0 else bar(length=-s) for s in shares]
    widths = measure_row(stack("row", *children, gap=gap), width, context)
    spent = sum(widths) + gap * (len(widths) - 1)
    if any(s > 0 for s in shares):
        assert spent == width, "nothing is left over"
    assert [w for w, s in zip(widths, shares, strict=True) if s < 0] == [-s for s in shares if s < 0]


def test_a_length_in_a_row_is_a_width_and_not_a_height(context):
    inner = stack("column", bar(10), length=120)
    column = stack("column", stack("row", inner, bar(10, grow=1)), bar(20))
    assert [(r.y, r.width) for r in bars(column, AREA, context)] == [(200, 120), (200, 280), (210, 400)]


def test_a_row_runs_from_start_to_end(context):
    row = stack("row", bar(length=100), bar(grow=1))
    assert [r.x for r in bars(row, AREA, context)] == [100, 200]
    rtl = replace(context, setting=replace(context.setting, direction="rtl"))
    assert [(r.x, r.right) for r in bars(row, AREA, rtl)] == [(880, 980), (580, 880)]


def test_padding_extends_to_the_safe_area_at_the_edges_named(context):
    size = replace(PLAIN, safe=Insets(top=270, end=10, bottom=380, start=90))
    at = replace(context, size=size)
    frame = PartFrame(padding=(72, 60, 64, 60), safe=("top", "start", "end"))
    assert at.padding_of(frame) == Insets(286, 60, 64, 106), "16 pixels from the area that an app covers"
    assert at.padding_of(replace(frame, safe=())) == Insets(72, 60, 64, 60)


@pytest.mark.parametrize(("start", "end", "hang"), [(0, 0, 64), (20, 40, 24), (90, 90, 16)])
def test_hanging_punctuation_stays_in_the_smallest_margin_that_no_app_covers(statement, assets, start, end, hang):
    size = replace(PLAIN, safe=Insets(top=0, end=end, bottom=0, start=start))
    assert new_context(card(), statement, size, assets).setting.hang == hang


def test_a_code_leaves_more_than_half_of_its_row_to_the_text(context):
    code = Box(CodePart(PartFrame(), 8, "ink", "paper", plate=True), url="https://equalitynow.org/" + "act" * 30)
    words = Box(WordsPart(PartFrame(), "words", "words", 20, 60, "ink", "ink"), role="fact", prose=(prose("Few"),))
    row = shape_boxes(stack("row", code, words, gap=20), context.setting)
    side, rest = measure_row(row, 500, context)
    assert 0.4 * 480 < side <= 0.45 * 480
    assert side + rest == 480


def test_layers_share_one_area_and_are_clipped_to_it(context):
    box = stack("layers", bar(10), bar(20), background="red")
    box = replace(box, colors=(("background", RED),))
    nodes = draw(box, AREA, context)
    assert nodes[0].path.rects() == (AREA,)
    assert nodes[1].clip.rects() == (AREA,)


@given(heights=st.lists(st.integers(2, 40), min_size=1, max_size=5), gap=st.integers(0, 30), pad=st.integers(0, 50))
@settings(max_examples=60, deadline=None)
def test_a_column_is_as_high_as_measured(heights, gap, pad, context):
    column = stack("column", *map(bar, heights), gap=gap, padding=(pad, pad, pad, pad))
    wanted = measure_box(column, 400, context)
    placed = bars(column, Rect(0, 0, 400, wanted), context)
    assert wanted == sum(heights) + gap * (len(heights) - 1) + 2 * pad
    assert placed[0].y == pad
    assert placed[-1].bottom == wanted - pad


def test_a_background_is_drawn_behind_text_that_is_fitted_to_a_column(context):
    part = WordsPart(PartFrame(background="red"), "words", "words", 20, 60, "ink", "ink", fit="words")
    colors = (("background", RED), ("color", RED), ("accent", RED))
    words = Box(part, role="fact", prose=(prose("Few words."),), colors=colors)
    background, text = draw(stack("column", words), AREA, context)
    assert background.path.bounds().width == AREA.width
    assert text.role == "fact"


# --- headline and words


@pytest.mark.parametrize("size", SHAPES)
def test_the_headline_shrinks_for_a_longer_text(lay_out, size):
    long = (
        "Women and girls make up **96%** of all victims trafficked for sex, in every country that counts them at all."
    )
    short, full = (lay_out(card(words, headline="96%"), size) for words in ("Of all.", f"{long} {long} {long}"))
    figures = [max(t.size for t in texts(scene, "headline")) for scene in (short, full)]
    assert figures[1] < figures[0]
    words = texts(full, "fact")[0]
    part = next(p for p in _words_parts(find_size(size)) if p.style == "words")
    unit = find_size(size).unit
    assert words.size >= unit * part.smallest


def _words_parts(size: Size):
    def walk(part):
        if isinstance(part, StackPart):
            for inner in part.parts:
                yield from walk(inner)
        elif isinstance(part, WordsPart) and part.slot == "words":
            yield part

    return list(walk(read_theme("statement").layout(size.aspect)))


def fit_two(context: LayoutContext, largest: float, text: str = "Few words.") -> tuple[FitResult, FitResult]:
    """Return a headline of two words, of 20 px to a maximum size, and the text below it, of 20 to 60 px."""
    headline = WordsPart(PartFrame(), "headline", "headline", 20, largest, "ink", "ink", fit="width", lines=2)
    words = WordsPart(PartFrame(), "words", "words", 20, 60, "ink", "ink", fit="words")
    column = stack(
        "column", Box(headline, role="headline", prose=(prose("Girls count"),)),
        Box(words, role="fact", prose=(prose(text),)),
    )  # fmt: skip
    shaped = shape_boxes(column, context.setting)
    above, below = distribute_column(shaped, Rect(0, 0, 900, 700), PREFERRED, context)
    assert above.text
    assert below.text
    return above.text.fitted, below.text.fitted


@pytest.mark.parametrize(("ratio", "lines"), [(0.60, ("Girls", "count")), (0.64, ("Girls count",))])
def test_a_headline_is_broken_if_that_makes_it_much_larger(context, ratio, lines):
    alone = WordsPart(PartFrame(), "headline", "headline", 20, 900, "ink", "ink", fit="width", lines=1)
    box = shape_boxes(Box(alone, role="headline", prose=(prose("Girls count"),)), context.setting)
    single = fit_lines(box, 900, context)
    assert isinstance(single, PlacedText)
    headline, _ = fit_two(context, single.fitted.size / ratio)
    assert tuple(line.text.strip() for line in headline.paragraphs[0]) == lines


def test_a_headline_shrinks_only_until_its_text_is_comfortable_to_read(context):
    """That is at 30 % of its range of sizes, at 32 px of 20 to 60; even lines may then cost a tenth of the size."""
    text = "Women and girls make up nearly all victims of trafficking for sex in every country that counts them. " * 5
    found = [fit_two(context, 300, text[:length].strip()) for length in range(260, 480, 20)]
    sizes = [(headline.size, words.size) for headline, words in found]
    shrunk = [words for headline, words in sizes if headline < 300]
    assert len(shrunk) > 3
    assert 28 <= min(shrunk) <= 32 <= max(shrunk) <= 36


@pytest.mark.parametrize("size", SHAPES)
def test_spare_space_is_above_the_text(lay_out, size):
    scene = lay_out(card("Few words."), size)
    brand, words = texts(scene, "brand")[0].ink_rect(), [t.ink_rect() for t in texts(scene, "fact")]
    source = [t.ink_rect() for t in texts(scene, "source")]
    above = words[0].y - brand.bottom
    assert above > 2 * (source[0].y - words[-1].bottom)
    field = max((s.path.bounds() for s in shapes(scene) if s.fill == Color(0x34, 0x11, 0x2F)), key=lambda r: r.height)
    assert field.bottom - source[-1].bottom < above


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("fields", [{"headline": "96%"}, {}, {"kind": "story", "headline": "2010"}])
def test_words_that_do_not_fit_are_refused_with_a_number_that_helps(lay_out, size, fields):
    """Removing as many characters as the message says makes the text fit, give or take a line."""
    sentence = "Every trafficking victim counts and every government that looks away does too. "
    words = (sentence * 12)[:900].strip()
    with pytest.raises(SceneError) as refused:
        lay_out(card(words, **fields), size)
    (problem,) = refused.value.problems
    assert (problem.severity, problem.field) == ("error", fields.get("kind", "fact"))
    assert problem.hint == "shorten the text, or render a larger picture"
    before, after = problem.message.split(": about ")
    assert before.startswith("the text does not fit at the smallest type size of ")
    count = int(after.removesuffix(" characters too many").replace(",", ""))
    line = 45
    lay_out(card(words[: len(words) - count - line], **fields), size)
    with pytest.raises(SceneError):
        lay_out(card(words[: len(words) - count + line], **fields), size)


def test_the_refusal_of_long_text_says_what_to_do(lay_out):
    with pytest.raises(SceneError) as refused:
        lay_out(card("Every trafficking victim counts. " * 60))
    shown = re.sub(r"about 1,\d{3} ", "about 1,… ", str(refused.value))
    assert shown == (
        "error: fact: the text does not fit at the smallest type size of 44 px: about 1,… characters too many\n"
        "    hint: shorten the text, or render a larger picture"
    )


@pytest.mark.parametrize("length", range(300, 500, 20))
def test_text_is_never_smaller_than_the_theme_allows(lay_out, length):
    words = ("Every trafficking victim counts and every government that looks away does too. " * 7)[:length].strip()
    assert texts(lay_out(card(words)), "fact")[0].size >= 44


def test_a_single_word_too_wide_is_refused(lay_out):
    message = r"fact: the text does not fit at the smallest type size of 44 px: “Donau\w+” is wider than a line"
    with pytest.raises(SceneError, match=message):
        lay_out(card("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"))


TOO_LONG = [
    ("de", "Strafrechtsänderungsgesetzgebungsverfahrensordnung", "Das {} schützt alle Betroffenen"),
    ("fi", "ihmiskauppalainsäädännönkehittämissuunnitelmaehdotus", "Tämä on {} ja se on pitkä"),
    ("ru", "высокопревосходительствокоторогопереосвидетельствовали", "Это {} для всех"),
]


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize(("language", "word", "words"), TOO_LONG)
def test_a_word_wider_than_a_line_is_named_with_advice(lay_out, language, word, words, size):
    text = words.format(word)
    with pytest.raises(SceneError) as refused:
        lay_out(card(text, language, hyphenate=False), size)
    (problem,) = refused.value.problems
    assert problem.message.endswith(f": “{word}” is wider than a line")
    assert problem.hint == "put a soft hyphen (U+00AD) where the word may be divided, or shorten it"
    assert problem.kind == "word-too-long"
    halves = word[: len(word) // 2], word[len(word) // 2 :]
    lay_out(card(words.format("\u00ad".join(halves)), language, hyphenate=False), size)   # the advice helps


def test_hyphenation_is_suggested_if_it_would_divide_the_word(lay_out, monkeypatch):
    monkeypatch.setattr("factcards.layout.typesetting.text_problems.is_hyphenation_available", lambda: False)
    monkeypatch.setattr("factcards.text.breaking.breaks.find_hyphens", lambda *_: ())
    for (language, word, words), helps in zip(TOO_LONG, (True, False, True), strict=True):   # none for Finnish
        with pytest.raises(SceneError) as refused:
            lay_out(card(words.format(word), language))
        assert ("pip install factcards[hyphens]" in refused.value.problems[0].hint) == helps


@pytest.mark.parametrize("role", ["call", "source"])
def test_small_print_that_is_too_long_is_refused_by_its_role(lay_out, role):
    long = "a word " * 60
    fields = {"call": long} if role == "call" else {"source": Source(line=card(long).body[0])}
    with pytest.raises(SceneError) as refused:
        lay_out(card(**fields))
    assert [p.field for p in refused.value.problems] == [role]


def test_the_code_is_beside_the_call_and_centred_on_it(lay_out):
    for size in SHAPES[:3]:
        scene = lay_out(card(headline="96%"), size)
        code, call, address = (group(scene, role).area for role in ("code", "call", "address"))
        assert call.right <= code.x
        assert abs((call.y + address.bottom) / 2 - (code.y + code.bottom) / 2) <= 1, "centred on the code's middle"


@pytest.mark.parametrize("size", SHAPES[:3])
@pytest.mark.parametrize("words", ["Our campaign", "27–28 September 2017", "Wyatt, 9 July", "9 August 2017"])
def test_text_in_a_hugging_box_is_not_broken_again(lay_out, words, size):
    """A box as wide as the text's ink would be too narrow: the last letter has a side bearing."""
    scene = lay_out(card("Bees dance.", kind="story", headline=words), size, read_theme("half"))
    assert [t.line.text for t in texts(scene, "headline")] == [words]
    assert check_scene(scene) == ()


@pytest.mark.parametrize(("size", "count"), [("instagram-square", 50), ("story", 50), ("facebook-landscape", 34)])
def test_a_figure_on_its_own_block_shrinks_before_the_card_is_refused(lay_out, size, count):
    words = " ".join(("Bees dance to show where the flowers are. " * 7).split()[:count])
    long, short = (lay_out(card(w, headline="96%"), size, read_theme("half")) for w in (words, "Bees dance."))
    assert check_scene(long) == ()
    given, largest = (max(t.size for t in texts(s, "headline")) for s in (long, short))
    assert given < 0.9 * largest


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("headline", ["99 مليار دولار", "99 ارب ڈالر", "96%", "990亿美元"])
def test_a_figure_on_its_own_block_overlaps_nothing(lay_out, size, headline):
    for count in (1, 4):
        made = card("Bees dance to show where the flowers are. " * count, headline=headline)
        assert check_scene(lay_out(made, size, read_theme("half"))) == ()


NARROW = """
extends: statement
parts:
  all:
    column:
      ground: field
      pad: 72
      parts:
        - words: {slot: headline, style: headline, size: [60, 100], fit: width, color: white}
        - words: {slot: words, style: words, size: [30, 60], fit: words, measure: 0.6, color: white}
        - words: {slot: source, style: source, size: 30, color: white}
        - use: code
layouts: {portrait: {use: all}, square: {use: all}, tall: {use: all}, landscape: {use: all}}
"""


@pytest.mark.parametrize("fields", [{}, {"headline": "Bees of all lands"}, {"headline": "96%"}])
def test_text_that_fills_the_height_has_its_measure(lay_out, tmp_path, fields):
    path = tmp_path / "narrow.yaml"
    path.write_text(NARROW, encoding="utf-8")
    scene = lay_out(card("Bees dance in the hive to tell. " * 6, **fields), theme=read_theme(str(path)))
    right = max(t.ink_rect().right for t in texts(scene, "fact"))
    assert 0.4 * 936 < right - 72 <= 0.6 * 936 + 10


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("pictured", [False, True])
def test_half_sets_a_headline_of_words_clear_of_the_text(size, pictured, lay_out, tmp_path):
    image = photo(tmp_path, color="#306080") if pictured else None
    made = card("children did not receive a vaccine dose in 2023", headline="1 in 11", image=image)
    scene = lay_out(made, size, read_theme("half"))
    head, words = texts(scene, "headline"), texts(scene, "fact")
    assert words[0].ink_rect().y - max(text.ink_rect().bottom for text in head) >= 0.6 * words[0].size
