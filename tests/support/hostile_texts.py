"""Strings that are slow to process when repeated to 3,000 characters: for a pattern, a shaper, or line breaking.

Each has the language in which it is slowest. Tests put them into every text field.
"""

from __future__ import annotations

LONGEST = 3_000
"""Maximum number of characters in a field."""

UNITS: tuple[tuple[str, str], ...] = (
    # Latin letters, spaces and punctuation
    ("a", "en"), ("W", "en"), ("W W ", "en"), ("a a a ", "en"), ("A A ", "en"), ("i ", "tr"), ("of the ", "en"),
    ("word ", "en"), ("extraordinarily ", "en"), ("internationalization", "de"), ("Donaudampfschiffahrt ", "de"),
    ("a.a.", "en"), ("A. ", "en"), ("Dr. A. ", "en"), ("St. ", "fr"), ("...", "en"), (". ", "en"), ("..a", "en"),
    ("a, ", "en"), ("?!", "fr"), ("! ", "fr"), (" :", "fr"), ("« a » ", "fr"), ("; ", "fr"),
    # links and mail addresses
    ("@.", "en"), ("a@a.", "en"), ("a@", "en"), ("@a", "en"), ("www.", "en"), ("https://a.bc/", "en"), ("a.bc ", "en"),
    ("http://", "en"), ("a.b-", "en"), ("#a", "en"), ("{a}", "en"), ("`", "en"), ("_a", "en"), ("</a>", "en"),
    # signs between letters
    ("a/", "en"), ("a-", "pl"), ("a -- b ", "en"), ("a -- b ", "es"), ("--", "en"), ("- ", "es"), ("a—", "ru"),
    ("– ", "de"), ("a\u2010", "pt"), ("a\u00ad", "de"), ("\u00ad", "en"), ("(", "en"), ("()", "en"), ("([{", "ar"),
    ("\"", "en"), ("\"a", "de"), ("\"a\" ", "fr"), ("'", "en"), ("a'", "nl"), ("'a ", "nl"), ("5'", "en"), ("“a", "en"),
    # numbers
    ("1", "en"), ("1 ", "en"), ("1,", "en"), ("1.", "de"), ("1-", "en"), ("1 000 ", "fr"), ("1,000", "hi"),
    ("$1 ", "en"), ("$", "ar"), ("% ", "fr"), ("1%", "ar"), ("1% ", "fa"), ("%1", "tr"), ("§ 1 ", "de"), ("5 m ", "ru"),
    ("+1 ", "ar"), ("+1-2", "fa"), ("9٩", "ar"), ("Article 5 ", "en"), ("3. mai ", "hr"), ("1/", "en"), ("2024 ", "ru"),
    # marks of emphasis, line feeds, stars
    ("**", "en"), ("**a** ", "en"), ("** ", "en"), ("*", "en"), ("\\*", "en"), ("a\n", "en"), ("a\n\n", "en"),
    ("\t\n", "en"), ("**ب** ", "ar"), ("a\n", "zh-Hans"),
    # invisible characters and direction
    ("\u200b", "en"), ("a\u200b", "en"), ("\u200d", "en"), ("\u2060", "en"), ("\u034f", "en"), ("\ufeff", "en"),
    ("\u200e", "ar"), ("\u200f\u200e", "en"), ("\u2066a\u2069", "en"), ("\u2067a\u2069", "ar"), ("\u2068", "en"),
    ("\u2069", "en"), ("\u202ea\u202c", "en"), ("\u202b\u202a", "en"), ("\u202aא\u202c1", "he"), ("\u061c1", "ar"),
    ("a\u00a0", "en"), ("\u3000", "ja"), ("\u2028", "en"), ("\ufffc", "en"),
    # emoji and symbols
    ("😀", "en"), ("😀 ", "en"), ("a😀", "en"), ("👩\u200d👩\u200d👧\u200d👦", "en"), ("👍🏽", "en"), ("🇦🇹", "en"),
    ("🇦", "en"), ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "en"), ("1\ufe0f\u20e3", "en"),
    ("❤\ufe0f", "en"), ("❤", "en"), ("\ufe0f", "en"), ("\U000e0061", "en"), ("→", "en"), ("∑∏", "en"), ("𝔸", "en"),
    ("\ue000", "en"), ("\U0010fffd", "en"), ("\u0378", "en"),
    # combining marks
    ("a\u0301", "en"), ("\u0301", "en"), ("a\u0301\u0302\u0303", "vi"), ("Z\u0351\u036b\u0343\u0327 ", "en"),
    ("ế ", "vi"), ("\u20dd", "en"),
    # scripts that run from right to left
    ("ب", "ar"), ("السلام ", "ar"), ("بَ", "ar"), ("بًّ ", "ar"), ("ـ", "ar"), ("بـ ", "ar"), ("لا", "ar"), ("ا ", "ar"),
    ("ﻼ", "ar"), ("ﷺ", "ar"), ("ٹھ ", "ur"), ("نستعلیق ", "ur"), ("می\u200cخواهم ", "fa"), ("ش\u200d", "fa"),
    ("ش\u200c", "ckb"), ("א", "he"), ("שָׁ", "he"), ("שלום ", "he"), ("א\"א", "he"), ("א' ", "he"), ("א־", "he"),
    ("aא", "he"), ("a ب ", "ar"), ("1ب", "ar"), ("ܐܒ ", "syr"), ("ތާނަ ", "dv"), ("ߒߞߏ ", "nqo"), ("𞤀𞤣 ", "ff-Adlm"),
    # Han, Kana, Hangul
    ("中", "zh-Hans"), ("中文", "zh-Hant"), ("中a", "zh-Hans"), ("中，", "zh-Hans"), ("《中》", "zh-Hans"),
    ("（）", "zh-Hant"), ("第一", "zh-Hans"), ("1亿", "zh-Hans"), ("。", "ja"), ("日本語", "ja"), ("カ", "ja"),
    ("ーッ", "ja"), ("あ", "ja"), ("漢ア", "ja"), ("々", "ja"), ("한", "ko"), ("한국 ", "ko"), ("ᄒ", "ko"),
    ("ᄒ\u1161\u11ab", "ko"), ("\u1161", "ko"), ("𠀀", "zh-Hant"), ("葛\U000e0100", "ja"),
    ("ㄅ", "zh-Hant"), ("か\u3099", "ja"),
    # scripts of India and the South East
    ("क", "hi"), ("क्", "hi"), ("क्षि ", "hi"), ("र्कि", "hi"), ("ि", "hi"), ("क\u200d्", "hi"), ("বাংলা ", "bn"),
    ("ക്ഷ ", "ml"), ("தமிழ் ", "ta"), ("ක්\u200dර", "si"), ("ก", "th"), ("กา", "th"), ("ที่", "th"), ("การ", "th"),
    ("ก็ๆ ", "th"), ("ສະບາຍ", "lo"), ("ກ", "lo"), ("ខ្មែរ", "km"), ("ក្", "km"), ("မြန်မာ", "my"), ("က", "my"),
    ("က္က", "my"), ("မွန် ", "mnw"), ("ᨠᩣ", "nod"), ("ꦗꦮ", "jv-Java"),
    # others
    ("བོད་", "bo"), ("ཀྵ", "bo"), ("ཀ", "dz"), ("ᠮᠣᠩ ", "mn-Mong"), ("ᠠ\u180b", "mn-Mong"), ("አ", "am"), ("አማ፡", "am"),
    ("ա ", "hy"), ("ა", "ka"), ("Ж ", "ru"), ("в ", "ru"), ("т. е. ", "ru"), ("ǆ", "hr"), ("ſß", "de"), ("ŉ", "af"),
    ("ﬁ", "en"), ("α", "el"), ("ά ", "el"), ("ᏣᎳᎩ ", "chr"), ("ꀀ", "ii"), ("𒀀", "akk"), ("𓀀", "egy"), ("ⵜ ", "zgh"),
    # alternating scripts
    ("aя", "ru"), ("aя ", "ru"), ("a中אب", "en"), ("aαя中", "en"), ("я·я", "ru"), ("aक", "hi"), ("กa", "th"),
    ("中한あ", "ja"), ("a😀中", "zh-Hans"), ("ب😀", "ar"), ("aب1א ", "fa"), ("क中", "hi"),
)  # fmt: skip
"""Unit and language tag."""


def repeat(unit: str, length: int = LONGEST) -> str:
    """Return the unit repeated to `length` characters."""
    return (unit * (length // len(unit) + 1))[:length]
