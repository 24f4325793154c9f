"""The dictionaries of hyphens that pyphen brings: Liang's patterns, in hunspell's files.

pyphen reads a whole dictionary before it divides a word, which takes three times as long as drawing a card. Here a
pattern is parsed when a word has its letters. A test compares the results with pyphen's for every dictionary.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ...late_loading import compile_late

_LIBRARY = "pyphen"
_DIGITS = "0123456789"
_KEYWORDS = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN", "COMPOUNDRIGHTHYPHENMIN")
"""How lines begin that are no patterns."""
_HEX = compile_late(r"\^{2}([0-9a-f]{2})")
"""A character by its code."""
_VALUE = compile_late("[1-9]")
_PARTS = compile_late(r"(\d?)(\D?)")
"""A value and the letter after it."""

_Values = tuple[int, tuple[int, ...]]


class _Respelling(int):
    """An odd value at which a word is divided only in another spelling."""


class HyphenDictionary:
    """The patterns of one dictionary."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            encoding = file.readline().decode().strip()
        encoding = "cp1251" if encoding.lower() == "microsoft-cp1251" else encoding
        text = path.read_text(encoding).partition("\n")[2]
        if "^^" in text:
            text = _HEX.sub(lambda match: chr(int(match[1], 16)), text)
        lines = [line for line in map(str.strip, text.split("\n")) if line and not line.startswith(_KEYWORDS)]
        patterns = [line.partition("/")[0] if "=" in line else line for line in lines] if "/" in text else lines
        joined = "\n".join(patterns)
        for digit in _DIGITS:   # six times as fast as `str.translate`
            joined = joined.replace(digit, "")
        letters = joined.split("\n")
        self._lines = dict(zip(letters, lines, strict=True))
        if len(self._lines) < len(lines):   # some letters are there twice: patterns without values do not count
            every = zip(letters, patterns, lines, strict=True)
            self._lines = {key: line for key, pattern, line in every if _VALUE.search(pattern)}
        self._length = max(map(len, self._lines), default=0)
        self._values: dict[str, _Values | None] = {}

    def find_divisions(self, word: str) -> list[int]:
        """Return the indices at which a word may be divided without a change of its letters, in order."""
        pointed = f".{word.lower()}."
        found = [0] * (len(pointed) + 1)
        for start in range(len(pointed) - 1):
            for end in range(start + 1, min(start + self._length, len(pointed)) + 1):
                letters = pointed[start:end]
                values = self._parse(letters) if letters in self._lines else None
                if values:
                    first = start + values[0]
                    found[first : first + len(values[1])] = map(max, values[1], found[first : first + len(values[1])])
        return [index - 1 for index, value in enumerate(found) if value % 2 and not isinstance(value, _Respelling)]

    def _parse(self, letters: str) -> _Values | None:
        """Return the values of a pattern without the zeros around them, and the index of the first; None if all are."""
        if letters not in self._values:
            pattern, line = self._lines[letters], ""
            if "/" in pattern and "=" in pattern:
                pattern, _, line = pattern.partition("/")
            values = [int(value or 0) for value, _ in _PARTS.findall(pattern)]
            if line:
                values = [_Respelling(value) if value % 2 else value for value in values]
            used = [index for index, value in enumerate(values) if value]
            self._values[letters] = (used[0], tuple(values[used[0] : used[-1] + 1])) if used else None
        return self._values[letters]


@cache
def list_dictionaries() -> dict[str, Path]:
    """Return the file of each language's dictionary, by the language in small letters; empty without pyphen."""
    found = find_spec(_LIBRARY)
    paths: dict[str, Path] = {}
    for path in sorted(Path(found.origin).parent.glob("dictionaries/*.dic")) if found and found.origin else ():
        name = path.name[5:-4]
        paths[name.lower()] = path
        paths.setdefault(name.split("_")[0].lower(), path)
    return paths


def find_dictionary(language: str) -> HyphenDictionary | None:
    """Return the dictionary of a tag, or of one that it falls back to by shortening; None if there is none."""
    parts = re.split("[-_]", language.lower())
    names = ("_".join(parts[:count]) for count in range(len(parts), 0, -1))
    path = next((found for name in names if (found := list_dictionaries().get(name))), None)
    return _open_dictionary(path) if path else None


@cache
def _open_dictionary(path: Path) -> HyphenDictionary:
    return HyphenDictionary(path)
