"""Urdu.

CLDR's exemplar characters and UZT 1.01 (letters).
"""

from __future__ import annotations

from dataclasses import replace

from .rules import Declarations, LanguageRules, words

UR = LanguageRules(
    quotes="”“’‘",
    sentence_stop="۔",
    function_words=words("اور ایک نہ و وہ کہ یا یہ"),
    following_words=words(
        "بعد بھی تو تک تھا تھی تھے رہا رہی رہے ساتھ سکتا سکتی سکتے سے لیے میں نے والا والی والے پر چکا چکی "
        "چکے کا کو کی کے گئی گئے گیا ہو ہوتا ہوتی ہوتے ہی ہیں ہے"
    ),
    postpositions=words("تک سے میں نے پر کا کو کی کے"),
    approximate_words=words("تقریباً قریباً"),
    compounds=(
        "(?:زیادہ|بیش|کم|مزید) تر|اقوام متحدہ|لائح[ہۂ] عمل|بین الاقوامی|غیر قانونی|انسانی حقوق|انسانی تجارت"
        "|جنسی استحصال|جنسی تشدد|خرید و فروخت|امن و امان|(?:کے|کی) (?:لیے|لئے|ساتھ|بعد|بارے|درمیان|ذریعے|خلاف"
        "|مطابق|تحت|طرف|طرح|علاوہ)"
    ),
    number_labels="آرٹیکل|دفعہ|باب|صفحہ|ہدف|قرارداد|شق|نمبر|سن",
    personal_titles="جناب|محترمہ?|ڈاکٹر|مسٹر|پروفیسر",
    discouraged=(r"[\u0650\u06c2] (?=\w)|(?<!\w)غیر (?=\w)| (?=و \w)|(?<!\w)و (?=\w)",),
    native_digits="arabext",
    arabic_letters="urdu",
    magnitude_words=(("ملین", 6), ("بلین", 9), ("ٹریلین", 12), ("ہزار", 3), ("لاکھ", 5), ("کروڑ", 7), ("ارب", 9)),
    percent_words=("فیصد", "فی صد"),
    half_word="نصف",
    has_hijri_years=True,
)
LANGUAGES: Declarations = {
    "ur": UR,
    "ur-IN": replace(UR, uses_native_digits=True),
}
