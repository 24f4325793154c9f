"""All our own cards: no problem, and all their text in reading order."""

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
NINE = SIX | {"hi", "ur", "am"}
IN_NINE = {"ninety-six-percent", "ninety-nine-billion", "palermo-protocol", "all-our-asks", "the-review"}
STORIES = {"political-forum", "global-plan", "our-campaign", "all-our-asks", "the-review", "a-powerful-tool"}
WITH_PHOTOGRAPH = {"our-campaign", "all-our-asks", "the-review", "a-powerful-tool"}
ORDER = ["brand", "headline", "fact", "story", "source", "credit", "call", "address", "code"]
# characters without text: isolates, word joiners, and the spaces at which lines end
_SILENT = re.compile("[\u2066-\u2069\u2060\u200b\\s]+")
_QUOTED = re.compile(r'^ *text "((?:[^"\\]|\\.)*)"', re.MULTILINE)


def bare(text: str) -> str:
    """Return a text without spaces and invisible characters."""
    return _SILENT.sub("", text)


def texts_by_role(local: LocalCard) -> dict[str, str]:
    """Return role → text of a card, without spaces."""
    content = {
        "headline": local.headline and local.headline.text, local.kind: "".join(p.text for p in local.body),
        "source": local.source and local.source.text, "credit": local.credit and local.credit.text,
        "call": local.call and local.call.text, "address": local.address, "brand": local.brand and local.brand.name,
    }  # fmt: skip
    return {role: bare(text) for role, text in content.items() if text}


def find_problems(scene: Scene) -> list[Problem]:
    """Return all problems except that the theme draws no chart; the text of that card states its numbers."""
    return [p for p in scene.problems + check_scene(scene) if (p.kind, p.field) != ("not-drawn", "chart")]


def emphasised(scene: Scene) -> str:
    """Return the emphasised text in reading order, without spaces."""
    lines = [node.line for _, node in walk_nodes(scene.nodes) if isinstance(node, Text)]
    return bare("".join(r.text for one in lines for r in sorted(one.runs, key=lambda r: r.start) if r.emphasis))


def dumped(scene: Scene) -> str:
    """Return all text of a dump, unescaped and without spaces."""
    plain = (re.sub(r"\\u\{(\w+)\}", lambda m: chr(int(m[1], 16)), q) for q in _QUOTED.findall(dump_scene(scene)))
    return bare("".join(re.sub(r"\\(.)", r"\1", p) for p in plain))


def test_the_campaign_has_its_cards_languages_and_photographs(campaign):
    assert [c.id for c in campaign.cards] == CARDS
    for one in campaign.cards:
        assert {tag for tag, _ in one.variants} == (NINE if one.id in IN_NINE else SIX), one.id
    english = {c.id: variant for c in campaign.cards for tag, variant in c.variants if tag == "en"}
    assert {name for name, variant in english.items() if variant.kind == "story"} == STORIES
    assert {name for name, variant in english.items() if variant.image} == WITH_PHOTOGRAPH


@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_set_in_full_in_every_language(lay_out, campaign, name):
    one = campaign[name]
    for language, variant in one.variants:
        local = localize_card(one, language)
        assert local is not None
        scene = lay_out(local)
        assert [str(p) for p in find_problems(scene)] == [], language
        undrawn = [p.field for p in scene.problems if p.kind == "not-drawn"]
        counted = local.chart is not None and not local.chart.from_headline
        assert undrawn == (["chart"] if counted else []), "the theme `statement` draws no charts"
        assert variant.reviewed == (language == "en"), "no native reader has checked the translations"
        expected = texts_by_role(local)
        assert {"brand", local.kind, "source", "call", "address"} <= expected.keys()
        assert ("credit" in expected) == bool(variant.image and variant.image.credit)
        for role, words in expected.items():
            assert bare("".join(t.line.text for t in texts(scene, role))) == words, (language, role)
        assert dumped(scene) == "".join(expected[r] for r in ORDER if r in expected), language
        shown = roles(scene)
        assert shown == [r for r in ORDER if r in expected or r == "code"], language
        assert local.alt == scene.description or counted
        assert emphasised(scene) == bare("".join(p.text[a:b] for p in local.body for a, b in p.emphasis)), language


# --- every card in every language and every size, on the pixels


@pytest.mark.sweep
@pytest.mark.parametrize("name", CARDS)
def test_on_every_picture_text_is_legible_and_codes_decode(lay_out, campaign, assets, name):
    errors: list[str] = []
    for index, (language, _) in enumerate(campaign[name].variants):
        local = localize_card(campaign[name], language)
        assert local is not None
        drawn: list[Scene] = []  # several networks share a size: equal scenes are examined only once
        for size in SIZES:
            filled = replace(local, url=link_of(local, size))
            try:
                scene = lay_out(filled, size.name)
                found = [*map(str, find_problems(scene))]
                # large sizes are composed like small ones, and to examine all their pixels takes half an hour
                if size.width * size.height < 4_000_000 and not any(scene.nodes == other.nodes for other in drawn):
                    drawn.append(scene)
                    found += examine(scene, assets) + scan(scene, filled.url, assets, whole=index == 0)
            except FactcardsError as error:
                found = [str(error)]
            errors += [f"{language} {size.name}: {f}" for f in found]
    assert not errors, "\n".join(errors)


def link_of(card: LocalCard, size: Size) -> str:
    """Return the link of a card with its placeholders filled for a size."""
    values = {"set": card.set, "card": card.id, "language": card.language, "size": size.name, "platform": size.platform}
    return expand_template(card.url, values)


def pixels(image: Image.Image) -> np.ndarray:
    """Return one integer a pixel, with red in the lowest byte."""
    return np.asarray(image.convert("RGBA")).view(np.uint32)[..., 0]


LIGHT = np.array([to_linear(v) for v in range(256)])


def luminances(colors: np.ndarray) -> np.ndarray:
    """Return the relative luminance (WCAG 2.2) of each colour."""
    return 0.2126 * LIGHT[colors & 255] + 0.7152 * LIGHT[colors >> 8 & 255] + 0.0722 * LIGHT[colors >> 16 & 255]


def window(rect: Rect, grown: float = 1) -> tuple[slice, slice]:
    """Return the rows and columns of a rectangle, extended by `grown` px on each side."""
    box = rect.grow(grown)
    down = slice(max(0, math.floor(box.y)), math.ceil(box.bottom))
    return down, slice(max(0, math.floor(box.x)), math.ceil(box.right))


def examine(scene: Scene, assets: Assets) -> list[str]:
    """Return errors of the drawn text; its ink is where the picture differs from the picture without text."""
    backdrop = pixels(draw_image(replace(scene, nodes=without_text(scene.nodes)), assets))
    ink = pixels(draw_image(scene, assets)) != backdrop
    errors, rest = [], ink.copy()
    for role, node in walk_nodes(scene.nodes):
        if isinstance(node, Text):
            at = window(node.ink_rect())
            rest[at] = False
            found = check_contrast(node, role, ink[at], backdrop[at], scene.unit)
            errors += [f"{role} “{node.line.text}”: {error}" for error in found]
    if rest.any():
        errors.append(f"{rest.sum()} pixels of ink outside the boxes of all lines")
    ink[window(scene.safe, 6 * scene.unit)] = False
    if ink.any():
        errors.append(f"{ink.sum()} pixels of ink outside the safe area")
    return errors


def check_contrast(text: Text, role: str, ink: np.ndarray, backdrop: np.ndarray, unit: float) -> list[str]:
    """Return errors if a line has too little contrast, or if the pixels below exceed the backdrop in the scene."""
    if not ink.any():
        return ["nothing is drawn"]
    behind = luminances(np.unique(backdrop[ink]))
    low, high = float(behind.min()), float(behind.max())
    fills = [text.fill, *([text.accent] if any(r.emphasis for r in text.line.runs) else [])]
    worst = min(contrast_ratio(f.luminance, b) for f in fills for b in (low, high))
    wanted = 3.0 if text.size >= 68 * unit else 5.0 if role in ("source", "credit") else 4.5
    errors = [f"contrast {worst:.2f} on the pixels"] if worst < wanted else []
    if low < text.ground.darkest - 1e-3 or high > text.ground.lightest + 1e-3:
        declared = f"{text.ground.darkest:.3f}–{text.ground.lightest:.3f}"
        errors.append(f"found a backdrop of luminance {low:.3f}–{high:.3f}, the scene declares {declared}")
    return errors


DETECTORS = (cv2.QRCodeDetector(), cv2.QRCodeDetectorAruco())


def scan(scene: Scene, link: str, assets: Assets, *, whole: bool) -> list[str]:
    """Return which readers fail on the PNG and on a JPEG of quality 50 at half the size.

    zxing-cpp receives the whole picture. OpenCV is slow: without `whole` it receives only the surroundings of the code.
    """
    png = Image.open(io.BytesIO(draw_scene(scene, "png", assets))) if whole else draw_image(scene, assets)
    small = io.BytesIO()
    half = png.convert("RGB").resize((scene.width // 2, scene.height // 2), Image.Resampling.LANCZOS)
    half.save(small, "JPEG", quality=50)
    errors = []
    for kind, image, scale in (("PNG", png, 1), ("JPEG", Image.open(small), 2)):
        gray = np.asarray(image.convert("L"))
        read = [b.text for b in zxingcpp.read_barcodes(gray, formats=zxingcpp.BarcodeFormat.QRCode)]
        if read != [link]:
            errors.append(f"zxing-cpp reads {read} from the {kind}")
        area = code_area(group(scene, "code")).grow(60)
        part = (
            gray
            if whole
            else gray[window(Rect(area.x / scale, area.y / scale, area.width / scale, area.height / scale))]
        )
        if not any(detector.detectAndDecode(np.ascontiguousarray(part))[0] == link for detector in DETECTORS):
            errors.append(f"OpenCV does not read the {kind}")
    return errors
