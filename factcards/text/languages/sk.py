"""Slovak.

STN 01 6910 (words of one letter, ordinals, titles, abbreviations, the adjective `12%`); *Pravidlá slovenského
pravopisu* (abbreviations).
"""

from __future__ import annotations

from .rules import NO_BREAK_SPACE, Declarations, LanguageRules, words

SK = LanguageRules(
    quotes="„“‚‘",
    function_words=words(
        "a aby ako ale alebo ani bez do i je k ktorá ktoré ktorý ku medzi na nad nie o od po pod pre pred "
        "pri proti s sa si so sú u v vo z za zo že"
    ),
    number_labels="Cieľ|Článok|Článku|Kapitola|Kapitole|Strana|Strane|Tabuľka|Rezolúcia|Odsek|Príloha",
    personal_titles=r"(?:p|Mgr|Ing|Bc|MUDr|JUDr|PhDr|RNDr|prof|doc|dr|sv|ul|nám)\.|pani?",
    titles_in_any_case=True,
    one_letter_words="aikosuvz",
    year_words=words("r roku"),
    has_dotted_ordinals=True,
    repeats_hyphen=True,
    has_hyphenation=True,
    percent_space=NO_BREAK_SPACE,
    has_closed_percent_adjective=True,
    abbreviations=words("a.s. m.r. n.l. pr.n.l. s.r.o. t.j. t.č. v.o.s."),
)
LANGUAGES: Declarations = {
    "sk": SK,
}
