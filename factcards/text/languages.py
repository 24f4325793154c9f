"""What a language tag implies: its likely script, that script's direction, the tags that it falls back to."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from fontTools import unicodedata
from langcodes import Language
from langcodes.tag_parser import LanguageTagError

_SAME_LETTERS = {"Aran": "Arab"}  # Nastaliq is a hand of the Arabic script


@lru_cache(maxsize=512)
def language_script(language: str) -> str:
    """The script of a BCP 47 tag (ISO 15924): its own subtag, otherwise the likely one of CLDR; "Zyyy" if unknown."""
    try:
        return Language.get(language).maximize().script or "Zyyy"
    except LanguageTagError:
        return "Zyyy"


@lru_cache(maxsize=1024)
def language_chain(language: str) -> tuple[str, ...]:
    """A tag and those it falls back to along the tag, nearest first (RFC 4647, 3.4): `fr-CA`, `fr`.

    Never into another script: `sr-Latn` does not fall back to `sr`, which is Cyrillic, nor `zh-Hant` to `zh`. A subtag
    of one letter opens an extension and ends no tag.
    """
    parts = language.split("-")
    shorter = ["-".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]
    return (language, *(s for s in shorter if len(s.split("-")[-1]) > 1 and _letters(s) == _letters(language)))


def _letters(language: str) -> str:
    script = language_script(language)
    return _SAME_LETTERS.get(script, script)


def language_direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction in which the language's likely script runs."""
    return "rtl" if unicodedata.script_horizontal_direction(language_script(language), "LTR") == "RTL" else "ltr"
