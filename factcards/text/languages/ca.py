"""Catalan.

Range: Institut d'Estudis Catalans, “guionet”.
"""

from __future__ import annotations

from .rules import ASCII_HYPHEN, NO_BREAK_SPACE, ROMANCE_ELISIONS, Declarations, LanguageRules, words

CA = LanguageRules(
    quotes="«»“”",
    function_words=words(
        "a amb com d de des e en entre fins i li més ni no o per però que què se sense ser si sobre són és"
    ),
    articles=words("al als del dels el els la les pel pels un una unes uns"),
    approximate_words=words("aproximadament gairebé prop quasi"),
    number_labels="Article|Capítol|Pàgina|Objectiu|Resolució",
    months="gener|febrer|març|maig|juny|juliol|setembre|novembre|desembre",
    month_link="de ",
    may_begin_line_with_dash=True,
    has_hyphenation=True,
    range_dash=ASCII_HYPHEN,
    percent_space=NO_BREAK_SPACE,
    elisions=ROMANCE_ELISIONS,
)
LANGUAGES: Declarations = {
    "ca": CA,
}
