"""Set, set's variant, card, card's variant: files as layers, merged key by key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model.cards import Language
from ..fields.accepted_warnings import ACCEPT
from ..fields.composite_fields import ONE_LINE
from ..yaml.yaml_parser import Items, Map, Node, Scalar


@dataclass(frozen=True, slots=True)
class Layer:
    """One file's fields and the language of its words."""

    fields: Map
    language: Language


def merge_layers(layers: Sequence[Layer]) -> Map:
    """The layers' fields as one map, later ones over earlier ones; what was taken away stays in it as null."""
    merged = layers[0].fields
    for layer in layers[1:]:
        merged = _merge_maps(merged, layer.fields)
    return merged


def _merge_maps(under: Map, over: Map) -> Map:
    entries = {key.text: (key, value) for key, value in under.entries}
    for key, value in over.entries:
        below = entries.get(key.text)
        entries[key.text] = (key, _merge_nodes(key.text, below[1], value) if below else value)
    return Map(tuple(entries.values()), over.page, over.start, over.end, over.spoilt)


def _merge_nodes(key: str, under: Node, over: Node) -> Node:
    """Maps merge key by key, what is accepted adds up, anything else replaces.

    A link, a path or a title below parts counts as the part that it is.
    """
    if key == ACCEPT and isinstance(under, Items) and isinstance(over, Items):
        return Items((*under.items, *over.items), over.page, over.start, over.end, over.spoilt)
    if not isinstance(over, Map):
        return over
    if isinstance(under, Scalar) and key in ONE_LINE and not under.is_null and not under.spoilt:
        name = Scalar(ONE_LINE[key], under.page, under.start, under.end)
        under = Map(((name, under),), under.page, under.start, under.end)
    return _merge_maps(under, over) if isinstance(under, Map) else over
