"""Checks of a finished scene for problems that a careful reader would notice, such as low contrast; see `CHECKS`.

The thresholds are in `model.legibility`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import assert_never

from .errors import Problem, Severity
from .graphics.color import Color, Gradient, Paint, contrast_ratio, is_opaque
from .graphics.geometry import Rect
from .model.legibility import (
    CODE_CONTRAST,
    LARGE_TEXT_CONTRAST,
    LARGE_TEXT_SIZE,
    MARK_CONTRAST,
    MIN_MODULE,
    MIN_PRINTED_MODULE,
    MIN_PRINTED_TEXT_SIZE,
    MIN_TEXT_SIZE,
    MM_PER_INCH,
    POINTS_PER_INCH,
    QUIET_ZONE,
    SHORT_LINK_HINT,
    SMALL_PRINT_CONTRAST,
    SMALL_PRINT_ROLES,
    TEXT_CONTRAST,
)
from .model.scene import (
    Group,
    Link,
    Node,
    Picture,
    Scene,
    Shape,
    Text,
    code_area,
    code_shape,
    module_size,
    take_scene,
    walk_groups,
    walk_nodes,
)

_MAX_SHORT_LINK = 40
"""Length of a link, in characters, up to which a shorter link would not make its code noticeably smaller."""
_MAX_SIDE_OVERHANG, _MAX_VERTICAL_OVERHANG = 0.35, 0.12
"""Maximum extent of ink outside its area, in ems.

At the ends of a line, glyphs extend beyond their advances: in Marchen by a third of an em.
"""
_MAX_UNSAFE = 6
"""Maximum extent of ink outside the safe area, in reference pixels."""
_TOLERANCE_PX = 0.5
"""Maximum extent of ink outside the card or a clip, in px; half a pixel is not visible."""
_MAX_EXCERPT = 32
"""Maximum length of the text that a message quotes, in characters."""
_APART = "choose colours further apart"
_MORE_ROOM = "give the part more room in the theme, or shorten the words"
_HINTS = {
    "contrast": _APART,
    "chart-contrast": _APART,
    "off-card": _MORE_ROOM,
    "safe-area": "add the edge to the `safe` of a part around it in the theme, or increase that part's `pad`",
    "overlap": "increase the `gap` between the parts in the theme, or reduce an `overlap`",
    "quiet-zone": "increase the `gap` or `pad` around the code in the theme",
    "out-of-room": _MORE_ROOM,
    "cut-off": _MORE_ROOM,
    "covered": "put what covers it before it in the theme, or move the two apart",
    "small-type": "increase the smallest `size` of the part in the theme, or shorten the words",
    "code": f"{SHORT_LINK_HINT}, or give the code more room in the theme",
    "code-colors": _APART,
}
"""What to do about each kind of problem that is found here, unless the check knows better."""


def check_scene(scene: Scene) -> tuple[Problem, ...]:
    """Return every problem in a scene. If one is an error, the picture must not be published.

    Raises RequestError if it is not a Scene.
    """
    take_scene(scene)
    return tuple(problem for check in CHECKS for problem in check(scene))


@dataclass(frozen=True, slots=True)
class LowContrast:
    """A text whose contrast with its background is too low, with its role and the colour that decides."""

    role: str
    ratio: float
    required: float
    text: Text
    color: Color


def find_low_contrast(scene: Scene) -> tuple[LowContrast, ...]:
    """Return the text with the lowest contrast of each role in which one is too low (WCAG 2.2, 1.4.3)."""
    worst: dict[str, LowContrast] = {}
    for role, text in _walk_texts(scene):
        fills = [text.fill, *([text.accent] if any(r.emphasis for r in text.line.runs) else [])]
        for fill in fills:
            ratio, color = min(
                ((contrast_ratio(c.luminance, behind), c)
                 for c in _paint_colors(fill)
                 for behind in (text.ground.darkest, text.ground.lightest)),
                key=itemgetter(0),
            )  # fmt: skip
            normal = SMALL_PRINT_CONTRAST if role in SMALL_PRINT_ROLES else TEXT_CONTRAST
            required = LARGE_TEXT_CONTRAST if text.size >= LARGE_TEXT_SIZE * scene.unit else normal
            if ratio < required and (role not in worst or ratio < worst[role].ratio):
                worst[role] = LowContrast(role, ratio, required, text, color)
    return tuple(worst.values())


def _find_contrast_problems(scene: Scene) -> Iterator[Problem]:
    """Yield the worst problem of each role whose text has too little contrast with its background."""
    for low in find_low_contrast(scene):
        message = f"contrast of {low.ratio:.1f}:1 is under {low.required:g}:1 in “{_excerpt(low.text)}”"
        yield _make_problem("contrast", message, low.role)


def _find_faint_marks(scene: Scene) -> Iterator[Problem]:
    """Yield the worst problem of each role whose chart marks have too little contrast (WCAG 2.2, 1.4.11)."""
    worst: dict[str, float] = {}
    for role, node in walk_nodes(scene.nodes):
        if isinstance(node, Shape) and node.ground:
            beside = node.ground.darkest, node.ground.lightest
            ratio = min(contrast_ratio(c.luminance, other) for c in _paint_colors(node.fill) for other in beside)
            worst[role] = min(ratio, worst.get(role, ratio))
    for role, ratio in worst.items():
        if ratio < MARK_CONTRAST:
            message = f"the chart's contrast of {ratio:.1f}:1 is under {MARK_CONTRAST:g}:1"
            yield _make_problem("chart-contrast", message, role or "chart", severity="warning")


def _find_outside_safe_area(scene: Scene) -> Iterator[Problem]:
    """Yield a problem for text and codes that are outside the card or the area that apps leave free."""
    canvas = Rect(0, 0, scene.width, scene.height)
    for role, text in _walk_texts(scene):
        ink = text.ink_rect()
        if not canvas.contains(ink, slack=_TOLERANCE_PX):
            yield _make_problem("off-card", f"“{_excerpt(text)}” runs off the card", role)
        elif not scene.safe.contains(ink, slack=_MAX_UNSAFE * scene.unit):
            yield _make_problem("safe-area", f"“{_excerpt(text)}” is outside the area that apps leave free", role)
    for group in _code_groups(scene):
        if not scene.safe.contains(code_area(group)):
            yield _make_problem("safe-area", "the code is outside the area that apps leave free", "code")


def _find_overlaps(scene: Scene) -> Iterator[Problem]:
    """Yield a problem for text that overlaps another text or the quiet zone of a code."""
    inks = [(role, text, text.ink_rect()) for role, text in _walk_texts(scene)]
    for index, (role, text, ink) in enumerate(inks):
        for other_role, other, other_ink in inks[index + 1 :]:
            # the parts of a figure are kerned optically: their rectangles may overlap, their strokes do not
            is_figure = role == other_role == "headline"
            if ink.intersects(other_ink) and not is_figure and _has_touching_glyphs(text, other):
                message = f"“{_excerpt(text)}” runs into “{_excerpt(other)}”"
                yield _make_problem("overlap", message, other_role)
    for group in _code_groups(scene):
        quiet = _quiet_zone(group)
        for role, text, ink in inks:
            if quiet.intersects(ink):
                yield _make_problem("quiet-zone", f"“{_excerpt(text)}” is in the code's quiet zone", role)


def _find_text_outside_group(scene: Scene) -> Iterator[Problem]:
    """Yield a problem for each line outside the area of its group; hanging punctuation is allowed."""
    for group in walk_groups(scene.nodes):
        for _, text in walk_nodes(group.nodes) if group.area else ():
            if isinstance(text, Text) and text.line.runs and group.area:
                area, hung = group.area, max(text.line.hang_start, text.line.hang_end)
                x, y = (_MAX_SIDE_OVERHANG + hung) * text.size, _MAX_VERTICAL_OVERHANG * text.size
                if not Rect(area.x - x, area.y - y, area.width + 2 * x, area.height + 2 * y).contains(text.ink_rect()):
                    yield _make_problem("out-of-room", f"“{_excerpt(text)}” extends beyond its area", group.role)


def _find_cut_text(scene: Scene) -> Iterator[Problem]:
    """Yield a problem for text that the clip of a group around it cuts off."""
    yield from _find_clipped(scene.nodes, "", None)


def _find_clipped(nodes: tuple[Node, ...], role: str, clip: Rect | None) -> Iterator[Problem]:
    """Yield a problem for each text outside `clip`, the bounds of all clips around the nodes."""
    for node in nodes:
        if isinstance(node, Group):
            own = node.clip.bounds() if node.clip else None
            inner = clip.intersection(own) if clip and own else own or clip
            yield from _find_clipped(node.nodes, node.role or role, inner)
        elif clip and isinstance(node, Text) and node.line.runs and not clip.contains(node.ink_rect(), _TOLERANCE_PX):
            yield _make_problem("cut-off", f"“{_excerpt(node)}” is cut off", role)


def _find_drawn_over(scene: Scene) -> Iterator[Problem]:
    """Yield a problem where something is drawn over text or into the quiet zone of a code."""
    yield from _find_covered(scene.nodes, Group(()), None, [])


_Protected = tuple[Group, Rect, str, str]
"""An area that must stay visible: its group, the area, its role, and the message if something covers it."""


def _find_covered(
    nodes: tuple[Node, ...], group: Group, clips: tuple[Rect, ...] | None, protected: list[_Protected]
) -> Iterator[Problem]:
    """Yield a problem for each protected area that a later node covers.

    `clips` are the rectangles that the clips around the nodes leave, None without clips. `protected` is updated.
    """
    for node in nodes:
        match node:
            case Group():
                own = node.clip.filled_rects() if node.clip else None
                inner = own if clips is None else clips if own is None else _intersect_all(clips, own)
                yield from _find_covered(node.nodes, node if node.role else group, inner, protected)
                if node.role == "code":
                    protected.append((node, _quiet_zone(node), "code", "something is drawn into the code's quiet zone"))
            case Text():
                if node.line.runs:
                    protected.append((group, node.ink_rect().grow(-1), group.role, f"“{_excerpt(node)}” is covered"))
            case Shape() | Picture():
                around = node.area if isinstance(node, Picture) else node.path.bounds()
                near = [entry for entry in protected if entry[0] is not group and entry[1].intersects(around)]
                covered = _find_hidden(node, clips, near) if near else []
                yield from (_make_problem("covered", message, role) for _, _, role, message in covered)
                protected[:] = [entry for entry in protected if entry not in covered]
            case Link():
                continue
            case _:
                assert_never(node)


def _find_hidden(node: Shape | Picture, clips: tuple[Rect, ...] | None, near: list[_Protected]) -> list[_Protected]:
    """Return the protected entries that the visible, opaque part of a node covers."""
    filled = (node.area,) if isinstance(node, Picture) else node.path.filled_rects() if is_opaque(node.fill) else ()
    shown = filled if clips is None else _intersect_all(filled, clips)
    return [entry for entry in near if any(entry[1].intersects(r) for r in shown)]


def _intersect_all(first: tuple[Rect, ...], second: tuple[Rect, ...]) -> tuple[Rect, ...]:
    both = (a.intersection(b) for a in first for b in second)
    return tuple(r for r in both if r.width > 0 and r.height > 0)


def _has_touching_glyphs(text: Text, other: Text) -> bool:
    """Return whether a glyph of one line overlaps a glyph of another line whose rectangle overlaps its own."""
    shared = text.ink_rect().intersection(other.ink_rect())
    return any(a.intersects(b) for a in text.glyph_rects_in(shared) for b in other.glyph_rects_in(shared))


def _find_small_type(scene: Scene) -> Iterator[Problem]:
    """Yield a problem for text that is too small for a phone, or for print if the scene has a resolution."""
    printed = scene.dpi * MIN_PRINTED_TEXT_SIZE / POINTS_PER_INCH
    smallest = printed if scene.dpi else round(MIN_TEXT_SIZE * min(scene.unit, 1.0))
    for role, text in _walk_texts(scene):
        if text.size < smallest and role != "headline":
            found = f"{text.size * POINTS_PER_INCH / scene.dpi:.1f} pt" if scene.dpi else f"{text.size:g} px"
            where = "print" if scene.dpi else "read on a phone"
            message = f"type of {found} is too small to {where}: “{_excerpt(text)}”"
            yield _make_problem("small-type", message, role, severity="warning")


def _find_code_problems(scene: Scene) -> Iterator[Problem]:
    """Yield problems of each code: its colours, its module size and its quiet zone."""
    for group in _code_groups(scene):
        module = module_size(group)
        yield from _find_code_color_problems(group)
        printed = module / scene.dpi * MM_PER_INCH if scene.dpi else 0.0
        if printed and printed < MIN_PRINTED_MODULE:
            message = f"the code's modules of {printed:.2f} mm are under {MIN_PRINTED_MODULE:g} mm"
            yield _make_problem("code", message, "code")
        if module < MIN_MODULE:
            yield _make_problem("code", f"the code's modules of {module:g} px are under {MIN_MODULE} px", "code")
        if not Rect(0, 0, scene.width, scene.height).contains(_quiet_zone(group)):
            yield _make_problem("quiet-zone", "the code's quiet zone extends beyond the card's edge", "code")


def _find_code_color_problems(group: Group) -> Iterator[Problem]:
    """Yield a problem if a code is not dark on light with enough contrast.

    ISO/IEC 18004 also allows light on dark (“reflectance reversal”), but many apps do not read it.
    """
    inks = [c.luminance for c in _paint_colors(code_shape(group).fill)]
    backdrop = group.ground
    if backdrop is None or not inks:
        return
    lightest = max(inks)
    ratio, dark = contrast_ratio(lightest, backdrop.darkest), lightest < backdrop.darkest
    if dark and ratio >= CODE_CONTRAST:
        return
    url = next((node.url for node in group.nodes if isinstance(node, Link)), "")
    partly_readable = lightest < backdrop.lightest and contrast_ratio(lightest, backdrop.lightest) >= CODE_CONTRAST
    if len(url) > _MAX_SHORT_LINK and partly_readable:
        # only a part of the code is on a dark background: a smaller code would not reach it, and no colour would help
        message = f"the code of this link of {len(url):,} characters extends over a darker background"
        hint = f"{SHORT_LINK_HINT}, or give the theme's code a plate"
        yield _make_problem("code-colors", message, "action.url", hint)
    elif not dark:
        yield _make_problem("code-colors", "the code is not dark on light", "code", "give it a darker ink or a plate")
    else:
        message = f"the code's contrast of {ratio:.1f}:1 is under {CODE_CONTRAST:g}:1"
        yield _make_problem("code-colors", message, "code")


def _make_problem(kind: str, message: str, role: str, hint: str = "", severity: Severity = "error") -> Problem:
    """Return a problem with the hint of its kind, unless another one is given."""
    return Problem(severity, message, field=role, hint=hint or _HINTS[kind], kind=kind)


def _quiet_zone(code: Group) -> Rect:
    return code_area(code).grow(QUIET_ZONE * module_size(code))


def _code_groups(scene: Scene) -> Iterator[Group]:
    return (g for g in walk_groups(scene.nodes) if g.role == "code")


def _walk_texts(scene: Scene) -> Iterator[tuple[str, Text]]:
    return ((role, node) for role, node in walk_nodes(scene.nodes) if isinstance(node, Text) and node.line.runs)


def _paint_colors(fill: Paint) -> tuple[Color, ...]:
    return tuple(c for _, c in fill.stops) if isinstance(fill, Gradient) else (fill,)


def _excerpt(text: Text) -> str:
    """Return the beginning of a text, to be quoted in a message."""
    words = text.line.text.strip()
    return words if len(words) <= _MAX_EXCERPT else f"{words[: _MAX_EXCERPT - 1]}…"


CHECKS: tuple[Callable[[Scene], Iterator[Problem]], ...] = (
    _find_contrast_problems,
    _find_faint_marks,
    _find_outside_safe_area,
    _find_overlaps,
    _find_text_outside_group,
    _find_cut_text,
    _find_drawn_over,
    _find_small_type,
    _find_code_problems,
)
"""The checks, in the order in which their problems are listed."""
