"""Albanian."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

SQ = LanguageRules(
    quotes="«»“”",
    function_words=words("dhe e i me më nga një në ose për që se si së të"),
    has_hyphenation=True,
)
LANGUAGES: Declarations = {
    "sq": SQ,
}
