"""Russian.

А. Э. Мильчин, *Справочник издателя и автора* 2.1 and 6.1 (prepositions, particles, dash, years, initials,
abbreviations).
"""

from __future__ import annotations

from .rules import EM_DASH, NO_BREAK_SPACE, Declarations, LanguageRules, NoBreak, words

RU = LanguageRules(
    quotes="«»„“",
    function_words=words(
        "а без в во для до за и из или к как ко которая которые который между на над не ни но о об от по под "
        "при про с со у через что чтобы это"
    ),
    following_words=words("б бы ж же ли ль"),
    approximate_words=words("более около почти примерно свыше"),
    number_labels=(
        "Задач[аиеу]|Цел[ьи]|Стать[яиею]|Глав[аыеу]|Страниц[аеы]|Таблиц[аеы]|Пункт[ае]?|Част[ьи]|Раздел[ае]?"
        r"|Резолюци[яию]|Приложени[еию]|стр\.|гл\.|пп?\.|ст\."
    ),
    personal_titles=r"г-н|г-на|г-жа|г-жи|(?:гр|проф|акад|доц|им|ул|пл|пер|г|д-р|св|тов)\.?",
    titles_in_any_case=True,
    one_letter_words="авиксоуя",
    year_words=words("г гг год года годах годов году годы р рр"),
    no_break=(NoBreak("бжлц", r" (?=(?:бы?|же?|ли|ль)(?!\w))"),),
    keeps_short_parts=True,
    has_initials_after_surname=True,
    has_hyphenation=True,
    dash=EM_DASH,
    closed_dash=EM_DASH,
    percent_space=NO_BREAK_SPACE,
    abbreviations=words("и.о. н.э. с.г. т.г. т.д. т.е. т.к. т.н. т.о. т.п."),
    percent_words=("процент",),
    half_word="половин",
)
LANGUAGES: Declarations = {
    "ru": RU,
}
