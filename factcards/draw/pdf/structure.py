"""The structure of a document: which content belongs to which element (ISO 32000-1, 14.7)."""

from __future__ import annotations

from ...model.scene import Link, Tag


class PageStructure:
    """The elements of one page. It hands out the identifiers by which content belongs to them (MCID)."""

    def __init__(self) -> None:
        self.elements: list[tuple[Tag, int]] = []
        self.links: list[tuple[Link, Tag | None]] = []

    def add_content(self, tag: Tag) -> tuple[str, int]:
        """Return the structure type of an element, such as `P`, and the MCID for its content."""
        mcid = len(self.elements)
        self.elements.append((tag, mcid))
        return {"heading": "H1", "paragraph": "P", "figure": "Figure", "link": "Link"}[tag.kind], mcid

    def add_link(self, link: Link, tag: Tag | None) -> None:
        """Add an area that opens a URL; `tag` is that of the element around it."""
        self.links.append((link, tag))
