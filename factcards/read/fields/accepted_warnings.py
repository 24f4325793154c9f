"""`accept`: the kinds of warnings that somebody looked at and accepts, each with a reason."""

from __future__ import annotations

from ...errors import suggest
from ...model.cards import Accept
from ...problem_kinds import ERRORS, RUNS, WARNINGS
from ..yaml.yaml_parser import Items, Map, Node, Scalar
from .prose import join_lines
from .scalar_fields import Desk, kind_of, read_map, read_scalar, show

ACCEPT = "accept"
"""The key, whose lists add up along the cascade."""
PARTS = ("kind", "reason")
_EXAMPLE = "`[{kind: small-type, reason: …}]`"


def read_accept(node: Node, name: str, desk: Desk) -> tuple[Accept, ...]:
    """Read what is accepted, a list of kinds with their reasons."""
    if not isinstance(node, Items):
        if not node.spoilt and not (isinstance(node, Scalar) and node.is_null):
            desk.blame(node.place, name, f"found {kind_of(node)}, expected a list such as {_EXAMPLE}")
        return ()
    found = (_read_entry(item, f"{name}[{index}]", desk) for index, item in enumerate(node.items))
    return tuple(entry for entry in found if entry)


def _read_entry(node: Node, name: str, desk: Desk) -> Accept | None:
    parts = read_map(node, name, PARTS, desk)
    if not isinstance(node, Map):
        return None
    kind = read_scalar(parts["kind"], f"{name}.kind", desk, "a kind of warning") if "kind" in parts else None
    reason = read_scalar(parts["reason"], f"{name}.reason", desk, "a reason") if "reason" in parts else None
    for key, hint in (("kind", "`check` names it behind each warning"), ("reason", "say why this is right as it is")):
        if key not in parts:
            desk.blame(node.place, name, f"missing field `{key}`", hint, kind="missing-field")
    if kind and kind.text not in WARNINGS:
        desk.blame(kind.place, f"{name}.kind", *_explain_unknown(kind.text))
        return None
    return Accept(kind.text, join_lines(reason.text), kind.place) if kind and reason else None


def _explain_unknown(kind: str) -> tuple[str, str]:
    """Return why a kind cannot be accepted, and a hint."""
    if kind in ERRORS:
        return f"{show(kind)} is a kind of errors, and an error cannot be accepted", "mend what it says"
    if kind in RUNS:
        return f"{show(kind)} is about a run and no card's to accept", "take this entry out"
    return f"there is no kind of warning {show(kind)}", suggest(kind, WARNINGS)
