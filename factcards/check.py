"""The faults that a careful reader would see in a scene, found from the scene alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from .errors import Problem
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
    walk_groups,
    walk_nodes,
)

_SHORT_LINK = 40
"""Length of a link, in characters, up to which a shorter link would not make its code noticeably smaller."""
_BESIDE, _BEYOND = 0.35, 0.12
"""Ems by which ink may reach out of its room: at a line's ends, where letters lean out of their
advances (Marchen does so by a third), and above and below."""


def check_scene(scene: Scene) -> tuple[Problem, ...]:
    """Everything wrong or doubtful in a scene; an error means that the picture must not be published."""
    return tuple(problem for check in CHECKS for problem in check(scene))


def _check_contrast(scene: Scene) -> Iterator[Problem]:
    """Words stand out from the worst place behind them (WCAG 2.2, 1.4.3); one problem for each role, the worst."""
    worst: dict[str, tuple[float, Problem]] = {}
    for role, text in _texts(scene):
        fills = [text.fill, *([text.accent] if any(r.emphasis for r in text.line.runs) else [])]
        for fill in fills:
            ratio = min(
                contrast_ratio(c.luminance, behind)
                for c in _colors(fill)
                for behind in (text.ground.darkest, text.ground.lightest)
            )
            small = SMALL_PRINT_CONTRAST if role in SMALL_PRINT_ROLES else TEXT_CONTRAST
            wanted = LARGE_TEXT_CONTRAST if text.size >= LARGE_TEXT_SIZE * scene.unit else small
            if ratio < wanted and (role not in worst or ratio < worst[role][0]):
                message = f"contrast of {ratio:.1f}:1 is under {wanted}:1 in “{_start(text)}”"
                worst[role] = (ratio, Problem("error", message, field=role,
                                              hint="choose colours further apart", kind="contrast"))
    yield from (problem for _, problem in worst.values())


def _check_marks(scene: Scene) -> Iterator[Problem]:
    """What a chart draws stands out from all beside it (WCAG 2.2, 1.4.11); one warning for each role, the worst."""
    worst: dict[str, float] = {}
    for role, node in walk_nodes(scene.nodes):
        if isinstance(node, Shape) and node.ground:
            beside = node.ground.darkest, node.ground.lightest
            ratio = min(contrast_ratio(c.luminance, other) for c in _colors(node.fill) for other in beside)
            worst[role] = min(ratio, worst.get(role, ratio))
    for role, ratio in worst.items():
        if ratio < MARK_CONTRAST:
            message = f"the chart's contrast of {ratio:.1f}:1 is under {MARK_CONTRAST:g}:1"
            yield Problem("warning", message, field=role or "chart",
                          hint="choose colours further apart", kind="chart-contrast")


def _check_safe_area(scene: Scene) -> Iterator[Problem]:
    canvas = Rect(0, 0, scene.width, scene.height)
    for role, text in _texts(scene):
        ink = text.ink_rect()
        if not canvas.contains(ink, slack=0.5):
            yield Problem("error", f"“{_start(text)}” runs off the card", field=role, kind="off-card")
        elif not scene.safe.contains(ink, slack=6 * scene.unit):
            yield Problem("error", f"“{_start(text)}” lies outside the area that apps leave free",
                          field=role, kind="safe-area")
    for group in _codes(scene):
        if not scene.safe.contains(code_area(group)):
            yield Problem("error", "the code lies outside the area that apps leave free",
                          field="code", kind="safe-area")


def _check_overlap(scene: Scene) -> Iterator[Problem]:
    """No glyph's ink may meet that of another line, nor a line's a code's quiet zone."""
    inks = [(role, text, text.ink_rect()) for role, text in _texts(scene)]
    for index, (role, text, ink) in enumerate(inks):
        for other_role, other, other_ink in inks[index + 1 :]:
            # parts of one figure are kerned by eye: their boxes may meet, their strokes do not
            if ink.intersects(other_ink) and not (role == other_role == "headline") and _touch(text, other):
                message = f"“{_start(text)}” runs into “{_start(other)}”"
                yield Problem("error", message, field=other_role, kind="overlap")
    for group in _codes(scene):
        quiet = _quiet_zone(group)
        for role, text, ink in inks:
            if quiet.intersects(ink):
                yield Problem("error", f"“{_start(text)}” stands in the code's quiet zone",
                              field=role, kind="quiet-zone")


def _check_room(scene: Scene) -> Iterator[Problem]:
    """No line leaves the room that its words were given, but for what hangs at its ends."""
    for group in walk_groups(scene.nodes):
        for text in group.nodes if group.area else ():
            if isinstance(text, Text) and text.line.runs and group.area:
                area, hung = group.area, max(text.line.hang_start, text.line.hang_end)
                x, y = (_BESIDE + hung) * text.size, _BEYOND * text.size
                if not Rect(area.x - x, area.y - y, area.width + 2 * x, area.height + 2 * y).contains(text.ink_rect()):
                    yield Problem("error", f"“{_start(text)}” stands out of the room for it",
                                  field=group.role, kind="out-of-room")


def _check_clips(scene: Scene) -> Iterator[Problem]:
    """No ink is cut off by the outline of a group around it."""
    yield from _find_cut(scene.nodes, "", None)


def _find_cut(nodes: tuple[Node, ...], role: str, clip: Rect | None) -> Iterator[Problem]:
    for node in nodes:
        if isinstance(node, Group):
            own = node.clip.bounds() if node.clip else None
            yield from _find_cut(node.nodes, node.role or role, clip.intersection(own) if clip and own else own or clip)
        elif isinstance(node, Text) and node.line.runs and clip and not clip.contains(node.ink_rect(), slack=0.5):
            yield Problem("error", f"“{_start(node)}” is cut off", field=role, kind="cut-off")


def _check_cover(scene: Scene) -> Iterator[Problem]:
    """No words are covered by what is drawn over them, and nothing is drawn into a code's quiet zone."""
    yield from _find_covered(scene.nodes, Group(()), None, [])


_Kept = tuple[Group, Rect, str, str]
"""What is to stay clear: its group, its room, its role, and what is wrong where something covers it."""


def _find_covered(
    nodes: tuple[Node, ...], group: Group, clips: tuple[Rect, ...] | None, kept: list[_Kept]
) -> Iterator[Problem]:
    for node in nodes:
        match node:
            case Group():
                own = node.clip.filled_rects() if node.clip else None
                inner = own if clips is None else clips if own is None else _meet(clips, own)
                yield from _find_covered(node.nodes, node if node.role else group, inner, kept)
                if node.role == "code":
                    kept.append((node, _quiet_zone(node), "code", "something is drawn into the code's quiet zone"))
            case Text():
                if node.line.runs:
                    kept.append((group, node.ink_rect().grow(-1), group.role, f"“{_start(node)}” is covered"))
            case Shape() | Picture():
                around = node.area if isinstance(node, Picture) else node.path.bounds()
                near = [one for one in kept if one[0] is not group and one[1].intersects(around)]
                covered = _list_covered(node, clips, near) if near else []
                yield from (Problem("error", message, field=role, kind="covered") for _, _, role, message in covered)
                kept[:] = [one for one in kept if one not in covered]
            case Link():
                continue
            case _:
                assert_never(node)


def _list_covered(node: Shape | Picture, clips: tuple[Rect, ...] | None, near: list[_Kept]) -> list[_Kept]:
    """Which of what is to stay clear is covered by what a node surely hides: as much of it as is shown."""
    solid = (node.area,) if isinstance(node, Picture) else node.path.filled_rects() if is_opaque(node.fill) else ()
    shown = solid if clips is None else _meet(solid, clips)
    return [one for one in near if any(one[1].intersects(r) for r in shown)]


def _meet(some: tuple[Rect, ...], others: tuple[Rect, ...]) -> tuple[Rect, ...]:
    both = (a.intersection(b) for a in some for b in others)
    return tuple(r for r in both if r.width > 0 and r.height > 0)


def _touch(text: Text, other: Text) -> bool:
    """Whether a glyph of one line meets a glyph of the other; their rectangles do."""
    shared = text.ink_rect().intersection(other.ink_rect())
    return any(a.intersects(b) for a in text.glyph_rects_in(shared) for b in other.glyph_rects_in(shared))


def _check_type_size(scene: Scene) -> Iterator[Problem]:
    printed = scene.dpi * MIN_PRINTED_TEXT_SIZE / POINTS_PER_INCH
    smallest = printed if scene.dpi else round(MIN_TEXT_SIZE * min(scene.unit, 1.0))
    for role, text in _texts(scene):
        if text.size < smallest and role != "headline":
            found = f"{text.size * POINTS_PER_INCH / scene.dpi:.1f} pt" if scene.dpi else f"{text.size:g} px"
            where = "print" if scene.dpi else "read on a phone"
            message = f"type of {found} is too small to {where}: “{_start(text)}”"
            yield Problem("warning", message, field=role, kind="small-type")


def _check_code(scene: Scene) -> Iterator[Problem]:
    for group in _codes(scene):
        module = module_size(group)
        yield from _check_code_colors(group)
        printed = module / scene.dpi * MM_PER_INCH if scene.dpi else 0.0
        if printed and printed < MIN_PRINTED_MODULE:
            message = f"the code's modules of {printed:.2f} mm are under {MIN_PRINTED_MODULE:g} mm"
            yield Problem("error", message, field="code", kind="code")
        if module < MIN_MODULE:
            yield Problem("error", f"the code's modules of {module:g} px are under {MIN_MODULE} px",
                          field="code", kind="code")
        if not Rect(0, 0, scene.width, scene.height).contains(_quiet_zone(group)):
            yield Problem("error", "the code's quiet zone reaches over the card's edge",
                          field="code", kind="quiet-zone")


def _check_code_colors(group: Group) -> Iterator[Problem]:
    """Dark on light, or many apps do not read it (ISO/IEC 18004)."""
    inks = [c.luminance for c in _colors(code_shape(group).fill)]
    ground = group.ground
    if ground is None or not inks:
        return
    lightest = max(inks)
    ratio, dark = contrast_ratio(lightest, ground.darkest), lightest < ground.darkest
    if dark and ratio >= CODE_CONTRAST:
        return
    url = next((node.url for node in group.nodes if isinstance(node, Link)), "")
    partly_readable = lightest < ground.lightest and contrast_ratio(lightest, ground.lightest) >= CODE_CONTRAST
    if len(url) > _SHORT_LINK and partly_readable:
        # only a part of the code is on a dark background: a smaller code would not reach it, and no colour would help
        message = f"the code of this link of {len(url)} characters reaches over something darker"
        hint = "give a short link that leads on to the long one, or the theme's code a plate"
        yield Problem("error", message, field="action.url", hint=hint, kind="code-colors")
    elif not dark:
        yield Problem("error", "the code is not dark on light", field="code",
                      hint="give it a darker ink or a plate", kind="code-colors")
    else:
        message = f"the code's contrast of {ratio:.1f}:1 is under {CODE_CONTRAST:g}:1"
        yield Problem("error", message, field="code", hint="choose colours further apart", kind="code-colors")


def _quiet_zone(code: Group) -> Rect:
    return code_area(code).grow(QUIET_ZONE * module_size(code))


def _codes(scene: Scene) -> Iterator[Group]:
    return (g for g in walk_groups(scene.nodes) if g.role == "code")


def _texts(scene: Scene) -> Iterator[tuple[str, Text]]:
    return ((role, node) for role, node in walk_nodes(scene.nodes) if isinstance(node, Text) and node.line.runs)


def _colors(fill: Paint) -> tuple[Color, ...]:
    return tuple(c for _, c in fill.stops) if isinstance(fill, Gradient) else (fill,)


def _start(text: Text) -> str:
    words = text.line.text.strip()
    return words if len(words) <= 32 else f"{words[:31]}…"


def links_of(scene: Scene) -> tuple[str, ...]:
    """Where the scene's links lead."""
    return tuple(node.url for _, node in walk_nodes(scene.nodes) if isinstance(node, Link))


CHECKS: tuple[Callable[[Scene], Iterator[Problem]], ...] = (
    _check_contrast,
    _check_marks,
    _check_safe_area,
    _check_overlap,
    _check_room,
    _check_clips,
    _check_cover,
    _check_type_size,
    _check_code,
)
