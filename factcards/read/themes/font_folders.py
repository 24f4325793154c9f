"""Limits of a folder of fonts that a set or theme brings; no link in it may lead out."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ...errors import FontError, Place, Problem, quote_start
from ...storage.paths import is_within
from ...text.fonts.font_library import find_font_files, open_fonts
from ...text.fonts.font_limits import FONT_SUFFIXES

_ITALIC = re.compile(r"[-_ ]?(?:[Ii]talic|[Oo]blique|(?<=[a-z0-9-])It(?![a-z]))")
"""A part of a file's name that says that its font is italic."""
_CONVERT = "convert it to `.ttf`: fonts in other formats are not read"
_OTHER_SUFFIXES = (".woff", ".ttc", ".otc", ".eot", ".dfont", ".pfb")
"""Suffixes of fonts that are not read, in lower case: the older web fonts, collections, and old formats."""
MAX_ENTRIES = 20_000
"""Maximum number of files and folders in a folder of fonts, at any depth; walking them takes about 30 ms."""
MAX_FONTS = 400
"""Maximum number of font files; opening each takes about 4 ms. The shipped fonts are 364 files."""
MAX_BYTES = 512 * 1024 * 1024
"""Maximum total size of the files, in bytes; each is read once for its digest."""


def find_folder_problem(folder: Path) -> tuple[str, str]:
    """Return a message for a folder of fonts that cannot be used, and a hint; both "" for any other."""
    found: list[os.DirEntry[str]] = []
    waiting = [folder]
    try:
        while waiting:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    found.append(entry)
                    if len(found) > MAX_ENTRIES:
                        hint = "copy the fonts that you use into a separate folder"
                        return f"the folder of fonts has more than {MAX_ENTRIES:,} files and folders", hint
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(Path(entry.path))
        return _find_files_problem(folder, sorted(found, key=lambda entry: entry.path))
    except OSError as error:
        return f"the folder of fonts cannot be read: {(error.strerror or 'input error').lower()}", ""


def find_unread_fonts(folder: Path, place: Place | None) -> tuple[Problem, ...]:
    """Return a warning of fonts in formats that are not read, without those that are there in one that is read."""
    try:
        files = sorted(folder.rglob("*"))
    except OSError:   # the folder has been changed since it was checked
        return ()
    read = {path.stem.lower() for path in files if path.name.lower().endswith(FONT_SUFFIXES)}
    unread = [path for path in files if path.name.lower().endswith(_OTHER_SUFFIXES) and path.stem.lower() not in read]
    if not unread:
        return ()
    more = f" and {len(unread) - 1:,} more are" if len(unread) > 1 else " is"
    message = f"in the folder of fonts, {quote_start(unread[0].name)}{more} not read"
    return (Problem("warning", message, place, "fonts", _CONVERT, "not-read"),)


def find_italic_families(folder: Path, place: Place | None) -> tuple[Problem, ...]:
    """Return a warning of families of which a folder has only italics, and of which we have no upright font either.

    Fonts are opened only if the names of files look so, since each takes 4 ms.
    """
    files = find_font_files(folder)
    upright = {_ITALIC.sub("", path.stem).partition("-")[0] for path in files if not _ITALIC.search(path.stem)}
    if all(_ITALIC.sub("", path.stem).partition("-")[0] in upright for path in files):
        return ()
    try:
        fonts = open_fonts(folder)
    except FontError:   # the cards report the file
        return ()
    ours = {path.relative_to(folder).as_posix() for path in files}
    slanted = [name for name, entries in fonts.families()
               if all(one.italic for one in entries) and any(one.file in ours for one in entries)]   # fmt: skip
    message = "in the folder of fonts, {} has only italics, so all its words are italic"
    hint = "add the upright font to the folder"
    return tuple(Problem("warning", message.format(quote_start(name)), place, "fonts", hint, "only-italics")
                 for name in slanted)   # fmt: skip


def _find_files_problem(folder: Path, found: list[os.DirEntry[str]]) -> tuple[str, str]:
    for entry in found:
        if entry.is_symlink() and not is_within(folder, Path(entry.path)):
            name = Path(entry.path).relative_to(folder).as_posix()
            return f"in the folder of fonts, the link `{name}` leads out of it", "copy what it leads to"
    count = sum(1 for entry in found if entry.name.lower().endswith(FONT_SUFFIXES))
    others = [entry.name for entry in found if entry.name.lower().endswith(_OTHER_SUFFIXES)]
    if others and not count:
        message = f"the folder of fonts has no file in `.ttf`, `.otf` or `.woff2`, but {quote_start(others[0])}"
        return message, _CONVERT
    if count > MAX_FONTS:
        return f"the folder of fonts has {count} fonts, expected {MAX_FONTS} at most", "keep those that you use"
    size = sum(entry.stat(follow_symlinks=False).st_size for entry in found if entry.is_file(follow_symlinks=False))
    if size > MAX_BYTES:
        message = f"the folder of fonts has {size / 2**20:.0f} MiB, expected {MAX_BYTES // 2**20} at most"
        return message, "keep those that you use"
    return "", ""
