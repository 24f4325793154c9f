"""Hebrew.

Academy of the Hebrew Language, *Punctuation* 21 (maqaf).
"""

from __future__ import annotations

from .rules import Declarations, LanguageRules, NoBreak, words

HE = LanguageRules(
    quotes="””’’",
    function_words=words("אבל או אחרי אין אך אל אם אשר את בין גם הוא היא זה זו כי כל לא לפני מן עד על עם רק של"),
    approximate_words=words("בערך כמעט"),
    number_labels="סעיף|פרק|עמוד|יעד|החלטה|טבלה|מספר|שנת|בשנת|מס['׳]",
    proclitics="[ובלמהכש]{0,2}",
    personal_titles=r"""ד[\"״]ר|פרופ['׳]|גב['׳]|מר|עו[\"״]ד|הרב""",
    no_break=(NoBreak("\u05be", r"(?<!\w)\w{1,2}\u05be(?=\w)|\u05be(?=\d)"),),
    percent_words=("אחוז",),
    calendar_offsets=(3760, 3761),
)
LANGUAGES: Declarations = {
    "he": HE,
}
