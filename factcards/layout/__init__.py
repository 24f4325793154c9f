"""A card's words and a theme become a scene: what stands where."""

from __future__ import annotations

from ..model.assets import Assets
from ..model.cards import LocalCard
from ..model.scene import Scene
from ..model.sizes import Size
from ..model.themes import RoleFontSize, Theme
from .backdrops import resolve_backdrops, resolve_glyph_bounds
from .flow.card_layout import measure_card, place_card
from .flow.undrawn_text import NOT_DRAWN, find_undrawn, trim_alt_text
from .palette.palettes import choose_logo, find_low_contrast_logos, resolve_palette
from .photo.photo_contrast import find_blank_photos
from .type.brands import find_small_logos
from .type.text_problems import find_shaping_problems
from .type.uniform_sizes import warn_smaller

__all__ = ["lay_out_card", "measure_card"]


def lay_out_card(
    card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: tuple[RoleFontSize, ...] = ()
) -> Scene:
    """The scene of one card in one size; SceneError where words do not fit, a letter has no glyph or a link no room.

    `sizes` are those that the whole set has in common; words that do not fit at them are set smaller, with a warning.
    """
    theme, moved = resolve_palette(card, theme, assets.photos)
    card = choose_logo(card, theme, size, assets.photos)
    box, nodes, doubts = place_card(card, theme, size, assets, sizes)
    smaller, faults = warn_smaller(box, nodes, sizes), find_shaping_problems(nodes, assets.fonts)
    nodes = resolve_backdrops(resolve_glyph_bounds(nodes, assets.fonts), assets.photos)
    logos = (*find_low_contrast_logos(nodes, assets.photos), *find_small_logos(nodes, assets.photos, size.unit))
    seen = (*logos, *find_blank_photos(nodes, assets.photos))
    told = {problem.field for problem in doubts if problem.kind == NOT_DRAWN}
    undrawn = (p for p in find_undrawn(card, theme.name, box, nodes) if p.field not in told)
    problems = (*moved, *doubts, *undrawn, *smaller, *faults, *seen)
    alt = trim_alt_text(card, problems)
    return Scene(size.width, size.height, nodes, card.language, alt, size.safe_area, size.unit, problems, size.dpi)
