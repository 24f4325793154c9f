"""A card's words and a theme become a scene: what stands where."""

from __future__ import annotations

from ..assets import Assets
from ..cards import LocalCard
from ..scene import Scene
from ..sizes import Size
from ..themes import RoleSize, Theme
from .brands import find_small_logos
from .cards import measure_card, place_card
from .even import warn_smaller
from .faults import find_faults
from .grounds import settle_grounds
from .inks import settle_inks
from .palettes import choose_logo, find_faint_logos, settle_palette
from .pictures import find_blank
from .undrawn import NOT_DRAWN, describe, find_undrawn

__all__ = ["lay_out_card", "measure_card"]


def lay_out_card(
    card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: tuple[RoleSize, ...] = ()
) -> Scene:
    """The scene of one card in one size; SceneError where words do not fit, a letter has no glyph or a link no room.

    `sizes` are those that the whole set has in common; words that do not fit at them are set smaller, with a warning.
    """
    theme, moved = settle_palette(card, theme, assets.photos)
    card = choose_logo(card, theme, size, assets.photos)
    box, nodes, doubts = place_card(card, theme, size, assets, sizes)
    smaller, faults = warn_smaller(box, nodes, sizes), find_faults(nodes, assets.fonts)
    nodes = settle_grounds(settle_inks(nodes, assets.fonts), assets.photos)
    logos = (*find_faint_logos(nodes, assets.photos), *find_small_logos(nodes, assets.photos, size.unit))
    seen = (*logos, *find_blank(nodes, assets.photos))
    told = {problem.field for problem in doubts if problem.kind == NOT_DRAWN}
    undrawn = (p for p in find_undrawn(card, theme.name, box, nodes) if p.field not in told)
    problems = (*moved, *doubts, *undrawn, *smaller, *faults, *seen)
    alt = describe(card, problems)
    return Scene(size.width, size.height, nodes, card.language, alt, size.safe_area, size.unit, problems, size.dpi)
