"""Greek.

Capitals: CLDR's el-Upper (`text/uppercase`).
"""

from __future__ import annotations

from dataclasses import replace

from .rules import Declarations, LanguageRules, words

EL = LanguageRules(
    quotes="«»“”",
    function_words=words("αν από για δεν και με μη να που προς σε ως όπως ότι"),
    articles=words("ένα ένας η μία μια ο οι στα στη στην στις στο στον στους τα τη την της τις το τον του τους των"),
    approximate_words=words("πάνω περίπου σχεδόν"),
    number_labels=r"Στόχος|Άρθρου?|Κεφάλαιο|Σελίδα|Πίνακας|Ψήφισμα|Παράγραφος|σελ\.|αρ\.",
    personal_titles=r"κ\.?|κα|κος|Δρ\.?|καθ\.|Αγ\.",
    has_hyphenation=True,
    uppercase="greek",
    has_greek_question_mark=True,
    percent_words=("τοις εκατό", "ποσοστ"),
)
LANGUAGES: Declarations = {
    "el": EL,
    "el-polyton": replace(EL, quotes="«»‘’"),
}
