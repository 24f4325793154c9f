"""Khmer."""

from __future__ import annotations

from .asian_letters import REPEATED_SIGN, SOUTHEAST_ASIAN_LETTERS
from .rules import Declarations, LanguageRules, words

KM = LanguageRules(
    segmentation="dictionary",
    function_words=words("ការ ក្នុង ចំពោះ ជា ដើម្បី ដែល ដោយ ត្រូវ និង នៃ នៅ ពី ភាព មិន របស់ សេចក្ដី សេចក្តី អ្នក ឬ"),
    prefixes=words("ការ ភាព សេចក្ដី សេចក្តី អ្នក"),
    unbreakable="សរសេរ|សហប្រជាជាតិ",
    number_labels="មាត្រា|ទំព័រ|ឆ្នាំ|ថ្ងៃទី|ជំពូក|ចំណុច|ម៉ោង|ប្រហែល|ជិត",
    no_break=(REPEATED_SIGN,),
    touching_letters=SOUTHEAST_ASIAN_LETTERS,
    native_digits="khmr",
    calendar_offsets=(543,),
)
LANGUAGES: Declarations = {
    "km": KM,
}
