"""Other files among a set's files: other tools' YAML, themes, cards in inner folders."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import Place, Problem, closest_name, quote_start
from ...late_loading import compile_late, import_late
from ...storage.files import read_regular
from ...storage.paths import is_within
from ...storage.snapshots import FileSnapshot, snapshot
from ..themes.inheritance import DEFINING_KEYS
from ..themes.theme_schema import THEME_KEYS
from ..yaml.source import SourceFile, show_path
from ..yaml.tree import MappingNode, Node, SequenceNode
from .card_schema import CARD_FIELDS, KINDS

if TYPE_CHECKING:
    import difflib
else:
    difflib = import_late("difflib")

_KEY = compile_late(r"""^["']?([A-Za-z_][\w.-]*)["']?[ \t]*:(?=\s|\Z)""", re.MULTILINE)
_MIN_SIMILARITY = 0.75
"""Minimum similarity of a mistyped key with a card's: `fcat` has 0.75 with `fact`, `version` 0.57 with `expires`."""
_MAX_LENGTH_DIFFERENCE = 2
"""Maximum difference in length of a mistyped key, in characters."""
_MAX_KEYS = 200
"""Maximum number of keys of a file that are compared with a card's; each takes 0.1 ms."""
_MAX_DEPTH = 3
"""Number of levels below a set's folder that are searched for unread cards."""
_MAX_FOLDERS = 200
"""Maximum number of folders searched below a set's folder; each takes 20 µs and 1 µs for each of its files."""
_MAX_FILES_PER_FOLDER = 20
"""Maximum number of files read in each of those folders."""
_MAX_FILES = 200
"""Maximum number of files read in all folders, and of files with a mistyped extension."""
_MAX_BYTES = 65_536
"""Maximum size of a file that is searched for a card's keys, in bytes; no card is larger."""
_RESULTS = "manifest.json"   # is in a folder of results, which has no cards
_ENDING = "cards' names end in `.yaml`"


def is_card_like(keys: Collection[str]) -> bool:
    """Return whether a file of these keys is meant as a card: it has `fact` or `story`, or most are a card's."""
    if KINDS[0] not in keys and KINDS[1] not in keys:
        known = sum(1 for key in list(keys)[:_MAX_KEYS] if _is_card_key(key))
        return 2 * known > len(keys)
    return True


def _is_card_key(key: str) -> bool:
    if key in CARD_FIELDS:
        return True
    # `Resources` is not `source`
    near = (known for known in CARD_FIELDS if abs(len(known) - len(key)) <= _MAX_LENGTH_DIFFERENCE)
    return bool(difflib.get_close_matches(key.lower(), near, n=1, cutoff=_MIN_SIMILARITY))


def is_foreign_yaml(root: Node | None, source: SourceFile) -> bool:
    """Return whether a YAML file is another tool's: its keys are not a card's, or it is a list of maps.

    In a file that is not valid YAML, lines that look like keys decide.
    """
    if isinstance(root, SequenceNode):
        return bool(root.items) and all(isinstance(item, MappingNode) for item in root.items)
    keys = _find_keys(root, source)
    return bool(keys) and not is_card_like(keys)


def has_card_key(root: Node | None, source: SourceFile) -> bool:
    """Return whether a YAML file, valid or not, has a key of a card."""
    return not _find_keys(root, source).isdisjoint(CARD_FIELDS)


def _find_keys(root: Node | None, source: SourceFile) -> set[str]:
    if isinstance(root, MappingNode):
        return {key.text for key, _ in root.entries}
    return set(_KEY.findall(source.text))


def is_list_of_cards(root: Node | None) -> bool:
    """Return whether a YAML file is a list of maps with the keys of cards."""
    maps = [item for item in root.items if isinstance(item, MappingNode)] if isinstance(root, SequenceNode) else []
    return bool(maps) and is_card_like({key.text for item in maps for key, _ in item.entries})


def is_theme_like(root: Node | None) -> bool:
    """Return whether a file has only a theme's keys."""
    keys = {key.text for key, _ in root.entries} if isinstance(root, MappingNode) else set()
    return keys <= set(THEME_KEYS) and not keys.isdisjoint(DEFINING_KEYS)


def make_other_file_warning(file: str, root: Node | None) -> Problem:
    """Return the warning of a YAML file among the cards that is not a card; of a theme, with its unknown key."""
    keys = [key for key, _ in root.entries] if isinstance(root, MappingNode) else []
    unknown = next((key for key in keys if key.text not in THEME_KEYS), None)
    near = closest_name(unknown.text, tuple(THEME_KEYS)) if unknown else ""   # of another tool's file there is none
    if unknown and near and not {near, *(key.text for key in keys)}.isdisjoint(DEFINING_KEYS):
        message = f"this theme has the unknown key {quote_start(unknown.text)}, and no card names it"
        return Problem("warning", message, unknown.place, hint=f"did you mean `{near}`?", kind="other-file")
    return Problem("warning", "this file is not a card and is not read", Place(file, 1, 1),
                   hint="a card has `fact` or `story`", kind="other-file")  # fmt: skip


def find_misnamed(folder: Path, names: Collection[str]) -> Iterator[tuple[FileSnapshot, Problem | None]]:
    """Yield the snapshot of each file with a mistyped extension (`.yml`), with a warning if it may be a card."""
    for name in list(names)[:_MAX_FILES]:
        path = folder / name
        seen = snapshot(path)
        keys = set(_KEY.findall(_read_text(folder, path)))
        warning = Problem("warning", "this file is not read", Place(show_path(path), 1, 1),
                          hint=_ENDING, kind="not-read")
        yield seen, (None if keys and not is_card_like(keys) else warning)
    if len(names) > _MAX_FILES:
        message = f"{len(names) - _MAX_FILES:,} more files whose names end in `.yml` or `.YAML` are not read"
        yield (
            snapshot(folder),
            Problem("warning", message, Place(show_path(folder), 1, 1), hint=_ENDING, kind="not-read"),
        )


def find_unread(folder: Path) -> Iterator[tuple[FileSnapshot, Problem | None]]:
    """Yield the snapshots of inner folders and their files, with a warning for each folder that has unread cards."""
    waiting, searched, left = [] if _holds_results(folder) else [(folder, 0)], 0, _MAX_FILES
    while waiting:
        above, depth = waiting.pop(0)
        for inner in _list_folders(above):
            searched += 1
            if searched > _MAX_FOLDERS:
                return
            seen, names = snapshot(inner), _list_names(inner)
            if _RESULTS in names:   # without a snapshot, since each run changes it
                continue
            yield seen, None
            found, files = 0, [inner / name for name in names if name.endswith(".yaml") and name[0] != "."]
            if files and not left:
                message = "more folders within this one hold YAML files, which are not read"
                yield seen, Problem("warning", message, Place(show_path(folder), 1, 1),
                                    hint="name those folders", kind="not-read")
                return
            for path in files[: min(_MAX_FILES_PER_FOLDER, left)]:
                left -= 1
                yield snapshot(path), None
                found += any(key in KINDS for key in _KEY.findall(_read_text(folder, path)))
            if found:
                yield seen, _make_unread_warning(inner, found, len(files) > _MAX_FILES_PER_FOLDER)
            if depth + 1 < _MAX_DEPTH:
                waiting.append((inner, depth + 1))


def _holds_results(folder: Path) -> bool:
    return os.path.exists(folder / _RESULTS)   # noqa: PTH110 - it never raises


def _make_unread_warning(folder: Path, found: int, more: bool) -> Problem:
    shown = show_path(folder)
    files = f"{found} files{' or more' if more else ''} that look like cards and are"
    files = "1 file that looks like a card and is" if found == 1 else files
    message, hint = f"`{shown}` holds {files} not read", f"name the folder `{shown}`"
    return Problem("warning", message, Place(shown, 1, 1), hint=hint, kind="not-read")


def _list_folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return sorted(Path(e.path) for e in entries if e.name[0] != "." and e.is_dir(follow_symlinks=False))
    except OSError:
        return []


def _list_names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries)
    except OSError:
        return []


def _read_text(folder: Path, path: Path) -> str:
    """Return a file's text, "" if it cannot be read or is a link that leads out of the folder."""
    if path.is_symlink() and not is_within(folder, path):
        return ""
    try:
        return read_regular(path, _MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
