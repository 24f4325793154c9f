"""Hindi."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

HI = LanguageRules(
    function_words=words("एक और कि तथा न नहीं यह या वह"),
    following_words=words(
        "का की के को गई गए गया चुका चुकी चुके तक तो था थी थे द्वारा ने पर बाद भी में रहा रही रहे लिए वाला वाली वाले सकता "
        "सकती सकते साथ से ही है हैं हो होता होती होते"
    ),
    postpositions=words("का की के को तक ने पर में से"),
    approximate_words=words("करीब क़रीब लगभग"),
    compounds=(
        "संयुक्त राष्ट्र|मानव तस्करी|मानव दुर्व्यापार|मानव अधिकार|यौन शोषण|यौन हिंसा|सतत विकास|कार्य योजना|बाल विवाह"
        "|बाल श्रम|(?:के|की) (?:लिए|साथ|बाद|बारे|बीच|द्वारा|कारण|ओर|तरह|पहले|अलावा|अनुसार|ख़िलाफ़|खिलाफ़|खिलाफ|प्रति"
        "|तहत)"
    ),
    number_labels="अनुच्छेद|धारा|अध्याय|पृष्ठ|लक्ष्य|तालिका|संकल्प|सन्?|संख्या|भाग",
    personal_titles=r"श्रीमती|श्री|सुश्री|डॉ\.?|प्रो\.?",
    native_digits="deva",
    magnitude_words=(("हजार", 3), ("मिलियन", 6), ("बिलियन", 9), ("ट्रिलियन", 12)),
    percent_words=("फीसदी", "फ़ीसदी", "प्रतिशत"),
    half_word="आध",
)
LANGUAGES: Declarations = {
    "hi": HI,
}
