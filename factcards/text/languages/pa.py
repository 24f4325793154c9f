"""Punjabi."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, in_other_script, words

PA = LanguageRules(
    following_words=words("ਗਈ ਗਏ ਗਿਆ ਤਕ ਤੇ ਤੋਂ ਤੱਕ ਦਾ ਦੀ ਦੀਆਂ ਦੁਆਰਾ ਦੇ ਨਾਲ ਨੂੰ ਨੇ ਲਈ ਵਿਚ ਵਿੱਚ ਵੀ ਸਨ ਸੀ ਹਨ ਹੀ ਹੈ"),
    postpositions=words("ਤਕ ਤੋਂ ਤੱਕ ਦਾ ਦੀ ਦੀਆਂ ਦੇ ਨੂੰ ਨੇ ਵਿਚ ਵਿੱਚ"),
    native_digits="guru",
)
LANGUAGES: Declarations = {
    "pa": PA,
    "pa-Arab": in_other_script(
        PA,
        sentence_stop="۔",
        native_digits="arabext",
        uses_native_digits=True,
        arabic_letters="urdu",
    ),
}
