"""Macedonian."""

from __future__ import annotations

from .rules import NO_BREAK_SPACE, Declarations, LanguageRules, words

MK = LanguageRules(
    quotes="„“‚‘",
    function_words=words("а без во го да до за и или како кое кои кој која меѓу на над не но од по под при се со што"),
    one_letter_words="авиос",
    year_words=words("г"),
    percent_space=NO_BREAK_SPACE,
)
LANGUAGES: Declarations = {
    "mk": MK,
}
