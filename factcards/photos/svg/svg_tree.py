"""Parses the XML of a drawing into a tree of elements, and refuses elements that a logo may not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_ELEMENTS = 20_000
"""Maximum number of elements, both in the file and with all reuse expanded."""
MAX_DEPTH = 100
"""Maximum depth of nested elements. Each level takes several nested calls, of which Python allows 1,000."""

CONTAINERS = frozenset(("svg", "g", "defs", "symbol", "use", "clipPath", "mask"))
"""Elements that hold others (SVG 2, 5)."""
SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
"""Elements with an outline (SVG 2, 9 and 10)."""
GRADIENTS = frozenset(("linearGradient", "radialGradient"))
"""Elements to which a fill may refer (SVG 2, 14)."""
_DRAWN = CONTAINERS | SHAPES | GRADIENTS | {"stop", "a", "style"}
"""Elements that a logo may have; others are refused."""
_SILENT = frozenset(("title", "desc", "metadata", "view"))   # not drawn
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XHTML = "http://www.w3.org/1999/xhtml"
_HINTS = {
    "text": "turn its words into outlines (“create outlines”, “object to path”)",
    "tspan": "turn its words into outlines (“create outlines”, “object to path”)",
    "image": "a picture within a drawing is not taken; save the logo as PNG",
    "filter": "save the logo as PNG, or remove its effects",
    "script": "remove it: a logo does nothing",
    "animate": "remove it: a logo does not move",
    "animateTransform": "remove it: a logo does not move",
    "set": "remove it: a logo does not move",
}
"""Advice for refused elements that are frequent."""


@dataclass(slots=True, eq=False)
class Element:
    """An element with its attributes, except those of other namespaces; `xlink:href` is stored as `href`.

    `is_drawn` is False for elements that only count as siblings in selectors: titles, and additions of drawing
    programs. `style` has the properties that apply to it, once `apply_styles` has run.
    """

    name: str
    attributes: dict[str, str]
    parent: Element | None
    previous: Element | None   # the preceding sibling
    is_drawn: bool = True
    children: list[Element] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    style: dict[str, str] = field(default_factory=dict)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all drawn elements below it, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if child.is_drawn]


def parse_svg(text: str) -> Element:
    """Return the root of a drawing. Raises ValueError if it is not well-formed, too large, or not plain shapes."""
    builder = _TreeBuilder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.add_text
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.ProcessingInstructionHandler = _refuse_style_sheet
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise ValueError(f"the drawing is not well-formed XML: {reason}, line {error.lineno}") from None
    if builder.root is None:
        raise ValueError("the drawing is not well-formed XML: it has no element")
    return builder.root


def _refuse_entities(_name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
    """Refuse an internal DTD subset, because entities could grow without limit; a mere reference to a DTD is fine."""
    if has_internal_subset:
        raise ValueError("the drawing declares entities (`ENTITY`); save it as plain SVG, without them")


def _refuse_style_sheet(target: str, _data: str) -> None:
    if target == "xml-stylesheet":
        raise ValueError("the drawing's style refers to another file; expected a self-contained drawing")


class _TreeBuilder:
    """Builds the tree from expat's events."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._skipped = 0   # depth within an element that is not drawn
        self._count = 0
        self._namespace = _SVG

    def start(self, qualified_name: str, attributes: dict[str, str]) -> None:
        """Add an element below the open one. Raises ValueError if it is not supported or there are too many."""
        if self._skipped:
            self._skipped += 1
            return
        namespace, _, name = qualified_name.rpartition(" ")
        parent = self._open[-1] if self._open else None
        if parent is None:
            if namespace not in (_SVG, "") or name != "svg":
                raise ValueError(f"the file holds `<{name[:40]}>`; expected a drawing in SVG")
            self._namespace = namespace
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise ValueError(f"the drawing comes to more than {MAX_ELEMENTS} shapes; expected a plain logo")
        if len(self._open) > MAX_DEPTH:
            raise ValueError(f"the drawing's parts are nested more than {MAX_DEPTH} deep; expected a plain logo")
        if namespace == _XHTML and name in ("style", "link"):   # browsers apply them to SVG too
            raise ValueError(f"the drawing holds HTML's `<{name}>`; expected styles in SVG's own `<style>`")
        drawn = namespace == self._namespace and name not in _SILENT and (parent is None or parent.name != "style")
        if drawn and name not in _DRAWN:
            hint = _HINTS.get(name, "expected plain shapes; save the logo as PNG")
            raise ValueError(f"the drawing holds `<{name[:40]}>`; {hint}")
        siblings = parent.children if parent else []
        element = Element(name, _own_attributes(attributes), parent, siblings[-1] if siblings else None, drawn)
        siblings.append(element)
        if parent is None:
            self.root = element
        if drawn:
            self._open.append(element)
        else:
            self._skipped = 1

    def end(self, _qualified_name: str) -> None:
        """Close the open element."""
        if self._skipped:
            self._skipped -= 1
        else:
            self._open.pop()

    def add_text(self, text: str) -> None:
        """Store the text of a style sheet."""
        if not self._skipped and self._open and self._open[-1].name == "style":
            self._open[-1].text.append(text)


def _own_attributes(attributes: dict[str, str]) -> dict[str, str]:
    """Return the attributes without a namespace; `xlink:href` is used if there is no `href`."""
    own = {name: value for name, value in attributes.items() if " " not in name}
    if "href" not in own and f"{_XLINK} href" in attributes:
        own["href"] = attributes[f"{_XLINK} href"]
    return own
