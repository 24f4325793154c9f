"""Expansion of a layout: named parts are inserted, and values by shape are replaced by the value of this shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...errors import Problem
from ...model.sizes import ASPECTS, Aspect
from ..fields.value_reader import describe_node
from ..yaml.yaml_parser import MappingNode, Node, ParsedFile, ScalarNode, SequenceNode
from .theme_values import ThemeContext

OTHER = "other"
"""Key of the value for all shapes that are not named."""
SHAPES = (*ASPECTS, OTHER)
"""Keys of a value that depends on the shape of the card."""


MAX_NODES = 100_000
"""Maximum number of nodes of a theme after its parts are inserted, with parts that no layout uses.

The largest built-in theme, `half`, has 44,976; reading takes 5 µs of processor time for each.
"""
MAX_NESTED = 64
"""Maximum depth of a layout after its parts are inserted, in lists and maps; Python's stack allows about 250."""


@dataclass(slots=True)
class Expansion:
    """The state of expanding the layouts of one theme; `used` has the names of the parts inserted so far."""

    reader: ThemeContext
    parts: MappingNode | None
    used: set[str] = field(default_factory=set)
    nodes: int = 0

    @property
    def is_over(self) -> bool:
        """Whether the theme is too large or nested too deep, which was reported; the rest of it is not read."""
        return self.nodes > MAX_NODES

    def count(self, node: Node, name: str, depth: int) -> bool:
        """Count a node; report too many nodes or too deep nesting once, with False as the result."""
        if self.is_over:
            return False
        self.nodes += 1
        if self.is_over:
            message = f"with its parts inserted, the theme has more than {MAX_NODES:,} values"
            self.reader.report(node.place, name, message, "use each part fewer times")
        elif depth > MAX_NESTED:
            self.nodes = MAX_NODES + 1
            message = f"with its parts inserted, this is nested more than {MAX_NESTED} deep"
            self.reader.report(node.place, name, message, "use fewer parts within parts")
        return not self.is_over


class Expander:
    """Expand the layout of one shape."""

    def __init__(self, expansion: Expansion, aspect: Aspect) -> None:
        self._shared = expansion
        self._reader, self._parts = expansion.reader, expansion.parts
        self._aspect = aspect

    def expand(self, node: Node, name: str, trail: tuple[str, ...] = (), depth: int = 0) -> Node | None:
        """Return the expanded node; None if this shape has nothing there, or the theme is too large."""
        if not self._shared.count(node, name, depth):
            return None
        match node:
            case MappingNode() if is_by_aspect(node):
                return self._select_by_aspect(node, name, trail, depth)
            case MappingNode() if [key.text for key, _ in node.entries] == ["use"]:
                return self._insert_part(node.entries[0][1], f"{name}.use", trail, depth)
            case MappingNode():
                pairs = [
                    (key, self.expand(value, f"{name}.{key.text}", trail, depth + 1)) for key, value in node.entries
                ]
                return replace(node, entries=tuple((key, value) for key, value in pairs if value is not None))
            case SequenceNode():
                found = [self.expand(item, f"{name}[{i}]", trail, depth + 1) for i, item in enumerate(node.items)]
                return replace(node, items=tuple(item for item in found if item is not None))
            case _:
                return node

    def _select_by_aspect(self, node: MappingNode, name: str, trail: tuple[str, ...], depth: int) -> Node | None:
        chosen = node.get(self._aspect) or node.get(OTHER)
        if chosen is None:
            message, hint = f"there is no value for `{self._aspect}`", f"add it, or `{OTHER}` for all other shapes"
            self._reader.report(node.place, name, message, hint)
            return None
        if isinstance(chosen, ScalarNode) and chosen.is_null:
            return None
        return self.expand(chosen, name, trail, depth + 1)

    def _insert_part(self, node: Node, name: str, trail: tuple[str, ...], depth: int) -> Node | None:
        """Return the named part; options next to its name override the part's own."""
        own = node if isinstance(node, MappingNode) else None
        named = own.get("part") if own else node
        if not isinstance(named, ScalarNode) or not named.text:
            if own and named is None:
                self._reader.report_missing(node.place, name, "part", "name the part whose options these override")
            else:
                wrong = node if named is None else named
                self._reader.report(wrong.place, name, f"found {describe_node(wrong)}, expected the name of a part")
            return None
        known = [key.text for key, _ in self._parts.entries] if self._parts else []
        if named.text not in known:
            hint = self._reader.suggest(named.text, known) if known else "name it under `parts`"
            self._reader.report(named.place, name, f"there is no part `{named.text}`", hint)
            return None
        if named.text in trail:
            around = " → ".join((*trail, named.text))
            self._reader.report(named.place, name, f"a part cannot use itself: {around}")
            return None
        self._shared.used.add(named.text)
        found = self._parts.get(named.text) if self._parts else None
        inner = (*trail, named.text)
        part = self.expand(found, f"parts.{named.text}", inner, depth + 1) if found is not None else None
        if own is None or part is None or len(own.entries) == 1:
            return part
        return self._override(part, own, name, trail, depth)

    def _override(self, part: Node, own: MappingNode, name: str, trail: tuple[str, ...], depth: int) -> Node:
        if not isinstance(part, MappingNode) or len(part.entries) != 1:
            return part  # `LayoutReader` reports it
        key, options = part.entries[0]
        if isinstance(options, SequenceNode):
            parts = ScalarNode("parts", options.source, options.start, options.start)
            options = MappingNode(((parts, options),), options.source, options.start, options.end)
        own = replace(own, entries=tuple(e for e in own.entries if e[0].text != "part"))
        over = self.expand(own, name, trail, depth + 1)
        if isinstance(options, ScalarNode) and options.is_null:
            options = MappingNode((), options.source, options.start, options.end)
        if not isinstance(options, MappingNode) or not isinstance(over, MappingNode):
            return part
        return replace(part, entries=((key, _override_entries(options, over)),))


def _override_entries(under: MappingNode, over: MappingNode) -> MappingNode:
    entries = {key.text: (key, value) for key, value in under.entries}
    for key, value in over.entries:
        entries.pop(key.text, None)
        if not (isinstance(value, ScalarNode) and value.is_null):
            entries[key.text] = (key, value)
    return replace(under, entries=tuple(entries.values()))


def is_by_aspect(node: MappingNode) -> bool:
    """Return whether a map has values by shape, and is not a part's options."""
    return bool(node.entries) and all(key.text in SHAPES for key, _ in node.entries)


def name_part_field(problem: Problem, files: Sequence[ParsedFile]) -> Problem:
    """Return a problem of a layout with the field at its place, if a named part is written there: `parts.small.words`.

    `files` are the files of the theme's chain.
    """
    place = problem.place
    for file in files if place and problem.field.startswith("layouts.") else ():
        if place and file.source.shown_path == place.file:
            path = _find_path(file.root, file.source.line_starts[place.line - 1] + place.column - 1).lstrip(".")
            if path.startswith("parts."):
                return replace(problem, field=path)
    return problem


def _find_path(node: Node | None, index: int) -> str:
    """Return the dotted name, with indexes of lists, of the innermost value that contains a character."""
    if isinstance(node, MappingNode):
        inner = [(f".{key.text}", value) for key, value in node.entries]
    else:
        inner = [(f"[{i}]", item) for i, item in enumerate(node.items)] if isinstance(node, SequenceNode) else []
    for name, value in inner:
        if value.start <= index < max(value.end, value.start + 1):
            return name + _find_path(value, index)
    return ""
