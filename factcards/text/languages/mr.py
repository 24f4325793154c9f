"""Marathi."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

MR = LanguageRules(
    sentence_stop=".",
    function_words=words("आणि एक की न ना व वा हा ही हे"),
    following_words=words("आहे आहेत द्वारे नाही नाहीत पर्यंत पासून बरोबर मध्ये सह साठी होता होती होते"),
    compounds="संयुक्त राष्ट्र|मानवी तस्करी|मानवी हक्क|लैंगिक शोषण|बाल विवाह",
    number_labels="अनुच्छेद|कलम|पृष्ठ|प्रकरण|सन",
    personal_titles=r"श्रीमती|श्री\.?|डॉ\.?|प्रा\.?",
    native_digits="deva",
    uses_native_digits=True,
    magnitude_words=(("मिलियन", 6), ("अब्ज", 9), ("दशलक्ष", 6), ("लक्ष", 5)),
)
LANGUAGES: Declarations = {
    "mr": MR,
}
