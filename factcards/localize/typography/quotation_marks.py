"""Each language's quotation marks: outer and inner, opening and closing."""

from __future__ import annotations

from functools import lru_cache

from ...model.cards import Language
from ...text.unicode.languages import language_fallbacks

_HIGH = "“”‘’"
_CLDR = {
    "«»‹›": "am az-Arab az-Cyrl fa fr-CH gsw jgo kkj mzn rm sdh wae",
    "«»“”": "ast blo bm br ca dyo el eu ewo ie it kab kk lij mg mua nnh pt-AO pt-CH pt-CV pt-GQ pt-GW pt-LU "
            "pt-MO pt-MZ pt-PT pt-ST pt-TL sc sg sq ti",
    "«»„“": "bas be cv ky os ru sah uk",
    "«»‘’": "dua el-polyton ksf nb nn no rw",
    "«»«»": "hy yav",
    "«»„”": "shi zgh",
    "„“‚‘": "bs-Cyrl cs de dsb et hsb is ksh lb luy mk nds sk sl",
    "„“„“": "prg",
    "„“«»": "ka",
    "„”‘’": "bs",
    "„”‚’": "agq ff",
    "„”»«": "hu szl",
    "„”«»": "nmg pl ro",
    "„”’’": "sr",
    "””’’": "fi he lag rn se sn sv yi",
    "”“’‘": "ms-Arab syr ur",
    "‘’“”": "fur ia nso ti-ER tn",
    "“”“”": "tk",
    "“”‘’": "bm-Nkoo ff-Adlm kk-Arab yue-Hans es-419 es-AR es-BO es-BR es-BZ es-CL es-CO es-CR es-CU es-DO es-EC es-GT "
            "es-HN es-MX es-NI es-PA es-PE es-PR es-PY es-SV es-US es-UY es-VE",
    "「」『』": "ja yue zh-Hant",
}  # fmt: skip
"""CLDR 48, `delimiters`: languages and regions by their marks. All others have “ ” and ‘ ’."""
_CORRECTED = {
    "«»“”": "ar es fr fr-CA ht oc",
    "«»‹›": "de-CH de-LI it-CH ug",
    "‘’“”": "nl",
    "“”‘’": "lld st uz",
    "„“»«": "bg",
    "„“‚‘": "lt",
    "„”‚’": "hr",
}
"""Where an authority decides against CLDR 48, or CLDR has an evident mistake.

ar, es: the guillemets of their press and academies (RAE, *Ortografía* 2010, 3.4.9). fr, oc, ht: “ ” within « », since
two guillemets that close together cannot be read. fr-CA: OQLF, *Banque de dépannage linguistique*; CLDR has the inner
marks reversed, as in lld and uz, and ug's « » are reversed too. de-CH, it-CH: Bundeskanzlei, *Schreibweisungen*.
nl: Onze Taal and Taaladvies. st: CLDR opens with “ and closes with ’. bg: Bulgarian Academy of Sciences. lt: VLKK.
hr: Publications Office of the European Union, *Formex*; *Hrvatski pravopis* (IHJJ) has „ ” too.
"""


@lru_cache(maxsize=1)
def _marks_by_tag() -> dict[str, str]:
    return {tag: marks for table in (_CLDR, _CORRECTED) for marks, tags in table.items() for tag in tags.split()}


@lru_cache(maxsize=512)
def language_quotes(language: Language) -> str:
    """Return four marks: outer opening and closing, inner opening and closing."""
    known = _marks_by_tag()
    tags = (*language_fallbacks(language), language.split("-")[0])
    return next((known[tag] for tag in tags if tag in known), _HIGH)
