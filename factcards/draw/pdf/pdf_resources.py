"""What the pages of a document share: its objects, and the fonts, images, shadings and states that content names."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Literal

import pydyf

from .glyph_fonts import DocumentFonts
from .pdf_syntax import PdfFile

ResourceKind = Literal["ColorSpace", "ExtGState", "Font", "Pattern", "Shading", "XObject"]
"""The entries of a resource dictionary that content refers to by name (ISO 32000-1, table 33)."""
_PREFIXES: dict[ResourceKind, str] = {
    "ColorSpace": "C", "ExtGState": "G", "Font": "F", "Pattern": "P", "Shading": "S", "XObject": "X",
}  # fmt: skip


class PdfResources:
    """The objects of a document, and one resource dictionary for all of its pages.

    `add` names an object by a key that says what it is, so that equal pictures, gradients and states are written once.
    """

    def __init__(self) -> None:
        self.pdf = PdfFile()
        self.fonts = DocumentFonts()
        self.dictionary = pydyf.Dictionary()
        self.pdf.add_object(self.dictionary)
        self._names: dict[tuple[ResourceKind, Hashable], str] = {}

    def add(self, kind: ResourceKind, key: Hashable, make: Callable[[], pydyf.Object]) -> str:
        """Return the name of the object with this key; the first time, `make` makes it.

        An object that has no number yet gets one.
        """
        if (kind, key) not in self._names:
            made = make()
            if made.number is None:
                self.pdf.add_object(made)
            entries = self.dictionary.setdefault(kind, pydyf.Dictionary())
            self._names[kind, key] = name = f"{_PREFIXES[kind]}{len(entries)}"
            entries[name] = made.reference
        return self._names[kind, key]

    def add_fonts(self) -> None:
        """Write the fonts whose codes the content uses; call it when all pages are drawn."""
        fonts = self.fonts.make_objects(self.pdf)
        if fonts:
            self.dictionary["Font"] = pydyf.Dictionary({name: font.reference for name, font in fonts})
