"""A scene as an SVG document: its size, what it says to readers who do not see it, and its elements."""

from __future__ import annotations

from xml.sax.saxutils import escape

from ...model.assets import Assets
from ...model.cards import plain_language
from ...model.formats import SvgMode
from ...model.scene import Scene
from ..svg_files import SvgFile
from ..vectors.hidden_edges import clip_hidden_edges
from ..xmp_packet import drop_forbidden, make_xmp_element
from .live_text import LiveText
from .svg_definitions import SvgDefinitions
from .svg_nodes import SvgNodes
from .svg_outlines import SvgOutlines
from .svg_paints import write_number
from .svg_pictures import SvgPictures


def draw_svg(scene: Scene, assets: Assets, mode: SvgMode = "outlines") -> SvgFile:
    """Return a scene as SVG; the same scene always gives the same bytes.

    Raises FontError or SceneError if a font or photograph cannot be opened, DrawError if text is wanted in a font that
    forbids embedding.
    """
    definitions, pictures = SvgDefinitions(), SvgPictures(linked=mode == "linked")
    outlines = SvgOutlines(assets.fonts, scene.dpi, definitions, pictures)
    live = LiveText(assets.fonts, definitions, outlines)
    write_text = live.write_text if mode == "text" else outlines.write_text
    body = SvgNodes(assets, scene.dpi, definitions, pictures, write_text).write(clip_hidden_edges(scene.nodes))
    root = _write_root(scene, is_text=mode == "text")
    parts = [root, _write_words(scene), live.write_fonts(), definitions.write(), body, "</svg>\n"]
    return SvgFile("\n".join(part for part in parts if part).encode(), tuple(pictures.attachments))


def _write_root(scene: Scene, *, is_text: bool) -> str:
    """Return the start of the root element; a scene for print has its size in inches."""
    width, height = scene.width, scene.height
    size = f'width="{width}" height="{height}"'
    if scene.dpi:
        inches = (write_number(side / scene.dpi, 4) for side in (width, height))
        size = 'width="{}in" height="{}in"'.format(*inches)
    language = plain_language(scene.language)
    spoken = f' lang="{language}" xml:lang="{language}"' if language else ""
    # of an image, readers hear the title and the description; of a document, the text in it
    role = "graphics-document" if is_text else "img"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'{size} viewBox="0 0 {width} {height}" role="{role}" aria-labelledby="title desc"{spoken}>'
    )


def _write_words(scene: Scene) -> str:
    """Return the title, the description and the metadata."""
    title, description = (escape(drop_forbidden(text)) for text in (scene.metadata.title, scene.description))
    metadata = make_xmp_element(scene)
    return f'<title id="title">{title}</title>\n<desc id="desc">{description}</desc>\n<metadata>{metadata}</metadata>'
