"""A card's words and a theme become a scene: what stands where."""

from __future__ import annotations

from ..assets import Assets
from ..cards import LocalCard
from ..scene import Scene
from ..sizes import Size
from ..themes import Theme
from .cards import place_card
from .grounds import settle_grounds

__all__ = ["lay_out_card"]


def lay_out_card(card: LocalCard, theme: Theme, size: Size, assets: Assets) -> Scene:
    """The scene of one card in one size; SceneError where words do not fit, a letter has no glyph or a link no room."""
    nodes, problems = place_card(card, theme, size, assets)
    return Scene(
        size.width, size.height, settle_grounds(nodes, assets.photos), card.language, card.alt, size.safe_area,
        size.unit, problems, size.dpi,
    )  # fmt: skip
