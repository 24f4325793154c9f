"""Drawing: a scene becomes the bytes of a file, by one function per format (`FORMATS`).

`raster` draws pixels, with masks from `glyph_masks`; those of a flat card are indexes into a palette in a PNG.
`png_writer` and `encoders` write them as bytes, with the words of `xmp_packet` inside. `pdf` and `svg` write shapes and
text; they are loaded when the first such file is drawn, because their libraries would double the time that drawing
takes to load. `dump` writes a scene as text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..errors import DrawError
from ..late_loading import import_late
from ..model.assets import Assets
from ..model.formats import SvgMode, resolve_format
from ..model.scene import Scene
from .dump import dump_scene
from .png_writer import encode_indexed_png, encode_png, encode_small_png
from .raster import draw_image, draw_indexed_image
from .svg_files import Attachment, SvgFile
from .xmp_packet import make_xmp

if TYPE_CHECKING:
    from . import encoders, pdf
    from . import svg as svg_writer
else:
    encoders = import_late(".encoders", __package__)
    pdf = import_late(".pdf", __package__)
    svg_writer = import_late(".svg", __package__)

__all__ = ["FORMATS", "Attachment", "SvgFile", "draw_image", "draw_pdf", "draw_scene", "draw_svg"]


def _draw_png(scene: Scene, assets: Assets, *, small: bool = False) -> bytes:
    words = scene.description, scene.dpi, make_xmp(scene)
    indexed = draw_indexed_image(scene, assets)
    if indexed:
        return encode_indexed_png(indexed, *words, small=small)
    encode = encode_small_png if small else encode_png
    return encode(draw_image(scene, assets), *words)


def _draw_small_png(scene: Scene, assets: Assets) -> bytes:
    return _draw_png(scene, assets, small=True)


def _draw_jpeg(scene: Scene, assets: Assets) -> bytes:
    return encoders.encode_jpeg(draw_image(scene, assets), scene.description, scene.dpi, make_xmp(scene))


def _draw_webp(scene: Scene, assets: Assets) -> bytes:
    return encoders.encode_webp(draw_image(scene, assets), scene.description, scene.dpi, make_xmp(scene))


def draw_pdf(pages: Sequence[Scene], assets: Assets, title: str = "") -> bytes:
    """Return a PDF document with one page for each scene, as `pdf.draw_pdf` describes."""
    return pdf.draw_pdf(pages, assets, title)


def draw_svg(scene: Scene, assets: Assets, mode: SvgMode = "outlines") -> SvgFile:
    """Return a scene as SVG with the files beside it, as `svg.draw_svg` describes."""
    return svg_writer.draw_svg(scene, assets, mode)


def _draw_page(scene: Scene, assets: Assets) -> bytes:
    return draw_pdf([scene], assets)


def _draw_svg_outlines(scene: Scene, assets: Assets) -> bytes:
    return draw_svg(scene, assets).data


def _draw_svg_text(scene: Scene, assets: Assets) -> bytes:
    return draw_svg(scene, assets, "text").data


def _draw_dump(scene: Scene, _assets: Assets) -> bytes:
    return dump_scene(scene).encode()


FORMATS: dict[str, Callable[[Scene, Assets], bytes]] = {
    "png": _draw_png,
    "jpeg": _draw_jpeg,
    "webp": _draw_webp,
    "pdf": _draw_page,
    "svg": _draw_svg_outlines,
    "dump": _draw_dump,
}
"""The function that draws each format; the names are those of `model.formats`."""


def draw_scene(
    scene: Scene, format: str, assets: Assets, *, small: bool = False,  # noqa: A002 - a public name
    svg: SvgMode = "outlines",
) -> bytes:  # fmt: skip
    """Return the scene encoded in a format of FORMATS; the same scene always gives the same bytes.

    `small` minimises the number of bytes of a PNG, which takes longer. `svg` says how an SVG is written. Raises
    DrawError if the format is unknown or cannot hold the scene, or if an SVG would need other files beside it
    (`draw_svg` returns these).
    """
    name = resolve_format(format)
    if name not in FORMATS:
        raise DrawError(f"there is no format `{format}`; expected one of {', '.join(FORMATS)}")
    if name == "svg" and svg == "linked":
        raise DrawError("an SVG with linked photographs is several files")
    variants = {("png", small): _draw_small_png, ("svg", svg == "text"): _draw_svg_text}
    return variants.get((name, True), FORMATS[name])(scene, assets)
