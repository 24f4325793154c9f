"""`language_rules`: the rules of a language tag, from the module that declares the language."""

from __future__ import annotations

from functools import lru_cache

from ...late_loading import import_late
from ..unicode.language_scripts import language_fallbacks
from .rules import Declarations, LanguageRules, in_other_script

_OTHER = "other_languages"
_OWN = (
    "af am ar be bg bn ca cs da de el en es fa fi fr gl gu he hi hr hu id it ja km ko lo mk mr ms my nb ne nl pa pl ps "
    "pt ro ru sd sk sl sq sr sv sw ta th tl tr uk ur vi zh"
)
_SHARED = {"nb": "nn no", "zh": "cdo cjy cpx czh czo gan hak hsn lzh mnp nan wuu yue"}
MODULES = {
    **{name: name for name in _OWN.split()},
    **{name: module for module, names in _SHARED.items() for name in names.split()},
}
"""Language → the module of this package that declares it. Languages that are not listed are in `other_languages`."""
_DEFAULT = LanguageRules()


@lru_cache(maxsize=512)
def language_rules(language: str) -> LanguageRules:
    """Return the rules of a BCP 47 tag: its own, or those of the tag that it falls back to (`language_fallbacks`).

    In another script than its likely one, a language that declares nothing for it keeps its words and quotation marks.
    """
    tag = language.replace("_", "-")
    primary = tag.split("-")[0].lower()
    declared = declared_rules(MODULES.get(primary, _OTHER))
    for fallback in language_fallbacks(tag):
        if fallback.lower() in declared:
            return declared[fallback.lower()]
    return in_other_script(declared[primary]) if primary in declared else _DEFAULT


@lru_cache(maxsize=128)
def declared_rules(module: str) -> dict[str, LanguageRules]:
    """Return the rules that a module of this package declares, by tag in small letters, and load the module."""
    languages: Declarations = import_late(f".{module}", __package__).LANGUAGES
    return {tag.lower(): rules for tag, rules in languages.items()}
