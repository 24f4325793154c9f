"""Inheritance of themes: a chain of files, merged as trees, so that every value keeps its location.

Cards, sets and themes may name files only inside the set's folder or the root. Messages quote lines of a file only if
it is in the set's folder, or in the folder of the theme that the user named. Any other file is a theme or
"not a theme".
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from ...errors import Place, Problem, suggest
from ...late_loading import compile_late
from ...model.cards import Origin
from ...storage.paths import OutsideError, UnsafeNameError, find_default_root, find_in_roots, is_within
from ...storage.snapshots import FileSnapshot, snapshot, snapshot_within
from ..fields.value_reader import describe_node, make_lost_color_problem
from ..yaml.yaml_parser import MappingNode, Node, ParsedFile, ScalarNode, load_yaml
from .expand import OTHER, SHAPES
from .theme_schema import THEME_KEYS

BUILT_IN = Path(__file__).parents[2] / "data"
"""The folder of the built-in themes."""
MAX_EXTENDS = 8
"""Maximum number of steps in a chain of `extends`; house, campaign and language are 3. Each step opens a file."""
DEFINING_KEYS = ("extends", "palette", "types", "layouts")
"""Keys of which each theme has at least one."""
OUTSIDE_HINT = "`--root` (in a program `root=`) names a folder further up"
_NOT_INHERITED = ("extends", "name", "fonts")
"""Fields that are not inherited by merging: the path of `fonts` begins in its own file's folder."""
_REPLACED_WHOLE = ("parts", "layouts", "grounds")
"""Fields whose entries are replaced as a whole; all others are merged key by key, at any depth."""
_ANY_DEPTH = 16
"""Number of levels to which fields are merged, deeper than those of any theme."""
_LOST_COLOR = compile_late(r"[ \t]*:[ \t]*(#[0-9A-Fa-f]{3,8})(?=[\s,}\]]|\Z)")
"""Pattern of a colour after a key, which YAML takes for a comment."""
_HIDDEN = "name the theme with `--theme` to see what is wrong with it"


@dataclass(frozen=True, slots=True)
class ThemeBounds:
    """The folders inside which a theme's files may be, after resolving links; YAML files in `folder` may be quoted.

    `by_user` is True if the user named the theme. Its folder may contain any files, so only themes there are quoted.
    `outside_hint` says how to name a folder further up.
    """

    folder: Path
    root: Path
    by_user: bool = False
    outside_hint: str = OUTSIDE_HINT

    def find(self, folder: Path, text: str) -> Path:
        """Return the file or folder of a path. Raises UnsafeNameError and FileNotFoundError as `find_within`."""
        return find_in_roots(folder, text, (self.root, self.folder))


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """One file of a chain, with its state when it was opened; messages name it by `shown_path`.

    `is_quotable` is True if messages may quote its lines; `folder_snapshots` has the folders from the root to it.
    """

    path: Path
    shown_path: str
    snapshot: FileSnapshot
    is_quotable: bool = True
    folder_snapshots: tuple[FileSnapshot, ...] = ()

    @property
    def name(self) -> str:
        """The name of the theme, unless it gives another."""
        return self.path.stem

    @property
    def folder(self) -> Path:
        """The folder in which the paths that it names begin."""
        return self.path.parent


@dataclass(frozen=True, slots=True)
class ThemeText:
    """A theme that a program gives as text, the first one of a chain; messages show it as a file, and may quote it.

    The paths that it names begin in `folder`; None if it may name none. `parsed` is the tree of the text.
    """

    name: str
    shown_path: str
    text: str
    folder: Path | None
    parsed: ParsedFile = field(repr=False, compare=False)

    @property
    def is_quotable(self) -> bool:
        """True: the program has its text."""
        return True


ThemeSource = ThemeFile | ThemeText


@lru_cache(maxsize=1)
def list_theme_names() -> tuple[str, ...]:
    """Return the names of the built-in themes."""
    return tuple(sorted(p.stem for p in BUILT_IN.glob("*.yaml")))


def is_theme_path(name: str) -> bool:
    """Return whether a theme is named by its file, not by its name."""
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))


def resolve_bounds(name: str, origin: Origin) -> ThemeBounds:
    """Return the bounds of a theme that a card of this origin names; without a folder, that the user names."""
    if not is_theme_path(name):
        return ThemeBounds(BUILT_IN, BUILT_IN)
    if origin.folder:
        return ThemeBounds(Path(origin.folder), Path(origin.root or origin.folder))
    path = Path(name)
    root = Path(origin.root) if origin.root else find_default_root(path)
    return ThemeBounds(path.parent, root if is_within(root, path) else path.parent, by_user=True)


def open_theme_file(path: Path, shown: str, bounds: ThemeBounds | None = None) -> ThemeFile | None:
    """Return a file in its present state; None if it is not a regular file. Built-in themes have no bounds."""
    seen = snapshot(path)
    if not seen.is_file:
        return None
    path = path.absolute()
    if bounds is None:
        return ThemeFile(path, shown, seen)
    is_near = path.suffix.lower() in (".yaml", ".yml") and is_within(bounds.folder, path)
    file = ThemeFile(path, shown, seen, is_near, tuple(snapshot_within(path, bounds.root))[:-1])
    return (
        replace(file, is_quotable=False)
        if is_near and bounds.by_user and not is_theme(parse_theme_file(file))
        else file
    )


@lru_cache(maxsize=128)
def parse_theme_file(file: ThemeFile) -> ParsedFile:
    """Return the tree of a file; it is read again after a change."""
    return load_yaml(file.path, file.shown_path)


def get_tree(source: ThemeSource) -> ParsedFile:
    """Return the tree of one theme of a chain."""
    return source.parsed if isinstance(source, ThemeText) else parse_theme_file(source)


def is_theme(parsed: ParsedFile) -> bool:
    """Return whether a file is a theme, whatever its values: valid YAML with a theme's keys."""
    keys = [key.text for key, _ in parsed.root.entries] if isinstance(parsed.root, MappingNode) else []
    return not parsed.problems and set(keys) <= set(THEME_KEYS) and any(key in DEFINING_KEYS for key in keys)


def may_report(file: ThemeFile) -> bool:
    """Return whether messages may report a file's errors: it may be quoted, or it is certainly a theme."""
    return file.is_quotable or is_theme(parse_theme_file(file))


def find_lost_colors(node: Node | None, name: str = "") -> Iterator[Problem]:
    """Yield a problem for each colour of a theme without quotes, which YAML takes for a comment: `accent: #ffcc00`."""
    for key, value in node.entries if isinstance(node, MappingNode) else ():
        inner = f"{name}.{key.text}".lstrip(".")
        yield from find_lost_colors(value, inner)
        lost = _LOST_COLOR.match(key.source.text, key.end) if isinstance(value, ScalarNode) and not value.text else None
        if lost:
            yield make_lost_color_problem(key, lost, inner)


def refuse_theme(shown: str, field: str, place: Place | None = None) -> Problem:
    """Return the problem of a file that is not a theme."""
    return Problem("error", f"`{shown}` is not a theme", place, field, _HIDDEN, kind="no-theme")


def hide_lines(problem: Problem, chain: Sequence[ThemeSource]) -> Problem:
    """Return a problem without words of a file that may not be quoted; its place and field stay."""
    hidden = {file.shown_path for file in chain if not file.is_quotable}
    place = problem.place
    if place is None or place.file not in hidden:
        return problem
    field = problem.field.split(".", 1)[0]
    bare = Place(place.file, place.line, place.column)
    return Problem("error", "this part of the theme is wrong", bare, field if field in THEME_KEYS else "", _HIDDEN,
                   kind="theme")


def explain_path(quoted: str, error: UnsafeNameError, outside_hint: str = OUTSIDE_HINT) -> tuple[str, str]:
    """Return why a theme's path, given in back quotes, cannot be used, and a hint."""
    if isinstance(error, OutsideError):
        return f"{quoted} leads out of the folder inside which themes may be", outside_hint
    return f"{quoted} cannot be used: {error.message}", error.hint


def explain_no_folder(quoted: str) -> tuple[str, str]:
    """Return why a theme that is in no folder cannot name a path, given in back quotes, and a hint."""
    return f"{quoted} is a path, and this theme is in no folder", "give `parse_theme` the folder: `folder=…`"


def resolve_extends(first: ThemeSource, bounds: ThemeBounds) -> tuple[tuple[ThemeFile, ...], tuple[Problem, ...]]:
    """Return the files that a theme extends, the nearest first, and the problem where this chain breaks."""
    bases: list[ThemeFile] = []
    while True:
        root = get_tree(bases[-1] if bases else first).root
        node = root.get("extends") if isinstance(root, MappingNode) else None
        if node is None or node.is_error:
            return tuple(bases), ()
        found = _find_parent(node, (first, *bases), bounds)
        if isinstance(found, Problem):
            return tuple(bases), (found,)
        bases.append(found)


def _find_parent(node: Node, chain: Sequence[ThemeSource], bounds: ThemeBounds) -> ThemeFile | Problem:
    """Return the file that the last theme of a chain extends, or the problem if there is none."""
    above = chain[-1]
    place = node.place if above.is_quotable else replace(node.place, source="", length=1)

    def refuse(message: str, hint: str = "") -> Problem:
        return hide_lines(Problem("error", message, node.place, "extends", hint, kind="theme"), chain)

    if not isinstance(node, ScalarNode) or not node.text:
        return refuse(f"found {describe_node(node)}, expected a theme's name or its file's path")
    if len(chain) > MAX_EXTENDS:
        message = f"this is step {len(chain)} of a chain of `extends`, expected {MAX_EXTENDS} at most"
        return Problem("error", message, place, "extends", "extend a theme that is nearer to the end of the chain",
                       kind="theme")
    text, names = node.text, list_theme_names()
    if not is_theme_path(text):
        if text not in names:
            return refuse(f"there is no theme `{text}`", suggest(text, names))
        found = open_theme_file(BUILT_IN / f"{text}.yaml", f"{text}.yaml")
        return found or refuse(f"there is no theme `{text}`")
    if above.folder is None:
        return refuse(*explain_no_folder(f"`{text}`"))
    text = text.replace("\\", "/")
    try:
        path = bounds.find(above.folder, text)
    except UnsafeNameError as error:
        return refuse(*explain_path(f"`{text}`", error, bounds.outside_hint))
    except FileNotFoundError:
        return refuse(f"there is no theme file `{text}`", "the path begins in this file's folder")
    files = [one for one in chain if isinstance(one, ThemeFile)]
    if any(path.resolve() == one.path.resolve() for one in files):
        around = " → ".join((*(Path(one.shown_path).name for one in files), path.name))
        message = f"a theme cannot extend itself: {around}"
        return Problem("error", message, place, "extends", "extend another theme", kind="theme")
    shown = os.path.normpath(f"{Path(above.shown_path).parent.as_posix()}/{text}").replace("\\", "/")
    base = open_theme_file(path, shown, bounds)
    if base is None:
        return refuse(f"there is no theme file `{text}`", "the path begins in this file's folder")
    return base if may_report(base) else refuse_theme(shown, "extends", place)


def merge_themes(roots: Sequence[MappingNode]) -> MappingNode:
    """Return the fields of a chain of themes, the nearest first: each overrides those it extends; null removes."""
    merged = roots[-1]
    for over in roots[-2::-1]:
        inherited = tuple(pair for pair in merged.entries if pair[0].text not in _NOT_INHERITED)
        under = MappingNode(inherited, merged.source, merged.start, merged.end)
        merged = _merge_theme_maps(under, over, levels=_ANY_DEPTH)
    return merged


def _merge_theme_maps(under: MappingNode, over: MappingNode, levels: int) -> MappingNode:
    """Return two maps merged down to `levels`; deeper maps and other values are replaced.

    A layout for all `other` shapes overrides every inherited one.
    """
    if levels == 0 and over.get(OTHER):
        under = MappingNode(
            tuple(e for e in under.entries if e[0].text not in SHAPES), under.source, under.start, under.end
        )
    entries = {key.text: (key, value) for key, value in under.entries}
    for key, value in over.entries:
        below = entries.get(key.text)
        if isinstance(value, ScalarNode) and value.is_null and not value.is_error and below:
            del entries[key.text]
        elif below and isinstance(below[1], MappingNode) and isinstance(value, MappingNode) and levels:
            inner = 0 if levels == _ANY_DEPTH and key.text in _REPLACED_WHOLE else levels - 1
            entries[key.text] = (key, _merge_theme_maps(below[1], value, inner))
        else:
            entries[key.text] = (key, value)
    return MappingNode(tuple(entries.values()), over.source, over.start, over.end, over.is_error)
