"""The cascade: set, set's variant, card and card's variant as layers, merged key by key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model.cards import Language
from ..fields.accepted_warnings import ACCEPT
from ..fields.composite_fields import ONE_LINE
from ..yaml.yaml_parser import MappingNode, Node, ScalarNode, SequenceNode


@dataclass(frozen=True, slots=True)
class FileLayer:
    """One file's fields and the language of its words."""

    fields: MappingNode
    language: Language


def merge_layers(layers: Sequence[FileLayer]) -> MappingNode:
    """Return the layers' fields as one map; later layers override earlier ones. Removed fields stay as null."""
    merged = layers[0].fields
    for layer in layers[1:]:
        merged = _merge_fields(merged, layer.fields)
    return merged


def _merge_fields(under: MappingNode, over: MappingNode) -> MappingNode:
    entries = {key.text: (key, value) for key, value in under.entries}
    for key, value in over.entries:
        below = entries.get(key.text)
        entries[key.text] = (key, _merge_nodes(key.text, below[1], value) if below else value)
    return MappingNode(tuple(entries.values()), over.source, over.start, over.end, over.is_error)


def _merge_nodes(key: str, under: Node, over: Node) -> Node:
    """Return a merged value: maps merge key by key, accepted warnings are joined, anything else is replaced.

    A one-line link, path or title under a map counts as the part that it stands for.
    """
    if key == ACCEPT and isinstance(under, SequenceNode) and isinstance(over, SequenceNode):
        return SequenceNode((*under.items, *over.items), over.source, over.start, over.end, over.is_error)
    if not isinstance(over, MappingNode):
        return over
    if isinstance(under, ScalarNode) and key in ONE_LINE and not under.is_null and not under.is_error:
        name = ScalarNode(ONE_LINE[key], under.source, under.start, under.end)
        under = MappingNode(((name, under),), under.source, under.start, under.end)
    return _merge_fields(under, over) if isinstance(under, MappingNode) else over
