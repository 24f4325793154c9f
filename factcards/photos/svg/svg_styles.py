"""Applies a drawing's style sheets: each element gets its cascaded values, so that no style sheet is left.

Cost and picture therefore do not depend on whether a shape is masked by an attribute, by its class or by its `style`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...late_loading import compile_late
from .svg_selectors import Selector, StepCounter, compute_specificity, is_match, parse_selector
from .svg_tree import Element
from .svg_values import RefusedValueError, read_value, take_fallback

_MAX_RULES = 5_000
"""Maximum number of selectors with declarations. Logos have 1 to 50."""
_COMMENT = compile_late(r"/\*.*?(?:\*/|\Z)", re.DOTALL)   # a comment of CSS, which the end of the data may end
_SPECIAL = compile_late(r"""["'(){};]""")   # a character that may end a declaration or begin a string or block
_PROPERTY = compile_late(r"\s*(--[^\s:]+|[*_]?-?[a-zA-Z][\w-]*)\s*:(.*)\Z", re.DOTALL)
"""A declaration, as its property and value: `fill: red`, `--tint: #fff`."""
_VARIABLE = compile_late(r"(?<![\w-])(--[\w-]++)\s*+:")   # the declaration of a custom property: `--tint:`
_AT_RULE = compile_late(r"@([\w-]*)")   # the name of an at-rule: `@media`
_MEDIA = ("", "all", "screen")   # values of `media` with which a style sheet applies to a picture
_STYLE_TYPES = ("", "text/css")

_GEOMETRY: dict[str, frozenset[str]] = {
    "rect": frozenset(("x", "y", "width", "height", "rx", "ry")), "circle": frozenset(("cx", "cy", "r")),
    "ellipse": frozenset(("cx", "cy", "rx", "ry")), "svg": frozenset(("x", "y", "width", "height")),
    "use": frozenset(("x", "y", "width", "height")),
}  # fmt: skip
"""Geometry properties that CSS may set, by element (SVG 2, 7 to 10)."""
_ALL_GEOMETRY = frozenset.union(*_GEOMETRY.values())
_PRESENTATION = frozenset((
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity", "color", "stop-color",
    "stop-opacity",
    "clip-path", "clip-rule", "mask", "mask-type", "filter", "display", "visibility", "overflow", "paint-order",
    "shape-rendering", "font-size", "vector-effect", "transform-origin", "transform-box", "background-color",
))  # fmt: skip
"""Presentation attributes. `transform` is missing: its syntax differs from CSS's, and it stays an attribute."""

Value = str | RefusedValueError | None
"""A value in resvg's syntax, the error of a refused one, or None if it does not change the picture."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A property with its value; None if the value does not change the picture."""

    name: str
    value: Value
    important: bool


@dataclass(frozen=True, slots=True)
class StyleRule:
    """One selector with its declarations and its weight: specificity, then order across all style sheets."""

    selector: Selector
    declarations: tuple[Declaration, ...]
    weight: tuple[int, int, int, int]


def apply_styles(root: Element) -> None:
    """Set the `style` of every drawn element. Raises ValueError for anything that would silently be drawn wrong."""
    sheets = [_COMMENT.sub(" ", "".join(e.text)) for e in root.walk() if e.name == "style" and _is_style_sheet(e)]
    inline = [e.attributes.get("style", "") for e in root.walk()]
    declared = frozenset(name for text in (*sheets, *inline) for name in _VARIABLE.findall(text))
    rules: list[StyleRule] = []
    for text in sheets:
        rules += _parse_style_sheet(text, declared, len(rules))
    index = _index_rules(rules)
    steps = StepCounter()
    for element in root.walk():
        if element.name != "style":
            element.style = _resolve_style(element, _candidates(index, element), declared, steps)


def _is_style_sheet(element: Element) -> bool:
    """Return whether a `style` element contains CSS for screens.

    Raises ValueError if it imports other files, or is for other media. A backslash is refused because it could hide
    `@import`.
    """
    text = "".join(element.text)
    if "@import" in text.lower() or "\\" in text:
        raise ValueError("the drawing's style refers to another file; expected a self-contained drawing")
    media = element.attributes.get("media", "").strip().lower()
    if media not in _MEDIA:
        raise ValueError(f"the drawing's style is for the media `{media[:40]}`; expected one for all")
    return element.attributes.get("type", "").strip().lower() in _STYLE_TYPES


def _parse_style_sheet(text: str, declared: frozenset[str], order: int) -> list[StyleRule]:
    """Return the rules of a style sheet; `order` is the number of rules before it. Raises ValueError if refused."""
    rules: list[StyleRule] = []
    at = 0
    text = text.replace("<!--", " ").replace("-->", " ")
    while at < len(text):
        stop = _find_outside_brackets(text, at, "{;}")
        prelude = text[at:stop].strip()
        if stop >= len(text) or text[stop] != "{":
            _check_statement(prelude, text[stop : stop + 1])
            at = stop + 1
            continue
        end = _find_outside_brackets(text, stop + 1, "}")
        block = text[stop + 1 : end]
        at = end + 1
        if prelude.startswith("@"):
            _check_at_rule(prelude)
            continue
        if _find_outside_brackets(block, 0, "{") < len(block):
            shown = block[: block.index("{")].rpartition(";")[2].strip()[:40]
            raise ValueError(f"the drawing's style has a rule within a rule, `{shown}`; write it by itself")
        declarations = tuple(_parse_declarations(block, declared))
        for part in prelude.split(","):
            selector = parse_selector(part)
            rules.append(StyleRule(selector, declarations, (*compute_specificity(selector), order + len(rules))))
            if order + len(rules) > _MAX_RULES:
                raise ValueError(f"the drawing's style has more than {_MAX_RULES} rules; expected a plain logo")
    return rules


def _find_outside_brackets(text: str, start: int, stops: str) -> int:
    """Return the position of the first of some characters outside strings and brackets, or the length.

    If `stops` is the end of a block, nested blocks are skipped.
    """
    depth, at = 0, start
    brackets = {"(": ")", "{": "}"} if stops == "}" else {"(": ")"}
    while (found := _SPECIAL.search(text, at)) is not None:
        character, at = found[0], found.end()
        if character in "\"'":
            end = text.find(character, at)
            at = len(text) if end < 0 else end + 1
        elif character in brackets:
            depth += 1
        elif depth and character in brackets.values():
            depth -= 1
        elif not depth and character in stops:
            return found.start()
    return len(text)


def _check_statement(prelude: str, stop: str) -> None:
    if prelude.startswith("@"):
        _check_at_rule(prelude)
    elif prelude or stop == "}":
        message = f"the drawing's style cannot be read at `{prelude[:40]}`"
        raise ValueError(f"{message}; expected rules such as `.a{{fill:red}}`")


def _check_at_rule(prelude: str) -> None:
    """Refuse conditional rules; namespaces, character sets and fonts do not change the picture."""
    found = _AT_RULE.match(prelude)
    name = found[1].lower() if found else ""
    if name not in ("charset", "namespace", "font-face"):
        message = f"the drawing's style has `@{name[:40]}`, which would not be drawn"
        raise ValueError(f"{message}; write its rules by themselves")


def _parse_declarations(block: str, declared: frozenset[str]) -> Iterator[Declaration]:
    """Yield the declarations of a block. A repeated property with an unknown value does not replace a known one."""
    good: set[str] = set()
    at = 0
    while at < len(block):
        end = _find_outside_brackets(block, at, ";")
        found = _PROPERTY.match(block[at:end])
        at = end + 1
        if not found or found[1].startswith("--"):
            continue
        name, text = found[1].lstrip("*_").lower().removeprefix("-webkit-"), found[2]   # as browsers do
        before, _, after = text.rpartition("!")
        important = after.strip().lower() == "important"
        value = take_fallback(before if important else text, declared)
        if name == "background":
            name = "background-color"   # accepted if it is one colour, otherwise refused
        read = _read(name, value)
        if isinstance(read, str):
            good.add(name)
        if read is not None and not (isinstance(read, RefusedValueError) and name in good):
            yield Declaration(name, read, important)


def _read(name: str, value: str) -> Value:
    try:
        return read_value(name, value)
    except RefusedValueError as refused:
        return refused


def _index_rules(rules: list[StyleRule]) -> dict[str, list[StyleRule]]:
    """Return the rules by the id, class or type that the last compound of their selectors requires."""
    index: dict[str, list[StyleRule]] = {}
    for rule in rules:
        last = rule.selector[-1]
        key = f"#{last.ids[0]}" if last.ids else f".{last.classes[0]}" if last.classes else last.type
        index.setdefault(key, []).append(rule)
    return index


def _candidates(index: dict[str, list[StyleRule]], element: Element) -> Iterator[StyleRule]:
    """Yield the rules whose last compound may match an element."""
    if not index:
        return
    names = ["*", element.name, *(f".{name}" for name in dict.fromkeys(element.attributes.get("class", "").split()))]
    if "id" in element.attributes:
        names.append(f"#{element.attributes['id']}")
    for name in names:
        yield from index.get(name, ())


def _resolve_style(
    element: Element, rules: Iterator[StyleRule], declared: frozenset[str], steps: StepCounter
) -> dict[str, str]:
    """Return an element's cascaded values: from its attributes, then rules by weight, then its own style.

    Raises RefusedValueError if a value that wins would be drawn wrong.
    """
    found: list[tuple[tuple[object, ...], str, Value]] = []
    for name, text in element.attributes.items():
        if name in _PRESENTATION:
            found.append(((False, -1), name, _read(name, take_fallback(text, declared))))
    plain = {name for _, name, value in found if isinstance(value, str)}
    for rule in rules:
        if is_match(rule.selector, element, steps):
            for number, each in enumerate(rule.declarations):
                steps.count()
                found.append(((each.important, 0, rule.weight, number), each.name, each.value))
    own = _COMMENT.sub(" ", element.attributes.get("style", ""))
    for number, each in enumerate(_parse_declarations(own, declared)):
        if not (isinstance(each.value, RefusedValueError) and each.name in plain):
            found.append(((each.important, 1, number), each.name, each.value))
    style: dict[str, str] = {}
    refused: dict[str, RefusedValueError] = {}
    for _, name, value in sorted(found, key=lambda entry: entry[0]):
        if not _applies(name, element):
            continue
        if isinstance(value, RefusedValueError):
            refused[name] = value
        elif value is not None:
            style[name] = value
            refused.pop(name, None)
    if refused:
        raise next(iter(refused.values()))
    return style


def _applies(name: str, element: Element) -> bool:
    """Return whether a property has an effect on an element."""
    if name == "background-color":
        return element.parent is None
    if name in _ALL_GEOMETRY:
        return name in _GEOMETRY.get(element.name, ())
    return True
