"""Serbian."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

SR = LanguageRules(
    quotes="„”’’",
    function_words=words(
        "a ali bez da do i ili iz je k kao koja koje koji među na nad ne o od po pod pred pri s sa se su u "
        "uz za а али без да до за и из или к као која које који међу на над не о од по под пред при с са се "
        "су у уз је"
    ),
    number_labels="Члан[ау]?|Циљ|Страна|Страни|Član[au]?|Cilj|Strana|Strani|Поглавље|Poglavlje",
    one_letter_words="аикосуaikosu",
    year_words=words("г"),
    has_dotted_ordinals=True,
    has_dotted_years=True,
    has_hyphenation=True,
)
LANGUAGES: Declarations = {
    "sr": SR,
}
