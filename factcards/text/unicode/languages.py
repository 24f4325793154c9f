"""What a language tag implies: its likely script, that script's direction, the tags that it falls back to."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from fontTools import unicodedata
from langcodes import Language
from langcodes.tag_parser import LanguageTagError

from .likely_scripts import LIKELY_SCRIPTS

ArabicStyle = Literal["Aran", "Arab", ""]

_STYLES_OF_SCRIPT = {"Aran": "Arab", "Syre": "Syrc", "Syrj": "Syrc", "Syrn": "Syrc"}  # hands of one script
_WRITING_SYSTEMS = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang", "Hrkt": "Kana", "Geok": "Geor"}
_NASTALIQ = frozenset(
    {"bft", "bsk", "gju", "hnd", "hno", "khw", "kls", "ks", "lah", "pa", "phr", "plk", "pnb", "scl", "skr", "trw", "ur"}
)
"""Languages whose readers expect Nastaliq where they are written in Arabic letters.

Urdu, Kashmiri and Punjabi (`pa-Arab`, `pnb`): W3C's Arabic & Persian Layout Requirements and its orthography notes of
Urdu and Kashmiri. Saraiki, Hindko, Pahari-Pothwari, Gojri, Khowar, Balti, Burushaski, Shina, Torwali and Kalasha take
Urdu's hand with its letters (SIL made Awami Nastaliq for them). Persian, Pashto, Sindhi, Uyghur and Kurdish are
printed in Naskh, poetry and titles apart.
"""
_SYRIAC_STYLES = {"aii": "Syrn", "cld": "Syrn", "tru": "Syrj"}
"""The style of Syriac by language: Eastern (Madnhaya) for the neo-Aramaic of Assyrians and Chaldeans, Western (Serto)
for Turoyo (The Unicode Standard, 9.3: each tradition's own). Classical Syriac, `syr` and `syc`, stays in Estrangela,
which all share; CLDR says Syrc of all."""


@lru_cache(maxsize=512)
def language_script(language: str) -> str:
    """The script of a BCP 47 tag (ISO 15924): its own subtag, otherwise the likely one of CLDR; "Zyyy" if unknown."""
    try:
        tag = Language.get(language)
        if not tag.script and tag.language in LIKELY_SCRIPTS:
            return LIKELY_SCRIPTS[tag.language]
        return tag.maximize().script or "Zyyy"
    except LanguageTagError:
        return "Zyyy"


@lru_cache(maxsize=1024)
def language_fallbacks(language: str) -> tuple[str, ...]:
    """A tag and those it falls back to along the tag, nearest first (RFC 4647, 3.4): `fr-CA`, `fr`.

    Never into another script: `sr-Latn` does not fall back to `sr`, which is Cyrillic, nor `zh-Hant` to `zh`. A subtag
    of one letter opens an extension and ends no tag.
    """
    parts = language.split("-")
    shorter = ["-".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]
    return (language, *(s for s in shorter if len(s.split("-")[-1]) > 1 and _letter_script(s) == _letter_script(language)))


def _letter_script(language: str) -> str:
    script = language_script(language)
    return _STYLES_OF_SCRIPT.get(script, script)


def language_direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction in which the language's likely script runs."""
    return "rtl" if unicodedata.script_horizontal_direction(language_script(language), "LTR") == "RTL" else "ltr"


@lru_cache(maxsize=512)
def arabic_style(language: str) -> ArabicStyle:
    """The hand in which a tag's readers expect Arabic letters: Nastaliq ("Aran"), Naskh ("Arab"); "" in other scripts.

    A tag may choose: by its script (`fa-Aran`) or in private use (`ur-x-naskh`, `fa-x-nastaliq`; RFC 5646, 2.2.7).
    """
    if _letter_script(language) != "Arab":
        return ""
    chosen = _requested_style(language)
    if chosen:
        return chosen
    return "Aran" if language.split("-")[0] in _NASTALIQ else "Arab"


def _requested_style(language: str) -> ArabicStyle:
    tag, _, private = language.partition("-x-")
    if "nastaliq" in private.split("-"):
        return "Aran"
    if "naskh" in private.split("-"):
        return "Arab"
    return "Aran" if "Aran" in tag.split("-") else ""


def is_script(code: str) -> bool:
    """Return whether Unicode has characters of a script (ISO 15924), as of `Krai`, which older tables do not know."""
    return unicodedata.script_name(code, None) is not None


def unicode_script(script: str) -> str:
    """The script that its letters have in Unicode: `Hani` of `Hans` and `Jpan`, `Arab` of `Aran`; most their own."""
    return _STYLES_OF_SCRIPT.get(script, _WRITING_SYSTEMS.get(script, script))


@lru_cache(maxsize=2048)
def font_lookup_keys(language: str, script: str) -> tuple[str, ...]:
    """The names under which a theme or the library may hold something for a run of a script, most specific first.

    `("ar", "Arab")` → `ar-Arab`, `Arab`; a language of Nastaliq asks for `ur-Aran`, `Aran` and, unless the tag chose,
    its own `ur-Arab`, but never for `Arab`, another hand; by choice in Naskh it shares Urdu's, `ur-Arab`. Syriac goes
    from its style to the script. `script` may be a run's or that of `language_script`.
    """
    own = language.split("-")[0]
    script = unicode_script(script)
    if script == "Arab" and arabic_style(language) == "Aran":
        return (f"{own}-Aran", "Aran", *(() if _requested_style(language) else (f"{own}-Arab",)))
    if script == "Arab" and own in _NASTALIQ:
        return tuple(dict.fromkeys((f"{own}-Arab", "ur-Arab", "Arab")))
    style = syriac_style(language) if script == "Syrc" else ""
    return (*((f"{own}-{style}", style) if style else ()), f"{own}-{script}", script)


def syriac_style(language: str) -> str:
    """The style of Syriac that a tag asks for by its script subtag (Syre, Syrj, Syrn) or its language, or ""."""
    named = next((part for part in language.split("-") if part in ("Syre", "Syrj", "Syrn")), "")
    return named or _SYRIAC_STYLES.get(language.split("-")[0], "")


def shaping_language(language: str, script: str) -> str:
    """The tag that tells HarfBuzz which forms of the script a language takes: the style of Syriac goes with it."""
    style = syriac_style(language) if script == "Syrc" else ""
    return f"{language.split('-')[0]}-{style}" if style else language
