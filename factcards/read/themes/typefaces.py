"""A theme's faces by group and script, and its types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...model.themes import TypeStyle, Underline
from ...text.glyphs import FaceChoice, TextStyle
from ..yaml.yaml_parser import MappingNode, Node, ScalarNode
from .theme_schema import FACE, TYPE, UNDERLINE
from .theme_values import ThemeContext

SCRIPT_PATTERN = "^(?:[a-z]{2,3}-)?[A-Z][a-z]{3}$"
"""Pattern of a script (ISO 15924), or of a language with its script, such as `ur-Arab`."""


@dataclass(frozen=True, slots=True)
class ScriptFace:
    """A theme's face for one script: its family, and by kind of type its size, weight and leading.

    `scale` and `leading` are factors; `weight_offset` is added to the weight of the type.
    """

    script: str
    family: str = ""
    scale: Mapping[str, float] = field(default_factory=dict)
    weight_offset: Mapping[str, float] = field(default_factory=dict)
    leading: Mapping[str, float] = field(default_factory=dict)
    latin_digits: bool = False

    def choose(self, kind: str, weight: float, *, italic: bool) -> FaceChoice:
        """Return the face at a weight for one kind of type."""
        adjusted = min(900, max(100, round(weight + self.weight_offset.get(kind, 0))))
        return FaceChoice(self.family, adjusted, self.scale.get(kind, 1.0), italic)


class TypefaceReader:
    """Read the faces of a theme: by script, and in groups that override some of them."""

    def __init__(self, root: MappingNode, reader: ThemeContext) -> None:
        self._reader = reader
        found = reader.read_mapping(root.get("faces"), "faces")
        entries = found.entries if found else ()
        self._base = {
            k.text: self._read_face(k.text, n, "faces") for k, n in entries if re.match(SCRIPT_PATTERN, k.text)
        }
        self._groups = {k.text: self._read_group(k.text, n) for k, n in entries if not re.match(SCRIPT_PATTERN, k.text)}

    def _read_group(self, group: str, value: Node) -> dict[str, ScriptFace]:
        name = f"faces.{group}"
        node = self._reader.read_mapping(value, name)
        found = dict(self._base)
        for key, inner in node.entries if node else ():
            if re.match(SCRIPT_PATTERN, key.text):
                found[key.text] = self._read_face(key.text, inner, name)
            else:
                message = f"`{key.text}` is not a script"
                self._reader.report(key.place, name, message, "expected a code such as `Latn`, or `ur-Arab` for Urdu")
        return found

    def _read_face(self, script: str, value: Node, above: str) -> ScriptFace:
        reader, name = self._reader, f"{above}.{script}"
        node = reader.read_mapping(value, name, FACE)
        if node is None:
            return ScriptFace(script)
        v = reader.read_fields(FACE, node, name)
        if not v["family"]:
            reader.report_missing(node.place, name, "family")
        return ScriptFace(script, v["family"], v["scale"], v["heavier"], v["leading"], v["digits"] == "latin")

    def read_types(self, root: MappingNode) -> dict[str, TypeStyle]:
        """Return each type with its faces at its weights."""
        reader = self._reader
        found = reader.read_required(root, "types", "name the type of each role")
        if found is None:
            return {}
        return {
            k.text: self._read_type(reader.read_mapping(n, f"types.{k.text}", (*TYPE, "bar")), f"types.{k.text}")
            for k, n in found.entries
        }

    def _read_type(self, node: MappingNode | None, name: str) -> TypeStyle:
        v = self._reader.read_fields(TYPE, node, name)
        kind = v["as"]
        faces = self._select_group(v["face"], node, name)
        bar, low = self._read_underline(node.get("bar") if node else None, f"{name}.bar")
        weights = (v["weight"], v["strong"] if v["strong"] is not None else v["weight"])
        if bar:
            weights = (v["weight"], v["weight"])
        plain, strong = (
            _make_style(faces, kind, weight, v, bar, low[at] if low else weight) for at, weight in enumerate(weights)
        )
        leadings = [("", v["leading"])]
        leadings += [(f.script, f.leading[kind] * f.scale.get(kind, 1.0)) for f in faces if kind in f.leading]
        digits = tuple(f.script for f in faces if f.latin_digits)
        return TypeStyle(plain, strong, tuple(leadings), digits, v["capitals"], bar, v["sign"])

    def _select_group(self, group: str, node: MappingNode | None, name: str) -> list[ScriptFace]:
        if not group:
            return list(self._base.values())
        if group not in self._groups:
            given = node.get("face") if node else None
            if self._groups:
                self._reader.read_choice(given, f"{name}.face", tuple(self._groups))
            elif given is not None:
                self._reader.report(given.place, f"{name}.face", f"`faces` has no group `{group}`", "add it there")
        return list(self._groups.get(group, self._base).values())

    def _read_underline(self, node: Node | None, name: str) -> tuple[Underline | None, tuple[float, ...]]:
        """Return the bar under emphasised words, and two weights for scripts without it; `true` is the default bar."""
        if node is None:
            return None, ()
        if isinstance(node, ScalarNode):
            if not self._reader.read_flag(node, name):
                return None, ()
            node = MappingNode((), node.source, node.start, node.end)
        found = self._reader.read_mapping(node, name, UNDERLINE)
        v = self._reader.read_fields(UNDERLINE, found, name)
        return Underline(v["thick"], v["below"]), v["otherwise"]


def _make_style(
    faces: list[ScriptFace], kind: str, weight: float, v: Mapping[str, Any], bar: Underline | None, low: float
) -> TextStyle:
    """Return the faces at a weight; with a bar, scripts without one have the weight `low`."""

    def weight_of(face: ScriptFace) -> float:
        return low if bar and face.script[-4:] not in bar.scripts else weight

    found = [(f.script, f.choose(kind, weight_of(f), italic=v["italic"])) for f in faces]
    latin = next((face for script, face in found if script == "Latn"), None)
    return TextStyle((*((("", latin),) if latin else ()), *found), round(low if bar else weight), v["tracking"])
