"""Tamil."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

TA = LanguageRules(
    function_words=words("அந்த இந்த ஒரு"),
    approximate_words=words("ஏறக்குறைய ஏறத்தாழ சுமார்"),
    native_digits="tamldec",
    percent_words=("சதவி", "சதவீ", "விழுக்காடு"),
)
LANGUAGES: Declarations = {
    "ta": TA,
}
