"""Paths of files in cards: in the card's folder, or names of bytes that a program gives in place of files."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import unicodedata2

from ...errors import closest_name
from ...late_loading import compile_late, import_late
from ...photos import PhotoKey
from ...storage.paths import OutsideError, UnsafeNameError, find_within, parse_relative
from ...storage.snapshots import snapshot_within
from ..yaml.yaml_parser import Node, ScalarNode
from .scalar_fields import ReadContext
from .value_reader import quote_text

if TYPE_CHECKING:
    from ...photos import logo_files, photo_files
else:
    photo_files = import_late("...photos.photo_files", __package__)
    logo_files = import_late("...photos.logo_files", __package__)

_MAX_NAMED = 8
"""Maximum number of a program's files that a message names."""
_ADVICE = compile_late(r"((?:[^`;]|`[^`]*`|;(?! ))*); (.*)\Z", re.DOTALL)


def read_photo(node: Node, name: str, context: ReadContext) -> PhotoKey | None:
    """Return the key of a photograph; a faulty one is reported."""
    return _read_picture(node, name, context, is_logo=False)


def read_logo(node: Node, name: str, context: ReadContext) -> PhotoKey | None:
    """Return the key of a logo, which may be an SVG drawing; a faulty one is reported."""
    return _read_picture(node, name, context, is_logo=True)


def _read_picture(node: Node, name: str, context: ReadContext, *, is_logo: bool) -> PhotoKey | None:
    given = _find_given(node, context)
    path = given or read_path(node, name, context, "a picture's file")
    if path is None:
        return None
    key = path, is_logo   # an SVG drawing may be a logo but not a photograph
    if key not in context.photos:
        context.photos[key] = _open_picture(path, context, is_logo=is_logo)
    found = context.photos[key]
    if isinstance(found, str):
        message, hint = _split_advice(found)
        context.report(node.place, name, message, hint, kind="picture")
        return None
    return found


def _open_picture(path: Path | str, context: ReadContext, *, is_logo: bool) -> PhotoKey | str:
    """Return the key of a picture's file, or of the bytes that a program gives by that name; or why it is refused."""
    try:
        if isinstance(path, str):
            data = context.files[path]
            make_key = logo_files.make_logo_key if is_logo else photo_files.make_photo_key
            return replace(make_key(data, path), data=data)
        if context.folder is not None:
            context.snapshots += snapshot_within(path, context.folder)
        return logo_files.read_logo_key(path) if is_logo else photo_files.read_photo_key(path)
    except ValueError as error:
        return str(error)


def _split_advice(text: str) -> tuple[str, str]:
    """Return the message about a picture, and as its hint what follows the first `; ` outside back quotes."""
    match = _ADVICE.match(text)
    return (match[1], match[2]) if match else (text, "")


def _find_given(node: Node, context: ReadContext) -> str | None:
    """Return the name of the bytes that a path means; None if the program gives none by that name."""
    if not context.files or not isinstance(node, ScalarNode) or context.is_absent(node):
        return None
    try:
        name = "/".join(parse_relative(node.text))
    except UnsafeNameError:
        return None
    return name if name in context.files else None


def read_path(node: Node, name: str, context: ReadContext, expected: str, noun: str = "file") -> Path | None:
    """Return the path of a file or folder inside the card's folder, with symbolic links resolved.

    `expected` and `noun` say in messages what it is: "a folder of fonts", "folder".
    """
    scalar = context.read_scalar(node, name, expected)
    if not scalar:
        return None
    text, found = scalar.text, context.find_path(scalar.text)
    if isinstance(found, OutsideError):
        leads = "is a symbolic link that leads out of" if ".." not in text.split("/") else "leads out of"
        context.report(
            scalar.place,
            name,
            f"{quote_text(text)} {leads} the card's folder",
            f"copy the {noun} into the card's folder",
            kind="outside",
        )
    elif isinstance(found, UnsafeNameError):
        context.report_path(scalar, name, found)
    elif found is None:
        context.report(scalar.place, name, *_explain_missing(text, noun, context), kind="no-file")
    else:
        return found
    return None


def _explain_missing(text: str, noun: str, context: ReadContext) -> tuple[str, str]:
    """Return the message and the hint for a file that is not there."""
    message = f"there is no {noun} {quote_text(text)}"
    if context.folder is not None and not context.files:
        return message, _suggest_file(text, context.folder)
    near = closest_name(text, {name.lower(): name for name in context.files})
    found = next((name for name in context.files if name.lower() == near), "")
    hint = f"did you mean `{found}`?" if found else ""
    if context.folder is not None:
        return f"{message} in the folder, and {_list_given(context.files)}", hint or _suggest_file(text, context.folder)
    return f"{message}: {_list_given(context.files)}", hint or "give its bytes in `files`, by the name in the card"


def _list_given(files: Collection[str]) -> str:
    """Return a message's words that name the files of a program."""
    named = [quote_text(name) for name in sorted(files)[:_MAX_NAMED]]
    if len(files) > _MAX_NAMED:
        return f"`files` has {', '.join(named)} and {len(files) - _MAX_NAMED} more"
    return f"`files` has {' and '.join([', '.join(named[:-1]), named[-1]] if named[1:] else named)}" if named else (
        "`files` is empty")


def _suggest_file(text: str, folder: Path) -> str:
    """Return a hint that names the file closest to a missing one."""
    inner, _, last = unicodedata2.normalize("NFC", text).rpartition("/")
    try:
        above = find_within(folder, inner, folder) if inner.strip("./") else folder
        names = sorted(entry.name for entry in os.scandir(above) if entry.name[0] != ".")
    except (OSError, UnsafeNameError):
        return f"there is no folder {quote_text(inner or folder.as_posix())} either"
    near = closest_name(last, {n.lower(): n for n in names})
    found = next((n for n in names if n.lower() == near), "")
    if found:
        return f"did you mean `{inner}{'/' if inner else ''}{found}`?"
    return f"the folder {quote_text(inner)} is empty" if inner and not names else "paths begin in the card's folder"
