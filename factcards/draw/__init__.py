"""Drawing: a scene is rasterized and encoded as the bytes of a picture, by one function per format (`FORMATS`).

`raster` draws pixels, with masks from `glyph_masks`. `png_writer` and `encoders` write them as bytes, with the words of
`xmp_packet` inside; `dump` writes a scene as text.
"""

from __future__ import annotations

from collections.abc import Callable

from ..errors import DrawError
from ..model.assets import Assets
from ..model.formats import resolve_format
from ..model.scene import Scene
from .dump import dump_scene
from .encoders import encode_jpeg, encode_webp
from .png_writer import encode_png, encode_small_png
from .raster import draw_image
from .xmp_packet import make_xmp

__all__ = ["FORMATS", "draw_image", "draw_scene"]


def _draw_png(scene: Scene, assets: Assets) -> bytes:
    return encode_png(draw_image(scene, assets), scene.description, scene.dpi, make_xmp(scene))


def _draw_small_png(scene: Scene, assets: Assets) -> bytes:
    return encode_small_png(draw_image(scene, assets), scene.description, scene.dpi, make_xmp(scene))


def _draw_jpeg(scene: Scene, assets: Assets) -> bytes:
    return encode_jpeg(draw_image(scene, assets), scene.description, scene.dpi, make_xmp(scene))


def _draw_webp(scene: Scene, assets: Assets) -> bytes:
    return encode_webp(draw_image(scene, assets), scene.description, scene.dpi, make_xmp(scene))


def _draw_dump(scene: Scene, _assets: Assets) -> bytes:
    return dump_scene(scene).encode()


FORMATS: dict[str, Callable[[Scene, Assets], bytes]] = {
    "png": _draw_png,
    "jpeg": _draw_jpeg,
    "webp": _draw_webp,
    "dump": _draw_dump,
}
"""The function that draws each format; the names are those of `model.formats`."""
_SMALL = {"png": _draw_small_png}
"""Formats with an encoder that takes longer and produces a smaller file."""


def draw_scene(scene: Scene, format: str, assets: Assets, *, small: bool = False) -> bytes:  # noqa: A002 - a public name
    """Return the scene encoded in a format of FORMATS; the same scene always gives the same bytes.

    `small` minimises the number of bytes, which takes longer. Raises DrawError if the format is unknown or cannot hold
    the scene.
    """
    name = resolve_format(format)
    if name not in FORMATS:
        raise DrawError(f"there is no format `{format}`; expected one of {', '.join(FORMATS)}")
    return (_SMALL.get(name, FORMATS[name]) if small else FORMATS[name])(scene, assets)

