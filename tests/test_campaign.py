"""Our own cards, all of them: no problem, all their words, in the order in which they are read."""

from __future__ import annotations

import io
import math
import re
from dataclasses import replace

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image
from support.cards import group, roles, texts, without_text

from factcards.check import check_scene, code_area
from factcards.draw import draw_image, draw_scene
from factcards.draw.dump import dump_scene
from factcards.errors import FactcardsError, Problem
from factcards.graphics.color import contrast_ratio, to_linear
from factcards.graphics.geometry import Rect
from factcards.links.url_templates import expand_template
from factcards.localize import localize_card
from factcards.model.assets import Assets
from factcards.model.cards import LocalCard
from factcards.model.scene import Scene, Text, walk_nodes
from factcards.model.sizes import SIZES, Size

CARDS = [
    "ninety-six-percent", "ninety-nine-billion", "one-hundred-fifty-billion", "four-forms", "palermo-protocol",
    "three-targets", "target-5-2", "political-forum", "global-plan", "every-four-years", "victims-fund", "our-campaign",
    "all-our-asks", "the-review", "a-powerful-tool",
]  # fmt: skip
SIX = {"en", "es", "fr", "ar", "zh-Hans", "ru"}
ORDER = ["brand", "headline", "fact", "story", "source", "credit", "call", "address", "code"]
# what carries no word: isolates, word joiners, and the spaces at which lines end
_SILENT = re.compile("[\u2066-\u2069\u2060\u200b\\s]+")
_QUOTED = re.compile(r'^ *text "((?:[^"\\]|\\.)*)"', re.MULTILINE)


def bare(text: str) -> str:
    return _SILENT.sub("", text)


def spoken(made: LocalCard) -> dict[str, str]:
    """What each role of a card says."""
    said = {
        "headline": made.headline and made.headline.text, made.kind: "".join(p.text for p in made.body),
        "source": made.source and made.source.text, "credit": made.credit and made.credit.text,
        "call": made.call and made.call.text, "address": made.address, "brand": made.brand and made.brand.name,
    }  # fmt: skip
    return {role: bare(text) for role, text in said.items() if text}


def without_chart(scene: Scene) -> list[Problem]:
    """All problems but that of a chart in a theme that draws none; the words of that card say its numbers."""
    return [p for p in scene.problems + check_scene(scene) if (p.kind, p.field) != ("not-drawn", "chart")]


def emphasised(scene: Scene) -> str:
    """The words that are set as emphasised, in reading order."""
    lines = [node.line for _, node in walk_nodes(scene.nodes) if isinstance(node, Text)]
    return bare("".join(r.text for one in lines for r in sorted(one.runs, key=lambda r: r.start) if r.emphasis))


def dumped(scene: Scene) -> str:
    """All words of a dump, its escapes undone."""
    plain = (re.sub(r"\\u\{(\w+)\}", lambda m: chr(int(m[1], 16)), q) for q in _QUOTED.findall(dump_scene(scene)))
    return bare("".join(re.sub(r"\\(.)", r"\1", p) for p in plain))


def test_the_campaign_is_what_we_say_it_is(campaign):
    assert [c.id for c in campaign.cards] == CARDS
    for one in campaign.cards:
        assert {tag for tag, _ in one.variants} >= SIX, one.id
    full = [c.id for c in campaign.cards if len(c.variants) >= 9]
    assert len(full) >= 3
    kinds = [v.kind for c in campaign.cards for tag, v in c.variants if tag == "en"]
    assert {"fact", "story"} <= set(kinds)
    assert sum(bool(v.image) for c in campaign.cards for tag, v in c.variants if tag == "en") >= 2


@pytest.mark.parametrize("name", CARDS)
def test_every_language_of_a_card_is_set_whole(lay_out, campaign, name):
    one = campaign[name]
    for language, variant in one.variants:
        made = localize_card(one, language)
        assert made is not None
        scene = lay_out(made)
        assert [str(p) for p in without_chart(scene)] == [], language
        undrawn = [p.field for p in scene.problems if p.kind == "not-drawn"]
        counted = made.chart is not None and not made.chart.from_headline
        assert undrawn == (["chart"] if counted else []), "the theme `statement` draws no charts"
        assert variant.reviewed == (language == "en"), "no native reader has checked it"
        said = spoken(made)
        assert {"brand", made.kind, "source", "call", "address"} <= said.keys()
        assert ("credit" in said) == bool(variant.image and variant.image.credit)
        for role, words in said.items():
            assert bare("".join(t.line.text for t in texts(scene, role))) == words, (language, role)
        assert dumped(scene) == "".join(said[r] for r in ORDER if r in said), language
        shown = roles(scene)
        assert shown == [r for r in ORDER if r in said or r == "code"], language
        assert made.alt == scene.description or counted
        assert emphasised(scene) == bare("".join(p.text[a:b] for p in made.body for a, b in p.emphasis)), language


# --- every card in every language and every size, on the pixels


@pytest.mark.sweep
@pytest.mark.parametrize("name", CARDS)
def test_on_every_picture_words_are_in_place_and_readable_and_codes_decode(lay_out, campaign, assets, name):
    faults: list[str] = []
    for index, (language, _) in enumerate(campaign[name].variants):
        made = localize_card(campaign[name], language)
        assert made is not None
        drawn: list[Scene] = []  # networks share shapes: what is drawn already need not be looked at again
        for size in SIZES:
            filled = replace(made, url=link_of(made, size))
            try:
                scene = lay_out(filled, size.name)
                found = [*map(str, without_chart(scene))]
                # large sheets are composed like small ones; to count all their pixels takes half an hour
                if size.width * size.height < 4_000_000 and not any(scene.nodes == other.nodes for other in drawn):
                    drawn.append(scene)
                    found += look_at(scene, assets) + scan(scene, filled.url, assets, whole=index == 0)
            except FactcardsError as fault:
                found = [str(fault)]
            faults += [f"{language} {size.name}: {f}" for f in found]
    assert not faults, "\n".join(faults)


def link_of(made: LocalCard, size: Size) -> str:
    values = {"set": made.set, "card": made.id, "language": made.language, "size": size.name, "platform": size.platform}
    return expand_template(made.url, values)


def pixels(image: Image.Image) -> np.ndarray:
    """One number a pixel, red in its lowest byte."""
    return np.asarray(image.convert("RGBA")).view(np.uint32)[..., 0]


LIGHT = np.array([to_linear(v) for v in range(256)])


def luminances(colors: np.ndarray) -> np.ndarray:
    return 0.2126 * LIGHT[colors & 255] + 0.7152 * LIGHT[colors >> 8 & 255] + 0.0722 * LIGHT[colors >> 16 & 255]


def window(rect: Rect, grown: float = 1) -> tuple[slice, slice]:
    box = rect.grow(grown)
    down = slice(max(0, math.floor(box.y)), math.ceil(box.bottom))
    return down, slice(max(0, math.floor(box.x)), math.ceil(box.right))


def look_at(scene: Scene, assets: Assets) -> list[str]:
    """What is wrong with the words as they are drawn: the picture less the same picture without words is their ink."""
    ground = pixels(draw_image(replace(scene, nodes=without_text(scene.nodes)), assets))
    ink = pixels(draw_image(scene, assets)) != ground
    faults, rest = [], ink.copy()
    for role, node in walk_nodes(scene.nodes):
        if isinstance(node, Text):
            at = window(node.ink_rect())
            rest[at] = False
            faults += [
                f"{role} “{node.line.text}”: {fault}" for fault in judge(node, role, ink[at], ground[at], scene.unit)
            ]
    if rest.any():
        faults.append(f"{rest.sum()} pixels of ink outside of all lines' boxes")
    ink[window(scene.safe, 6 * scene.unit)] = False
    if ink.any():
        faults.append(f"{ink.sum()} pixels of ink outside the safe area")
    return faults


def judge(text: Text, role: str, ink: np.ndarray, ground: np.ndarray, unit: float) -> list[str]:
    """The contrast of a line with the pixels under its ink, and whether the layout's own claim bounds it."""
    if not ink.any():
        return ["nothing is drawn"]
    behind = luminances(np.unique(ground[ink]))
    low, high = float(behind.min()), float(behind.max())
    fills = [text.fill, *([text.accent] if any(r.emphasis for r in text.line.runs) else [])]
    worst = min(contrast_ratio(f.luminance, b) for f in fills for b in (low, high))
    wanted = 3.0 if text.size >= 68 * unit else 5.0 if role in ("source", "credit") else 4.5
    faults = [f"contrast {worst:.2f} on the pixels"] if worst < wanted else []
    if low < text.ground.darkest - 1e-3 or high > text.ground.lightest + 1e-3:
        faults.append(
            f"the ground is {low:.3f}–{high:.3f}, said to be {text.ground.darkest:.3f}–{text.ground.lightest:.3f}"
        )
    return faults


DETECTORS = (cv2.QRCodeDetector(), cv2.QRCodeDetectorAruco())


def scan(scene: Scene, link: str, assets: Assets, *, whole: bool) -> list[str]:
    """Which readers fail, on the PNG and on a JPEG of quality 50 at half the size.

    zxing-cpp is given the whole picture; OpenCV, which is slow, the part around the code unless `whole`.
    """
    png = Image.open(io.BytesIO(draw_scene(scene, "png", assets))) if whole else draw_image(scene, assets)
    small = io.BytesIO()
    half = png.convert("RGB").resize((scene.width // 2, scene.height // 2), Image.Resampling.LANCZOS)
    half.save(small, "JPEG", quality=50)
    faults = []
    for kind, image, scale in (("PNG", png, 1), ("JPEG", Image.open(small), 2)):
        grey = np.asarray(image.convert("L"))
        read = [b.text for b in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)]
        if read != [link]:
            faults.append(f"zxing-cpp reads {read} from the {kind}")
        area = code_area(group(scene, "code")).grow(60)
        part = (
            grey
            if whole
            else grey[window(Rect(area.x / scale, area.y / scale, area.width / scale, area.height / scale))]
        )
        if not any(detector.detectAndDecode(np.ascontiguousarray(part))[0] == link for detector in DETECTORS):
            faults.append(f"OpenCV does not read the {kind}")
    return faults
