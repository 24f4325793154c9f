"""Draw the nodes of a scene on a PDF page, in the order of the scene, which is also the reading order."""

from __future__ import annotations

from typing import assert_never

from ...model.assets import Assets
from ...model.scene import Group, Link, Node, Picture, Shape, Text
from .glyph_text import draw_text
from .page_content import PageContent
from .pdf_paints import clip_to_path, draw_layer, fill_path
from .pdf_pictures import draw_picture
from .structure import find_bounds


def draw_nodes(content: PageContent, nodes: tuple[Node, ...], assets: Assets) -> None:
    """Draw nodes; those of a tagged group are the content of its element, all others are artifacts."""
    for node in nodes:
        match node:
            case Shape():
                fill_path(content, node.path, node.fill)
            case Picture():
                draw_picture(content, node, assets)
            case Text():
                draw_text(content, node, assets.fonts)
            case Link():
                pass   # an annotation, which `structure` adds
            case Group():
                _draw_group(content, node, assets)
            case _:
                assert_never(node)


def _draw_group(content: PageContent, group: Group, assets: Assets) -> None:
    if group.tag:
        content.begin_element(group.tag)
    if group.clip is not None:
        content.push_state()
        clip_to_path(content, group.clip)
    if group.opacity < 1:
        draw_layer(content, find_bounds(group), group.opacity, lambda layer: draw_nodes(layer, group.nodes, assets))
    else:
        draw_nodes(content, group.nodes, assets)
    if group.clip is not None:
        content.pop_state()
    if group.tag:
        content.end_element()
