"""Plain values out of a tree, each fault noted at its place: what themes are read with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...errors import Place, Problem, suggest
from ...graphics.color import Color, parse_color
from ..fields.scalar_fields import suggest_key
from ..yaml.yaml_parser import MappingNode, Node, ScalarNode, SequenceNode
from . import theme_schema
from .theme_schema import TYPE_KINDS, ThemeField

_MAX_HINTS = 100
"""Maximum number of problems for which the nearest name is looked for: so many are told of a file."""


@dataclass(slots=True)
class ValueReader:
    """Reads values and keeps every fault; a value at fault becomes its default, so that reading goes on."""

    problems: list[Problem] = field(default_factory=list)

    def report(self, message: str, place: Place, name: str, hint: str = "") -> None:
        """Note an error of the field `name`."""
        self.problems.append(Problem("error", message, place, name, hint, kind="theme"))

    def read_map(self, node: Node | None, name: str, keys: Iterable[str] | None = None) -> MappingNode | None:
        """A map; with `keys` any other key is a fault, with the nearest name as the hint."""
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            if not node.is_error:
                self.report("expected a map of names and values", node.place, name)
            return None
        known = list(keys) if keys is not None else [k.text for k, _ in node.entries]
        for key, _ in node.entries:
            if key.text not in known:
                self.report(f"unknown key `{key.text}`", key.place, name, suggest_key(key, node, known))
        return node

    def read_items(self, node: Node | None, name: str) -> Sequence[Node]:
        """The members of a list, none for a fault."""
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            self.report("expected a list", node.place, name)
            return ()
        return node.items

    def read_text(self, node: Node | None, name: str, default: str = "") -> str:
        """A piece of text."""
        if node is None:
            return default
        if not isinstance(node, ScalarNode):
            self.report("expected text", node.place, name)
            return default
        return node.text

    def read_choice(self, node: Node | None, name: str, choices: Sequence[str], default: str) -> str:
        """One of a few words."""
        if node is None:
            return default
        text = self.read_text(node, name, default)
        if text not in choices:
            self.report(
                f"`{text}` is not one of {', '.join(f'`{c}`' for c in choices)}",
                node.place,
                name,
                self.suggest(text, choices),
            )
            return default
        return text

    def suggest(self, word: str, known: Sequence[str]) -> str:
        """Return the hint of `errors.suggest`; "" after so many problems that nobody is told of more."""
        return suggest(word, known) if len(self.problems) < _MAX_HINTS else ""

    def read_number(self, node: Node | None, name: str, default: float = 0.0, least: float = -1e6) -> float:
        """A number as written in YAML: `12`, `-0.05`."""
        if node is None:
            return default
        text = self.read_text(node, name, str(default))
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not abs(value) < 1e6:
            self.report(f"expected a number but found `{text}`", node.place, name)
            return default
        if value < least:
            self.report(f"expected {least:g} at least but found `{text}`", node.place, name)
            return default
        return value

    def read_numbers(
        self, node: Node | None, name: str, counts: Sequence[int], least: float = -1e6
    ) -> tuple[float, ...]:
        """A list of as many numbers as one of `counts` says; a single number is a list of one."""
        if node is None:
            return ()
        found = [
            self.read_number(n, name, least=least) for n in (node.items if isinstance(node, SequenceNode) else (node,))
        ]
        if counts and len(found) not in counts:
            wanted = " or ".join(map(str, counts))
            self.report(f"expected {wanted} numbers but found {len(found)}", node.place, name)
            return ()
        return tuple(found)

    def read_field(self, option: ThemeField, node: Node | None, name: str) -> Any:
        """The value of a field by what is declared of it; names of other things are for those who know them."""
        match option:
            case theme_schema.NumberField():
                if node is None:
                    return option.default
                value = self.read_number(node, name, option.default or 0.0, option.minimum)
                if value > option.maximum:
                    self.report(f"expected {option.maximum:g} at most but found `{value:g}`", node.place, name)
                return value
            case theme_schema.NumbersField():
                values = self.read_numbers(node, name, option.counts, option.minimum)
                if node is not None and any(value > option.maximum for value in values):
                    self.report(f"expected {option.maximum:g} at most", node.place, name)
                return values
            case theme_schema.PointsField():
                members = self.read_items(node, name)
                pairs = (self.read_numbers(m, f"{name}[{i}]", (2,)) for i, m in enumerate(members))
                return tuple((pair[0], pair[1]) for pair in pairs if pair)
            case theme_schema.ChoiceField():
                return self.read_choice(node, name, option.names, option.default)
            case theme_schema.FlagField():
                return self.read_choice(node, name, ("true", "false"), "false") == "true"
            case theme_schema.ByKindField():
                return self.read_by_kind(node, name, option.default)
            case _:
                return self.read_text(node, name)

    def read_by_kind(self, node: Node | None, name: str, default: float) -> dict[str, float]:
        """A number for each kind of type that is named; one number alone is for all kinds."""
        if node is None:
            return {}
        if isinstance(node, ScalarNode):
            return dict.fromkeys(TYPE_KINDS, self.read_number(node, name, default))
        found = self.read_map(node, name, TYPE_KINDS)
        entries = found.entries if found else ()
        values = {key.text: self.read_number(value, f"{name}.{key.text}", default) for key, value in entries}
        return values if "print" in values or "small" not in values else values | {"print": values["small"]}

    def read_color(self, node: Node, name: str) -> Color:
        """A colour, `#rrggbb`."""
        text = self.read_text(node, name, "#000")
        try:
            return parse_color(text)
        except ValueError as error:
            self.report(str(error), node.place, name, "put quotes around it" if not text else "")
            return Color(0, 0, 0)
