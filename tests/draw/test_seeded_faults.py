"""The check of a picture's likeness finds what a back end may draw wrong, and names the part; each fault is alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.likeness_cards import LikenessCard
from support.picture_likeness import find_differences
from support.scenes import key_of
from support.seeded_faults import (
    drop_line,
    drop_picture,
    drop_sign,
    flip_module,
    lighten_scrims,
    move_line,
    recolor_word,
    shorten_bar,
    swap_face,
)

from factcards.draw import draw_image
from factcards.graphics.color import Color
from factcards.graphics.geometry import path_of_rects
from factcards.model.scene import Scene, Shape

FAULTS = {
    "a line left out": ("a story", lambda s: drop_line(s, "story"), "story “"),
    "small print left out": ("Thai", lambda s: drop_line(s, "source"), "source “"),
    "a line 2 px to the right": ("a story", lambda s: move_line(s, "story"), "story “"),
    "a line 1 px to the right": ("Chinese", lambda s: move_line(s, "fact", 1), "fact “"),
    "small print 2 px to the right": ("one of a series", lambda s: move_line(s, "source"), "source “"),
    "another weight": ("one of a series", lambda s: swap_face(s, "fact", key_of("Archivo-500.ttf")), "fact “"),
    "another family": ("a story", lambda s: swap_face(s, "source", key_of("Archivo-800.ttf")), "source “"),
    "a word in another colour": ("a story", lambda s: recolor_word(s, "story"), "story “"),
    "an emoji left out": ("Arabic with emoji", lambda s: drop_sign(s, "call", "🐝"), "call “"),
    "a letter left out": ("Urdu for print, with bleed", lambda s: drop_sign(s, "fact", "گ"), "fact “"),
    "a module flipped": ("Thai", flip_module, "code with modules of"),
    "a logo left out": ("photograph, scrim and logo", lambda s: drop_picture(s, "brand"), "brand light.svg"),
    "a scrim a tenth lighter": ("photograph, scrim and logo", lighten_scrims, "picture dandelion.jpg"),
    "a bar 2 px shorter": ("chart in Hindi", shorten_bar, "chart"),
}  # fmt: skip
"""Each fault with its scene, and the beginning of the name of the part that has it."""


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_found_in_its_part(name, likeness_cards, assets):
    shown, seed, part = FAULTS[name]
    card: LikenessCard = likeness_cards[shown]
    found = find_differences(card.scene, card.picture, draw_image(seed(card.scene), assets))
    assert [str(f) for f in found if f.part.startswith(part)], [str(f) for f in found]


def test_a_ground_two_steps_darker_is_found_outside_all_parts(likeness_cards, assets):
    card: LikenessCard = likeness_cards["Thai"]
    found = find_differences(card.scene, card.picture, draw_image(shade(card.scene), assets))
    assert ("outside all parts", "mean difference") in {(f.part, f.measure) for f in found}


def shade(scene: Scene) -> Scene:
    """Return the scene under a veil of 2 %."""
    veil = Shape(path_of_rects([scene.safe.grow(9999)]), Color(128, 128, 128, 5))
    return replace(scene, nodes=(*scene.nodes, veil))

