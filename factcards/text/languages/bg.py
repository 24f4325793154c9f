"""Bulgarian.

Quotes: Bulgarian Academy of Sciences, against CLDR. Hyphens and initials: as in Russian.
"""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

BG = LanguageRules(
    quotes="„“»«",
    function_words=words(
        "а без в във да до за и из или които който която към между на над не но от по под при с са се със че"
    ),
    number_labels="Член|Цел|Глава|Страница|Таблица|Точка|Резолюция",
    personal_titles=r"г-н|г-жа|д-р|(?:проф|доц|акад|ул|св|инж)\.",
    titles_in_any_case=True,
    one_letter_words="вскуо",
    year_words=words("г гг"),
    keeps_short_parts=True,
    has_initials_after_surname=True,
    has_hyphenation=True,
)
LANGUAGES: Declarations = {
    "bg": BG,
}
