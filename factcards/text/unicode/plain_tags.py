"""Plain language tags: a language, perhaps with a script or a region after it, such as `fr`, `fr-CA`, `zh-Hant-HK`.

Nearly all tags are plain. `data/language_subtags.json` has what langcodes says of them; `docs/make_language_subtags.py`
writes it. Other tags have variants or extensions, or are not valid.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path

SUBTAGS = Path(__file__).parents[2] / "data" / "language_subtags.json"
"""Valid languages by their likely script, valid scripts and regions, and regions in which a language has another."""


@lru_cache(maxsize=1024)
def find_plain_script(tag: str) -> str:
    """Return the script of a plain tag (ISO 15924): its subtag, otherwise the likely one; "" for any other tag."""
    language, *rest = tag.split("-")
    script_by_language, scripts, regions, regional = _load_subtags()
    script = rest.pop(0) if rest and rest[0] in scripts else ""
    region = rest.pop(0) if rest and rest[0] in regions else ""
    if rest or language not in script_by_language:
        return ""
    return script or regional.get(f"{language}-{region}") or script_by_language[language]


@cache
def _load_subtags() -> tuple[dict[str, str], frozenset[str], frozenset[str], dict[str, str]]:
    """Return the script of each language, the scripts, the regions, and the script of languages in some regions."""
    table = json.loads(SUBTAGS.read_text(encoding="utf-8"))
    by_language = {language: script for script, named in table["languages"].items() for language in named.split()}
    return by_language, frozenset(table["scripts"].split()), frozenset(table["regions"].split()), table["regional"]
