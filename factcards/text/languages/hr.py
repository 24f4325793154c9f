"""Croatian.

Quotes: Publications Office of the European Union, *Formex*, against CLDR; *Hrvatski pravopis* (IHJJ) has „ ” too.
"""

from __future__ import annotations

from .rules import NO_BREAK_SPACE, Declarations, LanguageRules, words

HR = LanguageRules(
    quotes="„”‚’",
    function_words=words(
        "a ali bez da do i ili iz je k kao koja koje koji među na nad ne o od po pod pred pri s sa se su u uz za"
    ),
    number_labels="Članak|Članku|Cilj|Poglavlje|Stranica|Stranici",
    personal_titles=r"g\.|gđa|dr\.|prof\.|sv\.",
    titles_in_any_case=True,
    one_letter_words="aikosu",
    has_dotted_ordinals=True,
    has_dotted_years=True,
    repeats_hyphen=True,
    has_hyphenation=True,
    percent_space=NO_BREAK_SPACE,
)
LANGUAGES: Declarations = {
    "hr": HR,
}
