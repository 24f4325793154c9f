"""A brand on a card: its logo, or its name in one line beside a round mark in two halves."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ...errors import Problem, SceneError, closest_name, suggest
from ...graphics.geometry import Path, Point, Rect
from ...model.cards import Brand
from ...model.legibility import MIN_LOGO_BREADTH, MIN_LOGO_LENGTH
from ...model.scene import Node, Picture, Shape, walk_groups
from ...model.themes import Theme
from ...photos import PhotoKey, PhotoLibrary
from ...text import FitResult, FontLibrary, TextStyle
from ...text.unicode.script_groups import LATIN_LIKE_SCRIPTS
from ..boxes import Box
from ..drafts import Draft, DraftGroup
from .text_boxes import TextSetting, place_words

_MARK_HEIGHT = 1.3
"""Height of the mark, in cap heights of the name."""
_SLIT_RATIO = 0.06
"""Gap between the halves of the mark, relative to its diameter."""
_NAME_GAP = 0.42
"""Gap between the mark and the name, in ems of the name."""
_CAP_HEIGHT = 0.69
"""Assumed cap height of the name, in ems."""
_LOGO_HEIGHT = 1.5
"""Height of a logo, in ems of the name that it replaces."""
_MAX_LOGO_RATIO = 6.0
"""Maximum width of a logo, in heights of its area; a wider logo is lower."""
_MIN_MARK = 12
"""Minimum length of the longer side of a mark on a plate of one colour, in reference pixels.

It is about a fifth of the plate; the mark of an app icon takes about half of its plate.
"""
_BRANDED_SCRIPTS = ("", *LATIN_LIKE_SCRIPTS)
"""Scripts that are set in the brand's fonts; "" is the default face."""
_LARGE_TYPES = ("figure", "headline")
"""The theme's types that are set in the brand's `headline` font."""
_FONT_ROLES = ("headline", "text")
"""Keys of `brand.fonts`."""


def apply_brand_fonts(theme: Theme, brand: Brand | None, fonts: FontLibrary) -> Theme:
    """Return the theme in the brand's own fonts: `headline` sets figures and headlines, `text` everything else.

    Raises SceneError if the theme or the brand names a font family that is not available, or if the brand names a role
    or a colour that the theme does not have.
    """
    brand_fonts = dict(brand.fonts) if brand else {}
    _check_known("brand.fonts", brand_fonts, _FONT_ROLES)
    _check_known("brand.colors", dict(brand.colors) if brand else {}, [name for name, _ in theme.palette])
    _check_families(theme, brand_fonts, fonts)
    if not brand_fonts:
        return theme
    types = []
    for role, style in theme.types:
        family = brand_fonts.get("headline" if role in _LARGE_TYPES else "text")
        if family:
            style = replace(style, text=_with_family(style.text, family), strong=_with_family(style.strong, family))
        types.append((role, style))
    return replace(theme, types=tuple(types))


def _check_families(theme: Theme, brand_fonts: Mapping[str, str], fonts: FontLibrary) -> None:
    """Raise SceneError for families that are not available: the brand's, each at its field, or the theme's."""
    named = [(f"brand.fonts.{role}", family) for role, family in brand_fonts.items()]
    families = {face.family for _, t in theme.types for s in (t.text, t.strong) for _, face in s.faces}
    named += [("theme", family) for family in sorted(families.difference(brand_fonts.values()))]
    hint = ("`factcards fonts` lists ours; name the folder that holds yours as `.ttf`, `.otf` or `.woff2`: "
            "`fonts: folder` in set.yaml or the theme, or `make_card(fonts=folder)`")
    problems = [
        Problem("error", f"the font family `{family}` is not available", field=field, hint=hint, kind="font")
        for field, family in named
        if not fonts.has_family(family)
    ]
    if problems:
        raise SceneError(problems)


def _check_known(field: str, names: Iterable[str], known: Sequence[str]) -> None:
    """Raise SceneError for names that the theme does not have; without an error they would have no effect."""
    problems = [
        Problem("error", f"the theme has no `{name}`", field=f"{field}.{name}", hint=_suggest(field, name, known),
                kind="brand")
        for name in names
        if name not in known
    ]  # fmt: skip
    if problems:
        raise SceneError(problems)


def _suggest(field: str, name: str, known: Sequence[str]) -> str:
    """Return a hint: the name that is meant, or what the theme has, since cards share a brand but not a palette."""
    if closest_name(name, known) or field != "brand.colors":
        return suggest(name, known)
    return f"write one of its colours ({', '.join(f'`{one}`' for one in known)}), or remove this one"


def _with_family(style: TextStyle, family: str) -> TextStyle:
    faces = tuple((k, replace(f, family=family, scale=1.0) if k in _BRANDED_SCRIPTS else f) for k, f in style.faces)
    return replace(style, faces=faces)


def measure_brand(box: Box, size: float) -> int:
    """Return the height of a brand whose name is set at `size`, in whole pixels."""
    return round(size * (_LOGO_HEIGHT if box.image else _CAP_HEIGHT * _MARK_HEIGHT))


def measure_name_indent(size: float) -> float:
    """Return the distance of the name from the start of the brand, in whole pixels."""
    return round(size * _CAP_HEIGHT * _MARK_HEIGHT) + round(size * _NAME_GAP)


def place_brand(box: Box, fitted: FitResult, area: Rect, setting: TextSetting, photos: PhotoLibrary) -> DraftGroup:
    """Place the logo, or the mark and the name after it, with the capitals centred on the mark.

    Mark and name are one unit. It is at the start of `area` and runs in the direction of the name: a Latin name is to
    the right of its mark on any card.
    """
    if box.image:
        return DraftGroup((_place_logo(box.image.photo, area, setting, photos),), box.role, area=area, tag=box.tags[0])
    size = fitted.size
    diameter, indent = measure_brand(box, size), measure_name_indent(size)
    line = fitted.paragraphs[0][0]
    ink = round((line.right - line.left) * size)
    is_rtl_name = bool(line.runs) and min(line.runs, key=lambda run: run.start).level % 2 == 1
    start = round(area.right) - indent - ink if setting.direction == "rtl" else round(area.x)
    mark_x = start + ink + indent - diameter if is_rtl_name else start
    capitals = round(size * _CAP_HEIGHT)
    top = round(area.y + (diameter + capitals) / 2 - fitted.ascent * size)
    name = Rect(start if is_rtl_name else start + indent, top, ink, area.height)
    center = Point(mark_x + diameter / 2, area.y + diameter / 2)
    slit = max(2.0, diameter * _SLIT_RATIO)
    nodes: tuple[Draft, ...] = (
        Shape(_draw_half_disc(center, diameter / 2, slit, upper=True), box.color("accent")),
        Shape(_draw_half_disc(center, diameter / 2, slit, upper=False), box.color("color")),
        *place_words(box, fitted, name, setting).nodes,
    )
    upper = min(area.y, name.y)   # letters extend above and below the mark
    height = math.ceil(max(area.bottom, name.y + fitted.height)) - upper
    return DraftGroup(nodes, box.role, area=Rect(area.x, upper, area.width, height))


def _place_logo(logo: PhotoKey, area: Rect, setting: TextSetting, photos: PhotoLibrary) -> Picture:
    """Return the logo without wide clear margins, as high as the brand's area unless it is very wide."""
    visible = photos.visible_area(logo)
    ratio = visible.width / visible.height
    width = min(round(area.height * ratio), round(area.height * _MAX_LOGO_RATIO), int(area.width))
    width, height = max(1, width), max(1, round(width / ratio))
    x = area.right - width if setting.direction == "rtl" else area.x
    place = Rect(x, area.y + (area.height - height) // 2, width, height)
    return Picture(logo, visible, place)


def find_small_logos(nodes: tuple[Node, ...], photos: PhotoLibrary, unit: float) -> list[Problem]:
    """Return a warning for a logo that is too small on the card, or whose mark is on a plate that is much larger.

    `unit` is the pixels of a reference pixel.
    """
    logos = [n for g in walk_groups(nodes) if g.role == "brand" for n in g.nodes if isinstance(n, Picture)]
    problems = []
    for logo in logos:
        width, height = logo.area.width, logo.area.height
        mark = photos.mark_area(logo.photo)
        mark_size = mark.width * width / logo.crop.width, mark.height * height / logo.crop.height
        if max(width, height) < MIN_LOGO_LENGTH * unit or min(width, height) < MIN_LOGO_BREADTH * unit:
            message = f"the logo is {width:g} × {height:g} pixels on the card"
            hint = "use a logo with a less extreme ratio of width to height"
        elif max(mark_size) < _MIN_MARK * unit:
            message = f"the mark on the logo's plate is {mark_size[0]:.0f} × {mark_size[1]:.0f} pixels on the card"
            hint = "crop the margins of the logo"
        else:
            continue
        problems.append(Problem("warning", message, field="brand.logo", hint=hint, kind="small-logo"))
    return problems


def _draw_half_disc(center: Point, radius: float, slit: float, *, upper: bool) -> Path:
    """Return one half of a disc, with a gap of `slit` pixels to the other."""
    sign = -1 if upper else 1
    x, y, rise = center.x, center.y + sign * slit / 2, sign * (radius - slit / 2)
    k = 4 / 3 * (math.sqrt(2) - 1)
    points = (
        x - radius, y, x - radius, y + k * rise, x - k * radius, y + rise, x, y + rise,
        x + k * radius, y + rise, x + radius, y + k * rise, x + radius, y,
    )  # fmt: skip
    return Path("MCCZ", points)
