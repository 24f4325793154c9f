"""Groups of scripts and of characters that several rules share: Han and Kana, wide scripts, alphabets like Latin.

Character groups are ranges for the class of a regular expression: `re.compile(f"[{HAN}]")`.
"""

from __future__ import annotations

HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Ideographs: Script=Hani (UAX #24) with U+3006, and the code points that its blocks reserve for more of them."""
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
