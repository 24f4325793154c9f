"""Italian.

Treccani, “trattino” (range); Bundeskanzlei, *Schreibweisungen* (quotes in Switzerland, against CLDR).
"""

from __future__ import annotations

from dataclasses import replace

from .rules import ASCII_HYPHEN, ROMANCE_ELISIONS, Declarations, LanguageRules, words

IT = LanguageRules(
    quotes="«»“”",
    function_words=words("a ad che chi con da di e ed fra in ma ne non o per più se si su sua sue suo suoi tra è"),
    articles=words(
        "agli ai al alla alle allo dagli dai dal dalla dalle degli dei del della delle dello gli i il la le "
        "lo negli nei nel nella nelle sugli sui sul sulla sulle un una uno"
    ),
    approximate_words=words("circa oltre quasi"),
    number_labels="Obiettivo|Articolo|Capitolo|Pagina|Sezione|Tabella|Figura|Risoluzione|Paragrafo|Allegato|comma",
    personal_titles=r"(?:Sig|Sig\.ra|Sig\.na|Dott|Dott\.ssa|Avv|On|Ing|Prof\.ssa)\.?",
    may_begin_line_with_dash=True,
    has_hyphenation=True,
    range_dash=ASCII_HYPHEN,
    elisions=ROMANCE_ELISIONS,
    clipped_words=words("na nu sta sto"),
    shortened_words=words(
        "be ca citta co cosi da de di e fa finche gia giu mo ne perche pie piu po poiche puo sta to va ve vo"
    ),
    percent_words=("per cento", "percent"),
    half_word="metà",
)
LANGUAGES: Declarations = {
    "it": IT,
    "it-CH": replace(IT, quotes="«»‹›"),
}
