"""The space within abbreviations of several words, in languages that declare them (`z.B.` in German)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...model.cards import Language
from ...text.languages.lookup import language_rules
from ...text.languages.rules import LanguageRules
from .edits import Edit


@lru_cache(maxsize=8)
def _pattern(rules: LanguageRules) -> re.Pattern[str]:
    """Return the pattern of a language's abbreviations, also with a capital where they open a sentence."""
    longest_first = sorted(rules.abbreviations, key=lambda word: (-len(word), word))
    choice = "|".join(f"(?i:{re.escape(word[0])}){re.escape(word[1:-1])}" for word in longest_first)
    return re.compile(rf"(?<![\w.])(?:{choice})\.(?![\w.])")


def edit_abbreviation_spaces(text: str, language: Language) -> Iterator[Edit]:
    """Yield a no-break space for each place in a declared abbreviation that was typed without one."""
    rules = language_rules(language)
    for match in _pattern(rules).finditer(text) if rules.abbreviations else ():
        for at in (i for i in range(match.start(), match.end() - 1) if text[i] == "."):
            yield Edit(at + 1, at + 1, rules.abbreviation_space)
