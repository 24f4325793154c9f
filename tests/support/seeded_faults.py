"""Scenes with one fault each, as a back end might draw them: every fault must be seen in the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from factcards.graphics.color import Color, Gradient, Paint
from factcards.graphics.geometry import Path, Point, Rect, path_of_rects
from factcards.model.scene import Group, Node, Picture, Scene, Shape, Text, code_area, code_shape, module_size
from factcards.text.glyphs import FontKey, Glyph, GlyphRun

RED = Color(200, 30, 30)
Change = Callable[[Node], tuple[Node, ...]]


def drop_line(scene: Scene, role: str) -> Scene:
    """Leave out the last line of a role."""
    return _change_last(scene, role, Text, lambda _: ())


def move_line(scene: Scene, role: str, pixels: float = 2.0) -> Scene:
    """Move the last line of a role to the right."""
    return _change_last(scene, role, Text, lambda t: (replace(t, origin=Point(t.origin.x + pixels, t.origin.y)),))


def swap_face(scene: Scene, role: str, font: FontKey) -> Scene:
    """Draw the last line of a role with another font, its glyphs where they were."""

    def swap(text: Text) -> tuple[Node, ...]:
        assert all(run.font != font for run in text.line.runs)
        return (_with_runs(text, tuple(replace(run, font=font) for run in text.line.runs)),)

    return _change_last(scene, role, Text, swap)


def recolor_word(scene: Scene, role: str, color: Color = RED) -> Scene:
    """Draw the first word of the last line of a role in another colour."""

    def recolor(text: Text) -> tuple[Node, ...]:
        first, *others = text.line.runs
        end = next((i for i, g in enumerate(first.glyphs) if first.text[g.cluster] == " "), len(first.glyphs))
        word = replace(first, glyphs=first.glyphs[:end], emphasis=True)
        plain = (replace(run, emphasis=False) for run in (replace(first, glyphs=first.glyphs[end:]), *others))
        return (replace(_with_runs(text, (word, *plain)), accent=color),)

    return _change_last(scene, role, Text, recolor)


def drop_sign(scene: Scene, role: str, sign: str) -> Scene:
    """Leave out the ink of a letter or an emoji wherever it is in the last line of a role."""

    def drop(run: GlyphRun) -> GlyphRun:
        kept: list[Glyph] = []
        gap = 0.0
        for glyph in run.glyphs:
            if run.text[glyph.cluster] == sign:
                gap += glyph.advance
            else:
                kept.append(glyph._replace(dx=glyph.dx + gap))
        if kept:
            kept[-1] = kept[-1]._replace(advance=kept[-1].advance + gap)
        return replace(run, glyphs=tuple(kept))

    changed = _change_last(scene, role, Text, lambda t: (_with_runs(t, map(drop, t.line.runs)),))
    assert changed != scene, f"the last line of {role!r} has no {sign!r}"
    return changed


def flip_module(scene: Scene) -> Scene:
    """Draw one dark module in the middle of the code in white."""

    def flip(group: Group) -> tuple[Node, ...]:
        side, area = module_size(group), code_area(group)
        x, y = area.x + area.width / 2, area.y + area.height / 2
        dark = min(code_shape(group).path.rects() or (), key=lambda rect: abs(rect.x - x) + abs(rect.y - y))
        module = Shape(path_of_rects([Rect(dark.x, dark.y, side, side)]), Color(255, 255, 255))
        return (replace(group, nodes=(*group.nodes, module)),)

    return _change_last(scene, "code", Group, flip)


def drop_picture(scene: Scene, role: str) -> Scene:
    """Leave out the last picture of a role: `brand` for a logo."""
    return _change_last(scene, role, Picture, lambda _: ())


def lighten_scrims(scene: Scene, factor: float = 0.9) -> Scene:
    """Draw every paint that lets something shine through with less opacity."""

    def lighten(color: Color) -> Color:
        return replace(color, alpha=round(color.alpha * factor))

    def lighten_paint(paint: Paint) -> Paint:
        if isinstance(paint, Gradient):
            return replace(paint, stops=tuple((at, lighten(color)) for at, color in paint.stops))
        return lighten(paint) if paint.alpha < 255 else paint

    changed = replace(scene, nodes=tuple(_change_shapes(scene.nodes, lambda s: replace(s, fill=lighten_paint(s.fill)))))
    assert changed != scene, "the scene has no scrim"
    return changed


def shorten_bar(scene: Scene, pixels: float = 2.0) -> Scene:
    """Draw the last shape of the chart narrower."""

    def shorten(shape: Shape) -> tuple[Node, ...]:
        right = shape.path.bounds().right
        points = tuple(v - pixels if i % 2 == 0 and v > right - pixels else v for i, v in enumerate(shape.path.points))
        return (replace(shape, path=Path(shape.path.verbs, points)),)

    return _change_last(scene, "chart", Shape, shorten)


def _with_runs(text: Text, runs: Iterator[GlyphRun] | tuple[GlyphRun, ...]) -> Text:
    return replace(text, line=replace(text.line, runs=tuple(run for run in runs if run.glyphs)))


def _change_shapes(nodes: tuple[Node, ...], change: Callable[[Shape], Shape]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Group):
            yield replace(node, nodes=tuple(_change_shapes(node.nodes, change)))
        else:
            yield change(node) if isinstance(node, Shape) else node


def _change_last(scene: Scene, role: str, kind: type, change: Callable[..., tuple[Node, ...]]) -> Scene:
    """Return the scene with the last node of a kind and role replaced."""
    nodes = _replace_last(scene.nodes, "", role, kind, change)
    assert nodes is not None, f"the scene has no {kind.__name__} of role {role!r}"
    return replace(scene, nodes=nodes)


def _replace_last(
    nodes: tuple[Node, ...], inner: str, role: str, kind: type, change: Callable[..., tuple[Node, ...]]
) -> tuple[Node, ...] | None:
    for index in range(len(nodes) - 1, -1, -1):
        node = nodes[index]
        own = (node.role or inner) if isinstance(node, Group) else inner
        if isinstance(node, kind) and own == role:
            return (*nodes[:index], *change(node), *nodes[index + 1 :])
        if isinstance(node, Group) and (changed := _replace_last(node.nodes, own, role, kind, change)) is not None:
            return (*nodes[:index], replace(node, nodes=changed), *nodes[index + 1 :])
    return None
