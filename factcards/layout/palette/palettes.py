"""The palette of one card: the theme's colours, colours from its photograph, and its brand's colours.

If a brand's colour would make text illegible, its lightness is adjusted in OKLCH by the smallest sufficient amount, and
its chroma only as far as sRGB requires. Each adjustment is reported as a warning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...errors import Problem
from ...graphics.color import Color, contrast_ratio
from ...graphics.oklch import Oklch, adjust_lightness, to_srgb
from ...model.cards import Brand, LocalCard
from ...model.legibility import LOGO_CONTRAST
from ...model.scene import Node, find_logo, walk_groups
from ...model.sizes import Size
from ...model.themes import Theme
from ...photos import PhotoKey, PhotoLibrary
from .contrast_pairs import ContrastPair, find_contrast_pairs, walk_contrast_pairs

_MAX_ROUNDS = 12
"""Maximum number of adjustments of a palette: one may make another pair fail."""


def resolve_palette(card: LocalCard, theme: Theme, photos: PhotoLibrary) -> tuple[Theme, list[Problem]]:
    """Return the theme with this card's palette, and a warning for each colour that was adjusted.

    Raises SceneError if colours are taken from a photograph that cannot be opened.
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
        palette, problems = _restore_contrast(palette, find_contrast_pairs(theme), card.brand)
    return replace(theme, palette=tuple(palette.items()), alternating_colors=()), problems


def choose_logo(card: LocalCard, theme: Theme, size: Size, photos: PhotoLibrary) -> LocalCard:
    """Return the card with the one of its brand's two logos that contrasts more with the theme's background."""
    brand = card.brand
    if brand is None or brand.logo is None or brand.other_logo is None:
        return card
    pairs = walk_contrast_pairs(theme.layout(size.aspect), theme)
    backgrounds = [theme.color(pair.background).luminance for pair in pairs if pair.slot == "brand"]

    def lowest_contrast(logo: PhotoKey) -> float:
        color = photos.logo_color(logo)
        return min((_measure_logo_contrast(color, background) for background in backgrounds), default=1.0)

    best = max((brand.logo, brand.other_logo), key=lowest_contrast)
    return replace(card, brand=replace(brand, logo=best, other_logo=None))


def find_low_contrast_logos(nodes: tuple[Node, ...], photos: PhotoLibrary) -> list[Problem]:
    """Return a warning for each logo whose contrast is below the minimum (WCAG 2.2, 1.4.11)."""
    problems = []
    for group in walk_groups(nodes):
        logo = find_logo(group)
        if logo is None or group.ground is None:
            continue
        color = photos.logo_color(logo.photo)
        ratio = min(_measure_logo_contrast(color, behind) for behind in (group.ground.darkest, group.ground.lightest))
        if ratio < LOGO_CONTRAST:
            message = f"the logo's contrast of {ratio:.1f}:1 is under {LOGO_CONTRAST:g}:1"
            hint = "give it in two tones: `logo: {light: …, dark: …}`"
            problems.append(Problem("warning", message, field="brand.logo", hint=hint, kind="logo-contrast"))
    return problems


def _measure_logo_contrast(logo: Color, background: float) -> float:
    """Return a logo's contrast with a luminance; a translucent logo is composited over a grey of that luminance."""
    if logo.alpha == 255:
        return contrast_ratio(logo.luminance, background)
    gray = to_srgb(Oklch(background ** (1 / 3), 0.0, 0.0))   # OKLab: L = ∛Y for greys
    return contrast_ratio(logo.over(gray).luminance, background)


def _restore_contrast(
    palette: dict[str, Color], pairs: tuple[ContrastPair, ...], brand: Brand
) -> tuple[dict[str, Color], list[Problem]]:
    """Return the palette with its failing pairs fixed as far as possible, and a warning for each changed colour.

    Only pairs that include a colour of the brand are fixed.
    """
    given = dict(palette)
    brand_names = {name for name, _ in brand.colors}
    concerned = tuple(pair for pair in pairs if pair.color in brand_names or pair.background in brand_names)
    for _ in range(_MAX_ROUNDS):
        broken = [pair for pair in concerned if _contrast_of(pair, palette) < pair.ratio]
        if not broken:
            break
        _fix_pair(broken[0], palette, pairs)
    changed = [name for name in palette if palette[name] != given[name]]
    return palette, [_describe_change(name, given, palette, concerned, brand_names) for name in changed]


def _fix_pair(broken: ContrastPair, palette: dict[str, Color], pairs: tuple[ContrastPair, ...]) -> None:
    """Adjust the foreground or else the background; at worst the foreground without regard to what is drawn on it."""
    for name, as_background in ((broken.color, True), (broken.background, True), (broken.color, False)):
        required = [p for p in pairs if p.color == name or (as_background and p.background == name)]

        def is_accepted(color: Color, name: str = name, required: list[ContrastPair] = required) -> bool:
            changed = {**palette, name: color}
            return all(_contrast_of(pair, changed) >= pair.ratio for pair in required)

        found = adjust_lightness(palette[name], is_accepted)
        if found:
            palette[name] = found
            return


def _contrast_of(pair: ContrastPair, palette: Mapping[str, Color]) -> float:
    return contrast_ratio(palette[pair.color].luminance, palette[pair.background].luminance)


def _describe_change(
    name: str,
    given: Mapping[str, Color],
    changed: Mapping[str, Color],
    pairs: tuple[ContrastPair, ...],
    brand_names: set[str],
) -> Problem:
    """Return a warning with a colour before and after, and the pair that required the change most."""
    with_color = [pair for pair in pairs if name in (pair.color, pair.background)]
    worst = min(with_color, key=lambda pair: _contrast_of(pair, given) / pair.ratio)
    other = worst.background if worst.color == name else worst.color
    on = f"on {other}" if worst.color == name else f"under {other}"
    before, after = _contrast_of(worst, given), _contrast_of(worst, changed)
    message = f"{name} {given[name]} {on} {before:.1f}:1 → {changed[name]} {after:.1f}:1"
    hint = f"it needs {worst.ratio:g}:1; give a colour further from `{other}` to choose it yourself"
    return Problem("warning", message, field=f"brand.colors.{name}" if name in brand_names else "brand.colors",
                   hint=hint, kind="color-changed")
