"""Write factcards/data/language_subtags.json: the languages, scripts and regions of plain tags, with likely scripts.

    python docs/make_language_subtags.py

A plain tag has a language, and a script, a region or both after it: `fr`, `fr-CA`, `zh-Hant-HK`. langcodes knows which
tags are valid and CLDR's likely scripts, but importing it takes longer than drawing a card. So factcards reads this
table, and uses langcodes only for other tags. Run this script after an update of langcodes.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import product
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase, digits

from fontTools.unicodedata import Scripts
from langcodes.data_dicts import ALL_SCRIPTS, LIKELY_SUBTAGS, NORMALIZED_MACROLANGUAGES

sys.path.insert(0, str(Path(__file__).parent.parent))

from factcards.read.fields.language_tags import explain_tag_by_grammar
from factcards.text.unicode.language_scripts import find_script_by_grammar

DATA = Path(__file__).parent.parent / "factcards" / "data"
_NOT_PLAIN = {"und", "sgn"}
"""Languages whose meaning depends on the region: `und-JP` is likely Japanese, `sgn-US` is `ase`."""


def is_valid(tag: str) -> bool:
    """Return whether a tag is valid and written as BCP 47 recommends."""
    return explain_tag_by_grammar(tag) is None


def list_languages() -> list[str]:
    """Return all valid languages of two or three letters."""
    names = ("".join(letters) for length in (2, 3) for letters in product(ascii_lowercase, repeat=length))
    return [name for name in names if name not in _NOT_PLAIN and is_valid(name)]


def list_scripts() -> list[str]:
    """Return all valid scripts."""
    names = sorted({*ALL_SCRIPTS, *Scripts.NAMES})
    return [name for name in names if is_valid(f"en-{name}") and find_script_by_grammar(f"en-{name}") == name]


def list_regions() -> list[str]:
    """Return all valid regions: countries, and parts of the world by their numbers."""
    names = ["".join(letters) for letters in product(ascii_uppercase, repeat=2)]
    names += ["".join(numbers) for numbers in product(digits, repeat=3)]
    return [name for name in names if is_valid(f"en-{name}")]


def main() -> None:
    """Write the table."""
    languages, regions = list_languages(), list_regions()
    by_script = defaultdict(list)
    for language in languages:
        by_script[find_script_by_grammar(language)].append(language)
    varied = {tag.split("-")[0] for tag in LIKELY_SUBTAGS if "-" in tag}
    varied |= {language for language, whole in NORMALIZED_MACROLANGUAGES.items() if whole in varied}
    regional = {
        tag: script for language in languages if language in varied for region in regions
        if (script := find_script_by_grammar(tag := f"{language}-{region}")) != find_script_by_grammar(language)
    }  # fmt: skip
    table = {
        "origin": "langcodes, from CLDR and the IANA registry, and factcards/text/unicode/likely_scripts.py",
        "languages": {script: " ".join(named) for script, named in sorted(by_script.items())},
        "scripts": " ".join(list_scripts()), "regions": " ".join(regions), "regional": regional,
    }  # fmt: skip
    text = json.dumps(table, indent=0)
    (DATA / "language_subtags.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
