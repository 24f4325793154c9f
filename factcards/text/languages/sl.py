"""Slovenian.

*Slovenski pravopis* (the adjective `12%`).
"""

from __future__ import annotations

from .rules import NO_BREAK_SPACE, Declarations, LanguageRules, words

SL = LanguageRules(
    quotes="„“‚‘",
    function_words=words(
        "a ali bez brez da do in iz je k ki kot med na nad ne o ob od po pod pred pri s se so v z za že"
    ),
    number_labels="Člen|Cilj|Poglavje|Stran|Strani",
    personal_titles=r"g\.|ga\.|dr\.|prof\.",
    titles_in_any_case=True,
    one_letter_words="aiksvzho",
    has_dotted_ordinals=True,
    has_dotted_years=True,
    repeats_hyphen=True,
    has_hyphenation=True,
    percent_space=NO_BREAK_SPACE,
    has_closed_percent_adjective=True,
)
LANGUAGES: Declarations = {
    "sl": SL,
}
