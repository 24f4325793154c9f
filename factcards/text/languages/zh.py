"""Chinese (zh), Cantonese (yue) and the other languages of Chinese, which ICU breaks by one dictionary.

W3C clreq 3.1, GB/T 15834-2011; CY/T 154-2017 (title marks are for Chinese titles alone). Terms that are part of a
longer word with another boundary are left out: 人权, because of 女人权利.
"""

from __future__ import annotations

from dataclasses import replace

from .asian_letters import AMONG_HAN, HAN_LETTERS
from .rules import Declarations, LanguageRules, for_tags, in_other_script

ZH = LanguageRules(
    title_quotes="《》",
    quotes_foreign_titles=False,
    segmentation="chinese",
    is_dense=True,
    function_words=frozenset("与並为于从以使占及向呼和在对将將對并從或把於是為由而至與被讓让"),
    following_words=frozenset("之了们們地得的着等著过過"),
    suffixes=frozenset("中们們的"),
    dictionary_terms=(
        "联合国|聯合國|可持续发展|可持續發展|可持续|可持續|永續發展|人口贩运|人口販運|人口贩卖|人口販賣|贩运"
        "|販運|贩卖|販賣|性剥削|性剝削|性虐待|性暴力|性骚扰|性騷擾|受害者|受害人|幸存者|倖存者|议定书|議定書"
        "|开发计划署|開發計劃署|难民署|難民署|妇女署|婦女署|儿童基金会|兒童基金會|教科文组织|教科文組織"
        "|世卫组织|世衛組織|安理会|安理會|秘书长|秘書長|跨国有组织犯罪|女童|拨打|撥打|未成年人|童工|童婚"
        "|求助热线|求助熱線"
    ),
    no_break=(AMONG_HAN,),
    touching_letters=HAN_LETTERS,
    magnitude_words=(("十", 1), ("百", 2), ("千", 3), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8), ("兆", 12)),
    percent_words=("百分", "成", "巴仙"),
    half_word="半",
)
_RELATED = replace(
    ZH,
    magnitude_words=(),
    percent_words=(),
    half_word="",
    title_quotes="",
    quotes_foreign_titles=True,
    icu_language="zh",
)
LANGUAGES: Declarations = {
    "zh": ZH,
    "zh-Hant": in_other_script(ZH, quotes="「」『』", calendar_offsets=(-1911,)),
    **for_tags("cdo cjy cpx czh czo gan hak hsn lzh mnp nan wuu yue-Hans", _RELATED),
    "yue": replace(_RELATED, quotes="「」『』"),
}
