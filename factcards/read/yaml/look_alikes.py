"""Characters that look like YAML's indicators and its space; messages name them so that an author can find them.

Keyboards for Chinese and Japanese write full-width signs; word processors and chats write no-break spaces and curly
quotes. To YAML they are all letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import unicodedata2

from ...late_loading import compile_late

_LOOK_ALIKES = {
    ":": "：﹕︓︰∶꞉ː˸׃։", ",": "，﹐︐、､﹑،", "[": "［【〔", "]": "］】〕", "{": "｛﹛", "}": "｝﹜", "#": "＃﹟",
    "-": "–—−‐‑‒―－•·", "|": "｜", ">": "＞", '"': "“”„‟＂«»″", "'": "‘’‚‛＇‹›′",
}  # fmt: skip
_MEANT = {character: sign for sign, characters in _LOOK_ALIKES.items() for character in characters}
SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u2800\u3000\u3164\ufeff"
"""Spaces that YAML does not accept, and characters of zero width, for a character class."""
ODD_SPACES = compile_late(f"[{SPACES}]")
"""One of these spaces."""
_COLONS = _LOOK_ALIKES[":"]
_NO_COLON = compile_late(
    rf"""[ \t]*(?P<key>[A-Za-z][A-Za-z0-9_-]{{0,40}}|(?P<quote>["'])[^"'\n]{{1,40}}(?P=quote))[ \t{SPACES}]*"""
    rf"(?:(?P<sign>[{_COLONS}])|:[ \t]*(?P<space>[{SPACES}])|(?P<glued>:)(?=[^\s/:]))")


def name_character(character: str) -> str:
    """Return a character's code and name: `U+FF1A (fullwidth colon)`."""
    name = unicodedata2.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


@dataclass(frozen=True, slots=True)
class MissingColon:
    """A key that no `: ` follows: its name, the range of the words that is wrong, and a hint."""

    key: str
    start: int
    end: int
    hint: str


def find_missing_colon(words: str) -> MissingColon | None:
    """Return the problem of words that begin with a key that no `: ` follows; None for other words."""
    match = _NO_COLON.match(words)
    if not match:
        return None
    key, sign, space = match["key"], match["sign"], match["space"]
    if sign:
        hint, (start, end) = f"this `{sign}` is {name_character(sign)}: write `{key}: …`", match.span("sign")
    elif space:
        hint = f"the space after the colon is {name_character(space)}: type a plain one"
        start, end = match.span("space")
    else:
        hint, start, end = f"put a space after the colon: `{key}: …`", 0, len(words)
    return MissingColon(key.strip("\"'"), start, end, hint)


def explain_look_alike(character: str, indicators: str) -> str:
    """Return a hint for a character that looks like one of some YAML indicators; "" for any other."""
    meant = _MEANT.get(character, "")
    if not meant or meant not in indicators:
        return ""
    return f"`{character}` is {name_character(character)}: YAML needs `{meant}`"


def find_look_alike(words: str, indicators: str) -> str:
    """Return a hint for the first character that looks like one of some YAML indicators, or ""."""
    return next((hint for character in words if (hint := explain_look_alike(character, indicators))), "")


def find_odd_space(words: str) -> re.Match[str] | None:
    """Return the first space, or character of zero width, that YAML does not accept as a space."""
    return ODD_SPACES.search(words)
