"""Scripts and groups of them that several rules share: styles, writing systems, Han and Kana, alphabets like Latin.

Character groups are ranges for the class of a regular expression: `re.compile(f"[{HAN}]")`.
"""

from __future__ import annotations

HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003cfff"
)
"""Ideographs: Script=Hani (UAX #24) with U+3006, and code points reserved for more of them in planes 2 and 3."""
HIRAGANA = "\u3041-\u3096\u309d-\u309f"
"""Letters of Hiragana: Script=Hira (UAX #24) in the block Hiragana, without the voicing marks."""
KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
"""Full-width letters of Katakana with the prolonged sound mark: Script=Kana and U+30FC, without the middle dot."""
CJK_LETTERS = HAN + HIRAGANA + KATAKANA
"""Letters of Chinese and Japanese that are one em wide: the ideographs of CSS Text 4, `text-autospace`."""

FULL_WIDTH_SCRIPTS = frozenset({"Hani", "Hira", "Kana", "Bopo"})
"""Scripts (ISO 15924) whose letters fill their em, and which have no spaces between words."""
WIDE_SCRIPTS = FULL_WIDTH_SCRIPTS | {"Hang"}
"""Scripts (ISO 15924) whose letters and punctuation are wide (UAX #11, East Asian Width)."""
LATIN_LIKE_SCRIPTS = ("Latn", "Grek", "Cyrl")
"""Alphabets (ISO 15924) with capitals and small letters that share a face, its tracking and its leading."""
RIGHT_TO_LEFT_SCRIPTS = frozenset(
    (
        "Adlm", "Arab", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung", "Khar", "Lydi", "Mand",
        "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli", "Phlp", "Phnx", "Prti",
        "Rohg", "Samr", "Sarb", "Sidt", "Sogd", "Sogo", "Syrc", "Thaa", "Yezi",
    )
)  # fmt: skip
"""Scripts (ISO 15924) that are written from right to left, by HarfBuzz and fontTools."""

STYLES = {"Aran": "Arab", "Syre": "Syrc", "Syrj": "Syrc", "Syrn": "Syrc"}
"""ISO 15924 codes of styles of a script → the script. Text in one style can be set in another."""
UNICODE_SCRIPTS = {
    **STYLES, "Latf": "Latn", "Latg": "Latn", "Cyrs": "Cyrl", "Geok": "Geor",
    "Hans": "Hani", "Hant": "Hani", "Hanb": "Hani", "Jpan": "Hani", "Hrkt": "Kana", "Kore": "Hang", "Jamo": "Hang",
}  # fmt: skip
"""ISO 15924 codes of styles and writing systems → the script of their letters in Unicode (UAX #24)."""
