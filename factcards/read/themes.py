"""A theme's file → Theme: palette, faces, types and layouts; every fault at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..color import Color
from ..errors import Place, Problem, ReadError, suggest
from ..sizes import ASPECTS, Aspect
from ..text.glyphs import Face, TextStyle
from ..themes import TONES, Code, Part, Stack, Theme, Tone, TypeStyle, Words
from .layouts import LayoutReader
from .nodes import Map, Node, read_nodes
from .values import Reader

_BUILT_IN = Path(__file__).parent.parent / "data"
_LEADINGS = ("large", "words", "small")
_NEEDED = frozenset({"words", "source", "code"})
_KEYS = ("name", "palette", "faces", "types", "layouts", "fonts")


def theme_names() -> tuple[str, ...]:
    """The names of the built-in themes."""
    return tuple(sorted(p.stem for p in _BUILT_IN.glob("*.yaml")))


def read_theme(name: str) -> Theme:
    """A built-in theme by its name, or the theme of a file by its path; ReadError with all that is wrong with it."""
    is_file = "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))
    if not is_file and name not in theme_names():
        hint = suggest(name, theme_names())
        raise ReadError([Problem("error", f"there is no theme `{name}`", field="theme", hint=hint)])
    path = Path(name) if is_file else _BUILT_IN / f"{name}.yaml"
    if not path.is_file():
        raise ReadError([Problem("error", f"there is no theme file `{name}`", field="theme")])
    state = path.stat()
    return _read_file(
        path.absolute(), Path(name).as_posix() if is_file else path.name, state.st_mtime_ns, state.st_size
    )


@lru_cache(maxsize=64)
def _read_file(path: Path, shown: str, _time: int, _bytes: int) -> Theme:
    """The theme of a file as it was at that time: a designer's program may change it and ask again."""
    parsed = read_nodes(path, shown)
    reader = Reader(list(parsed.problems))
    root = reader.map(parsed.root, "theme", _KEYS)
    theme = _read(root, path, reader) if root else None
    if theme is None and not reader.problems:
        reader.fault("expected a theme, but the file is empty", Place(shown, 1, 1), "theme")
    if reader.problems or theme is None:
        raise ReadError(reader.problems)
    return theme


def _read(root: Map, path: Path, reader: Reader) -> Theme:
    palette = _palette(root, reader)
    faces = _Faces(root, reader)
    types = faces.types(root)
    layouts = _layouts(root, reader, frozenset(palette), frozenset(types))
    fonts = reader.text(root.get("fonts"), "fonts")
    if fonts and not (path.parent / fonts).is_dir():
        node = root.get("fonts")
        assert node is not None
        reader.fault(f"there is no folder `{fonts}` beside the theme", node.place, "fonts")
    folder = (path.parent / fonts).as_posix() if fonts else ""
    named = reader.text(root.get("name"), "name", path.stem)
    return Theme(named, tuple(palette.items()), tuple(types.items()), layouts, folder, _tones(root, reader))


def _palette(root: Map, reader: Reader) -> dict[str, Color]:
    found = reader.map(root.get("palette"), "palette")
    if found is None:
        reader.fault("missing field `palette`", root.place, "palette", "name the colours that the layouts use")
        return {}
    return {key.text: _palette_color(node, f"palette.{key.text}", reader) for key, node in found.entries}


def _palette_color(node: Node, name: str, reader: Reader) -> Color:
    """A colour, or what stands for one that is taken from the photograph where a card has none."""
    if not isinstance(node, Map):
        return reader.color(node, name)
    found = reader.map(node, name, ("photo", "otherwise"))
    other = found.get("otherwise") if found else None
    if other is None:
        reader.fault("missing field `otherwise`", node.place, name, "name the colour of cards without a photograph")
        return Color(0, 0, 0)
    return reader.color(other, f"{name}.otherwise")


def _tones(root: Map, reader: Reader) -> tuple[tuple[str, Tone], ...]:
    """The colours of the palette that are taken from the photograph: `dark: {photo: shadow, otherwise: "#0c1208"}`."""
    found = root.get("palette")
    named = ((k.text, n) for k, n in (found.entries if isinstance(found, Map) else ()) if isinstance(n, Map))
    return tuple((k, reader.choice(n.get("photo"), f"palette.{k}.photo", TONES, "shadow")) for k, n in named)  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class _ScriptFace:
    """What a theme says of one script: its family, the factor on the size, how much heavier, the leadings."""

    script: str
    family: str = ""
    scale: float = 1.0
    heavier: int = 0
    leading: tuple[tuple[str, float], ...] = ()
    latin_digits: bool = False


class _Faces:
    """The faces of a theme by script, and the types made of them."""

    def __init__(self, root: Map, reader: Reader) -> None:
        self._reader = reader
        found = reader.map(root.get("faces"), "faces")
        self._faces = [self._face(key.text, node) for key, node in (found.entries if found else ())]

    def _face(self, script: str, value: Node) -> _ScriptFace:
        reader, name = self._reader, f"faces.{script}"
        node = reader.map(value, name, ("family", "scale", "heavier", "leading", "digits"))
        if node is None:
            return _ScriptFace(script)
        family = reader.text(node.get("family"), f"{name}.family")
        if not family:
            reader.fault("missing field `family`", node.place, name)
        found = reader.map(node.get("leading"), f"{name}.leading", _LEADINGS)
        entries = found.entries if found else ()
        leading = tuple((k.text, reader.number(v, f"{name}.leading.{k.text}", 1.2)) for k, v in entries)
        scale = reader.number(node.get("scale"), f"{name}.scale", 1.0)
        heavier = int(reader.number(node.get("heavier"), f"{name}.heavier"))
        digits = reader.choice(node.get("digits"), f"{name}.digits", ("own", "latin"), "own")
        return _ScriptFace(script, family, scale, heavier, leading, digits == "latin")

    def types(self, root: Map) -> dict[str, TypeStyle]:
        """Each type with its faces at its weights."""
        found = self._reader.map(root.get("types"), "types")
        if found is None:
            self._reader.fault("missing field `types`", root.place, "types", "name the type of each role")
            return {}
        return {
            k.text: self._type(k.text, self._reader.map(n, f"types.{k.text}", _TYPE_KEYS)) for k, n in found.entries
        }

    def _type(self, role: str, node: Map | None) -> TypeStyle:
        reader, name = self._reader, f"types.{role}"
        get = node.get if node else _nothing
        weight = int(reader.number(get("weight"), f"{name}.weight", 400))
        strong = int(reader.number(get("strong"), f"{name}.strong", weight))
        tracking = reader.number(get("tracking"), f"{name}.tracking")
        leading = reader.number(get("leading"), f"{name}.leading", 1.2)
        kind = reader.choice(get("as"), f"{name}.as", _LEADINGS, "words")
        leadings = [("", leading)]
        leadings += [(f.script, own * f.scale) for f in self._faces for size, own in f.leading if size == kind]
        digits = tuple(f.script for f in self._faces if f.latin_digits)
        return TypeStyle(self._style(weight, tracking), self._style(strong, tracking), tuple(leadings), digits)

    def _style(self, weight: int, tracking: float) -> TextStyle:
        faces = [(f.script, Face(f.family, min(900, weight + f.heavier), f.scale)) for f in self._faces]
        latin = next((face for script, face in faces if script == "Latn"), None)
        return TextStyle((*((("", latin),) if latin else ()), *faces), weight, tracking)


def _slots(part: Part) -> Iterator[str]:
    """What of a card a layout has a place for."""
    match part:
        case Stack():
            for inner in part.parts:
                yield from _slots(inner)
        case Words():
            yield part.slot
        case Code():
            yield "code"
        case _:
            return


def _nothing(_key: str) -> None:
    return None


_TYPE_KEYS = ("weight", "strong", "tracking", "leading", "as")


def _layouts(
    root: Map, reader: Reader, colors: frozenset[str], types: frozenset[str]
) -> tuple[tuple[Aspect, Part], ...]:
    found = reader.map(root.get("layouts"), "layouts", ASPECTS)
    parts = LayoutReader(reader, colors, types)
    layouts = []
    for aspect in ASPECTS:
        node = found.get(aspect) if found else None
        if node is None:
            reader.fault(
                f"missing layout `{aspect}`", (found or root).place, "layouts", "a theme has one for each shape"
            )
        elif part := parts.part(node, f"layouts.{aspect}"):
            layouts.append((aspect, part))
            for slot in sorted(_NEEDED - set(_slots(part))):
                hint = "a card never goes out without its words, its source and its code"
                reader.fault(f"the layout has no place for `{slot}`", node.place, f"layouts.{aspect}", hint)
    return tuple(layouts)
