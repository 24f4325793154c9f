"""Belarusian."""

from __future__ import annotations

from .rules import EM_DASH, NO_BREAK_SPACE, Declarations, LanguageRules, NoBreak, words

BE = LanguageRules(
    quotes="«»„“",
    function_words=words("а або ад без да для ж з за між на над не о об па пад пра пры са у што як і ў"),
    number_labels="Артыкул[аеу]?|Мэт[аыу]|Старонк[аіу]|Пункт[аеу]?",
    one_letter_words="абзіоуяў",
    year_words=words("г гг год года годах годов году годы"),
    no_break=(NoBreak("бжлц", r" (?=(?:бы?|жа?|ці)(?!\w))"),),
    keeps_short_parts=True,
    has_initials_after_surname=True,
    has_hyphenation=True,
    dash=EM_DASH,
    closed_dash=EM_DASH,
    percent_space=NO_BREAK_SPACE,
)
LANGUAGES: Declarations = {
    "be": BE,
}
