"""Sindhi."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

SD = LanguageRules(
    following_words=words("آهن آهي تائين تي جا جو جون جي سان لاءِ کان کي ۾"),
    postpositions=words("تي جا جو جون جي کان کي ۾"),
    native_digits="arab",
    uses_native_digits=True,
)
LANGUAGES: Declarations = {
    "sd": SD,
}
