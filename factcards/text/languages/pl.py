"""Polish.

*Zasady pisowni polskiej* (words of one letter, titles, hyphens).
"""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

PL = LanguageRules(
    quotes="„”«»",
    function_words=words(
        "a albo ale bez dla do i jak jest lub na nad nie o od oraz po pod przed przez przy się ta te to w we z za ze że"
    ),
    approximate_words=words("blisko około ponad prawie"),
    number_labels=r"Cel|Artykuł|Rozdział|Strona|stronie|Tabela|Rezolucja|Ustęp|[Nn]r|art\.|ust\.|rozdz\.|tab\.",
    personal_titles=r"(?:p|dr|prof|mgr|inż|ks|św|ul|al|im|hab|abp|bp)\.|dr|mgr|pani?",
    titles_in_any_case=True,
    one_letter_words="aiouwz",
    year_words=words("r roku"),
    has_dotted_ordinals=True,
    repeats_hyphen=True,
    has_hyphenation=True,
    more_weekdays=words("cz nd pn so śr"),
)
LANGUAGES: Declarations = {
    "pl": PL,
}
