"""Nepali."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

NE = LanguageRules(
    following_words=words("अघि का की को छ छन् थिए थियो द्वारा पछि पनि बाट बीच भन्दा मा लाई लागि ले सँग सम्म हुन् हो"),
    compounds="संयुक्त राष्ट्र|मानव बेचबिखन|मानव अधिकार|यौन शोषण|बाल विवाह",
    number_labels="धारा|अनुच्छेद|पृष्ठ|अध्याय|सन्",
    native_digits="deva",
    uses_native_digits=True,
    magnitude_words=(("मिलियन", 6), ("बिलियन", 9), ("करोड", 7), ("लाख", 5)),
    calendar_offsets=(56, 57),
)
LANGUAGES: Declarations = {
    "ne": NE,
}
