"""A layout as it is written → as it is read: named parts put in, and of values by shape the one of this shape."""

from __future__ import annotations

from dataclasses import replace

from ..errors import suggest
from ..sizes import ASPECTS, Aspect
from .nodes import Items, Map, Node, Scalar
from .values import Reader

OTHER = "other"
"""The value of all shapes that are not named."""
SHAPES = (*ASPECTS, OTHER)


class Expander:
    """Expands the layout of one shape; `used` gathers the names of the parts that were put in."""

    def __init__(self, reader: Reader, parts: Map | None, aspect: Aspect) -> None:
        self._reader = reader
        self._parts = parts
        self._aspect = aspect
        self.used: set[str] = set()

    def expand(self, node: Node, name: str, trail: tuple[str, ...] = ()) -> Node | None:
        """The node with all that it uses; None where this shape has nothing there."""
        match node:
            case Map() if by_shape(node):
                return self._choose(node, name, trail)
            case Map() if [key.text for key, _ in node.entries] == ["use"]:
                return self._use(node.entries[0][1], f"{name}.use", trail)
            case Map():
                pairs = ((key, self.expand(value, f"{name}.{key.text}", trail)) for key, value in node.entries)
                return replace(node, entries=tuple((key, value) for key, value in pairs if value is not None))
            case Items():
                found = (self.expand(item, f"{name}[{i}]", trail) for i, item in enumerate(node.items))
                return replace(node, items=tuple(item for item in found if item is not None))
            case _:
                return node

    def _choose(self, node: Map, name: str, trail: tuple[str, ...]) -> Node | None:
        chosen = node.get(self._aspect) or node.get(OTHER)
        if chosen is None:
            message, hint = f"there is no value for `{self._aspect}`", f"name it, or `{OTHER}` for all shapes not named"
            self._reader.fault(message, node.place, name, hint)
            return None
        if isinstance(chosen, Scalar) and chosen.is_null:
            return None
        return self.expand(chosen, name, trail)

    def _use(self, node: Node, name: str, trail: tuple[str, ...]) -> Node | None:
        """The part of that name, what is written beside it put over the part's own."""
        own = node if isinstance(node, Map) else None
        named = own.get("part") if own else node
        if not isinstance(named, Scalar):
            self._reader.fault("expected the name of a part, or `part:` and what differs from it", node.place, name)
            return None
        known = [key.text for key, _ in self._parts.entries] if self._parts else []
        if named.text not in known:
            hint = suggest(named.text, known) if known else "name it under `parts`"
            self._reader.fault(f"there is no part `{named.text}`", named.place, name, hint)
            return None
        if named.text in trail:
            around = " → ".join((*trail, named.text))
            self._reader.fault(f"a part cannot use itself: {around}", named.place, name)
            return None
        self.used.add(named.text)
        found = self._parts.get(named.text) if self._parts else None
        part = self.expand(found, f"parts.{named.text}", (*trail, named.text)) if found is not None else None
        if own is None or part is None or len(own.entries) == 1:
            return part
        return self._cover(part, own, name, trail)

    def _cover(self, part: Node, own: Map, name: str, trail: tuple[str, ...]) -> Node:
        if not isinstance(part, Map) or len(part.entries) != 1:
            return part  # whoever reads it says what is wrong
        key, options = part.entries[0]
        if isinstance(options, Items):
            parts = Scalar("parts", options.page, options.start, options.start)
            options = Map(((parts, options),), options.page, options.start, options.end)
        over = self.expand(replace(own, entries=tuple(e for e in own.entries if e[0].text != "part")), name, trail)
        if isinstance(options, Scalar) and options.is_null:
            options = Map((), options.page, options.start, options.end)
        if not isinstance(options, Map) or not isinstance(over, Map):
            return part
        return replace(part, entries=((key, _put_over(options, over)),))


def _put_over(under: Map, over: Map) -> Map:
    entries = {key.text: (key, value) for key, value in under.entries}
    for key, value in over.entries:
        entries.pop(key.text, None)
        if not (isinstance(value, Scalar) and value.is_null):
            entries[key.text] = (key, value)
    return replace(under, entries=tuple(entries.values()))


def by_shape(node: Map) -> bool:
    """Whether a map tells of shapes and not of a part's options."""
    return bool(node.entries) and all(key.text in SHAPES for key, _ in node.entries)
