"""Danish.

*Retskrivningsordbogen* § 43 (ordinals).
"""

from __future__ import annotations

from .rules import NO_BREAK_SPACE, Declarations, LanguageRules, words

DA = LanguageRules(
    function_words=words(
        "af at der efter eller er for fra hos i ikke ind med mellem men mod når og om over på sig som til "
        "uden under ved"
    ),
    articles=words("de den det en et"),
    approximate_words=words("cirka næsten omkring over"),
    number_labels=r"Mål|Artikel|Kapitel|Side|Tabel|Resolution|nummer|nr\.",
    personal_titles=r"Hr\.|Fru|Frk\.|dr\.|prof\.",
    has_dotted_ordinals=True,
    has_hyphenation=True,
    percent_space=NO_BREAK_SPACE,
    genitive_endings="sxz",
)
LANGUAGES: Declarations = {
    "da": DA,
}
