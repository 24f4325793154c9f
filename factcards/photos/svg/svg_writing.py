"""Writes parsed and styled elements as SVG that contains nothing else."""

from __future__ import annotations

from .svg_tree import GRADIENTS, Element
from .svg_values import LENGTHS, PAINTS, read_link, read_value

_RAW = frozenset((
    "d", "points", "transform", "gradientTransform", "gradientUnits", "spreadMethod", "offset", "clipPathUnits",
    "maskUnits", "maskContentUnits", "viewBox", "preserveAspectRatio", "systemLanguage", "requiredExtensions",
))  # fmt: skip
"""Attributes that are copied unchanged: resvg reads them as browsers do."""
_KINDS = {"clip-path": ("clipPath",), "mask": ("mask",)}   # elements to which a property may refer
_ONLY_STYLE = ("mix-blend-mode", "isolation")   # properties that are not attributes in SVG
_UNWRITTEN = frozenset(("transform-box", "vector-effect", "filter", "animation", "animation-name"))
"""Properties that are not written, because only values without effect are accepted."""
_ESCAPED = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;",
})  # fmt: skip

Names = dict[str, tuple[str, Element]]
"""Elements by their id in the file, each with its new id."""


def assign_ids(root: Element) -> Names:
    """Return each element that can be referred to, by its id, with a new id; of duplicates the first counts."""
    names: Names = {}
    for element in root.walk():
        name = element.attributes.get("id", "")
        if name and name not in names:
            names[name] = (f"i{len(names)}", element)
    return names


def write_element(element: Element, names: Names) -> str:
    """Return an element and its content as SVG."""
    if not element.is_drawn or element.name == "style":
        return ""
    name = "g" if element.name == "a" else element.name
    inside = "".join(write_element(child, names) for child in element.children)
    attributes = write_attributes(element, element.style, names)
    own = names.get(element.attributes.get("id", ""))
    if own and own[1] is element:
        attributes += f' id="{own[0]}"'
    return f"<{name}{attributes}>{inside}</{name}>" if inside else f"<{name}{attributes}/>"


def write_attributes(element: Element, style: dict[str, str], names: Names) -> str:
    """Return an element's attributes as SVG: copied ones, lengths, and its style."""
    found: dict[str, str] = {}
    is_root = element.parent is None
    for name, value in element.attributes.items():
        if name in _RAW and not (is_root and name in ("viewBox", "preserveAspectRatio")):
            found[name] = value
        elif name in LENGTHS and name not in style and not is_root:
            read = read_value(name, value)
            if read not in (None, "inherit"):
                found[name] = str(read)
    if "href" in element.attributes:
        target = names.get(element.attributes["href"].strip()[1:])
        if target:
            found["href"] = f"#{target[0]}"
    blended = []
    for name, value in style.items():
        if name in _ONLY_STYLE:
            blended.append(f"{name}:{value}")
        elif name not in _UNWRITTEN:
            found[name] = _resolve_link(name, value, names)
    if blended:
        found["style"] = ";".join(blended)
    return "".join(f' {name}="{value.translate(_ESCAPED)}"' for name, value in found.items())


def _resolve_link(name: str, value: str, names: Names) -> str:
    """Return a value with its reference's new id, or the fallback or `none` if the target does not exist, as in CSS."""
    link = read_link(value) if value.startswith("url") else None
    if link is None:
        return value
    target = names.get(link[0])
    if target and target[1].name in (GRADIENTS if name in PAINTS else _KINDS.get(name, ())):
        return f"url(#{target[0]}) {link[1]}".strip()
    return link[1] or "none"
