"""Which tags a language falls back to."""

from __future__ import annotations

from collections.abc import Iterator

from ..cards import Language
from ..text.languages import language_script

_SAME_LETTERS = {"Aran": "Arab"}   # Nastaliq is a hand of the Arabic script


def fall_back(language: Language) -> Iterator[Language]:
    """The tag and each shorter one, as RFC 4647 looks up, that is written in the same script: fr-CA, fr.

    sr-Latn does not fall back to sr, which is Cyrillic, nor zh-Hant to zh: those would be the wrong letters.
    """
    parts = language.split("-")
    for count in range(len(parts), 0, -1):
        shorter = "-".join(parts[:count])
        if len(parts[count - 1]) > 1 and _letters(shorter) == _letters(language):   # one letter opens an extension
            yield shorter


def _letters(language: Language) -> str:
    script = language_script(language)
    return _SAME_LETTERS.get(script, script)
