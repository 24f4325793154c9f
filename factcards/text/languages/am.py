"""Amharic."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

AM = LanguageRules(
    quotes="«»‹›",
    is_dense=True,
    function_words=words("ለ በ እና ከ ወይም የ"),
    approximate_words=words("ወደ"),
    compounds=r"\w*ዓለም አቀ[ፈ-ፎ]\w*|\w*መርሃ ግብር\w*|\w*(?:ሕገ|ህገ) ወጥ\w*|\w*(?:ሥነ|ስነ) ሥርዓት\w*",
    number_labels="አንቀጽ|ምዕራፍ|ገጽ",
    proclitics="[በከለየ]?",
    magnitude_words=(("ሺህ", 3),),
    percent_words=("በመቶ",),
    calendar_offsets=(-7, -8),
)
LANGUAGES: Declarations = {
    "am": AM,
}
