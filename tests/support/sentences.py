"""The sentences of `line_ends.txt`, with the ranges that stay on one line and the allowed line ends."""

from __future__ import annotations

import re
from functools import cache

from support.shaped_text import DATA


@cache
def sentences() -> tuple[tuple[str, str], ...]:
    """Return each sentence as written in the file, with its language."""
    found, language = [], ""
    for line in (DATA / "line_ends.txt").read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"\[([\w-]+)\]", line):
            language = match[1]
        elif line and not line.startswith("#"):
            found.append((language, line))
    return tuple(found)


def read_marks(marked: str) -> tuple[str, list[tuple[int, int]], set[int] | None]:
    """Return a sentence without its marks, the ranges that stay whole, and the allowed line ends if it marks any."""
    text, whole, ends, opened = "", list[tuple[int, int]](), set[int](), 0
    for sign in marked:
        if sign == "{":
            opened = len(text)
        elif sign == "}":
            whole.append((opened, len(text)))
        elif sign == "¦":
            ends.add(len(text))
        else:
            text += sign
    pauses = {m.end() for m in re.finditer(" |[，。、：；？](?!”)|”|(?=“)", text)}
    return text, whole, ends | pauses if ends else None
