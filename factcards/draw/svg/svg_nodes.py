"""The nodes of a scene as elements of SVG; groups have the names of their roles, which drawing programs show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import assert_never
from xml.sax.saxutils import quoteattr

from ...graphics.vector_pictures import to_vector_paint
from ...model.assets import Assets
from ...model.cards import plain_language
from ...model.scene import Group, Link, Node, Picture, Shape, Text
from ...text.unicode.language_scripts import language_direction
from ..xmp_packet import drop_forbidden
from .svg_definitions import SvgDefinitions
from .svg_paints import write_number, write_paint, write_path
from .svg_pictures import SvgPictures


@dataclass(slots=True)
class SvgNodes:
    """Writes the nodes of one scene; `write_text` is how its text is written, and `dpi` is the scene's."""

    assets: Assets
    dpi: int
    definitions: SvgDefinitions
    pictures: SvgPictures
    write_text: Callable[[Text], str]
    _names: Counter[str] = field(default_factory=Counter)

    def write(self, nodes: tuple[Node, ...], role: str = "") -> str:
        """Return the elements of nodes inside a group with this role."""
        return "\n".join(found for node in nodes if (found := self._write_node(node, role)))

    def _write_node(self, node: Node, role: str) -> str:
        match node:
            case Shape():
                if not node.path.points:
                    return ""
                paint = write_paint(to_vector_paint(node.fill), "fill", self.definitions)
                # modules that end between pixels would be grey, and a scanner sees less of them
                sharp = ' shape-rendering="crispEdges"' if role == "code" else ""
                return f'<path d="{write_path(node.path)}"{paint}{sharp}/>'
            case Picture():
                return self.pictures.write_picture(node, self.dpi, self.assets, self.definitions)
            case Text():
                return self.write_text(node)
            case Link():
                return _write_link(node)
            case Group():
                return self._write_group(node, role)
            case _:
                assert_never(node)

    def _write_group(self, group: Group, role: str) -> str:
        found = f' id="{self._name(group.role)}"' if group.role else ""
        if group.tag and group.tag.language:
            language = plain_language(group.tag.language)
            found += f' lang="{language}" xml:lang="{language}" direction="{language_direction(language)}"'
        if group.clip:
            clip = self.definitions.add("clipPath", "", f'<path d="{write_path(group.clip)}"/>')
            found += f' clip-path="url(#{clip})"'
        if group.opacity < 1:
            found += f' opacity="{write_number(group.opacity, 3)}"'
        inner = self.write(group.nodes, group.role or role)
        return f"<g{found}>\n{inner}\n</g>" if inner else ""

    def _name(self, role: str) -> str:
        """Return the id of a group: its role, with a number if it is not the first one of that role."""
        self._names[role] += 1
        return role if self._names[role] == 1 else f"{role}-{self._names[role]}"


def _write_link(link: Link) -> str:
    """Return an area that opens a URL."""
    area = link.area
    x, y, width, height = (write_number(value) for value in (area.x, area.y, area.width, area.height))
    url = quoteattr(drop_forbidden(link.url))
    rect = f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="#fff" fill-opacity="0"/>'
    return f'<a xlink:href={url} target="_blank">{rect}</a>'
