"""A theme's values by the fields that `theme_schema` declares, with their defaults."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

from ...errors import Problem, count_noun
from ..fields.prose import is_blank_text
from ..fields.value_reader import UNBOUNDED, ValueReader
from ..yaml.yaml_parser import MappingNode, Node, ScalarNode, SequenceNode
from . import theme_schema
from .theme_schema import TYPE_KINDS, ValueField, ValueFields


@dataclass(slots=True)
class ThemeContext(ValueReader):
    """The problems of one theme. A value with an error becomes its default, so that reading goes on."""

    problems: list[Problem] = field(default_factory=list)
    null_is_absent = False

    def read_text(self, node: Node | None, name: str, default: str = "") -> str:
        """Return a name; the default for an empty one."""
        if node is None or (isinstance(node, ScalarNode) and is_blank_text(node.text)):
            return default
        scalar = self.read_scalar(node, name, "a name")
        return scalar.text if scalar else default

    def choose(self, node: Node | None, name: str, known: Sequence[str], default: str) -> str:
        """Return one of the known names, or the default."""
        found = self.read_choice(node, name, known)
        return default if found is None else found

    def read_required(
        self, root: MappingNode, key: str, hint: str, known: Collection[str] = ()
    ) -> MappingNode | None:
        """Return the map of a field that a theme needs; report a missing or empty one, and return None."""
        node = root.get(key)
        found = self.read_mapping(node, key, known)
        if node is None or (found and not found.entries):
            self.report_missing(root.place, "", key, hint)
        return found if found and found.entries else None

    def read_numbers(
        self, node: Node | None, name: str, counts: Sequence[int] = (), minimum: float = -UNBOUNDED,
        maximum: float = UNBOUNDED,
    ) -> tuple[float, ...]:
        """Return a list of numbers, or one number as a list; `counts` are the lengths that it may have, () for any."""
        if node is None:
            return ()
        members = node.items if isinstance(node, SequenceNode) else (node,)
        if counts and len(members) not in counts:
            expected = f"{', '.join(map(str, counts[:-1]))} or {counts[-1]}" if counts[1:] else f"{counts[0]}"
            self.report(node.place, name, f"found {count_noun(len(members), 'number')}, expected {expected}")
            return ()
        found = [self.read_number(member, name, minimum, maximum) for member in members]
        return tuple(max(minimum, 0.0) if value is None else value for value in found)

    def read_field(self, declared: ValueField, node: Node | None, name: str) -> Any:
        """Return the value of a declared field."""
        match declared:
            case theme_schema.NumberField():
                value = self.read_number(node, name, declared.minimum, declared.maximum)
                return declared.default if value is None else value
            case theme_schema.NumbersField():
                found = self.read_numbers(node, name, declared.counts, declared.minimum, declared.maximum)
                return found or declared.default
            case theme_schema.PointsField():
                members = self.read_sequence(node, name)
                pairs = (self.read_numbers(m, f"{name}[{i}]", (2,)) for i, m in enumerate(members))
                return tuple((pair[0], pair[1]) for pair in pairs if pair)
            case theme_schema.ChoiceField():
                return self.choose(node, name, declared.names, declared.default)
            case theme_schema.FlagField():
                flag = self.read_flag(node, name)
                return declared.default if flag is None else flag
            case theme_schema.ByKindField():
                return self._read_by_kind(node, name, declared.default)
            case theme_schema.TextField():
                return self.read_text(node, name)
            case _:
                assert_never(declared)

    def _read_by_kind(self, node: Node | None, name: str, default: float | None) -> dict[str, float]:
        """Return a number for each kind of type that is named; one number alone is for all kinds."""
        if node is None:
            return {}
        if isinstance(node, ScalarNode):
            value = self.read_number(node, name)
            value = default if value is None else value
            return {} if value is None else dict.fromkeys(TYPE_KINDS, value)
        found = self.read_mapping(node, name, TYPE_KINDS)
        entries = found.entries if found else ()
        numbers = ((key.text, self.read_number(value, f"{name}.{key.text}")) for key, value in entries)
        usable = ((kind, default if value is None else value) for kind, value in numbers)
        values = {kind: value for kind, value in usable if value is not None}
        return values if "print" in values or "small" not in values else values | {"print": values["small"]}

    def read_fields(self, fields: ValueFields, node: MappingNode | None, name: str) -> dict[str, Any]:
        """Return the values of declared fields by their keys."""
        return {
            key: self.read_field(declared, node.get(key) if node else None, f"{name}.{key}")
            for key, declared in fields.items()
        }
