"""The palette of one card: the theme's, colours from its photograph, the brand's; its contrasts kept.

A brand's colour that would leave words unreadable is moved: in OKLCH, lightness alone, chroma only as far as sRGB asks,
by the least that will do. What is moved is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...errors import Problem
from ...graphics.color import Color, contrast_ratio
from ...graphics.oklch import Oklch, adjust_lightness, to_srgb
from ...model.cards import Brand, LocalCard
from ...model.legibility import LOGO_CONTRAST
from ...model.scene import Node, Picture, walk_groups
from ...model.sizes import Size
from ...model.themes import Theme
from ...photos import PhotoKey, PhotoLibrary
from .contrast_pairs import ContrastPair, find_contrast_pairs, walk_contrast_pairs

_ROUNDS = 12


def resolve_palette(card: LocalCard, theme: Theme, photos: PhotoLibrary) -> tuple[Theme, list[Problem]]:
    """The theme with the palette of this card in its set, and a warning for each colour that had to be moved.

    SceneError if the photograph that colours are taken from cannot be opened.
    """
    palette = dict(theme.palette) | {
        name: colors[card.index % len(colors)] for name, colors in theme.alternating_colors
    }
    if theme.tones and card.image:
        tones = photos.tones(card.image.photo)
        palette |= {name: getattr(tones, tone) for name, tone in theme.tones}
    problems: list[Problem] = []
    if card.brand and card.brand.colors:
        palette |= {name: color for name, color in card.brand.colors if name in palette}
        palette, problems = _keep_contrast(palette, find_contrast_pairs(theme), card.brand)
    return replace(theme, palette=tuple(palette.items()), alternating_colors=()), problems


def choose_logo(card: LocalCard, theme: Theme, size: Size, photos: PhotoLibrary) -> LocalCard:
    """The card with that of its brand's two logos which stands out more from what the theme has behind it."""
    brand = card.brand
    if brand is None or brand.logo is None or brand.other_logo is None:
        return card
    behind = (pair.background for pair in walk_contrast_pairs(theme.layout(size.aspect), theme) if pair.slot == "brand")
    grounds = [theme.color(name).luminance for name in behind]

    def least(logo: PhotoKey) -> float:
        ink = photos.logo_color(logo)
        return min((_contrast_on(ink, ground) for ground in grounds), default=1.0)

    best = max((brand.logo, brand.other_logo), key=least)
    return replace(card, brand=replace(brand, logo=best, other_logo=None))


def find_low_contrast_logos(nodes: tuple[Node, ...], photos: PhotoLibrary) -> list[Problem]:
    """A warning for a logo that does not stand out from what lies behind it (WCAG 2.2, 1.4.11)."""
    problems = []
    for group in walk_groups(nodes):
        logo = next((n for n in group.nodes if isinstance(n, Picture)), None)
        if group.role != "brand" or logo is None or group.ground is None:
            continue
        ink = photos.logo_color(logo.photo)
        ratio = min(_contrast_on(ink, behind) for behind in (group.ground.darkest, group.ground.lightest))
        if ratio < LOGO_CONTRAST:
            message = f"the logo's contrast of {ratio:.1f}:1 is under {LOGO_CONTRAST:g}:1"
            hint = "give it in two tones: `logo: {light: …, dark: …}`"
            problems.append(Problem("warning", message, field="brand.logo", hint=hint, kind="logo-contrast"))
    return problems


def _contrast_on(ink: Color, ground: float) -> float:
    """Return a logo's contrast with a ground of that luminance; a translucent one is mixed with a grey like it."""
    if ink.alpha == 255:
        return contrast_ratio(ink.luminance, ground)
    grey = to_srgb(Oklch(ground ** (1 / 3), 0.0, 0.0))   # of greys, OKLab's lightness is the cube root of luminance
    return contrast_ratio(ink.over(grey).luminance, ground)


def _keep_contrast(
    palette: dict[str, Color], pairs: tuple[ContrastPair, ...], brand: Brand
) -> tuple[dict[str, Color], list[Problem]]:
    """The palette with its broken pairs mended, and what was moved; pairs without a colour of the brand are left."""
    given = dict(palette)
    own = {name for name, _ in brand.colors}
    concerned = tuple(pair for pair in pairs if pair.color in own or pair.background in own)
    for _ in range(_ROUNDS):
        broken = [pair for pair in concerned if _ratio(pair, palette) < pair.ratio]
        if not broken:
            break
        _mend(broken[0], palette, pairs)
    moved = [name for name in palette if palette[name] != given[name]]
    return palette, [_tell(name, given, palette, concerned, own) for name in moved]


def _mend(broken: ContrastPair, palette: dict[str, Color], pairs: tuple[ContrastPair, ...]) -> None:
    """Move what is drawn, or else what it is drawn on; at worst what is drawn, whatever is drawn on it elsewhere."""
    for name, all_ in ((broken.color, True), (broken.background, True), (broken.color, False)):
        asked = [p for p in pairs if p.color == name or (all_ and p.background == name)]

        def wanted(color: Color, name: str = name, asked: list[ContrastPair] = asked) -> bool:
            tried = {**palette, name: color}
            return all(_ratio(pair, tried) >= pair.ratio for pair in asked)

        found = adjust_lightness(palette[name], wanted)
        if found:
            palette[name] = found
            return


def _ratio(pair: ContrastPair, palette: Mapping[str, Color]) -> float:
    return contrast_ratio(palette[pair.color].luminance, palette[pair.background].luminance)


def _tell(
    name: str, given: Mapping[str, Color], made: Mapping[str, Color], pairs: tuple[ContrastPair, ...], own: set[str]
) -> Problem:
    """What a colour was and is, with the pair that asked for it most."""
    about = [pair for pair in pairs if name in (pair.color, pair.background)]
    worst = min(about, key=lambda pair: _ratio(pair, given) / pair.ratio)
    other = worst.background if worst.color == name else worst.color
    on = f"on {other}" if worst.color == name else f"under {other}"
    message = f"{name} {given[name]} {on} {_ratio(worst, given):.1f}:1 → {made[name]} {_ratio(worst, made):.1f}:1"
    hint = f"it needs {worst.ratio:g}:1; give a colour further from `{other}` to choose it yourself"
    return Problem("warning", message, field=f"brand.colors.{name}" if name in own else "brand.colors",
                   hint=hint, kind="color-changed")
