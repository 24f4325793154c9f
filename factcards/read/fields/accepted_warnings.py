"""`accept`: the kinds of warnings that the author has checked and accepts, each with a reason."""

from __future__ import annotations

from ...errors import suggest
from ...model.cards import AcceptedWarning
from ...problem_kinds import ERRORS, RUNS, WARNINGS
from ..yaml.yaml_parser import MappingNode, Node, ScalarNode
from .prose import join_lines
from .scalar_fields import ReadContext, read_map
from .value_reader import describe_node, quote_text

ACCEPT = "accept"
"""The name of the field; its lists are joined along the cascade."""
ACCEPT_KEYS = ("kind", "reason")
"""Keys of an entry of `accept`."""
_EXAMPLE = "`[{kind: small-type, reason: …}]`"


def read_accept(node: Node, name: str, context: ReadContext) -> tuple[AcceptedWarning, ...]:
    """Return the accepted warnings: a list of kinds with their reasons."""
    items = context.read_sequence(node, name, f"a list such as {_EXAMPLE}")
    found = (_read_entry(item, f"{name}[{index}]", context) for index, item in enumerate(items))
    return tuple(entry for entry in found if entry)


def _read_entry(node: Node, name: str, context: ReadContext) -> AcceptedWarning | None:
    if not isinstance(node, MappingNode):
        if not context.is_absent(node):
            message = f"found {describe_node(node)}, expected the keys `kind` and `reason`"
            known = isinstance(node, ScalarNode) and node.text in WARNINGS
            hint = f"write `{{kind: {node.text}, reason: …}}`" if known and isinstance(node, ScalarNode) else ""
            context.report(node.place, name, message, hint)
        return None
    parts = read_map(node, name, ACCEPT_KEYS, context)
    kind = context.read_scalar(parts["kind"], f"{name}.kind", "a kind of warning") if "kind" in parts else None
    reason = context.read_scalar(parts["reason"], f"{name}.reason", "a reason") if "reason" in parts else None
    for key, hint in (("kind", "`check` names it after each warning"), ("reason", "say why this is right as it is")):
        if key not in parts:
            context.report_missing(node.place, name, key, hint)
    if kind and kind.text not in WARNINGS:
        context.report(kind.place, f"{name}.kind", *_explain_unknown(kind.text))
        return None
    return AcceptedWarning(kind.text, join_lines(reason.text), kind.place) if kind and reason else None


def _explain_unknown(kind: str) -> tuple[str, str]:
    """Return a message for a kind that cannot be accepted, and a hint."""
    if kind in ERRORS:
        return f"{quote_text(kind)} is a kind of error, and an error cannot be accepted", "fix what it reports"
    if kind in RUNS:
        return f"{quote_text(kind)} is about a run, so a card cannot accept it", "remove this entry"
    return f"there is no kind of warning {quote_text(kind)}", suggest(kind, WARNINGS)
