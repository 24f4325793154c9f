"""Translations from independent sources: the messages of programs in many languages, from gettext catalogues.

`FACTCARDS_TRANSLATIONS=/usr/share/locale pytest -m once -k agreement_corpus` compares the messages
that have a figure. The catalogues are nobody's of ours and are not in the repository.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_compare import variant

from factcards.localize.agreement.compare import compare_figures

FOLDER = os.environ.get("FACTCARDS_TRANSLATIONS", "")
MOST = 0.01
"""Maximum share of messages with a warning; about one in two hundred really differs."""
TAGS = {"zh_CN": "zh-Hans", "zh_TW": "zh-Hant", "nb_NO": "nb"}


def list_messages(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield language, original and translation of each message with a figure and without a placeholder."""
    for path in sorted(folder.rglob("LC_MESSAGES/*.mo")):
        name = path.parent.parent.name
        if "@" in name or name.startswith("en") or path.name.startswith("iso_"):
            continue
        try:
            with path.open("rb") as file:
                messages = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        except (ValueError, IndexError):   # broken catalogues
            continue
        for original, translation in messages.items():
            if not isinstance(original, str) or not translation or original == translation:
                continue
            if " " in original and not re.search("[%\x04]|--", original) and re.search(r"\d", original + translation):
                yield TAGS.get(name, name.replace("_", "-")), original, translation


@pytest.mark.once
@pytest.mark.skipif(not FOLDER, reason="FACTCARDS_TRANSLATIONS names no folder")
def test_translations_of_programs_give_few_warnings() -> None:
    count, reported = 0, []
    for language, original, translation in dict.fromkeys(list_messages(Path(FOLDER))):
        count += 1
        problems = list(compare_figures(variant(original, "en"), variant(translation, language)))
        reported += [(language, original, translation, problems[0].message)] if problems else []
    assert count > 0
    assert len(reported) <= count * MOST, reported[:20]
