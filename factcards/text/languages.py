"""What a language tag implies for setting its text: the script it is likely written in, and that script's direction."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from fontTools import unicodedata
from langcodes import Language
from langcodes.tag_parser import LanguageTagError


@lru_cache(maxsize=512)
def language_script(language: str) -> str:
    """The script of a BCP 47 tag (ISO 15924): its own subtag, otherwise the likely one of CLDR; "Zyyy" if unknown."""
    try:
        return Language.get(language).maximize().script or "Zyyy"
    except LanguageTagError:
        return "Zyyy"


def language_direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction in which the language's likely script runs."""
    return "rtl" if unicodedata.script_horizontal_direction(language_script(language), "LTR") == "RTL" else "ltr"
