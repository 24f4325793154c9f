"""Names from outside: the one module that decides which file a name in a card, a list, a cache or a link may mean.

A name is relative, without control or format characters, and made of parts that every file system can hold. It is
compared in NFC, since macOS and zip files store accents apart, and what it leads to, links followed, lies inside the
folder to which it belongs. A file may still be replaced between the check and its use: whoever can write into a folder
decides what is read from it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

MAX_NAME_BYTES = 255
"""Maximum length of one part of a path, in bytes of UTF-8: the limit of ext4, APFS and (in UTF-16 units) NTFS."""
MAX_PATH_BYTES = 1024
"""Maximum length of a whole name from outside, in bytes of UTF-8: macOS's PATH_MAX, the smallest in use."""

_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\s*(?:\.|\Z)", re.IGNORECASE)
"""Names of Windows's devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces")."""
_FORBIDDEN = re.compile(r'[<>:"|?*\\]')   # what Windows cannot have in a name; `/` separates parts
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,200}(?<!\.)")   # most names: nothing more is to be looked for
_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")   # Unicode general categories
_DRIVE = re.compile(r"[A-Za-z]:")


class UnsafeNameError(ValueError):
    """A name from outside that cannot be used: `message` says why, `hint` what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def check_part(part: str) -> None:
    """Check one part of a path, such as a card's or a set's name; raises UnsafeNameError."""
    if _PLAIN.fullmatch(part) and not _RESERVED.match(part):
        return
    for character in part:
        if unicodedata.category(character) in _INVISIBLE:
            raise UnsafeNameError(f"its name holds U+{ord(character):04X}, which cannot be seen", "take it out")
    shown = f"`{part if len(part) <= 40 else part[:40] + '…'}`"
    found = _FORBIDDEN.search(part)
    if found:
        raise UnsafeNameError(f"its name holds `{found[0]}`", "name it with letters, digits and hyphens")
    if _RESERVED.match(part):
        raise UnsafeNameError(f"Windows keeps the name {shown} for a device", "choose another name")
    if part != part.rstrip(" ."):
        last = "space" if part[-1] == " " else "full stop"
        raise UnsafeNameError(f"the name {shown} ends with a {last}", "take it out")
    size = len(part.encode("utf-8"))
    if size > MAX_NAME_BYTES:
        raise UnsafeNameError(f"the name {shown} takes {size} bytes; file systems hold {MAX_NAME_BYTES} at most",
                         "choose a shorter name")  # fmt: skip


def parse_relative(text: str, *, upward: bool = False) -> tuple[str, ...]:
    """Return the parts of a relative path from outside, separated by `/`, in NFC and without `.`.

    `..` is kept where `upward` allows it. Raises UnsafeNameError for an absolute path, a drive, and unsafe parts.
    """
    if _DRIVE.match(text):
        raise UnsafeNameError("a path with a drive letter means nothing on other machines",
                         "copy the file into the set's folder and name it from there")  # fmt: skip
    if "\\" in text:
        raise UnsafeNameError("the path has a backslash", "write the path with `/`")
    if text.startswith("/"):
        raise UnsafeNameError("the path is absolute", "copy the file into the set's folder and name it from there")
    if len(text.encode("utf-8", "replace")) > MAX_PATH_BYTES:
        raise UnsafeNameError(f"the path is longer than {MAX_PATH_BYTES} bytes", "choose shorter names")
    parts = [unicodedata.normalize("NFC", part) for part in text.split("/") if part not in ("", ".")]
    if not parts:
        raise UnsafeNameError("the path is empty", "name a file")
    for part in parts:
        if part == "..":
            if not upward:
                raise UnsafeNameError("the path leads upward (`..`)", "copy the file into the set's folder")
            continue
        check_part(part)
    return tuple(parts)


def find_within(folder: Path, text: str, root: Path | None = None) -> Path:
    """Return the path of what `text` names from `folder`, as it is spelled on the disk.

    Links are followed and must end inside `root`; without one, inside `folder`, and `..` is refused. Raises
    UnsafeNameError where the name is unsafe or leads out, FileNotFoundError where nothing lies there.
    """
    path = folder
    for part in parse_relative(text, upward=root is not None):
        path = Path(os.path.normpath(path / part)) if part == ".." else _spell(path, part)
    require_within(root or folder, path)
    if not os.path.lexists(path):
        raise FileNotFoundError(text)
    return path


def require_within(root: Path, path: Path) -> None:
    """Require that a path, links followed, ends inside `root`; raises UnsafeNameError."""
    try:
        inside = path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):   # a ring of links, a part that is no folder, a byte of 0
        raise UnsafeNameError("the path cannot be followed: it leads through a ring of links or a file") from None
    if not inside:
        raise UnsafeNameError(f"the path leads out of the folder `{root.as_posix()}`")


def join_result(folder: Path, name: str) -> Path:
    """Return where a file of that name lies in a folder of results; raises UnsafeNameError.

    Its folder, links followed, lies inside. The file itself may be a link: writing replaces it, and whoever reads or
    removes calls `require_within` first.
    """
    path = folder.joinpath(*parse_relative(name))
    require_within(folder, path.parent)
    return path


def _spell(folder: Path, part: str) -> Path:
    """Return the entry of a folder whose name equals `part` in NFC; the plain join where there is none."""
    if part.isascii():
        return folder / part
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if unicodedata.normalize("NFC", entry.name) == part)
    except OSError:
        return folder / part
    if len(names) > 1:
        raise UnsafeNameError(f"`{part}` lies there twice: the accents are stored in two ways (NFC and NFD)",
                         "remove or rename one of the two")  # fmt: skip
    return folder / (names[0] if names else part)
