"""Czech.

ČSN 01 6910 (words of one letter, ordinals, titles, the adjective `12%`); *Internetová jazyková příručka* of the Czech
Academy (abbreviations).
"""

from __future__ import annotations

from .rules import NO_BREAK_SPACE, Declarations, LanguageRules, words

CS = LanguageRules(
    quotes="„“‚‘",
    function_words=words(
        "a aby ale ani bez do i jak jako je jsou k ke která které který mezi na nad ne nebo o od po pod pro "
        "proti před při s se si u v ve z za ze že"
    ),
    approximate_words=words("asi přes přibližně skoro téměř"),
    number_labels="Cíl|Článek|Článku|Kapitola|Kapitole|Strana|Straně|Tabulka|Rezoluce|Odstavec|Příloha",
    personal_titles=r"(?:p|Mgr|Ing|Bc|MUDr|JUDr|PhDr|RNDr|prof|doc|dr|sv|ul|nám)\.|paní|pan",
    titles_in_any_case=True,
    one_letter_words="aikosuvz",
    year_words=words("r roku"),
    has_dotted_ordinals=True,
    repeats_hyphen=True,
    has_hyphenation=True,
    percent_space=NO_BREAK_SPACE,
    has_closed_percent_adjective=True,
    abbreviations=words("a.s. j.č. k.ú. n.l. n.m. o.p.s. př.n.l. s.r.o. t.r. t.č. v.o.s."),
)
LANGUAGES: Declarations = {
    "cs": CS,
}
