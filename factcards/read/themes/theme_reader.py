"""A theme's file and those that it extends, to a theme; every error at its location."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from ...errors import Place, Problem, ReadError, count_noun, suggest
from ...graphics.color import Color
from ...late_loading import compile_late
from ...model.cards import Origin
from ...model.sizes import ASPECTS, Aspect
from ...model.themes import (
    DEFAULT_STEP,
    ChartPart,
    CodePart,
    GradientSpec,
    PanesPart,
    Part,
    PhotoPart,
    SeriesLinePart,
    StackPart,
    Theme,
    Tone,
    WordsPart,
)
from ...storage.paths import OutsideError, UnsafeNameError, is_within
from ...storage.snapshots import FileSnapshot, snapshot_tree
from ..fields.value_reader import describe_length
from ..yaml.yaml_parser import MappingNode, Node, SequenceNode
from .expand import OTHER, SHAPES, Expander, Expansion, name_part_field
from .font_folders import find_folder_problem
from .inheritance import (
    BUILT_IN,
    ThemeBounds,
    ThemeFile,
    ThemeSource,
    explain_no_folder,
    explain_path,
    find_lost_colors,
    get_tree,
    hide_lines,
    is_theme_path,
    list_theme_names,
    may_report,
    merge_themes,
    open_theme_file,
    refuse_theme,
    resolve_bounds,
    resolve_extends,
)
from .layouts import LayoutReader, ThemeNames
from .theme_schema import GRADIENT, MAX_COLORS_IN_TURN, MAX_STOPS, STEP, THEME_KEYS, TONE
from .theme_values import ThemeContext
from .typefaces import TypefaceReader

__all__ = ["build_theme", "list_theme_names", "read_theme", "read_theme_source", "snapshot_theme"]

_REQUIRED_SLOTS = frozenset({"words", "source", "code"})
_REQUIRED_KEYS = ("palette", "types", "layouts")
"""Fields that a theme must have or inherit."""
_MAX_NAMED = 100
"""Maximum number of problems for which the named part is searched: the text of an exception holds as many."""
_USES_NAMES = compile_late(r"(?:layouts|parts|grounds)\b|types\.[^.]+\.face\Z")
"""Fields that use the names of colours, types, faces and parts, which an extended theme may define."""
_BLACK = Color(0, 0, 0)
_MAX_PARTS_OF_KIND: dict[str, tuple[type[Part], int]] = {
    "words": (WordsPart, 300), "chart": (ChartPart, 100), "photo": (PhotoPart, 100), "panes": (PanesPart, 100),
    "code": (CodePart, 50),
    "line": (SeriesLinePart, 50),
}  # fmt: skip
"""Maximum number of parts of a kind in one layout; laying out as many takes 2 s if a card shows all of them.

`half` has the most: 177 for words, 57 charts, 28 photographs and 5 codes; nearly all are alternatives.
"""
_MAX_PARTS = 2_500
"""Maximum number of parts in one layout; `half` has 1,284."""


def read_theme(name: str, origin: Origin = Origin()) -> Theme:  # noqa: B008 - a constant
    """Return a built-in theme by its name, or a file's theme by its path. Raises ReadError with all its errors.

    `origin` is that of the card that names it. Without a folder in it, the user names the theme: files that it extends
    are inside its own folder, or inside the root if the theme is there.
    """
    bounds = resolve_bounds(name, origin)
    file = _find_theme(name, origin, bounds)
    bases, problems = resolve_extends(file, bounds)
    return _build_cached((file, *bases), problems, bounds)


def snapshot_theme(name: str, origin: Origin = Origin()) -> tuple[FileSnapshot, ...]:  # noqa: B008 - a constant
    """Return the state of a theme's files, of those that it extends, and of its fonts; () without a theme."""
    try:
        bounds = resolve_bounds(name, origin)
        theme, first = read_theme(name, origin), _find_theme(name, origin, bounds)
        bases, _ = resolve_extends(first, bounds)
    except ReadError:
        return ()
    folder = Path(theme.fonts)
    files = (seen for file in (first, *bases) for seen in (*file.folder_snapshots, file.snapshot))
    return (*files, *(snapshot_tree(folder) if theme.fonts else ()))


def read_theme_source(name: str) -> str:
    """Return the text of a built-in theme's file, as a start for another. Raises ReadError for an unknown name."""
    return _find_theme(name, Origin(), resolve_bounds(name, Origin())).path.read_text(encoding="utf-8")


def _find_theme(name: str, origin: Origin, bounds: ThemeBounds) -> ThemeFile:
    if not is_theme_path(name):
        if name not in list_theme_names():
            hint = suggest(name, list_theme_names())
            raise ReadError([Problem("error", f"there is no theme `{name}`", field="theme",
                                     hint=hint, kind="no-theme")])
        return _require(open_theme_file(BUILT_IN / f"{name}.yaml", f"{name}.yaml"), name)
    path, shown = Path(name), Path(name).as_posix()
    if origin.folder and not any(is_within(folder, path) for folder in (bounds.folder, bounds.root)):
        message, hint = explain_path(f"`{shown}`", OutsideError(shown))
        raise ReadError([Problem("error", message, field="theme", hint=hint, kind="outside")])
    found = _require(open_theme_file(path, shown, bounds), name)
    if not origin.folder:   # named by the user, wherever a link leads
        return replace(found, is_quotable=True)
    if not may_report(found):
        raise ReadError([refuse_theme(shown, "theme")])
    return found


def _require(found: ThemeFile | None, name: str) -> ThemeFile:
    if found is None:
        raise ReadError([Problem("error", f"there is no theme file `{name}`", field="theme", kind="no-theme")])
    return found


@lru_cache(maxsize=64)
def _build_cached(chain: tuple[ThemeFile, ...], problems: tuple[Problem, ...], bounds: ThemeBounds) -> Theme:
    """Return the theme of a chain of files, cached for their state when they were opened."""
    return build_theme(chain, problems, bounds)


def build_theme(chain: Sequence[ThemeSource], problems: Sequence[Problem], bounds: ThemeBounds) -> Theme:
    """Return the theme of a chain; `problems` are those of the chain itself. Raises ReadError with all errors."""
    parsed = [get_tree(source) for source in chain]
    reader = ThemeContext([p for file_tree in parsed for p in file_tree.problems] + list(problems))
    lost = [problem for file_tree in parsed for problem in find_lost_colors(file_tree.root)]
    if lost:   # the consequences of a missing colour would be reported in the extended theme
        raise ReadError(_drop_duplicates(hide_lines(problem, chain) for problem in (*reader.problems, *lost)))
    roots = [reader.read_mapping(file_tree.root, "theme", THEME_KEYS) for file_tree in parsed]
    theme = _read_fields([r for r in roots if r], chain, reader, bounds) if roots[0] else None
    if problems:   # names and fields that a broken chain would give seem to be missing
        of_yaml = [p for one in parsed for p in one.problems]
        reader.problems = [p for p in reader.problems if p in of_yaml or p in problems or not _may_depend(p)]
    if theme is None and not reader.problems:
        reader.report(Place(chain[0].shown_path, 1, 1), "theme", "the file is empty, expected a theme")
    if reader.problems or theme is None:
        of_yaml = [p for file_tree in parsed for p in file_tree.problems]
        repaired = {p.place for p in of_yaml}   # the text there is not the author's
        found = [p for p in reader.problems if p.place not in repaired or p in of_yaml]
        found = _drop_duplicates(found)
        found = [*(name_part_field(p, parsed) for p in found[:_MAX_NAMED]), *found[_MAX_NAMED:]]
        raise ReadError(_drop_duplicates(p if p in problems else hide_lines(p, chain) for p in found))
    return theme


def _may_depend(problem: Problem) -> bool:
    """Return whether a problem may be the consequence of a theme that could not be extended."""
    if problem.kind == "missing-field" and problem.field in _REQUIRED_KEYS:
        return True
    return bool(_USES_NAMES.match(problem.field))


def _drop_duplicates(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems, each once: four layouts may use the part that is wrong."""
    found: dict[tuple[Place | None, str], Problem] = {}
    for problem in problems:
        found.setdefault((problem.place, problem.message), problem)
    return list(found.values())


def _read_fields(
    roots: list[MappingNode], chain: Sequence[ThemeSource], reader: ThemeContext, bounds: ThemeBounds
) -> Theme:
    root = merge_themes(roots)
    palette = _read_palette(root, reader)
    types = TypefaceReader(root, reader).read_types(root)
    gradients = _read_gradients(root, reader, frozenset(palette))
    names = ThemeNames(frozenset(palette), frozenset(gradients), frozenset(types))
    layouts = _read_layouts(root, reader, names)
    folders = [_read_fonts(own, file, reader, bounds) for own, file in zip(roots, chain, strict=False)]
    name = reader.read_text(roots[0].get("name"), "name", chain[0].name)
    alternating_colors = tuple((color, variants) for color, variants in palette.items() if len(variants) > 1)
    default_palette = tuple((color, variants[0]) for color, variants in palette.items())
    folder = next((f for f in folders if f), "")
    step, tones = _read_step(root, reader), _read_tones(root, reader)
    return Theme(
        name, default_palette, tuple(types.items()), layouts, folder, step, tuple(gradients.items()),
        alternating_colors, tones,
    )  # fmt: skip


def _read_step(root: MappingNode, reader: ThemeContext) -> float:
    """Return the ratio between adjacent sizes of the type scale."""
    node = root.get("step")
    step = reader.read_number(node, "step")
    if node and step is not None and not STEP.minimum <= step <= STEP.maximum:
        message = f"found `{step:g}`, expected a ratio from {STEP.minimum} to {STEP.maximum}"
        reader.report(node.place, "step", message, "1.06 is six per cent")
        return DEFAULT_STEP
    return DEFAULT_STEP if step is None else step


def _read_fonts(root: MappingNode, source: ThemeSource, reader: ThemeContext, bounds: ThemeBounds) -> str:
    """Return the path of the folder of fonts, which is relative to the file that names it; "" without one."""
    node = root.get("fonts")
    text = reader.read_text(node, "fonts")
    if node is None or not text:
        return ""
    if source.folder is None:
        reader.report(node.place, "fonts", *explain_no_folder(f"`{text}`"))
        return ""
    message, hint, folder = "", "", None
    try:
        folder = bounds.find(source.folder, text.replace("\\", "/"))
    except UnsafeNameError as error:
        message, hint = explain_path(f"`{text}`", error, bounds.outside_hint)
    except FileNotFoundError:
        pass
    if not message and (folder is None or not folder.is_dir()):
        message, hint = f"there is no folder `{text}`", "the path begins in the theme's folder"
    elif folder is not None:
        message, hint = find_folder_problem(folder)
    if message:
        reader.report(node.place, "fonts", message, hint)
    return folder.as_posix() if folder is not None and not message else ""


def _read_palette(root: MappingNode, reader: ThemeContext) -> dict[str, tuple[Color, ...]]:
    """Return each name's colour, or the colours that a set's cards have in turn."""
    found = reader.read_required(root, "palette", "name the colours that the layouts use")
    if found is None:
        return {}
    palette = {}
    for key, node in found.entries:
        members = node.items if isinstance(node, SequenceNode) else (node,)
        if not 1 <= len(members) <= MAX_COLORS_IN_TURN:
            message = f"found {count_noun(len(members), 'colour')}, expected 1 to {MAX_COLORS_IN_TURN}"
            reader.report(node.place, f"palette.{key.text}", message)
        colors = tuple(_read_palette_color(member, f"palette.{key.text}", reader) for member in members)
        palette[key.text] = colors or (_BLACK,)
    return palette


def _read_palette_color(node: Node, name: str, reader: ThemeContext) -> Color:
    """Return a colour; for a colour from the photograph, that of cards without a photograph."""
    if not isinstance(node, MappingNode):
        return reader.read_color(node, name) or _BLACK
    found = reader.read_mapping(node, name, (*TONE, "otherwise"))
    other = found.get("otherwise") if found else None
    if other is None:
        reader.report_missing(node.place, name, "otherwise", "name the colour of cards without a photograph")
        return _BLACK
    return reader.read_color(other, f"{name}.otherwise") or _BLACK


def _read_tones(root: MappingNode, reader: ThemeContext) -> tuple[tuple[str, Tone], ...]:
    """Return the colours that come from the photograph: `dark: {photo: shadow, otherwise: "#0c1208"}`."""
    found = root.get("palette")
    named = (
        (k.text, n) for k, n in (found.entries if isinstance(found, MappingNode) else ()) if isinstance(n, MappingNode)
    )
    return tuple((k, reader.read_field(TONE["photo"], n.get("photo"), f"palette.{k}.photo")) for k, n in named)


def _read_gradients(root: MappingNode, reader: ThemeContext, colors: frozenset[str]) -> dict[str, GradientSpec]:
    found = reader.read_mapping(root.get("grounds"), "grounds")
    return {k.text: _read_gradient(n, f"grounds.{k.text}", reader, colors) for k, n in (found.entries if found else ())}


def _read_gradient(value: Node, name: str, reader: ThemeContext, colors: frozenset[str]) -> GradientSpec:
    node = reader.read_mapping(value, name, (*GRADIENT, "stops"))
    given = node.get("stops") if node else None
    toward = reader.read_field(GRADIENT["toward"], node.get("toward") if node else None, f"{name}.toward")
    members = reader.read_sequence(given, f"{name}.stops")
    stops = [_read_stop(member, f"{name}.stops[{i}]", reader, colors) for i, member in enumerate(members)]
    if node and (given is None or isinstance(given, SequenceNode)):
        place, hint = (given or node).place, "for example `[[0, night], [1, dawn]]`"
        if not 2 <= len(members) <= MAX_STOPS:
            message = f"found {count_noun(len(members), 'stop')}, expected 2 to {MAX_STOPS}"
            reader.report(place, f"{name}.stops", message, hint)
        if any(a[0] > b[0] for a, b in pairwise(stops)):
            reader.report(place, f"{name}.stops", "these stops are not in order, expected them from 0 to 1", hint)
    return GradientSpec(toward, tuple(stops))


def _read_stop(node: Node, name: str, reader: ThemeContext, colors: frozenset[str]) -> tuple[float, str, float]:
    """Return a stop: its position from 0 to 1, its colour's name, and its opacity, 1 by default."""
    members = node.items if isinstance(node, SequenceNode) else ()
    if len(members) not in (2, 3):
        message = f"found {describe_length(node)}, expected a position, a colour and optionally an opacity"
        reader.report(node.place, name, message, "for example `[0.5, night, 0.8]`")
        return 0.0, "", 1.0
    where = reader.read_number(members[0], name, 0, 1) or 0.0
    color = reader.read_text(members[1], name)
    if color not in colors:
        hint = reader.suggest(color, sorted(colors))
        reader.report(members[1].place, name, f"the palette has no colour `{color}`", hint)
    opacity = reader.read_number(members[2], name, 0, 1) if members[2:] else None
    return where, color, 1.0 if opacity is None else opacity


def _read_layouts(root: MappingNode, reader: ThemeContext, names: ThemeNames) -> tuple[tuple[Aspect, Part], ...]:
    found = reader.read_required(root, "layouts", "write a layout for each shape", SHAPES)
    parts = reader.read_mapping(root.get("parts"), "parts")
    parser, expansion = LayoutReader(reader, names), Expansion(reader, parts)
    layouts = []
    for aspect in ASPECTS if found else ():
        node = (found.get(aspect) or found.get(OTHER)) if found else None
        if node is None:
            message, hint = f"missing layout `{aspect}`", "a theme has one for each shape"
            reader.report((found or root).place, "layouts", message, hint, kind="missing-field")
            continue
        parser.has_lost_parts, before = False, len(reader.problems)
        expanded = Expander(expansion, aspect).expand(node, f"layouts.{aspect}")
        is_expanded = len(reader.problems) == before
        part = parser.read_part(expanded, f"layouts.{aspect}") if expanded and not expansion.is_over else None
        if part:
            layouts.append((aspect, part))
            for message in _count_parts(part):
                reader.report(node.place, f"layouts.{aspect}", message, "use fewer parts")
            is_complete = is_expanded and not parser.has_lost_parts   # otherwise the slot may be in a part with errors
            for slot in sorted(_REQUIRED_SLOTS - set(_walk_slots(part))) if is_complete else ():
                hint = "every card shows its words, its source and its code"
                reader.report(node.place, f"layouts.{aspect}", f"the layout has no place for `{slot}`", hint)
    for key, node in parts.entries if parts else ():
        if key.text not in expansion.used:
            expanded = Expander(expansion, ASPECTS[0]).expand(node, f"parts.{key.text}")
            if expanded and not expansion.is_over:
                parser.read_part(expanded, f"parts.{key.text}")   # no layout uses it, but its errors are reported
    return tuple(layouts)


def _count_parts(part: Part) -> Iterator[str]:
    """Yield a message for each kind of part that a layout has too many of."""
    kinds = Counter(type(one) for one in _walk_parts(part))
    if kinds.total() > _MAX_PARTS:
        yield f"the layout has {kinds.total():,} parts, expected {_MAX_PARTS:,} at most"
    for name, (kind, maximum) in _MAX_PARTS_OF_KIND.items():
        if kinds[kind] > maximum:
            yield f"the layout has {kinds[kind]:,} parts `{name}`, expected {maximum} at most"


def _walk_parts(part: Part) -> Iterator[Part]:
    yield part
    for inner in part.parts if isinstance(part, StackPart) else ():
        yield from _walk_parts(inner)


def _walk_slots(part: Part) -> Iterator[str]:
    """Yield the slots of a card that a layout has a place for."""
    for one in _walk_parts(part):
        if isinstance(one, WordsPart):
            yield one.slot
        elif isinstance(one, CodePart):
            yield "code"
