"""Japanese.

JIS X 4051, W3C jlreq 3.1.12 (numbers and their units).
"""

from __future__ import annotations

from .asian_letters import AMONG_HAN, HAN_OR_HIRAGANA
from .rules import Declarations, LanguageRules

JA = LanguageRules(
    quotes="「」『』",
    title_quotes="『』",
    segmentation="japanese",
    is_dense=True,
    unbreakable="くださ[いっらりる]|ございま[しす]|ありがとう",
    no_break=(AMONG_HAN,),
    touching_letters=HAN_OR_HIRAGANA,
)
LANGUAGES: Declarations = {
    "ja": JA,
}
