"""Pashto."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

PS = LanguageRules(
    following_words=words("ته سره پورې څخه کې"),
    postpositions=words("ته سره څخه کې"),
    native_digits="arabext",
    uses_native_digits=True,
    arabic_letters="kaf",
    calendar_offsets=(-621, -622),
)
LANGUAGES: Declarations = {
    "ps": PS,
}
