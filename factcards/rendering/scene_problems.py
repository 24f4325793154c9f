"""All problems of a card's scene; those of low contrast, of text or of the code, name the colours and the theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..check import check_scene, find_low_contrast
from ..errors import Problem, join_alternatives
from ..graphics.color import Color
from ..model.cards import LocalCard
from ..model.scene import Backdrop, Scene, code_shape, walk_groups
from ..model.themes import Theme

_SAME_LUMINANCE = 1e-6
"""Maximum difference between two luminances of one colour, from rounding."""


def find_problems(scene: Scene, card: LocalCard, theme: Theme) -> tuple[Problem, ...]:
    """Return every problem of the scene of a card with a theme."""
    found = scene.problems + check_scene(scene)
    if not any(problem.kind in ("contrast", "code-colors") for problem in found):
        return found
    palette = dict(theme.palette) | dict(card.brand.colors if card.brand else ())
    named = {("contrast", low.role): _name_colors(low.color, low.text.ground, palette)
             for low in find_low_contrast(scene)}  # fmt: skip
    for group in walk_groups(scene.nodes):
        if group.role == "code" and group.ground and isinstance(fill := code_shape(group).fill, Color):
            named["code-colors", "code"] = _name_colors(fill, group.ground, palette)
    return tuple(_add_colors(problem, theme, named.get((problem.kind, problem.field), "")) for problem in found)


def _add_colors(problem: Problem, theme: Theme, colors: str) -> Problem:
    hint = f"{problem.hint} in the theme `{theme.name}`: {colors}"
    return replace(problem, hint=hint) if colors else problem


def _name_colors(color: Color, behind: Backdrop, palette: Mapping[str, Color]) -> str:
    """Return a colour and the one behind it; of several colours behind it, none is named."""
    even = behind.lightest - behind.darkest < _SAME_LUMINANCE
    alike = (c for c in palette.values() if even and abs(c.luminance - behind.darkest) < _SAME_LUMINANCE)
    background = next(alike, None)
    if background == color:
        names = join_alternatives(name for name, known in palette.items() if known == color)
        return f"both are {names} (`{color}`)"
    return f"{_show(color, palette)} on {_show(background, palette) if background else 'its background'}"


def _show(color: Color, palette: Mapping[str, Color]) -> str:
    """Return a colour's name in the palette with its value, or its value alone."""
    name = next((name for name, known in palette.items() if known == color), "")
    return f"`{name}` (`{color}`)" if name else f"`{color}`"
