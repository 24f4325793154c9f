"""Lay out a card: its text and a theme become a scene, with everything at its position.

`flow` leads from a theme's layout to `drafts`: `flow.compose` selects the parts, `flow.measure` and `flow.place` divide
the space in one trial after another, until everything fits, and `flow.draw_boxes` draws what was placed. `backdrops`
turns drafts into the nodes of a scene.

`typesetting` shapes a card's text and fits it with `text.lines.fit`, which chooses the type size. `charts.charts` draws
charts, `codes` QR codes, `photo` photographs with their scrims, and `art` ornaments. `palette` chooses colours.
"""

from __future__ import annotations

from ..model.assets import Assets
from ..model.cards import LocalCard
from ..model.scene import Scene
from ..model.sizes import Size
from ..model.themes import RoleFontSize, Theme
from .backdrops import resolve_drafts
from .flow.card_layout import draw_card, measure_card
from .flow.reading_order import sort_for_reading
from .flow.undrawn_text import NOT_DRAWN, describe_scene, find_undrawn
from .palette.palettes import choose_logo, find_low_contrast_logos, resolve_palette
from .photo.photo_contrast import find_blank_photos
from .typesetting.brands import find_small_logos
from .typesetting.text_problems import find_shaping_problems
from .typesetting.uniform_sizes import find_smaller_warnings

__all__ = ["lay_out_card", "measure_card"]


def lay_out_card(
    card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: tuple[RoleFontSize, ...] = ()
) -> Scene:
    """Return the scene of one card in one size.

    `sizes` are the type sizes that the whole set shares; text that does not fit at them is set smaller, with a warning.
    Raises SceneError if the card cannot be laid out: text or the link's code does not fit, a character has no glyph, a
    font family is missing, a photograph cannot be opened, or the theme asks for more than may be drawn.
    """
    theme, moved = resolve_palette(card, theme, assets.photos)
    card = choose_logo(card, theme, size, assets.photos)
    box, drafts, layout_problems = draw_card(card, theme, size, assets, sizes)
    nodes = sort_for_reading(resolve_drafts(drafts, assets))
    smaller, defects = find_smaller_warnings(box, nodes, sizes), find_shaping_problems(nodes, assets.fonts)
    logos = (*find_low_contrast_logos(nodes, assets.photos), *find_small_logos(nodes, assets.photos, size.unit))
    pictures = (*logos, *find_blank_photos(nodes, assets.photos))
    reported = {problem.field for problem in layout_problems if problem.kind == NOT_DRAWN}
    undrawn = (p for p in find_undrawn(card, theme.name, box, nodes) if p.field not in reported)
    problems = (*moved, *layout_problems, *undrawn, *smaller, *defects, *pictures)
    alt, metadata = describe_scene(card, problems)
    return Scene(
        size.width, size.height, nodes, card.language, alt, size.safe_area, size.unit, problems, size.dpi, size.bleed,
        metadata,
    )
