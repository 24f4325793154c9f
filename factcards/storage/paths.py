"""Names from outside: this module alone decides which file a name in a card, a manifest, a cache or a link may mean.

A name is relative, has no control or format characters, and consists of parts that every file system can hold. It is
compared in NFC, since macOS and zip files store accents separately. Its target, links followed, must be inside the
folder to which the name belongs. A file may still be replaced between the check and its use, so people who can write
into a folder decide what is read from it.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import unicodedata2

from ..errors import quote_start
from ..late_loading import compile_late

MAX_NAME_BYTES = 255
"""Maximum length of one part of a path, in bytes of UTF-8: the limit of ext4, APFS and (in UTF-16 units) NTFS."""
MAX_PATH_BYTES = 1024
"""Maximum length of a whole name from outside, in bytes of UTF-8: macOS's PATH_MAX, the smallest in use."""

_RESERVED = compile_late(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\s*(?:\.|\Z)", re.IGNORECASE)
"""Names of Windows's devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces")."""
_FORBIDDEN = compile_late(r'[<>:"|?*\\]')   # characters that Windows does not allow in a name; `/` separates parts
_PLAIN_NAME = compile_late(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,200}(?<!\.)")   # most names; only devices have to be excluded
_CONTROL_CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""General categories that a name may not have. Private and unassigned characters are accepted: a font may have them."""
_BLANKS = compile_late("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]")
"""Letters, marks and signs without a shape (Default_Ignorable_Code_Point, and the empty pattern of Braille)."""
_DRIVE = compile_late(r"[A-Za-z]:")
_URL_START = compile_late(r"[A-Za-z][A-Za-z0-9+.-]+:/")   # `https://…`, `file:/…`
COPY_HINT = "copy the file into the card's folder and name it from there"
"""Hint for a file that only one machine can find."""
_ENCODING = sys.getfilesystemencoding()
"""Encoding of this system's file names: UTF-8, except in a POSIX locale with another encoding."""


class UnsafeNameError(ValueError):
    """A name from outside that cannot be used; `message` says why, and `hint` what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class UnsafeCharacterError(UnsafeNameError):
    """A name with a character that cannot be used; `found` describes it."""

    def __init__(self, found: str, hint: str) -> None:
        super().__init__(f"its name holds {found}", hint)
        self.found = found


class OutsideError(UnsafeNameError):
    """A name that leads out of the folder to which it belongs."""


class ForeignPathError(UnsafeNameError):
    """A path that other machines cannot use: absolute, or with a drive letter or a backslash."""


class EncodingError(UnsafeNameError):
    """A name with non-ASCII letters on a system whose file names are not UTF-8, where it would be misread."""


def check_path_part(part: str) -> None:
    """Check one part of a path, such as a card's or a set's name. Raises UnsafeNameError."""
    if _PLAIN_NAME.fullmatch(part) and not _RESERVED.match(part):
        return
    if not part.isascii() and _ENCODING.lower() not in ("utf-8", "utf8"):
        raise EncodingError(f"this system's file names are read as {_ENCODING}, not as UTF-8",
                            "set PYTHONUTF8=1, or a locale such as C.UTF-8")  # fmt: skip
    hidden = _find_invisible(part)
    if hidden:
        raise UnsafeCharacterError(f"U+{ord(hidden):04X}, which cannot be seen", "remove it")
    shown = quote_start(part)
    found = _FORBIDDEN.search(part)
    if found:
        raise UnsafeCharacterError(f"`{found[0]}`", "name it with letters, digits and hyphens")
    if _RESERVED.match(part):
        raise UnsafeNameError(f"Windows reserves the name {shown} for a device", "choose another name")
    if part != part.rstrip(" ."):
        last = "space" if part[-1] == " " else "full stop"
        raise UnsafeNameError(f"the name {shown} ends with a {last}", "remove it")
    size = len(part.encode("utf-8"))
    if size > MAX_NAME_BYTES:
        raise UnsafeNameError(f"the name {shown} takes {size} bytes; file systems hold {MAX_NAME_BYTES} at most",
                         "choose a shorter name")  # fmt: skip


def _find_invisible(part: str) -> str:
    """Return the first invisible character of a name; "" if there is none."""
    blank = _BLANKS.search(part)
    if blank:
        return blank[0]
    return "" if part.isprintable() else next((c for c in part if unicodedata2.category(c) in _CONTROL_CATEGORIES), "")


def parse_relative(text: str, *, upward: bool = False) -> tuple[str, ...]:
    """Return the parts of a relative path from outside, separated by `/`, in NFC and without `.`.

    `..` is allowed if `upward` is True. Raises UnsafeNameError for an absolute path, a drive letter, or an unsafe part.
    """
    if _PLAIN_NAME.fullmatch(text) and not _RESERVED.match(text):   # a run that renders nothing asks for thousands
        return (text,)
    if _DRIVE.match(text):
        raise ForeignPathError("a path with a drive letter means nothing on other machines", COPY_HINT)
    if _URL_START.match(text):
        raise UnsafeNameError("this is an address, not a path", COPY_HINT)
    if "\\" in text and text[0] != "\\":
        raise ForeignPathError("the path has a backslash", "write the path with `/`")
    if text[:1] in ("/", "\\"):
        raise ForeignPathError("the path is absolute", COPY_HINT)
    if len(text.encode("utf-8", "replace")) > MAX_PATH_BYTES:
        raise UnsafeNameError(f"the path is longer than {MAX_PATH_BYTES} bytes", "choose shorter names")
    parts = [unicodedata2.normalize("NFC", part) for part in text.split("/") if part not in ("", ".")]
    if not parts:
        raise UnsafeNameError("the path is empty", "name a file")
    for part in parts:
        if part == "..":
            if not upward:
                raise OutsideError("the path leads upward (`..`)", "copy the file into the card's folder")
            continue
        check_path_part(part)
    return tuple(parts)


def find_within(folder: Path, text: str, root: Path | None = None) -> Path:
    """Return the path that `text` names relative to `folder`, as it is spelled on the disk.

    Links are followed and must end inside `root`. Without a root they must end inside `folder`, and `..` is refused.
    Raises UnsafeNameError if the name is unsafe, leads out or is a dangling link, and FileNotFoundError if there is no
    such file.
    """
    path = folder
    for part in parse_relative(text, upward=root is not None):
        path = Path(os.path.normpath(path / part)) if part == ".." else _spell(path, part)
    check_within(root or folder, path)
    if not os.path.lexists(path):
        raise FileNotFoundError(text)
    if not os.path.exists(path):   # noqa: PTH110 - Path.exists raises if a part is too long or cannot be entered
        raise UnsafeNameError("the link leads to a file that is not there", "make the link again, or copy the file")
    return path


def find_in_roots(folder: Path, text: str, roots: Sequence[Path]) -> Path:
    """Return the path that `text` names relative to `folder`, inside the first root that holds it.

    `.` is the folder itself. Raises the same errors as `find_within`.
    """
    if text in (".", "./"):
        return folder
    for root in roots[:-1]:
        try:
            return find_within(folder, text, root)
        except OutsideError:   # the roots need not be nested
            continue
    return find_within(folder, text, roots[-1])


def is_within(folder: Path, path: Path) -> bool:
    """Return whether a path, links followed, ends inside a folder; False if it cannot be followed."""
    try:
        check_within(folder, path)
    except UnsafeNameError:
        return False
    return True


def check_within(root: Path, path: Path) -> None:
    """Check that a path, links followed, ends inside `root`. Raises UnsafeNameError."""
    try:
        inside = path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):   # a loop of links, a part that is not a folder, a null byte
        raise UnsafeNameError("the path cannot be followed: it leads through a loop of links or a file") from None
    if not inside:
        raise OutsideError(f"the path leads out of the folder `{root.as_posix()}`")


def find_default_root(path: Path) -> Path:
    """Return the folder inside which the themes of a path's cards may be if the user names no other.

    It is the working folder if the path is in it, links followed; otherwise the path itself, or a file's folder.
    """
    here = Path().resolve()
    try:
        real = path.resolve()
        folder = real if real.is_dir() else real.parent
    except (OSError, RuntimeError, ValueError):
        return here
    return here if folder.is_relative_to(here) else folder


def result_path(folder: Path, name: str) -> Path:
    """Return the path of a file in a folder of results. Raises UnsafeNameError.

    The file's folder, links followed, is inside. The file itself may be a link, which writing replaces. Code that reads
    or removes it calls `check_within` first.
    """
    path = folder.joinpath(*parse_relative(name))
    check_within(folder, path.parent)
    return path


def _spell(folder: Path, part: str) -> Path:
    """Return the entry of a folder whose name equals `part` in NFC, or the plain join if there is none."""
    forms = list(dict.fromkeys((part, unicodedata2.normalize("NFD", part))))
    if len(forms) == 1:   # ASCII and scripts without accents can be stored in one way only
        return folder / part
    found = [path for path in (folder / form for form in forms) if os.path.lexists(path)]
    if len(found) == 2 and not _is_same_entry(*found):
        raise UnsafeNameError(*explain_two_forms(part))
    return found[0] if found else folder / _find_equal(folder, part)


def explain_two_forms(name: str) -> tuple[str, str]:
    """Return the message and the hint for two files whose names differ only in how accents are stored."""
    message = f"`{name}` is there twice: the accents are stored in two ways (NFC and NFD)"
    return message, "remove or rename one of the two"


def _is_same_entry(one: Path, other: Path) -> bool:
    """Return whether two paths are one file. Some file systems (APFS) treat both forms as the same name."""
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except OSError:
        return False


def _find_equal(folder: Path, part: str) -> str:
    """Return the name of an entry that equals `part` in NFC but is stored in neither NFC nor NFD, or `part`."""
    try:
        names: Iterable[str] = sorted(entry.name for entry in os.scandir(folder))
    except OSError:
        return part
    return next((name for name in names if unicodedata2.normalize("NFC", name) == part), part)
