"""Properties of a language tag: its likely script, that script's direction, its fallbacks, and keys for fonts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from ...late_loading import import_late
from .plain_tags import find_plain_script
from .script_groups import RIGHT_TO_LEFT_SCRIPTS, STYLES, UNICODE_SCRIPTS

if TYPE_CHECKING:
    import langcodes
    from fontTools import unicodedata
    from langcodes import tag_parser

    from . import likely_scripts
else:
    langcodes = import_late("langcodes")
    tag_parser = import_late("langcodes.tag_parser")
    likely_scripts = import_late(".likely_scripts", __package__)
    unicodedata = import_late("fontTools.unicodedata")

ArabicStyle = Literal["Aran", "Arab", ""]
"""Nastaliq, Naskh, or "" for other scripts."""

_NASTALIQ = frozenset(
    {"bft", "bsk", "gju", "hnd", "hno", "khw", "kls", "ks", "lah", "pa", "phr", "plk", "pnb", "scl", "skr", "trw", "ur"}
)
"""Languages whose readers expect Nastaliq where they are written in Arabic letters.

Urdu, Kashmiri and Punjabi (`pa-Arab`, `pnb`): W3C's Arabic & Persian Layout Requirements and its orthography notes on
Urdu and Kashmiri. Saraiki, Hindko, Pahari-Pothwari, Gojri, Khowar, Balti, Burushaski, Shina, Torwali and Kalasha use
the style of Urdu with its letters (SIL designed Awami Nastaliq for them). Persian, Pashto, Sindhi, Uyghur and Kurdish
are printed in Naskh, except for poetry and titles.
"""
_SYRIAC_STYLES = {"aii": "Syrn", "cld": "Syrn", "tru": "Syrj"}
"""The style of Syriac by language (the Unicode Standard, 9.3).

Eastern (Madnhaya) for the neo-Aramaic of Assyrians and Chaldeans, Western (Serto) for Turoyo. Classical Syriac, `syr`
and `syc`, is in Estrangela, which all traditions share. CLDR has Syrc for all of them.
"""


@lru_cache(maxsize=512)
def language_script(language: str) -> str:
    """Return the script of a BCP 47 tag (ISO 15924): its subtag, otherwise CLDR's likely script; "Zyyy" if unknown."""
    return find_plain_script(language) or find_script_by_grammar(language)


def find_script_by_grammar(language: str) -> str:
    """Return the script of a tag by langcodes, which takes long to import but can read every tag."""
    try:
        tag = langcodes.Language.get(language)
        if not tag.script and tag.language in likely_scripts.LIKELY_SCRIPTS:
            return likely_scripts.LIKELY_SCRIPTS[tag.language]
        return tag.maximize().script or "Zyyy"
    except tag_parser.LanguageTagError:
        return "Zyyy"


@lru_cache(maxsize=1024)
def language_fallbacks(language: str) -> tuple[str, ...]:
    """Return a tag and its fallbacks by shortening, the longest first (RFC 4647, 3.4): `fr-CA`, `fr`.

    Fallbacks have the same script: `sr-Latn` does not fall back to `sr`, which is Cyrillic, nor `zh-Hant` to `zh`. A
    subtag of one letter starts an extension, so no fallback ends with one.
    """
    parts = language.split("-")
    shorter = ["-".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]
    script = _letter_script(language)
    return (language, *(s for s in shorter if len(s.split("-")[-1]) > 1 and _letter_script(s) == script))


def _letter_script(language: str) -> str:
    """Return the likely script of a language, without its style."""
    script = language_script(language)
    return STYLES.get(script, script)


def language_direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction of a language's likely script."""
    return "rtl" if language_script(language) in RIGHT_TO_LEFT_SCRIPTS else "ltr"


@lru_cache(maxsize=512)
def arabic_style(language: str) -> ArabicStyle:
    """Return the style in which readers of a language expect Arabic letters: Nastaliq ("Aran") or Naskh ("Arab").

    A tag may request a style by its script (`fa-Aran`) or in private use (`ur-x-naskh`, `fa-x-nastaliq`; RFC 5646,
    2.2.7). The result is "" for other scripts.
    """
    if _letter_script(language) != "Arab":
        return ""
    chosen = _requested_style(language)
    if chosen:
        return chosen
    return "Aran" if language.split("-")[0] in _NASTALIQ else "Arab"


def _requested_style(language: str) -> ArabicStyle:
    """Return the Arabic style that a tag requests, or ""."""
    tag, _, private = language.partition("-x-")
    if "nastaliq" in private.split("-"):
        return "Aran"
    if "naskh" in private.split("-"):
        return "Arab"
    return "Aran" if "Aran" in tag.split("-") else ""


def is_script(code: str) -> bool:
    """Return whether Unicode has a script (ISO 15924), including recent ones such as `Krai`."""
    return unicodedata.script_name(code, None) is not None


def unicode_script(script: str) -> str:
    """Return the script that the letters of a script code have in Unicode: `Hani` for `Hans` and `Jpan`."""
    return UNICODE_SCRIPTS.get(script, script)


@lru_cache(maxsize=2048)
def font_lookup_keys(language: str, script: str) -> tuple[str, ...]:
    """Return the keys under which a theme or the library may have a font for a run, the most specific first.

    `("ar", "Arab")` → `ar-Arab`, `Arab`. A language in Nastaliq looks up `ur-Aran`, `Aran` and, unless its tag requests
    the style, its own `ur-Arab`, but never `Arab`, which is another style. If its tag requests Naskh, it shares Urdu's
    `ur-Arab`. Syriac looks up its style before the script. `script` may be a run's or that of `language_script`.
    """
    subtag = language.split("-")[0]
    script = unicode_script(script)
    if script == "Arab" and arabic_style(language) == "Aran":
        return (f"{subtag}-Aran", "Aran", *(() if _requested_style(language) else (f"{subtag}-Arab",)))
    if script == "Arab" and subtag in _NASTALIQ:
        return tuple(dict.fromkeys((f"{subtag}-Arab", "ur-Arab", "Arab")))
    style = syriac_style(language) if script == "Syrc" else ""
    return (*((f"{subtag}-{style}", style) if style else ()), f"{subtag}-{script}", script)


def syriac_style(language: str) -> str:
    """Return the style of Syriac of a tag, by its script subtag (Syre, Syrj, Syrn) or its language, or ""."""
    requested = next((part for part in language.split("-") if part in ("Syre", "Syrj", "Syrn")), "")
    return requested or _SYRIAC_STYLES.get(language.split("-")[0], "")


def shaping_language(language: str, script: str) -> str:
    """Return the tag by which HarfBuzz selects a language's forms of a script, including the style of Syriac."""
    style = syriac_style(language) if script == "Syrc" else ""
    return f"{language.split('-')[0]}-{style}" if style else language
