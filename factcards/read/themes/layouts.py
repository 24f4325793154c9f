"""A theme's layouts: trees of parts, from YAML to values, by the fields that `options` declares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from ...errors import suggest
from ...model.themes import SLOTS, WHENS, Condition, Frame, Part, Side, Stack, When
from ..yaml.yaml_parser import Items, Map, Node, Scalar
from . import theme_schema
from .part_builders import MAKERS, Faults, four
from .theme_schema import CONDITION, FRAME, PARTS, SCRIM, SCRIM_FADE, STACK, STACKS, Choices, Fields, Named, Option
from .theme_values import Reader

_WHAT = {
    "color": "the palette has no colour `{}`",
    "ground": "neither the palette nor `grounds` has `{}`",
    "type": "there is no type `{}`",
}
_NAME_ONE = {"color": "name a colour of the palette", "type": "name one with `style`"}


@dataclass(frozen=True, slots=True)
class Names:
    """What the parts of a theme may name: its colours, its gradients and its types."""

    colors: frozenset[str]
    grounds: frozenset[str]
    types: frozenset[str]

    def of(self, what: str) -> frozenset[str]:
        """The names of one kind; a ground is a colour or a gradient."""
        return {"color": self.colors, "ground": self.colors | self.grounds, "type": self.types}[what]


STACK_KEYS = (*FRAME, "parts", *STACK)


class LayoutReader:
    """Reads the parts of one theme."""

    def __init__(self, reader: Reader, names: Names) -> None:
        self._reader = reader
        self._names = names

    def part(self, node: Node, name: str) -> Part | None:
        """One part: a map of one key, which is its kind."""
        entries = node.entries if isinstance(node, Map) else ()
        if len(entries) != 1:
            if not node.spoilt:
                self._reader.fault("expected one part, as `words:` or `column:`", node.place, name)
            return None
        key, value = entries[0]
        kinds = (*STACKS, *PARTS, "use")
        if key.text not in kinds[:-1]:
            self._reader.fault(f"unknown part `{key.text}`", key.place, name, suggest(key.text, kinds))
            return None
        name = f"{name}.{key.text}"
        if key.text in STACKS:
            return self._stack(value, name, key.text)
        fields = PARTS[key.text]
        found = self._named(value, name, (*FRAME, *fields))
        frame = self._frame(found, name)
        self._check_style(key.text, found, name)
        return MAKERS[key.text](frame, self._values(fields, found, name), Faults(self._reader, found, name))

    def _stack(self, node: Node, name: str, axis: str) -> Stack:
        plain = isinstance(node, Items)   # `column: [...]` is short for `column: {parts: [...]}`
        found = Map((), node.page, node.start, node.end) if plain else self._named(node, name, STACK_KEYS)
        members = node.items if isinstance(node, Items) else self._reader.items(found.get("parts"), f"{name}.parts")
        parts = [self.part(m, f"{name}[{i}]") for i, m in enumerate(members)]
        values = self._values(STACK, found, name)
        frame = self._frame(found, name)
        return Stack(
            frame, axis, tuple(p for p in parts if p),  # type: ignore[arg-type]
            values["gap"], values["align"], values["justify"], values["yields"],
        )  # fmt: skip

    def _frame(self, node: Map, name: str) -> Frame:
        values = self._values(FRAME, node, name)
        share = values["share"]
        if share and share[0] > share[-1]:
            self._reader.fault("shares go from the least to the most", node.place, f"{name}.share")
        return Frame(
            when=values["when"], grow=values["grow"], length=values["length"], least=values["least"],
            pad=four(values["pad"]), safe=cast(tuple[Side, ...], values["safe"]), ground=values["ground"],
            most=values["most"], share=(share[0], share[-1]) if share else None, hug=values["hug"],
            overlap=four(values["overlap"]), radius=values["radius"],
        )  # fmt: skip

    def _named(self, node: Node, name: str, keys: Iterable[str]) -> Map:
        """The map of a part's options; an empty one stands for a fault."""
        found = self._reader.map(node, name, keys)
        return found or Map((), node.page, node.start, node.end)

    def _values(self, fields: Fields, node: Map, name: str) -> dict[str, Any]:
        found = {}
        for key, option in fields.items():
            value = node.get(key)
            if value is None and isinstance(option, Named) and option.wanted:
                self._reader.fault(f"missing field `{key}`", node.place, name, _NAME_ONE.get(option.what, ""))
            found[key] = self._value(option, value, f"{name}.{key}")
        return found

    def _value(self, option: Option, node: Node | None, name: str) -> Any:
        match option:
            case theme_schema.When():
                return self._condition(node, name)
            case Choices():
                return self._chosen(node, name, option.names)
            case Named():
                return self._name(node, name, option.what)
            case theme_schema.Colors():
                members = node.items if isinstance(node, Items) else (node,) if node is not None else ()
                return tuple(self._name(member, name, "color") for member in members)
            case theme_schema.Scrim():
                return self._scrim(node, name)
            case _:
                return self._reader.option(option, node, name)

    def _scrim(self, node: Node | None, name: str) -> tuple[str, tuple[Side, ...], float, float]:
        """A scrim's colour, its edges, the share over which it fades, how opaque its first edge; a colour is even."""
        if node is None or isinstance(node, Scalar):
            return self._name(node, name, "color"), (), SCRIM_FADE, 0.0
        values = self._values(SCRIM, self._named(node, name, SCRIM), name)
        return values["color"], cast(tuple[Side, ...], values["from"]), values["fade"], values["deep"]

    def _condition(self, node: Node | None, name: str) -> Condition:
        if isinstance(node, Scalar | Items):   # `when: image` is short for `when: {has: image}`
            return Condition(cast(tuple[When, ...], self._chosen(node, name, WHENS)))
        found = self._reader.map(node, name, CONDITION)
        if found is None:
            return Condition()
        has, lacks = (self._chosen(found.get(k), f"{name}.{k}", WHENS) for k in ("has", "lacks"))
        return Condition(cast(tuple[When, ...], has), cast(tuple[When, ...], lacks))

    def _chosen(self, node: Node | None, name: str, choices: tuple[str, ...]) -> tuple[str, ...]:
        members = (node,) if isinstance(node, Scalar) else self._reader.items(node, name)
        return tuple(self._reader.choice(m, name, choices, choices[0]) for m in members)

    def _name(self, node: Node | None, name: str, what: str) -> str:
        text = self._reader.text(node, name)
        known = self._names.of(what)
        if node is not None and text not in known:
            if what == "type":
                return self._reader.choice(node, name, tuple(sorted(known)), "")
            message = _WHAT["color" if what == "ground" and not self._names.grounds else what].format(text)
            self._reader.fault(message, node.place, name, self._reader.suggest(text, sorted(known)))
        return text

    def _check_style(self, kind: str, found: Map, name: str) -> None:
        """Words in a type that there is: the one of their slot, unless they name another."""
        if "style" not in PARTS[kind] or found.get("style") is not None:
            return
        slot = found.get("slot")
        wished = slot.text if isinstance(slot, Scalar) else "words" if kind == "words" else "number"
        if wished not in self._names.types and (kind != "words" or wished in SLOTS):
            self._reader.fault(f"there is no type `{wished}`", found.place, name, "name one with `style`")
