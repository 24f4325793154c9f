"""A theme's layouts: trees of parts, by the fields that `theme_schema` declares."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from ...model.themes import CARD_TRAITS, SLOTS, CardTrait, Condition, Part, PartFrame, Side, StackPart
from ..fields.value_reader import describe_length
from ..yaml.yaml_parser import MappingNode, Node, ScalarNode, SequenceNode
from . import theme_schema
from .part_builders import BUILDERS, PartContext, expand_sides
from .theme_schema import (
    CONDITION,
    FRAME,
    PARTS,
    SCRIM,
    SCRIM_FADE,
    STACK,
    STACKS,
    ChoicesField,
    NameField,
    ThemeField,
    ThemeFields,
)
from .theme_values import ThemeContext

_UNKNOWN_NAME = {
    "color": "the palette has no colour `{}`",
    "ground": "neither the palette nor `grounds` has `{}`",
    "type": "there is no type `{}`",
}
_NAME_HINTS = {"color": "name a colour of the palette", "type": "name one with `style`"}


@dataclass(frozen=True, slots=True)
class ThemeNames:
    """The names that a theme's parts may use: its colours, gradients and types."""

    colors: frozenset[str]
    gradients: frozenset[str]
    types: frozenset[str]

    def select(self, what: str) -> frozenset[str]:
        """Return the names of one kind; a `ground` is a colour or a gradient."""
        return {"color": self.colors, "ground": self.colors | self.gradients, "type": self.types}[what]


STACK_KEYS = (*FRAME, "parts", *STACK)
"""Keys of a stack of parts."""


class LayoutReader:
    """Read the parts of one theme."""

    def __init__(self, reader: ThemeContext, names: ThemeNames) -> None:
        self._reader = reader
        self._names = names
        self.has_lost_parts = False   # True after a part that could not be read

    def read_part(self, node: Node, name: str) -> Part | None:
        """Return a part: a map of one key, which is its kind."""
        entries = node.entries if isinstance(node, MappingNode) else ()
        if len(entries) != 1:
            if not node.is_error:
                message = f"found {describe_length(node)}, expected one part, such as `words:` or `column:`"
                self._reader.report(node.place, name, message)
            self.has_lost_parts = True
            return None
        key, value = entries[0]
        kinds = (*STACKS, *PARTS, "use")
        if key.text not in kinds[:-1]:
            self._reader.report(key.place, name, f"unknown part `{key.text}`", self._reader.suggest(key.text, kinds))
            self.has_lost_parts = True
            return None
        name = f"{name}.{key.text}"
        if key.text in STACKS:
            return self._read_stack(value, name, key.text)
        fields = PARTS[key.text]
        found = self._read_options(value, name, (*FRAME, *fields))
        frame = self._read_frame(found, name)
        self._report_missing_style(key.text, found, name)
        return BUILDERS[key.text](frame, self._read_fields(fields, found, name), PartContext(self._reader, found, name))

    def _read_stack(self, node: Node, name: str, axis: str) -> StackPart:
        plain = isinstance(node, SequenceNode)  # `column: [...]` is short for `column: {parts: [...]}`
        found = (
            MappingNode((), node.source, node.start, node.end) if plain else self._read_options(node, name, STACK_KEYS)
        )
        members = (
            node.items
            if isinstance(node, SequenceNode)
            else self._reader.read_sequence(found.get("parts"), f"{name}.parts")
        )
        parts = [self.read_part(m, f"{name}[{i}]") for i, m in enumerate(members)]
        values = self._read_fields(STACK, found, name)
        frame = self._read_frame(found, name)
        return StackPart(
            frame, axis, tuple(p for p in parts if p),  # type: ignore[arg-type]
            values["gap"], values["align"], values["justify"], values["yields"],
        )  # fmt: skip

    def _read_frame(self, node: MappingNode, name: str) -> PartFrame:
        values = self._read_fields(FRAME, node, name)
        share = values["share"]
        if share and share[0] > share[-1]:
            message = "the first share is larger than the second, expected the smaller one first"
            self._reader.report((node.get("share") or node).place, f"{name}.share", message)
        return PartFrame(
            when=values["when"], grow=values["grow"], length=values["length"], min_length=values["least"],
            padding=expand_sides(values["pad"]), safe=cast(tuple[Side, ...], values["safe"]),
            background=values["ground"],
            max_length=values["most"], share=(share[0], share[-1]) if share else None, hug=values["hug"],
            outset=expand_sides(values["overlap"]), radius=values["radius"],
        )  # fmt: skip

    def _read_options(self, node: Node, name: str, keys: Collection[str]) -> MappingNode:
        """Return the map of a part's options, an empty one after an error."""
        found = self._reader.read_mapping(node, name, keys)
        return found or MappingNode((), node.source, node.start, node.end)

    def _read_fields(self, fields: ThemeFields, node: MappingNode, name: str) -> dict[str, Any]:
        found = {}
        for key, option in fields.items():
            value = node.get(key)
            if value is None and isinstance(option, NameField) and option.required:
                self._reader.report_missing(node.place, name, key, _NAME_HINTS.get(option.kind, ""))
            found[key] = self._read_field(option, value, f"{name}.{key}")
        return found

    def _read_field(self, option: ThemeField, node: Node | None, name: str) -> Any:
        match option:
            case theme_schema.WhenField():
                return self._read_condition(node, name)
            case ChoicesField():
                return self._read_choices(node, name, option.names)
            case NameField():
                return self._read_name(node, name, option.kind)
            case theme_schema.ColorsField():
                members = node.items if isinstance(node, SequenceNode) else (node,) if node is not None else ()
                return tuple(self._read_name(member, name, "color") for member in members)
            case theme_schema.ScrimField():
                return self._read_scrim(node, name)
            case _:
                return self._reader.read_field(option, node, name)

    def _read_scrim(self, node: Node | None, name: str) -> tuple[str, tuple[Side, ...], float, float]:
        """Return a scrim's colour, edges, fade as a share of the photo, and edge opacity; a lone colour has none."""
        if node is None or isinstance(node, ScalarNode):
            return self._read_name(node, name, "color"), (), SCRIM_FADE, 0.0
        values = self._read_fields(SCRIM, self._read_options(node, name, SCRIM), name)
        return values["color"], cast(tuple[Side, ...], values["from"]), values["fade"], values["deep"]

    def _read_condition(self, node: Node | None, name: str) -> Condition:
        if isinstance(node, ScalarNode | SequenceNode):   # `when: image` is short for `when: {has: image}`
            return Condition(cast(tuple[CardTrait, ...], self._read_choices(node, name, CARD_TRAITS)))
        found = self._reader.read_mapping(node, name, CONDITION)
        if found is None:
            return Condition()
        has, lacks = (self._read_choices(found.get(k), f"{name}.{k}", CARD_TRAITS) for k in ("has", "lacks"))
        return Condition(cast(tuple[CardTrait, ...], has), cast(tuple[CardTrait, ...], lacks))

    def _read_choices(self, node: Node | None, name: str, choices: tuple[str, ...]) -> tuple[str, ...]:
        members = (node,) if isinstance(node, ScalarNode) else self._reader.read_sequence(node, name)
        return tuple(self._reader.choose(m, name, choices, choices[0]) for m in members)

    def _read_name(self, node: Node | None, name: str, what: str) -> str:
        text = self._reader.read_text(node, name)
        known = self._names.select(what)
        if isinstance(node, ScalarNode) and known and text not in known:   # without any, the missing field is reported
            if what == "type":
                return self._reader.choose(node, name, tuple(sorted(known)), "")
            message = _UNKNOWN_NAME["color" if what == "ground" and not self._names.gradients else what].format(text)
            self._reader.report(node.place, name, message, self._reader.suggest(text, sorted(known)))
        return text

    def _report_missing_style(self, kind: str, found: MappingNode, name: str) -> None:
        """Report words whose type does not exist: that of their slot, unless they name another."""
        if "style" not in PARTS[kind] or found.get("style") is not None:
            return
        slot = found.get("slot")
        style = slot.text if isinstance(slot, ScalarNode) else "words" if kind == "words" else "number"
        if self._names.types and style not in self._names.types and (kind != "words" or style in SLOTS):
            self._reader.report(found.place, name, f"there is no type `{style}`", "name one with `style`")
