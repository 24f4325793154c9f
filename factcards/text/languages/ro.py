"""Romanian."""

from __future__ import annotations

from .rules import NO_BREAK_SPACE, Declarations, LanguageRules, words

RO = LanguageRules(
    quotes="„”«»",
    function_words=words(
        "a ca care ce cu că de din dintre după fără la lor mai nu pe pentru peste prin sau spre sub să una în și"
    ),
    articles=words("ai al ale niște o un unei unor unui"),
    approximate_words=words("aproape aproximativ circa peste"),
    number_labels=r"Articolul|Capitolul|Pagina|Obiectivul|Rezoluția|anul|nr\.",
    personal_titles=r"dl\.?|dna\.?|dr\.|prof\.|Sf\.",
    has_hyphenation=True,
    percent_space=NO_BREAK_SPACE,
)
LANGUAGES: Declarations = {
    "ro": RO,
}
