"""Swedish.

*Svenska skrivregler* (§ after its number).
"""

from __future__ import annotations

from .rules import NO_BREAK_SPACE, Declarations, LanguageRules, NoBreak, words

SV = LanguageRules(
    quotes="””’’",
    function_words=words(
        "att av där eller från för har hos i in inte med mellan men mot när och om på sin som till under ur "
        "utan vid än är"
    ),
    articles=words("de den det en ett"),
    approximate_words=words("cirka nästan omkring ungefär över"),
    number_labels=r"Mål|Artikel|Kapitel|Sida|sidan|Tabell|Resolution|nummer|kap\.|nr",
    personal_titles=r"Herr|Fru|dr|prof\.",
    no_break=(NoBreak("§", r"(?<=\d)\.? (?=§)"),),
    has_hyphenation=True,
    percent_space=NO_BREAK_SPACE,
    genitive_endings="sxz",
)
LANGUAGES: Declarations = {
    "sv": SV,
}
