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
    magnitude_words=(("十", 1), ("百", 2), ("千", 3), ("万", 4), ("億", 8), ("兆", 12)),
    percent_words=("パーセント", "百分", "割"),
    half_word="半",
    calendar_offsets=(-2018, -1988, -1925),
)
LANGUAGES: Declarations = {
    "ja": JA,
}
