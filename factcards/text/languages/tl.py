"""Tagalog."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

TL = LanguageRules(
    function_words=words("ang at ay kung mga na nang ng ni o para sa si sina"),
    months="Enero|Pebrero|Marso|Abril|Mayo|Hunyo|Hulyo|Agosto|Setyembre|Oktubre|Nobyembre|Disyembre",
)
LANGUAGES: Declarations = {
    "tl": TL,
}
