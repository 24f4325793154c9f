"""A file's bytes to text with locations; bytes that are not UTF-8 and refused characters are reported there."""

from __future__ import annotations

import errno
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import unicodedata2

from ...errors import Place, Problem
from ...late_loading import compile_late
from ...storage.files import read_regular

MAX_BYTES = 1024 * 1024
"""Maximum size of a file, in bytes: larger ones are refused."""
MAX_SAME_PROBLEMS = 10
"""Maximum number of characters of one kind that are reported one by one in a file; the last message counts the rest."""

_BREAK = compile_late(r"\r\n|\n|\r")
_ESCAPED = compile_late("[\udc80-\udcff]+")   # broken bytes, as `surrogateescape` decodes them
_PLANES = range(0, 0x110000, 0x10000)
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(p + c) for p in _PLANES for c in (0xFFFE, 0xFFFF))
REFUSED = f"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffd{_NONCHARACTERS}"
"""Characters that no card may contain, as a class of a regular expression without its brackets."""
_REFUSED = compile_late(f"[{REFUSED}]")
_UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MAGIC_NUMBERS = {
    b"\x89PNG\r\n": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF87a": "a GIF picture",
    b"GIF89a": "a GIF picture", b"%PDF-": "a PDF document", b"\x1f\x8b": "a gzip archive",
    b"PK\x03\x04": "a ZIP archive, as Word, Excel and LibreOffice write",
    b"\xd0\xcf\x11\xe0": "a file of an old Word or Excel",
}  # fmt: skip
"""First bytes of files of other programs; no text begins with them."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file's text; `line_starts` has the index at which each line begins."""

    shown_path: str
    text: str
    line_starts: tuple[int, ...]

    def place(self, start: int, end: int | None = None) -> Place:
        """Return the location of a range of the text, up to the end of its first line."""
        number = bisect_right(self.line_starts, start) - 1
        first, last = self.line_span(number)
        length = max(1, min(last, start + 1 if end is None else end) - start)
        return Place(self.shown_path, number + 1, start - first + 1, _cut_line(self.text, first, last), length)

    def line_span(self, number: int) -> tuple[int, int]:
        """Return where a line begins and ends, without its line break; numbers start at 0."""
        start = self.line_starts[number]
        end = self.line_starts[number + 1] if number + 1 < len(self.line_starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def line_number(self, index: int) -> int:
        """Return the number of the line that contains a character, starting at 0."""
        return bisect_right(self.line_starts, index) - 1


def show_path(path: Path) -> str:
    """Return a path as messages show it: with `/`, and `?` for bytes that are not text."""
    return path.as_posix().encode(errors="replace").decode()


@lru_cache(maxsize=4)
def _cut_line(text: str, first: int, last: int) -> str:
    """Return a line of a text, the same string for all locations in it: a line may have thousands of errors."""
    return text[first:last]


def make_source(file: str, text: str) -> SourceFile:
    """Return a text as a source file, with the starts of its lines."""
    return SourceFile(file, text, (0, *(m.end() for m in _BREAK.finditer(text))))


def load_source(path: Path, file: str) -> tuple[SourceFile | None, list[Problem]]:
    """Return a file's text and the problems of its characters; None if it cannot be read as text."""
    try:
        return decode_source(read_regular(path, MAX_BYTES), file)
    except OSError as error:
        if error.errno == errno.EFBIG:
            return None, [_file_problem(file, "the file is larger than 1 MiB", "split it into smaller files")]
        return None, [_file_problem(file, f"the file cannot be read: {(error.strerror or 'input error').lower()}")]


def decode_source(data: bytes, file: str) -> tuple[SourceFile | None, list[Problem]]:
    """Return the text of a file's bytes, and a problem for each character that no card may contain.

    Each broken byte becomes U+FFFD in the text, so that the rest can still be read.
    """
    other = next((name for sign, name in _MAGIC_NUMBERS.items() if data.startswith(sign)), "")
    if other:
        return None, [
            _file_problem(file, f"the file is {other}, expected words", "perhaps it was given the wrong name")
        ]
    encoding = _foreign_encoding(data)
    if encoding:
        return None, [_file_problem(file, f"the file is {encoding}, expected UTF-8", "save it as UTF-8")]
    mark = data.startswith(b"\xef\xbb\xbf")
    text = data[3 * mark :].decode("utf-8", errors="surrogateescape")
    source = make_source(file, re.sub("[\udc80-\udcff]", "\ufffd", text))
    broken = list(_ESCAPED.finditer(text))
    refused = [m for m in _REFUSED.finditer(text) if not "\udc80" <= m[0] <= "\udcff"]
    problems = [_explain_broken_bytes(m, source, 3 * mark) for m in broken[:MAX_SAME_PROBLEMS]]
    problems += [_explain_refused(m, source) for m in refused[:MAX_SAME_PROBLEMS]]
    hidden = max(0, len(broken) - MAX_SAME_PROBLEMS) + max(0, len(refused) - MAX_SAME_PROBLEMS)
    if hidden:
        problems.append(_file_problem(file, f"the file has {hidden} more such characters"))
    return source, problems


def mask_refused(source: SourceFile) -> str:
    """Return the text with an `x` in place of each refused character."""
    return _REFUSED.sub("x", source.text)


def find_refused(text: str) -> re.Match[str] | None:
    """Return the first character in a text that no card may contain."""
    return _REFUSED.search(text)


def describe_refused(character: str) -> tuple[str, str]:
    """Return a message for a character that no card may contain, and a hint."""
    code = f"U+{ord(character):04X}"
    if character == "\ufffd":
        return f"`{code}` replaces a character that was lost", "write that character again"
    if character in "\u2028\u2029\x85":
        return f"`{code}` is a line break of another kind", "remove it; a blank line separates paragraphs"
    if "\x80" <= character <= "\x9f":   # what remains of `”`, `Š` and other letters
        return f"`{code}` is a control character", "write what is meant: these words were read in a wrong encoding"
    kind = {"Cc": "a control character", "Cs": "half a character (a surrogate)"}
    return f"`{code}` is {kind.get(unicodedata2.category(character), 'not a character')}", "remove it"


def _file_problem(file: str, message: str, hint: str = "") -> Problem:
    return Problem("error", message, Place(file, 1, 1), hint=hint, kind="unreadable")


def _foreign_encoding(data: bytes) -> str:
    head = data[:4]
    if head in _UTF32 or (len(head) == 4 and (head[:3] == b"\0\0\0" or head[1:] == b"\0\0\0")):
        return "UTF-32"
    if head[:2] in _UTF16 or (len(head) > 1 and (head[0] == 0) != (head[1] == 0)):
        return "UTF-16"
    return ""


def _explain_broken_bytes(match: re.Match[str], source: SourceFile, skipped: int) -> Problem:
    run = bytes(ord(c) - 0xDC00 for c in match[0])
    first = skipped + len(match.string[: match.start()].encode("utf-8", errors="surrogateescape")) + 1
    shown = " ".join(f"0x{b:02X}" for b in run[:4]) + (" …" if len(run) > 4 else "")
    found = f"byte {first} of the file, {shown}, is" if len(run) == 1 else (
        f"bytes {first} to {first + len(run) - 1} of the file, {shown}, are")
    return Problem("error", f"{found} not UTF-8", source.place(match.start(), match.end()),
                   hint=_suggest_encoding(run), kind="encoding")


def _suggest_encoding(run: bytes) -> str:
    if len(run) >= 3 and run[0] == 0xED and run[1] >= 0xA0:
        return "this is half a character (a surrogate): write the whole character"
    try:
        guess = run[:4].decode("cp1252")
    except UnicodeDecodeError:
        return "save the file as UTF-8"
    windows = f"in Windows-1252 this is `{guess}`: " if guess.isprintable() else ""
    return f"{windows}save the file as UTF-8"


def _explain_refused(match: re.Match[str], source: SourceFile) -> Problem:
    message, hint = describe_refused(match[0])
    return Problem("error", message, source.place(match.start()), hint=hint, kind="character")
