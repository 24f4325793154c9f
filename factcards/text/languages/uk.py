"""Ukrainian.

Dash, particles and words of one letter: as in Russian. Initials: ДСТУ 3582.
"""

from __future__ import annotations

from .rules import EM_DASH, Declarations, LanguageRules, NoBreak, words

UK = LanguageRules(
    quotes="«»„“",
    function_words=words(
        "а або без в від для до з за зі й його на над не ні о об по при про та у через чи що щоб як і із їх"
    ),
    following_words=words("б би ж же чи"),
    approximate_words=words("близько майже понад приблизно"),
    number_labels=(r"Завдання|Ціл[ьі]|Статт[яіею]|Глав[аиі]|Сторін[кц][аиі]|Таблиц[яі]|Пункт[іу]?|Розділ[іу]?|стор\."),
    personal_titles=r"(?:проф|акад|доц|ім|вул|пл|м|д-р|св)\.|пані?",
    titles_in_any_case=True,
    one_letter_words="авзійоуяє",
    year_words=words("р року років рр рік"),
    no_break=(NoBreak("бжлц", r" (?=(?:би?|же?)(?!\w))"),),
    keeps_short_parts=True,
    has_initials_after_surname=True,
    has_hyphenation=True,
    dash=EM_DASH,
    closed_dash=EM_DASH,
    half_word="половин",
)
LANGUAGES: Declarations = {
    "uk": UK,
}
