"""Colour glyphs as vectors: HarfBuzz walks the font's paint graph, and each paint becomes an item.

HarfBuzz resolves palettes, variations and both versions of COLR. Its calls are a stack of transforms, clips and groups
("hb-paint" in HarfBuzz's manual); a paint fills the innermost clip.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import uharfbuzz as hb

from ...graphics.color import Color
from ...graphics.geometry import Path, Rect, path_of_rects
from ...graphics.matrices import Matrix, multiply_matrices, transform_path
from ...graphics.spread_gradients import Spread, spread_gradient
from ...graphics.vector_pictures import (
    Blend,
    Clip,
    InexpressibleError,
    VectorFill,
    VectorItem,
    VectorLayer,
    VectorPaint,
    VectorPicture,
)
from ...text.fonts.font_library import Font
from .glyph_gradients import SPREADS, make_linear_gradient, make_radial_gradient, read_color
from .glyph_outlines import draw_outline
from .layers import blend_items, flatten_layer, mask_items

_Y_DOWN: Matrix = (1.0, 0.0, 0.0, -1.0, 0.0, 0.0)
_BLENDS: dict[int, Blend] = {
    hb.PaintCompositeMode.SCREEN: "screen", hb.PaintCompositeMode.OVERLAY: "overlay",
    hb.PaintCompositeMode.DARKEN: "darken", hb.PaintCompositeMode.LIGHTEN: "lighten",
    hb.PaintCompositeMode.COLOR_DODGE: "color-dodge", hb.PaintCompositeMode.COLOR_BURN: "color-burn",
    hb.PaintCompositeMode.HARD_LIGHT: "hard-light", hb.PaintCompositeMode.SOFT_LIGHT: "soft-light",
    hb.PaintCompositeMode.DIFFERENCE: "difference", hb.PaintCompositeMode.EXCLUSION: "exclusion",
    hb.PaintCompositeMode.MULTIPLY: "multiply", hb.PaintCompositeMode.HSL_HUE: "hue",
    hb.PaintCompositeMode.HSL_SATURATION: "saturation", hb.PaintCompositeMode.HSL_COLOR: "color",
    hb.PaintCompositeMode.HSL_LUMINOSITY: "luminosity",
}  # fmt: skip
"""The composite modes of COLR (OpenType 1.9.1, COLR, "Format 32") that are blend modes."""

_MAX_POINTS = 20_000
"""Maximum number of points of a glyph as vectors; more take more bytes than its pixels at 300 to an inch.

They are 35 of Noto's 3,655 emoji, all but one of them flags with coats of arms.
"""


@functools.lru_cache(maxsize=256)
def read_color_glyph(font: Font, glyph: int, foreground: Color) -> VectorPicture | None:
    """Return a glyph of a colour font as vectors in font units, y down, with the glyph's origin at 0, 0.

    `foreground` is the text's colour, which the font may use among its own. The result is None if the glyph has no ink,
    or if vectors cannot express it; then `draw_color_glyph` draws it as pixels.
    """
    extents = font.hb.get_glyph_extents(glyph)
    if extents is None or not extents.width:
        return None
    box = Rect(extents.x_bearing, -extents.y_bearing, extents.width, -extents.height)
    reader = _GlyphReader(font.hb, box)
    font.hb.paint_glyph(glyph, reader.funcs, None, 0, hb.Color(*foreground.rgb, 255))
    return None if reader.has_failed else VectorPicture(tuple(reader.groups[0]), box)


class _GlyphReader:
    """Receives the paints of one glyph; `groups` has the items of each open group, the glyph's own first."""

    def __init__(self, font: hb.Font, box: Rect) -> None:
        self.groups: list[list[VectorItem]] = [[]]
        self.has_failed = False   # an exception in a callback would be lost
        self._font = font
        self._box = box
        self._matrices = [_Y_DOWN]
        self._clips: list[Path] = []
        self._points = 0
        self._outlines: dict[int, Path] = {}
        self.funcs = hb.PaintFuncs()
        for name, function in (
            ("push_transform", self._push_transform), ("pop_transform", self._pop_transform),
            ("push_clip_glyph", self._push_clip_glyph), ("push_clip_rectangle", self._push_clip_rectangle),
            ("pop_clip", self._pop_clip), ("push_group", self._push_group), ("pop_group", self._pop_group),
            ("color", self._paint_color), ("linear_gradient", self._paint_linear),
            ("radial_gradient", self._paint_radial), ("sweep_gradient", self._refuse), ("image", self._refuse),
        ):  # fmt: skip
            getattr(self.funcs, f"set_{name}_func")(self._guard(function))

    def _guard(self, function: Callable[..., None]) -> Callable[..., bool]:
        """Return a callback that notes what cannot be expressed; after that, nothing more is read."""
        def call(*arguments: Any) -> bool:
            if not self.has_failed:
                try:
                    function(*arguments[:-1])
                except InexpressibleError:
                    self.has_failed = True
            return not self.has_failed

        return call

    def _push_transform(self, *matrix: float) -> None:
        self._matrices.append(multiply_matrices(self._matrices[-1], matrix))   # type: ignore[arg-type]

    def _pop_transform(self) -> None:
        self._matrices.pop()

    def _push_clip_glyph(self, glyph: int) -> None:
        if glyph not in self._outlines:
            self._outlines[glyph] = draw_outline(self._font, glyph)
        self._clips.append(transform_path(self._matrices[-1], self._outlines[glyph]))

    def _push_clip_rectangle(self, left: float, bottom: float, right: float, top: float) -> None:
        area = path_of_rects([Rect(left, bottom, right - left, top - bottom)])
        self._clips.append(transform_path(self._matrices[-1], area))

    def _pop_clip(self) -> None:
        self._clips.pop()

    def _push_group(self) -> None:
        self.groups.append([])

    def _pop_group(self, mode: int) -> None:
        source = tuple(self.groups.pop())
        below = self.groups[-1]
        if mode == hb.PaintCompositeMode.SRC_OVER:
            below += flatten_layer(VectorLayer(source))
        elif mode in _BLENDS:
            below.append(blend_items(source, _BLENDS[mode]))
        elif mode == hb.PaintCompositeMode.SRC_IN:
            below[:] = mask_items(source, tuple(below))
        elif mode == hb.PaintCompositeMode.DEST_IN:
            below[:] = mask_items(tuple(below), source)
        elif mode == hb.PaintCompositeMode.DEST_OVER:
            below[:] = [*flatten_layer(VectorLayer(source)), *flatten_layer(VectorLayer(tuple(below)))]
        elif mode == hb.PaintCompositeMode.SRC:
            below[:] = source
        elif mode == hb.PaintCompositeMode.CLEAR:
            below.clear()
        elif mode != hb.PaintCompositeMode.DEST:
            raise InexpressibleError

    def _paint_color(self, color: hb.Color, _is_foreground: bool) -> None:
        self._fill(read_color(color))

    def _paint_linear(self, line: hb.ColorLine, *points: float) -> None:
        self._fill(make_linear_gradient(line, points, self._matrices[-1]), SPREADS[line.extend])

    def _paint_radial(self, line: hb.ColorLine, *circles: float) -> None:
        self._fill(make_radial_gradient(line, circles, self._matrices[-1]), SPREADS[line.extend])

    def _refuse(self, *_: Any) -> None:
        raise InexpressibleError

    def _fill(self, paint: VectorPaint | None, spread: Spread = "pad") -> None:
        """Fill the clips' common area. Raises InexpressibleError if the glyph now has too many points."""
        if paint is None or any(not clip.points for clip in self._clips):
            return
        self._points += sum(len(clip.points) // 2 for clip in self._clips)
        if self._points > _MAX_POINTS:
            raise InexpressibleError
        clips = _leave_out_containing(self._clips) or [path_of_rects([self._box])]
        if not isinstance(paint, Color):
            paint = spread_gradient(paint, spread, clips[-1].bounds())
        fill = VectorFill(clips[-1], paint)
        outer = tuple(Clip(path) for path in clips[:-1])
        group = self.groups[-1]
        last = group[-1] if group else None
        if not outer:
            group.append(fill)
        elif isinstance(last, VectorLayer) and last == VectorLayer(last.items, clips=outer):
            group[-1] = VectorLayer((*last.items, fill), clips=outer)   # most glyphs have one clip around everything
        else:
            group.append(VectorLayer((fill,), clips=outer))


def _leave_out_containing(clips: list[Path]) -> list[Path]:
    """Return the clips without the rectangles that contain the whole of another one, and so change nothing."""
    kept = list(clips)
    for clip in clips:
        rects = [clip.bounds()] if clip.verbs == "MLLLZ" and len(set(clip.points)) <= 4 else []
        others = [other for other in kept if other is not clip]
        if rects and any(rects[0].contains(other.bounds()) for other in others):
            kept = others
    return kept
