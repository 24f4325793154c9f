"""The tag tree of a PDF: what its contents are, in reading order, for readers who do not see them.

A tagged group of a scene is one element; what is in none of them is an artifact. Sources: ISO 32000-1, 14.7 and 14.8;
ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never
from urllib.parse import quote

from pydyf import PDF, Array, Dictionary, String

from ...errors import DrawError, quote_start
from ...graphics.geometry import Rect, bounding_box
from ...late_loading import compile_late
from ...model.cards import plain_language
from ...model.scene import Group, Link, Node, Picture, Scene, Shape, Tag, TagKind, Text, walk_groups, walk_nodes

_CONTENT_TYPES: dict[TagKind, str] = {"heading": "H1", "paragraph": "P", "figure": "Figure", "link": "Figure"}
"""The structure type of each tag's content. A code is a figure in a link (Matterhorn Protocol 1.1, 13-001)."""
_URL = compile_late(r"(?:https?|mailto|tel):[^\x00-\x20\x7f]+", re.IGNORECASE)
"""URLs that a link may open: no scripts, no files, no blanks."""
_URL_SIGNS = ":/?#[]@!$&'()*+,;=%"
"""Signs with a meaning in a URL, which are not escaped (RFC 3986, 2.2)."""
_PRINTED = 4
"""The flag of annotations that are printed, as PDF/A requires of all (ISO 19005-2, 6.3.2)."""


class PageStructure:
    """The contents of one page, numbered in the order of drawing, which is that of `find_tagged_groups`."""

    def __init__(self) -> None:
        self._count = 0

    def add_content(self, tag: Tag) -> tuple[str, int]:
        """Return the structure type of an element, such as `P`, and the number for its content (MCID)."""
        self._count += 1
        return _CONTENT_TYPES[tag.kind], self._count - 1


@dataclass(frozen=True, slots=True)
class TaggedPage:
    """A page with the scene that it shows. `scale` is the number of points a pixel."""

    page: Dictionary
    scene: Scene
    scale: float

    @property
    def language(self) -> str:
        """The language of its texts, unless they have another; `und` (undetermined) if the scene names none."""
        return plain_language(self.scene.language) or "und"

    def other_language(self, tag: Tag) -> str:
        """Return the language of a tag's text, "" if it is the page's."""
        language = plain_language(tag.language) or self.language
        return "" if language == self.language else language

    def to_points(self, area: Rect) -> Array:
        """Return the part of a rectangle that is on the page: left, bottom, right and top in points, y upward."""
        scene = self.scene
        shown = area.intersection(Rect(0, 0, scene.width, scene.height))
        edges = (shown.x, scene.height - shown.bottom, shown.right, scene.height - shown.y)
        return Array([round(edge * self.scale, 3) for edge in edges])


def find_tagged_groups(nodes: Sequence[Node]) -> Iterator[tuple[Group, Tag]]:
    """Yield the groups that have a tag, with it, in reading order.

    Raises DrawError if a tagged or translucent group, which is one object of the page, holds tagged groups.
    """
    for node in nodes:
        if isinstance(node, Group):
            inner = find_tagged_groups(node.nodes)
            if (node.tag or node.opacity < 1) and next(inner, None):
                kind = "a tagged group" if node.tag else "a group with an opacity below 1"
                raise DrawError(f"{kind} holds another tagged group; tag only the outer one")
            if node.tag:
                yield node, node.tag
            yield from inner


def add_tag_tree(pdf: PDF, pages: Sequence[TaggedPage]) -> Dictionary:
    """Add the elements of all pages and the annotations of their links; return the tree's root, for the catalog.

    Several pages are a section each. Raises DrawError if a link is not one that a PDF may open.
    """
    tree = _TagTree(pdf, len(pages))
    for number, page in enumerate(pages):
        parent = tree.document
        if len(pages) > 1:
            parent = tree.add_element("Sect", parent, "" if page.language == pages[0].language else page.language)
        tree.add_page(number, page, parent)
    return tree.finish()


class _TagTree:
    """The elements so far. `_owners` has those of each page's contents, then that of each annotation."""

    def __init__(self, pdf: PDF, page_count: int) -> None:
        self._pdf = pdf
        self._owners: list[object] = [None] * page_count
        self._root = Dictionary({"Type": "/StructTreeRoot", "K": Array()})
        pdf.add_object(self._root)
        self.document = self.add_element("Document", self._root)

    def finish(self) -> Dictionary:
        """Write the parent tree, and return the root."""
        numbers = Array([item for numbered in enumerate(self._owners) for item in numbered])
        self._root |= {"ParentTree": Dictionary({"Nums": numbers}), "ParentTreeNextKey": len(self._owners)}
        return self._root

    def add_element(self, kind: str, parent: Dictionary, language: str = "", **entries: object) -> Dictionary:
        """Add an element of a structure type below `parent`; its language is "" if it is that of the parent."""
        element = Dictionary({"Type": "/StructElem", "S": f"/{kind}", "P": parent.reference, "K": Array(), **entries})
        if language:
            element["Lang"] = String(language)
        self._pdf.add_object(element)
        parent["K"].append(element.reference)
        return element

    def add_page(self, number: int, page: TaggedPage, parent: Dictionary) -> None:
        """Add the elements and annotations of a page below `parent`; `number` is its key in the parent tree."""
        page.page.update(StructParents=number, Tabs="/S")
        self._owners[number] = owners = Array()
        for content_number, (group, tag) in enumerate(find_tagged_groups(page.scene.nodes)):
            add = self._add_code if tag.kind == "link" else self._add_content
            content = add(group, tag, page, parent)
            content["K"].insert(0, content_number)
            owners.append(content.reference)
        for link in _find_links(page.scene.nodes, tagged=False):
            self._add_annotation(link, link.url, page, self.add_element("Link", parent, A=_make_layout()))

    def _add_content(self, group: Group, tag: Tag, page: TaggedPage, parent: Dictionary) -> Dictionary:
        entries: dict[str, object] = {"Pg": page.page.reference}
        if tag.kind == "figure":
            entries |= {"Alt": String(tag.text), "A": _make_layout(page.to_points(group.area or find_bounds(group)))}
        else:
            entries["ActualText"] = String(tag.text)
        content = self.add_element(_CONTENT_TYPES[tag.kind], parent, page.other_language(tag), **entries)
        for link in _find_links(group.nodes):
            self._add_annotation(link, tag.text, page, self.add_element("Link", content))
        return content

    def _add_code(self, group: Group, tag: Tag, page: TaggedPage, parent: Dictionary) -> Dictionary:
        """Add a link that contains a figure, both with the words of the call to action; return the figure."""
        label = _find_call(page.scene) or tag
        link = self.add_element("Link", parent, page.other_language(label), A=_make_layout())
        area = page.to_points(group.area or find_bounds(group))
        figure = self.add_element("Figure", link, Alt=String(label.text), A=_make_layout(area), Pg=page.page.reference)
        for node in _find_links(group.nodes):
            self._add_annotation(node, label.text, page, link)
        return figure

    def _add_annotation(self, link: Link, words: str, page: TaggedPage, element: Dictionary) -> None:
        """Add the annotation of a link to its element, described by `words` (ISO 14289-1, 7.18.5)."""
        action = Dictionary({"S": "/URI", "URI": String(_escape_url(link.url))})
        annotation = Dictionary({
            "Type": "/Annot", "Subtype": "/Link", "Rect": page.to_points(link.area), "Border": "[0 0 0]", "F": _PRINTED,
            "A": action, "Contents": String(words), "StructParent": len(self._owners),
        })  # fmt: skip
        self._pdf.add_object(annotation)
        page.page.setdefault("Annots", Array()).append(annotation.reference)
        self._owners.append(element.reference)
        element["K"].append(Dictionary({"Type": "/OBJR", "Pg": page.page.reference, "Obj": annotation.reference}))


def _make_layout(bounds: Array | None = None) -> Dictionary:
    """Return the layout of an element that is a block of its own, with the bounds that figures need (14.8.5.4)."""
    return Dictionary({"O": "/Layout", "Placement": "/Block"} | ({"BBox": bounds} if bounds else {}))


def _find_call(scene: Scene) -> Tag | None:
    """Return the paragraph of the call to action, which says what a code is for; None if there is none."""
    calls = (group for group in walk_groups(scene.nodes) if group.role == "call")
    return next((tag for call in calls for _, tag in find_tagged_groups((call,))), None)


def _find_links(nodes: Sequence[Node], *, tagged: bool = True) -> Iterator[Link]:
    """Yield the links among nodes; unless `tagged`, without those inside a tagged group."""
    for node in nodes:
        if isinstance(node, Link):
            yield node
        elif isinstance(node, Group) and (tagged or not node.tag):
            yield from _find_links(node.nodes, tagged=tagged)


def find_bounds(group: Group) -> Rect:
    """Return a rectangle around all that a group draws, in pixels; empty if it draws nothing."""
    found = [area for _, node in walk_nodes(group.nodes) if (area := _area_of(node))]
    return bounding_box(found) if found else Rect(0, 0, 0, 0)


def _area_of(node: Node) -> Rect | None:
    """Return a rectangle around what a node draws, None if it draws nothing by itself."""
    match node:
        case Shape():
            return node.path.bounds() if node.path.points else None
        case Text():
            return node.ink_rect()
        case Picture():
            return node.area
        case Group() | Link():
            return None
        case _:
            assert_never(node)


def _escape_url(url: str) -> str:
    """Return a URL in ASCII (ISO 32000-1, 12.6.4.7). Raises DrawError if a link may not open it."""
    if not _URL.fullmatch(url):
        raise DrawError(f"a link in a PDF opens a page, a mail address or a phone number, not {quote_start(url)}")
    return quote(url, safe=_URL_SIGNS)
