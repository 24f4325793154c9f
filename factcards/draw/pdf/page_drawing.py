"""Draw the nodes of a scene on a PDF page, in the order of the scene, which is also the reading order."""

from __future__ import annotations

from typing import assert_never

from ...model.assets import Assets
from ...model.scene import Group, Link, Node, Picture, Shape, Text
from .glyph_text import draw_text
from .page_content import PageContent
from .pdf_paints import add_opacity, clip_to_path, fill_path
from .pdf_pictures import draw_picture


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
                content.add_link(node)
            case Group():
                _draw_group(content, node, assets)
            case _:
                assert_never(node)


def _draw_group(content: PageContent, group: Group, assets: Assets) -> None:
    if group.tag:
        content.begin_element(group.tag)
    limited = group.clip is not None or group.opacity < 1
    if limited:
        content.push_state()
    if group.clip is not None:
        clip_to_path(content, group.clip)
    if group.opacity < 1:
        content.write(f"/{add_opacity(content, group.opacity)} gs")
    draw_nodes(content, group.nodes, assets)
    if limited:
        content.pop_state()
    if group.tag:
        content.end_element()
