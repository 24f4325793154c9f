"""Norwegian: Bokmål (nb), Nynorsk (nn), and the tag of both (no)."""

from __future__ import annotations

from .rules import NO_BREAK_SPACE, Declarations, LanguageRules, words

NB = LanguageRules(
    quotes="«»‘’",
    function_words=words(
        "at av eller er etter for fra hos i ikke inn med mellom men mot når og om over på seg som til under uten ved å"
    ),
    articles=words("de den det ei en et"),
    approximate_words=words("cirka nesten omkring over"),
    number_labels=r"Mål|Artikkel|Kapittel|Side|Tabell|Resolusjon|nummer|nr\.",
    personal_titles=r"Herr|Fru|dr\.|prof\.",
    has_dotted_ordinals=True,
    has_hyphenation=True,
    percent_space=NO_BREAK_SPACE,
    genitive_endings="sxz",
)
LANGUAGES: Declarations = {
    "nb": NB,
    "nn": LanguageRules(
        quotes="«»‘’",
        articles=words("dei den det ei ein eit"),
        has_dotted_ordinals=True,
        has_hyphenation=True,
        percent_space=NO_BREAK_SPACE,
        genitive_endings="sxz",
    ),
    "no": LanguageRules(
        quotes="«»‘’",
        has_dotted_ordinals=True,
        has_hyphenation=True,
        hyphenation_dictionaries=(("no", "nb_NO"),),
        percent_space=NO_BREAK_SPACE,
    ),
}
