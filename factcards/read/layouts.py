"""A theme's layouts: trees of parts, from YAML to values."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from ..errors import suggest
from ..themes import (
    SIDES,
    SLOTS,
    WHENS,
    Code,
    Condition,
    Disc,
    Frame,
    Part,
    Photo,
    Rule,
    Side,
    Slot,
    Space,
    Stack,
    When,
    Words,
)
from .nodes import Items, Map, Node, Scalar
from .values import Reader

_FRAME_KEYS = ("when", "grow", "length", "least", "pad", "safe", "ground")
_STACK_KEYS = (*_FRAME_KEYS, "parts", "gap", "align", "justify", "yields")
_PHOTO_KEYS = (*_FRAME_KEYS, "shape", "diameter", "outside", "scrim", "focus_at", "zoom")


class LayoutReader:
    """Reads the parts of one theme; `colors` and `types` are the names that they may use."""

    def __init__(self, reader: Reader, colors: frozenset[str], types: frozenset[str]) -> None:
        self._reader = reader
        self._colors = colors
        self._types = types
        self._kinds: dict[str, Callable[[Node, str], Part]] = {
            "column": lambda node, name: self._stack(node, name, "column"),
            "row": lambda node, name: self._stack(node, name, "row"),
            "layers": lambda node, name: self._stack(node, name, "layers"),
            "words": self._words,
            "code": self._code,
            "photo": self._photo,
            "disc": self._disc,
            "rule": self._rule,
            "space": self._space,
        }

    def part(self, node: Node, name: str) -> Part | None:
        """One part: a map of one key, which is its kind."""
        entries = node.entries if isinstance(node, Map) else ()
        if len(entries) != 1:
            if not node.spoilt:
                self._reader.fault("expected one part, as `words:` or `column:`", node.place, name)
            return None
        key, value = entries[0]
        if key.text not in self._kinds:
            self._reader.fault(f"unknown part `{key.text}`", key.place, name, suggest(key.text, self._kinds))
            return None
        return self._kinds[key.text](value, f"{name}.{key.text}")

    def _frame(self, node: Map, name: str) -> Frame:
        r = self._reader
        pad = r.numbers(node.get("pad"), f"{name}.pad", (1, 2, 3, 4), 0)
        length = node.get("length")
        ground = node.get("ground")
        return Frame(
            when=self._condition(node.get("when"), f"{name}.when"),
            grow=r.number(node.get("grow"), f"{name}.grow", 0, 0),
            length=r.number(length, f"{name}.length", 0, 0) if length is not None else None,
            least=r.number(node.get("least"), f"{name}.least", 0, 0),
            pad=_four(pad),
            safe=cast(tuple[Side, ...], self._chosen(node.get("safe"), f"{name}.safe", SIDES)),
            ground=self._color(ground, f"{name}.ground") if ground is not None else "",
        )

    def _condition(self, node: Node | None, name: str) -> Condition:
        found = self._reader.map(node, name, ("has", "lacks"))
        if found is None:
            return Condition()
        has = self._chosen(found.get("has"), f"{name}.has", WHENS)
        lacks = self._chosen(found.get("lacks"), f"{name}.lacks", WHENS)
        return Condition(cast(tuple[When, ...], has), cast(tuple[When, ...], lacks))

    def _chosen(self, node: Node | None, name: str, choices: tuple[str, ...]) -> tuple[str, ...]:
        members = (node,) if isinstance(node, Scalar) else self._reader.items(node, name)
        return tuple(self._reader.choice(m, name, choices, choices[0]) for m in members)

    def _color(self, node: Node | None, name: str, default: str = "") -> str:
        text = self._reader.text(node, name, default)
        if node is not None and text not in self._colors:
            self._reader.fault(f"the palette has no colour `{text}`", node.place, name, suggest(text, self._colors))
        return text

    def _wanted(self, found: Map, name: str, key: str) -> str:
        """A colour that the part cannot do without."""
        if key not in (k.text for k, _ in found.entries):
            self._reader.fault(f"missing field `{key}`", found.place, name, "name a colour of the palette")
        return self._color(found.get(key), f"{name}.{key}")

    def _named(self, node: Node, name: str, keys: tuple[str, ...]) -> Map:
        """The map of a part's options; an empty one stands for a fault."""
        found = self._reader.map(node, name, keys)
        return found or Map((), node.page, node.start, node.end)

    def _stack(self, node: Node, name: str, axis: str) -> Stack:
        plain = isinstance(node, Items)  # `column: [...]` is short for `column: {parts: [...]}`
        options = Map((), node.page, node.start, node.end) if plain else self._named(node, name, _STACK_KEYS)
        members = node.items if isinstance(node, Items) else self._reader.items(options.get("parts"), f"{name}.parts")
        parts = [self.part(m, f"{name}[{i}]") for i, m in enumerate(members)]
        aligns, justifies = ("start", "center", "end"), ("start", "center", "end", "between")
        return Stack(
            self._frame(options, name), axis, tuple(p for p in parts if p),  # type: ignore[arg-type]
            self._reader.number(options.get("gap"), f"{name}.gap", 0, 0),
            self._reader.choice(options.get("align"), f"{name}.align", aligns, "start"),  # type: ignore[arg-type]
            self._reader.choice(options.get("justify"), f"{name}.justify", justifies, "start"),  # type: ignore[arg-type]
            self._reader.choice(options.get("yields"), f"{name}.yields", ("true", "false"), "false") == "true",
        )  # fmt: skip

    def _words(self, node: Node, name: str) -> Words:
        keys = ("slot", "style", "size", "fit", "lines", "color", "accent", "measure")
        o, r = self._named(node, name, (*_FRAME_KEYS, *keys)), self._reader
        sizes = r.numbers(o.get("size"), f"{name}.size", (1, 2)) or (32.0,)
        if sizes[0] > sizes[-1] or sizes[0] < 8:
            r.fault("sizes go from the smallest, at least 8, to the largest", o.place, f"{name}.size")
        slot = cast(Slot, r.choice(o.get("slot"), f"{name}.slot", SLOTS, "words"))
        color = self._wanted(o, name, "color")
        if o.get("style") is None and slot not in self._types:
            r.fault(f"there is no type `{slot}`", o.place, name, "name one with `style`")
        return Words(
            self._frame(o, name), slot,
            r.choice(o.get("style"), f"{name}.style", tuple(sorted(self._types)), slot), sizes[0], sizes[-1],
            color, self._color(o.get("accent"), f"{name}.accent", color),
            r.choice(o.get("fit"), f"{name}.fit", ("lines", "width", "words"), "lines"),  # type: ignore[arg-type]
            int(r.number(o.get("lines"), f"{name}.lines", 2, 1)),
            r.number(o.get("measure"), f"{name}.measure", 1.0, 0.1),
        )  # fmt: skip

    def _code(self, node: Node, name: str) -> Code:
        o, r = self._named(node, name, (*_FRAME_KEYS, "module", "ink", "paper", "plate", "radius")), self._reader
        plate = r.choice(o.get("plate"), f"{name}.plate", ("true", "false"), "false") == "true"
        return Code(
            self._frame(o, name), r.number(o.get("module"), f"{name}.module", 6, 1),
            self._wanted(o, name, "ink"), self._wanted(o, name, "paper"), plate,
            r.number(o.get("radius"), f"{name}.radius", 0, 0),
        )  # fmt: skip

    def _photo(self, node: Node, name: str) -> Photo:
        o, r = self._named(node, name, _PHOTO_KEYS), self._reader
        color, edges, fade = self._scrim(o.get("scrim"), f"{name}.scrim")
        place = r.numbers(o.get("focus_at"), f"{name}.focus_at", (2,), 0)
        if place and max(place) > 1:
            r.fault("expected two shares from 0 to 1", o.place, f"{name}.focus_at", "from the start and the top")
        return Photo(
            self._frame(o, name),
            r.choice(o.get("shape"), f"{name}.shape", ("cover", "disc"), "cover"),  # type: ignore[arg-type]
            r.number(o.get("diameter"), f"{name}.diameter", 0, 0), r.number(o.get("outside"), f"{name}.outside"),
            color, edges, fade, (place[0], place[1]) if place else None,
            r.number(o.get("zoom"), f"{name}.zoom", 1.0, 1.0),
        )  # fmt: skip

    def _scrim(self, node: Node | None, name: str) -> tuple[str, tuple[Side, ...], float]:
        """A scrim's colour, the edges from which it falls, the share over which it fades; a colour alone is even."""
        if node is None:
            return "", (), 0.2
        if isinstance(node, Scalar):
            return self._color(node, name), (), 0.2
        o = self._named(node, name, ("color", "from", "fade"))
        edges = cast(tuple[Side, ...], self._chosen(o.get("from"), f"{name}.from", SIDES))
        return self._wanted(o, name, "color"), edges, self._reader.number(o.get("fade"), f"{name}.fade", 0.2, 0.05)

    def _disc(self, node: Node, name: str) -> Disc:
        o, r = self._named(node, name, (*_FRAME_KEYS, "diameter", "color", "outside", "centre")), self._reader
        centre = r.numbers(o.get("centre"), f"{name}.centre", (2,))
        return Disc(
            self._frame(o, name), r.number(o.get("diameter"), f"{name}.diameter", 0, 0),
            self._wanted(o, name, "color"), r.number(o.get("outside"), f"{name}.outside"),
            (centre[0], centre[1]) if centre else None,
        )  # fmt: skip

    def _rule(self, node: Node, name: str) -> Rule:
        o = self._named(node, name, (*_FRAME_KEYS, "thickness", "color"))
        thickness = self._reader.number(o.get("thickness"), f"{name}.thickness", 2, 0)
        return Rule(self._frame(o, name), thickness, self._wanted(o, name, "color"))

    def _space(self, node: Node, name: str) -> Space:
        return Space(self._frame(self._named(node, name, _FRAME_KEYS), name))


def _four(pad: tuple[float, ...]) -> tuple[float, float, float, float]:
    """One to four numbers in the order of CSS: top, sides, bottom; top, end, bottom, start."""
    if not pad:
        return (0.0, 0.0, 0.0, 0.0)
    top = pad[0]
    end = pad[1] if len(pad) > 1 else top
    bottom = pad[2] if len(pad) > 2 else top
    return (top, end, bottom, pad[3] if len(pad) > 3 else end)
