"""Finnish.

Kielitoimiston ohjepankki (8 §).
"""

from __future__ import annotations

from .rules import NO_BREAK_SPACE, Declarations, LanguageRules, NoBreak, words

FI = LanguageRules(
    quotes="””’’",
    function_words=words("ei eli että ja jos kuin kun mutta ne niin on se sekä tai vaan"),
    number_labels="Tavoite|Artikla|Luku|Sivu|Taulukko",
    no_break=(NoBreak("§", r"(?<=\d)\.? (?=§)"),),
    has_dotted_ordinals=True,
    percent_space=NO_BREAK_SPACE,
)
LANGUAGES: Declarations = {
    "fi": FI,
}
