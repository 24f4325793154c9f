"""Hungarian.

*A magyar helyesírás szabályai* 293–300 (dates, ordinals).
"""

from __future__ import annotations

from .rules import Declarations, LanguageRules, NoBreak, words

HU = LanguageRules(
    quotes="„”»«",
    function_words=words("de ha hogy is meg mint ne nem s vagy és"),
    articles=words("a az egy"),
    following_words=words("alatt ellen előtt felé is között mellett miatt nélkül szerint számára után által óta"),
    number_labels="Cikk|Fejezet|Táblázat",
    months=("január|február|március|április|május|június|július|augusztus|szeptember|október|november|december"),
    personal_titles=r"dr\.|özv\.|ifj\.|id\.",
    no_break=(NoBreak("§", r"(?<=\d)\.? (?=§)"),),
    has_dotted_ordinals=True,
    has_dotted_years=True,
    has_hyphenation=True,
)
LANGUAGES: Declarations = {
    "hu": HU,
}
