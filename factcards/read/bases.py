"""A theme and those that it extends: files in a chain, merged as trees, so that every fault keeps its place."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..errors import Problem, suggest
from ..seen import Seen, see
from .expand import OTHER, SHAPES
from .nodes import Map, Node, Parsed, Scalar, read_nodes

BUILT_IN = Path(__file__).parent.parent / "data"
_OWN = ("extends", "name", "fonts")
"""What no theme inherits as it stands: `fonts` begins in its own file's folder."""
_WHOLE = ("parts", "layouts", "grounds")
"""Fields whose entries are replaced whole; all others are merged key by key, at any depth."""
_ALL = 16


@dataclass(frozen=True, slots=True)
class File:
    """One file of a chain, as it was when it was looked at; `shown` is its name in messages."""

    path: Path
    shown: str
    seen: Seen


def theme_names() -> tuple[str, ...]:
    """The names of the built-in themes."""
    return tuple(sorted(p.stem for p in BUILT_IN.glob("*.yaml")))


def is_path(name: str) -> bool:
    """Whether a theme is named by its file and not by its name."""
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))


def look_at(path: Path, shown: str) -> File | None:
    """The file as it is now; None where there is no plain file."""
    seen = see(path)
    return File(path.absolute(), shown, seen) if seen.is_file else None


@lru_cache(maxsize=128)
def parse_file(file: File) -> Parsed:
    """The file's tree; it is read again when it has changed."""
    return read_nodes(file.path, file.shown)


def follow_bases(file: File) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """The theme's file, the one that it extends, and so on; and what is wrong with how they name one another."""
    chain = [file]
    while True:
        root = parse_file(chain[-1]).root
        node = root.get("extends") if isinstance(root, Map) else None
        if node is None or node.spoilt:
            return tuple(chain), ()
        found = _find_base(node, chain)
        if isinstance(found, Problem):
            return tuple(chain), (found,)
        chain.append(found)


def _find_base(node: Node, chain: Sequence[File]) -> File | Problem:
    def fault(message: str, hint: str = "") -> Problem:
        return Problem("error", message, node.place, "extends", hint)

    if not isinstance(node, Scalar) or not node.text:
        return fault("expected a theme's name or its file's path")
    text, above = node.text, chain[-1]
    if is_path(text):
        path = above.path.parent / text.replace("\\", "/")
        shown = Path(os.path.normpath(Path(above.shown).parent / text)).as_posix()
    elif text in theme_names():
        path, shown = BUILT_IN / f"{text}.yaml", f"{text}.yaml"
    else:
        return fault(f"there is no theme `{text}`", suggest(text, theme_names()))
    if any(path.resolve() == one.path.resolve() for one in chain):
        names = " → ".join(Path(one.shown).name for one in chain)
        return fault(f"a theme cannot extend itself: {names} → {path.name}", "extend a theme that stands by itself")
    return look_at(path, shown) or fault(f"there is no theme file `{text}`", "the path begins beside this file")


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
