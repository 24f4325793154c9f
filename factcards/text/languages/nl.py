"""Dutch.

Onze Taal and Taaladvies (quotes, against CLDR).
"""

from __future__ import annotations

from .rules import Declarations, LanguageRules, NoBreak, words

NL = LanguageRules(
    quotes="‘’“”",
    function_words=words(
        "aan als bij dat die door en hun in is met na naar niet of om onder op over te tot uit van voor zijn"
    ),
    articles=words("de een het"),
    approximate_words=words("bijna circa ongeveer ruim"),
    number_labels="Doel|Artikel|Hoofdstuk|Pagina|Bladzijde|Lid|Tabel|Resolutie|Bijlage|nummer",
    personal_titles=r"[Dd]hr\.|[Mm]evr?\.|mr\.|drs\.|ir\.|ds\.|prof\.|dr\.",
    no_break=(NoBreak("’'", r"(?<!\w)[’'][stnkm] (?=\w)"),),
    has_hyphenation=True,
    trema_letters="ëïöü",
    more_weekdays=words("din don maa vrij woe zat zon"),
    elided_words=words("k m n ns r s t"),
    genitive_endings="sxz",
    half_word="helft",
)
LANGUAGES: Declarations = {
    "nl": NL,
}
