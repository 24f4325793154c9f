"""Afrikaans."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, NoBreak, words

AF = LanguageRules(
    function_words=words("aan as by dat en in is met na nie of om oor op se te tot uit van vir wat"),
    articles=words("die"),
    no_break=(NoBreak("’'", r"(?<!\w)[’'][stnkm] (?=\w)"),),
    has_hyphenation=True,
    trema_letters="ëïöü",
    elided_words=words("k m n s t"),
)
LANGUAGES: Declarations = {
    "af": AF,
}
