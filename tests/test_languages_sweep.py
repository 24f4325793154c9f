"""Every language that gflanguages has a text of: a card of it is whole, or refused for a reason that is known."""

from __future__ import annotations

import re
from itertools import combinations, groupby

import pytest
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


Laid = tuple[Scene | None, list[Problem]]


def lay(sample: Sample, assets: Assets, theme: Theme, size: str = "instagram-portrait") -> Laid:
    """The scene of a card that says the sample, and all errors; no scene where the card is refused."""
    try:
        scene = lay_out_card(card(sample.text, sample.tag), theme, find_size(size), assets)
    except SceneError as error:
        return None, list(error.problems)
    return scene, [p for p in (*scene.problems, *check_scene(scene)) if p.severity == "error"]


def expected(sample: Sample) -> str | None:
    """The reason for which the sample is refused, as a regular expression; None if it must be set."""
    return next((REFUSED[key] for key in (sample.name, sample.script) if key in REFUSED), None)


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_language_is_set_or_refused_for_the_right_reason(script, assets, statement):
    wrong = []
    for sample in load_samples():
        if sample.script == script:
            _, problems = lay(sample, assets, statement)
            reason, said = expected(sample), [p.message for p in problems]
            known = [m for m in said if reason and (re.search(reason, m) or _MORE.fullmatch(m))]
            if known != said:
                wrong.append(f"{sample.name}: {said}")
    assert wrong == []


def test_no_refusal_is_expected_in_vain(assets, statement):
    waiting = set(REFUSED)
    for sample in load_samples():
        if waiting & {sample.name, sample.script} and lay(sample, assets, statement)[1]:
            waiting -= {sample.name, sample.script}
    assert waiting == set()


def test_nearly_all_languages_are_set():
    names = {sample.name for sample in load_samples()}
    assert len(names) >= 755
    assert len(names - {sample.name for sample in load_samples() if expected(sample)}) >= 739


@pytest.mark.parametrize("sample", ONE_EACH, ids=lambda sample: sample.script)
def test_the_drawn_lines_keep_to_their_rectangles_and_apart(sample, assets, statement):
    """On pixels: each line drawn alone lies where layout says, no two share a pixel, nothing is cut at the edge."""
    scene, _ = lay(sample, assets, statement, "story")
    if scene is None:
        assert expected(sample)
        return
    lines = [(text, cover(text, assets)) for text in texts(scene)]
    lines = [(text, drawn) for text, drawn in lines if drawn]
    assert lines
    for text, drawn in lines:
        found = Rect(drawn.x, drawn.y, *drawn.mask.size)
        assert text.ink_rect().contains(found, slack=1.0), text.line.text
        assert Rect(0, 0, scene.width, scene.height).contains(found)
    for (text, one), (other, two) in combinations(lines, 2):
        assert not share(one, two), f"{text.line.text} | {other.line.text}"


@pytest.mark.parametrize("sample", ONE_EACH, ids=lambda sample: sample.script)
def test_no_line_holds_a_missing_glyph_or_a_circle_of_its_own(sample, assets, statement):
    scene, _ = lay(sample, assets, statement, "x-landscape")
    for text in texts(scene) if scene else ():
        for run in text.line.runs:
            font = assets.fonts.open_font(run.font)
            ids = [glyph.id for glyph in run.glyphs]
            circle = font.hb.get_nominal_glyph(ord(DOTTED_CIRCLE))
            assert 0 not in ids
            assert circle is None or ids.count(circle) == run.text.count(DOTTED_CIRCLE)


def test_a_share_of_the_cards_is_drawn(assets, statement):
    for sample in load_samples()[::20]:
        scene, problems = lay(sample, assets, statement, "open-graph")
        if scene and not problems:
            assert draw_scene(scene, "png", assets).startswith(b"\x89PNG")


def cover(text: Text, assets: Assets) -> CoverageMask | None:
    """What a line covers when drawn alone, cropped to its ink; font by font, as their contours may differ."""
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
    """The mask without the empty pixels around it; the faintest, of rounding, count as empty."""
    box = part.mask.point(lambda v: 255 * (v > 8)).getbbox() or (0, 0, 1, 1)
    return CoverageMask(part.x + box[0], part.y + box[1], part.mask.crop(box))


def share(one: CoverageMask, two: CoverageMask) -> bool:
    """Whether two masks cover a pixel together."""
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
