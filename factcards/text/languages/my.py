"""Burmese."""

from __future__ import annotations

from .asian_letters import REPEATED_SIGN, SOUTHEAST_ASIAN_LETTERS
from .rules import Declarations, LanguageRules, words

MY = LanguageRules(
    segmentation="dictionary",
    function_words=words("ထို မ သည့် ဤ"),
    following_words=words("က ကို ခန့် ခဲ့ တယ် တို့ တွင် နှင့် ပါ ဖြင့် များ မှ မှာ ရ ရန် သည် သို့ သော ဟု အတွက် ၌ ၏"),
    prefixes=words("မ"),
    suffixes=words("ချက် ခြင်း မှု ရေး"),
    particles="(?:သည်|၏|ကို|မှာ|တွင်|များ|တို့|သော|၌|ဖြင့်|အတွက်|သို့|က|ခန့်|ရ|ခဲ့|ဟု|ပါ|တယ်|ကြ|နိုင်)++[။၊) ]*+",
    unbreakable="ခုနှစ်|ကုလသမဂ္ဂ|ကာကွယ်|လူကုန်ကူး|သဘောတူညီ",
    number_labels="အပိုဒ်|အခန်း|စာမျက်နှာ|ပုဒ်မ",
    year_words=words("ခုနှစ်"),
    no_break=(REPEATED_SIGN,),
    touching_letters=SOUTHEAST_ASIAN_LETTERS,
    native_digits="mymr",
    uses_native_digits=True,
)
LANGUAGES: Declarations = {
    "my": MY,
}
