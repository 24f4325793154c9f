"""CSS selectors of a drawing's style sheet: parsed, refused if they are not supported, and matched with elements."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...late_loading import compile_late
from .svg_tree import Element

MAX_STEPS = 200_000
"""Maximum number of comparisons of an element with a compound selector: about 0.3 s.

500 shapes in 30 classes take 600 comparisons.
"""
_MAX_COMPOUNDS = 8
"""Maximum number of compounds of a selector."""
_MAX_LENGTH = 300
"""Maximum length of a selector, in characters."""

_TOKEN = compile_late(
    r"""(?P<combinator>\s*[>+~]\s*|\s+)
      | (?P<type>\*|[^\W\d][\w-]*)
      | \.(?P<class>-?[\w-]+)
      | \#(?P<id>[\w-]+)
      | \[\s*(?P<attribute>[\w-]+)\s*(?:(?P<test>[~|^$*]?=)\s*(?P<value>"[^"]*"|'[^']*'|[\w-]+)\s*)?\]
      | :(?P<state>[a-z-]+)(?![\w(-])""",
    re.VERBOSE,
)
"""One piece of a CSS selector: a combinator, `path`, `.fill`, `#sun`, `[id="a"]` or `:hover`."""
_STATES = ("root", "first-child")
"""Pseudo-classes that are evaluated."""
_NEVER = ("hover", "focus", "active", "visited", "link", "target", "focus-visible", "focus-within", "any-link")
"""Pseudo-classes that match no element of a picture, because it has no pointer, focus or links."""


@dataclass(frozen=True, slots=True)
class Compound:
    """Conditions on one element; `combinator` connects it to the compound before it."""

    combinator: str = ""
    type: str = "*"
    ids: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str, str], ...] = ()
    states: tuple[str, ...] = ()


Selector = tuple[Compound, ...]
"""The compounds of a selector, from left to right."""


class StepCounter:
    """Counts comparisons and limits their number."""

    def __init__(self) -> None:
        self.left = MAX_STEPS

    def count(self) -> None:
        """Count one comparison. Raises ValueError if there are too many."""
        self.left -= 1
        if self.left < 0:
            raise ValueError("the drawing's style has too many rules for its shapes; expected a plain logo")


def parse_selector(text: str) -> Selector:
    """Return the compounds of one selector. Raises ValueError if it is not supported."""
    text = text.strip()
    found: list[Compound] = []
    parts: dict[str, list[str]] = {}
    attributes: list[tuple[str, str, str]] = []
    combinator, end = "", 0
    for token in _TOKEN.finditer(text if len(text) <= _MAX_LENGTH else ""):
        if token.start() != end or (token["type"] and (parts or attributes)):
            break
        end = token.end()
        kind = token.lastgroup or ""
        if kind == "combinator":
            found.append(_compound(combinator, parts, attributes))
            combinator, parts, attributes = token["combinator"].strip() or " ", {}, []
        elif token["attribute"]:
            attributes.append((token["attribute"], token["test"] or "", (token["value"] or "").strip("\"'")))
        else:
            parts.setdefault(kind, []).append(token[kind])
    found.append(_compound(combinator, parts, attributes))
    states = {state for compound in found for state in compound.states}
    broken = end != len(text) or not (parts or attributes) or len(found) > _MAX_COMPOUNDS
    if not text or broken or not states <= {*_STATES, *_NEVER}:
        shown = text if len(text) <= 60 else text[:59] + "…"
        raise ValueError(f"the drawing's style has the selector `{shown}`, which would not be drawn; write a class")
    return tuple(found)


def _compound(combinator: str, parts: dict[str, list[str]], attributes: list[tuple[str, str, str]]) -> Compound:
    return Compound(
        combinator, (parts.get("type") or ["*"])[0], tuple(parts.get("id", ())), tuple(parts.get("class", ())),
        tuple(attributes), tuple(parts.get("state", ())),
    )  # fmt: skip


def compute_specificity(selector: Selector) -> tuple[int, int, int]:
    """Return how many identifiers, classes and types a selector has, by which rules are ordered (Selectors 4, 17)."""
    return (
        sum(len(c.ids) for c in selector),
        sum(len(c.classes) + len(c.attributes) + len(c.states) for c in selector),
        sum(c.type != "*" for c in selector),
    )


def is_match(selector: Selector, element: Element, steps: StepCounter) -> bool:
    """Return whether a selector matches an element."""
    steps.count()
    last = selector[-1]
    if not _matches_compound(last, element):
        return False
    rest = selector[:-1]
    if not rest:
        return True
    if last.combinator == ">":
        return element.parent is not None and is_match(rest, element.parent, steps)
    if last.combinator == "+":
        return element.previous is not None and is_match(rest, element.previous, steps)
    other = element.previous if last.combinator == "~" else element.parent
    while other is not None:
        if is_match(rest, other, steps):
            return True
        other = other.previous if last.combinator == "~" else other.parent
    return False


def _matches_compound(compound: Compound, element: Element) -> bool:
    if compound.type not in ("*", element.name):
        return False
    attributes = element.attributes
    if any(attributes.get("id") != name for name in compound.ids):
        return False
    if compound.classes and not set(compound.classes) <= set(attributes.get("class", "").split()):
        return False
    if not all(_matches_attribute(attributes.get(name), test, value) for name, test, value in compound.attributes):
        return False
    return all(_has_state(state, element) for state in compound.states)


def _has_state(state: str, element: Element) -> bool:
    if state == "root":
        return element.parent is None
    return state == "first-child" and element.previous is None


def _matches_attribute(found: str | None, test: str, value: str) -> bool:
    """Return whether an attribute passes a test (Selectors 4, 6)."""
    if found is None or not test:
        return found is not None
    if test == "=":
        return found == value
    if test == "~=":
        return value in found.split()
    if test == "|=":
        return found == value or found.startswith(value + "-")
    if not value:
        return False
    return {"^=": found.startswith(value), "$=": found.endswith(value), "*=": value in found}[test]
