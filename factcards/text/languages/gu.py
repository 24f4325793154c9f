"""Gujarati."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

GU = LanguageRules(
    following_words=words("છે છો જ દ્વારા પછી પણ માટે વચ્ચે સાથે સુધી હતા હતી હતું હતો"),
    native_digits="gujr",
)
LANGUAGES: Declarations = {
    "gu": GU,
}
