"""A theme and those that it extends: files in a chain, merged as trees, so that every fault keeps its place.

A card, a set or a theme names files inside its set's folder or the root alone. A line of a file is shown in a message
only if the file lies in the set's folder, or in that of the theme which the user named: elsewhere a file is a theme or
"not a theme".
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ...errors import Place, Problem, suggest
from ...model.cards import Origin
from ...storage.paths import OutsideError, UnsafeNameError, find_in_roots, find_root, is_within
from ...storage.snapshots import Seen, see, see_within
from ..yaml.yaml_parser import Map, Node, Parsed, Scalar, read_nodes
from .expand import OTHER, SHAPES
from .theme_schema import THEME

BUILT_IN = Path(__file__).parents[2] / "data"
MAX_EXTENDS = 8
"""Maximum number of steps in a chain of `extends`: enough for house, campaign and language; each is one more file."""
SIGNS = ("extends", "palette", "types", "layouts")
"""Keys of which each theme has one at least."""
_OUTSIDE_HINT = "`--root` (in a program `root=`) names a folder further up"
_OWN = ("extends", "name", "fonts")
"""What no theme inherits as it stands: `fonts` begins in its own file's folder."""
_WHOLE = ("parts", "layouts", "grounds")
"""Fields whose entries are replaced whole; all others are merged key by key, at any depth."""
_ALL = 16
_LOST_COLOR = re.compile(r"[ \t]*:[ \t]*(#[0-9A-Fa-f]{3,8})(?=[\s,}\]]|\Z)")   # behind a key
_HIDDEN = "name the theme with `--theme` to see what is wrong with it"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The folders inside which a theme's files may lie, links followed; lines of YAML files in the first may be shown.

    `by_user`: the user named the theme, whose own folder may hold anything: there only themes are shown.
    """

    own: Path
    root: Path
    by_user: bool = False

    def find(self, folder: Path, text: str) -> Path:
        """Return what `text` names from a folder; raises UnsafeNameError and FileNotFoundError as `find_within`."""
        return find_in_roots(folder, text, (self.root, self.own))


@dataclass(frozen=True, slots=True)
class File:
    """One file of a chain, as it was when it was looked at; `shown` is its name in messages.

    `is_quotable` says that messages may quote its lines. `above` are the folders between it and the root.
    """

    path: Path
    shown: str
    seen: Seen
    is_quotable: bool = True
    above: tuple[Seen, ...] = ()


def theme_names() -> tuple[str, ...]:
    """The names of the built-in themes."""
    return tuple(sorted(p.stem for p in BUILT_IN.glob("*.yaml")))


def is_path(name: str) -> bool:
    """Whether a theme is named by its file and not by its name."""
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))


def bounds_of(name: str, origin: Origin) -> Bounds:
    """Return the bounds of a theme that a card of that origin names; without its folder, of one that the user names."""
    if not is_path(name):
        return Bounds(BUILT_IN, BUILT_IN)
    if origin.folder:
        return Bounds(Path(origin.folder), Path(origin.root or origin.folder))
    path = Path(name)
    root = Path(origin.root) if origin.root else find_root(path)
    return Bounds(path.parent, root if is_within(root, path) else path.parent, by_user=True)


def look_at(path: Path, shown: str, bounds: Bounds | None = None) -> File | None:
    """Return the file as it is now; None where there is no plain file. Without bounds it is one of ours."""
    seen = see(path)
    if not seen.is_file:
        return None
    path = path.absolute()
    if bounds is None:
        return File(path, shown, seen)
    is_near = path.suffix.lower() in (".yaml", ".yml") and is_within(bounds.own, path)
    file = File(path, shown, seen, is_near, tuple(see_within(path, bounds.root))[:-1])
    return replace(file, is_quotable=False) if is_near and bounds.by_user and not is_theme(parse_file(file)) else file


@lru_cache(maxsize=128)
def parse_file(file: File) -> Parsed:
    """The file's tree; it is read again when it has changed."""
    return read_nodes(file.path, file.shown)


def is_theme(parsed: Parsed) -> bool:
    """Return whether a file is a theme, right or wrong in its values: YAML without a fault that has a theme's keys."""
    keys = [key.text for key, _ in parsed.root.entries] if isinstance(parsed.root, Map) else []
    return not parsed.problems and set(keys) <= set(THEME) and any(key in SIGNS for key in keys)


def may_report(file: File) -> bool:
    """Return whether messages may name a file's faults: its lines may be shown, or it is surely a theme."""
    return file.is_quotable or is_theme(parse_file(file))


def find_lost_colors(node: Node | None, name: str = "") -> Iterator[Problem]:
    """Yield a problem for each colour of a theme without quotes, which YAML takes for a comment: `accent: #ffcc00`."""
    for key, value in node.entries if isinstance(node, Map) else ():
        inner = f"{name}.{key.text}".lstrip(".")
        yield from find_lost_colors(value, inner)
        lost = _LOST_COLOR.match(key.page.text, key.end) if isinstance(value, Scalar) and not value.text else None
        if lost:
            place, hint = key.page.place(lost.start(1), lost.end(1)), f'put quotes around the colour: `"{lost[1]}"`'
            yield Problem("error", "YAML takes what begins with `#` for a comment", place, inner, hint, kind="comment")


def refuse_theme(shown: str, field: str, place: Place | None = None) -> Problem:
    """Return the problem of a file that is not a theme, whatever else is wrong with it."""
    return Problem("error", f"`{shown}` is not a theme", place, field, _HIDDEN, kind="no-theme")


def hide_lines(problem: Problem, chain: Sequence[File]) -> Problem:
    """Return a problem without any word of a file whose lines may not be shown: its place and field stay."""
    hidden = {file.shown for file in chain if not file.is_quotable}
    place = problem.place
    if place is None or place.file not in hidden:
        return problem
    field = problem.field.split(".", 1)[0]
    bare = Place(place.file, place.line, place.column)
    return Problem("error", "this part of the theme is wrong", bare, field if field in THEME else "", _HIDDEN,
                   kind="theme")


def explain_path(quoted: str, error: UnsafeNameError) -> tuple[str, str]:
    """Return why a path of a theme, in back quotes, cannot be used, and a hint."""
    if isinstance(error, OutsideError):
        return f"{quoted} leads out of the folder inside which themes may lie", _OUTSIDE_HINT
    return f"{quoted} cannot be used: {error.message}", error.hint


def follow_bases(file: File, bounds: Bounds) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """The theme's file, the one that it extends, and so on; and what is wrong with how they name one another."""
    chain = [file]
    while True:
        root = parse_file(chain[-1]).root
        node = root.get("extends") if isinstance(root, Map) else None
        if node is None or node.spoilt:
            return tuple(chain), ()
        found = _find_base(node, chain, bounds)
        if isinstance(found, Problem):
            return tuple(chain), (found,)
        chain.append(found)


def _find_base(node: Node, chain: Sequence[File], bounds: Bounds) -> File | Problem:
    """Return the file that the last one of a chain extends, or why there is none."""
    above = chain[-1]
    place = node.place if above.is_quotable else replace(node.place, source="", length=1)

    def fault(message: str, hint: str = "") -> Problem:
        return hide_lines(Problem("error", message, node.place, "extends", hint, kind="theme"), chain)

    if not isinstance(node, Scalar) or not node.text:
        return fault("expected a theme's name or its file's path")
    if len(chain) > MAX_EXTENDS:
        message = f"this is step {len(chain)} of a chain of `extends`, expected {MAX_EXTENDS} at most"
        return Problem("error", message, place, "extends", "extend one that is nearer to the end of the chain",
                       kind="theme")
    text, names = node.text, theme_names()
    if not is_path(text):
        if text not in names:
            return fault(f"there is no theme `{text}`", suggest(text, names))
        found = look_at(BUILT_IN / f"{text}.yaml", f"{text}.yaml")
        return found or fault(f"there is no theme `{text}`")
    text = text.replace("\\", "/")
    try:
        path = bounds.find(above.path.parent, text)
    except UnsafeNameError as error:
        return fault(*explain_path(f"`{text}`", error))
    except FileNotFoundError:
        return fault(f"there is no theme file `{text}`", "the path begins beside this file")
    if any(path.resolve() == one.path.resolve() for one in chain):
        around = " → ".join((*(Path(one.shown).name for one in chain), path.name))
        message = f"a theme cannot extend itself: {around}"
        return Problem("error", message, place, "extends", "extend a theme that stands by itself", kind="theme")
    shown = os.path.normpath(f"{Path(above.shown).parent.as_posix()}/{text}").replace("\\", "/")
    base = look_at(path, shown, bounds)
    if base is None:
        return fault(f"there is no theme file `{text}`", "the path begins beside this file")
    return base if may_report(base) else refuse_theme(shown, "extends", place)


def merge_themes(roots: Sequence[Map]) -> Map:
    """The fields of a chain of themes, the nearest first: each covers what it extends; null takes away."""
    merged = roots[-1]
    for over in roots[-2::-1]:
        kept = tuple(pair for pair in merged.entries if pair[0].text not in _OWN)
        merged = _merge(Map(kept, merged.page, merged.start, merged.end), over, levels=_ALL)
    return merged


def _merge(under: Map, over: Map, levels: int) -> Map:
    """Maps merge down so many levels; below, and everything else, the one that covers replaces the other.

    A layout for all `other` shapes covers every one that is inherited.
    """
    if levels == 0 and over.get(OTHER):
        under = Map(tuple(e for e in under.entries if e[0].text not in SHAPES), under.page, under.start, under.end)
    entries = {key.text: (key, value) for key, value in under.entries}
    for key, value in over.entries:
        below = entries.get(key.text)
        if isinstance(value, Scalar) and value.is_null and not value.spoilt and below:
            del entries[key.text]
        elif below and isinstance(below[1], Map) and isinstance(value, Map) and levels:
            inner = 0 if levels == _ALL and key.text in _WHOLE else levels - 1
            entries[key.text] = (key, _merge(below[1], value, inner))
        else:
            entries[key.text] = (key, value)
    return Map(tuple(entries.values()), over.page, over.start, over.end, over.spoilt)
