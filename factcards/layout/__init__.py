"""A card's words and a theme become a scene: what stands where."""

from __future__ import annotations

from ..assets import Assets
from ..cards import LocalCard
from ..errors import SceneError
from ..geometry import Rect
from ..scene import Node, Scene
from ..sizes import Size
from ..themes import RoleSize, Theme
from .arrange import Desk, open_desk
from .boxes import Box
from .even import Sizes, read_sizes, warn_smaller
from .faults import find_faults
from .grounds import settle_grounds
from .inks import settle_inks
from .stacks import place_box
from .templates import compose_card

__all__ = ["lay_out_card", "measure_card"]


def lay_out_card(
    card: LocalCard, theme: Theme, size: Size, assets: Assets, sizes: tuple[RoleSize, ...] = ()
) -> Scene:
    """The scene of one card in one size; SceneError where words do not fit, a letter has no glyph or a link no room.

    `sizes` are those that the whole set has in common; words that do not fit at them are set smaller, with a warning.
    """
    box = compose_card(card, theme, size)
    wanted = Sizes(sizes)
    while True:
        desk = open_desk(card, theme, size, assets, wanted)
        try:
            nodes = _place(box, desk)
            break
        except SceneError as error:
            looser = wanted.loosen(error.problems)
            if not sizes or looser == wanted:
                raise
            wanted = looser
    problems = (*desk.problems, *warn_smaller(box, nodes, sizes), *find_faults(nodes, assets.fonts))
    nodes = settle_inks(nodes, assets.fonts)
    return Scene(
        size.width, size.height, settle_grounds(nodes, assets.photos), card.language, card.alt, size.safe_area,
        size.unit, problems,
    )  # fmt: skip


def measure_card(card: LocalCard, theme: Theme, size: Size, assets: Assets) -> tuple[RoleSize, ...]:
    """The largest sizes of the type scale at which this card could have its words; SceneError as for laying out."""
    box = compose_card(card, theme, size)
    desk = open_desk(card, theme, size, assets, Sizes(measured=True))
    return tuple(read_sizes(box, _place(box, desk), size.unit, theme.step))


def _place(box: Box, desk: Desk) -> tuple[Node, ...]:
    return tuple(place_box(box, Rect(0, 0, desk.size.width, desk.size.height), desk))
