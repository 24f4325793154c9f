"""Keys that tabs indent where no key can be, such as below a key that already has its value."""

from __future__ import annotations

import re

from .recovery import KEY, measure_indent
from .source import SourceFile


def erase_misplaced_keys(source: SourceFile, text: str) -> tuple[str, dict[int, bool]]:
    """Replace such keys by spaces, with the deeper lines below them, since they would be reported a second time.

    `text` is the source's with a space for each tab that indents. Returns it and, by the index at which the line of a
    key begins, whether the key was deeper than the key above.
    """
    erased: dict[int, bool] = {}
    pieces, copied = list[str](), 0
    columns, above, limit = [0], "", -1   # of the keys that are open; the line above; the indent of the erased key
    for number in range(len(source.line_starts)):
        start, end = source.line_span(number)
        line, key = text[start:end], KEY.match(text, start, end)
        indent = measure_indent(line)
        if not line.strip():
            continue
        column = len(key[1]) if key else indent
        if key and not 0 <= limit < indent and "\t" in source.text[start : start + indent]:
            is_deeper = column > columns[-1]
            if _has_value(above) if is_deeper else column not in columns:
                erased[start], limit = is_deeper, indent
            else:
                limit = -1
        elif indent <= limit:
            limit = -1
        if limit >= 0:
            pieces += text[copied:start], re.sub(r"[^\r\n]", " ", line)
            copied = end
            continue
        above = line
        if key:
            columns = [*(one for one in columns if one < column), column]
    return "".join((*pieces, text[copied:])), erased


def _has_value(line: str) -> bool:
    """Return whether a line is a key with a value that ends on this line."""
    key = KEY.match(line)
    value = line[key.end() :].strip() if key else ""
    if value[:1] in ("'", '"'):
        return len(value) > 1 and value[-1] == value[0]
    return bool(value) and value[0] not in "|>[{&!#"
