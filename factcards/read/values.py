"""Plain values out of a tree, each fault noted at its place: what themes are read with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..color import Color, parse_color
from ..errors import Place, Problem, suggest
from .nodes import Items, Map, Node, Scalar


@dataclass(slots=True)
class Reader:
    """Reads values and keeps every fault; a value at fault becomes its default, so that reading goes on."""

    problems: list[Problem] = field(default_factory=list)

    def fault(self, message: str, place: Place, name: str, hint: str = "") -> None:
        """Note an error of the field `name`."""
        self.problems.append(Problem("error", message, place, name, hint))

    def map(self, node: Node | None, name: str, keys: Iterable[str] | None = None) -> Map | None:
        """A map; with `keys` any other key is a fault, with the nearest name as the hint."""
        if node is None:
            return None
        if not isinstance(node, Map):
            if not node.spoilt:
                self.fault("expected a map of names and values", node.place, name)
            return None
        known = list(keys) if keys is not None else [k.text for k, _ in node.entries]
        for key, _ in node.entries:
            if key.text not in known:
                self.fault(f"unknown key `{key.text}`", key.place, name, suggest(key.text, known))
        return node

    def items(self, node: Node | None, name: str) -> Sequence[Node]:
        """The members of a list, none for a fault."""
        if node is None:
            return ()
        if not isinstance(node, Items):
            self.fault("expected a list", node.place, name)
            return ()
        return node.items

    def text(self, node: Node | None, name: str, default: str = "") -> str:
        """A piece of text."""
        if node is None:
            return default
        if not isinstance(node, Scalar):
            self.fault("expected text", node.place, name)
            return default
        return node.text

    def choice(self, node: Node | None, name: str, choices: Sequence[str], default: str) -> str:
        """One of a few words."""
        if node is None:
            return default
        text = self.text(node, name, default)
        if text not in choices:
            self.fault(
                f"`{text}` is not one of {', '.join(f'`{c}`' for c in choices)}",
                node.place,
                name,
                suggest(text, choices),
            )
            return default
        return text

    def number(self, node: Node | None, name: str, default: float = 0.0, least: float = -1e6) -> float:
        """A number as written in YAML: `12`, `-0.05`."""
        if node is None:
            return default
        text = self.text(node, name, str(default))
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not abs(value) < 1e6:
            self.fault(f"expected a number but found `{text}`", node.place, name)
            return default
        if value < least:
            self.fault(f"expected {least:g} at least but found `{text}`", node.place, name)
            return default
        return value

    def numbers(self, node: Node | None, name: str, counts: Sequence[int], least: float = -1e6) -> tuple[float, ...]:
        """A list of as many numbers as one of `counts` says; a single number is a list of one."""
        if node is None:
            return ()
        found = [self.number(n, name, least=least) for n in (node.items if isinstance(node, Items) else (node,))]
        if len(found) not in counts:
            wanted = " or ".join(map(str, counts))
            self.fault(f"expected {wanted} numbers but found {len(found)}", node.place, name)
            return ()
        return tuple(found)

    def color(self, node: Node, name: str) -> Color:
        """A colour, `#rrggbb`."""
        text = self.text(node, name, "#000")
        try:
            return parse_color(text)
        except ValueError as error:
            self.fault(str(error), node.place, name, "put quotes around it" if not text else "")
            return Color(0, 0, 0)
