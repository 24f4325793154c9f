"""The words of a first set in each language, and the languages that have them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from ..text.unicode.language_scripts import language_script

DATA = Path(__file__).parents[1] / "data" / "starter"
"""The folder of the words and of the files that they are put into."""
StarterTexts = Mapping[str, str]
"""The words of a first set in one language, by the names that stand for them in its files."""


@lru_cache(maxsize=1)
def list_starter_texts() -> Mapping[str, StarterTexts]:
    """Return the words by language: the official languages of the United Nations."""
    found: dict[str, StarterTexts] = json.loads((DATA / "texts.json").read_text(encoding="utf-8"))
    return found


def find_text_language(language: str) -> str:
    """Return the tag whose words a language has: `fr` for `fr-CA`. It has the same script; "" if there is none."""
    primary, script = language.split("-")[0], language_script(language)
    same = (tag for tag in list_starter_texts() if tag.split("-")[0] == primary and language_script(tag) == script)
    return next(same, "")
