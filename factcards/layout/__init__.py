"""A card's words and a theme become a scene: what stands where."""

from __future__ import annotations

from ..assets import Assets
from ..cards import LocalCard
from ..geometry import Rect
from ..scene import Scene
from ..sizes import Size
from ..themes import Theme
from .arrange import open_desk
from .grounds import settle_grounds
from .palettes import choose_logo, find_faint_logos, settle_palette
from .stacks import place_box
from .templates import compose_card

__all__ = ["lay_out_card"]


def lay_out_card(card: LocalCard, theme: Theme, size: Size, assets: Assets) -> Scene:
    """The scene of one card in one size; SceneError where words do not fit, a letter has no glyph or a link no room."""
    theme, problems = settle_palette(card, theme, assets.photos)
    card = choose_logo(card, theme, size, assets.photos)
    box = compose_card(card, theme, size)
    desk = open_desk(card, theme, size, assets)
    nodes = settle_grounds(tuple(place_box(box, Rect(0, 0, size.width, size.height), desk)), assets.photos)
    problems += [*desk.problems, *find_faint_logos(nodes, assets.photos)]
    return Scene(
        size.width, size.height, nodes, card.language, card.alt, size.safe_area, size.unit, tuple(problems),
    )  # fmt: skip
