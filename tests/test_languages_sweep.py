"""Every language with a sample text in gflanguages: its card is set in full, or refused for a known reason."""

from __future__ import annotations

import re
from itertools import combinations, groupby

import pytest
from gflanguages import LoadLanguages
from PIL import Image, ImageChops
from support.cards import card, texts
from witness.refusals import REFUSED
from witness.samples import Sample, first_of_each_script, load_samples

from factcards.check import check_scene
from factcards.draw import draw_scene
from factcards.draw.glyph_masks import CoverageMask, rasterize_glyphs
from factcards.draw.glyph_positions import place_glyphs
from factcards.errors import Problem, SceneError
from factcards.graphics.geometry import Rect
from factcards.layout import lay_out_card
from factcards.model.assets import Assets
from factcards.model.scene import Scene, Text
from factcards.model.sizes import find_size
from factcards.model.themes import Theme
from factcards.text.fonts.font_library import DOTTED_CIRCLE

SCRIPTS = sorted({sample.script for sample in load_samples()})
ONE_EACH = first_of_each_script()
_MORE = re.compile(r"no available font has \d+ more characters")   # behind the first ten

pytestmark = pytest.mark.sweep

Layout = tuple[Scene | None, list[Problem]]


def lay_out_sample(sample: Sample, assets: Assets, theme: Theme, size: str = "instagram-portrait") -> Layout:
    """Return the scene of a card with the sample text, or None if the card is refused, and all errors."""
    try:
        scene = lay_out_card(card(sample.text, sample.tag), theme, find_size(size), assets)
    except SceneError as error:
        return None, list(error.problems)
    return scene, [p for p in (*scene.problems, *check_scene(scene)) if p.severity == "error"]


def expected_refusal(sample: Sample) -> str | None:
    """Return a regular expression of the message that refuses the sample, or None if it must be set."""
    return next((REFUSED[key] for key in (sample.name, sample.script) if key in REFUSED), None)


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_language_is_set_or_refused_for_the_right_reason(script, assets, statement):
    wrong = []
    for sample in load_samples():
        if sample.script == script:
            _, problems = lay_out_sample(sample, assets, statement)
            reason, messages = expected_refusal(sample), [p.message for p in problems]
            known = [m for m in messages if reason and (re.search(reason, m) or _MORE.fullmatch(m))]
            if known != messages:
                wrong.append(f"{sample.name}: {messages}")
    assert wrong == []


def test_every_expected_refusal_occurs(assets, statement):
    waiting = set(REFUSED)
    for sample in load_samples():
        if waiting & {sample.name, sample.script} and lay_out_sample(sample, assets, statement)[1]:
            waiting -= {sample.name, sample.script}
    assert waiting == set()


NOT_SET = {
    "aii_Chrs", "bap_Krai", "dv_Diak", "kaw_Kawi", "mak_Maka", "nst_Tnsa", "oui_Ougr", "sa_Nand", "sa_Xpeo", "sq_Todr",
    "sq_Vith", "suz_Sunu", "txo_Toto", "unr_Nagm", "vi_Hani", "zag_Berf",
}  # fmt: skip


def test_all_languages_with_a_sample_except_sixteen_are_set():
    with_sample = {name for name, language in LoadLanguages().items() if language.sample_text.tester}
    assert len(with_sample) >= 755
    assert {sample.name for sample in load_samples()} == with_sample
    assert {sample.name for sample in load_samples() if expected_refusal(sample)} == NOT_SET


@pytest.mark.parametrize("sample", ONE_EACH, ids=lambda sample: sample.script)
def test_drawn_lines_stay_in_their_boxes_and_do_not_overlap(sample, assets, statement):
    """Draw each line alone: its ink is inside its box and the card, and no two lines share a pixel."""
    scene, _ = lay_out_sample(sample, assets, statement, "story")
    if scene is None:
        assert expected_refusal(sample)
        return
    lines = [(text, draw_mask(text, assets)) for text in texts(scene)]
    lines = [(text, drawn) for text, drawn in lines if drawn]
    assert lines
    for text, drawn in lines:
        found = Rect(drawn.x, drawn.y, *drawn.mask.size)
        assert text.ink_rect().contains(found, slack=1.0), text.line.text
        assert Rect(0, 0, scene.width, scene.height).contains(found)
    for (text, one), (other, two) in combinations(lines, 2):
        assert not overlap(one, two), f"{text.line.text} | {other.line.text}"


@pytest.mark.parametrize("sample", ONE_EACH, ids=lambda sample: sample.script)
def test_no_line_has_a_missing_glyph_or_an_inserted_dotted_circle(sample, assets, statement):
    scene, _ = lay_out_sample(sample, assets, statement, "x-landscape")
    assert scene or expected_refusal(sample)
    for text in texts(scene) if scene else ():
        for run in text.line.runs:
            font = assets.fonts.open_font(run.font)
            ids = [glyph.id for glyph in run.glyphs]
            circle = font.hb.get_nominal_glyph(ord(DOTTED_CIRCLE))
            assert 0 not in ids
            assert circle is None or ids.count(circle) == run.text.count(DOTTED_CIRCLE)


def test_every_twentieth_card_is_encoded(assets, statement):
    samples = load_samples()[::20]
    encoded = 0
    for sample in samples:
        scene, problems = lay_out_sample(sample, assets, statement, "open-graph")
        if scene and not problems:
            assert draw_scene(scene, "png", assets).startswith(b"\x89PNG")
            encoded += 1
    assert encoded > len(samples) / 2


def draw_mask(text: Text, assets: Assets) -> CoverageMask | None:
    """Return the mask of a line drawn alone, cropped to its ink, or None if it has no ink.

    The glyphs are drawn font by font, because fonts may fill their contours by different rules.
    """
    parts = []
    for key, placed in groupby(place_glyphs(text.line, text.origin, text.size), key=lambda p: p.run.font):
        font = assets.fonts.open_font(key)
        parts.append(rasterize_glyphs((font, glyph) for glyph in placed))
    found = [crop(part) for part in parts if part and part.mask.getbbox()]
    if not found:
        return None
    left, top = min(p.x for p in found), min(p.y for p in found)
    right, bottom = max(p.x + p.mask.width for p in found), max(p.y + p.mask.height for p in found)
    whole = Image.new("L", (right - left, bottom - top))
    for part in found:
        at = (part.x - left, part.y - top, part.x - left + part.mask.width, part.y - top + part.mask.height)
        whole.paste(ImageChops.lighter(whole.crop(at), part.mask), at)
    return CoverageMask(left, top, whole)


def crop(part: CoverageMask) -> CoverageMask:
    """Return the mask cropped to its ink; pixels of at most 8 of 255 come from rounding and count as empty."""
    box = part.mask.point(lambda v: 255 * (v > 8)).getbbox() or (0, 0, 1, 1)
    return CoverageMask(part.x + box[0], part.y + box[1], part.mask.crop(box))


def overlap(one: CoverageMask, two: CoverageMask) -> bool:
    """Return whether two masks cover the same pixel."""
    boxes = [Rect(c.x, c.y, *c.mask.size) for c in (one, two)]
    if not boxes[0].intersects(boxes[1]):
        return False
    both = boxes[0].intersection(boxes[1])
    parts = [
        c.mask.crop((int(both.x) - c.x, int(both.y) - c.y, int(both.right) - c.x, int(both.bottom) - c.y))
        .point(lambda v: 255 * (v > 8))
        for c in (one, two)
    ]  # fmt: skip
    return ImageChops.multiply(*parts).getbbox() is not None
