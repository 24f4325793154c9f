"""The files of a first set: templates in the package's data, with answers and words put in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from .answers import SetAnswers, quote_yaml
from .starter_texts import DATA, find_text_language, list_starter_texts

CARDS = {"fact.yaml": "article-3", "story.yaml": "10-december-1948"}
"""The templates of cards, with the cards' names."""
SCHEMAS = Path(__file__).parents[1] / "data" / "schema"
_PLACE = re.compile(r"<([a-z_]+)>")
"""The place of a value in a template."""
_OWN_LANGUAGE = "en"
_NOT_REVIEWED = "\nreviewed: false   # remove this line when a native speaker has checked the words of the cards\n"
"""The language in which our words were written, and the end of `set.yaml` in any other."""


def make_starter_files(answers: SetAnswers, command_path: str) -> dict[str, bytes]:
    """Return the content of each file of a first set, by its path in the set's folder.

    `command_path` is the set's folder as a command line names it, for the README.
    """
    texts = list_starter_texts()
    answered = {
        "name": answers.name, "link": answers.link, "color": answers.color, "language": answers.language,
    }  # fmt: skip
    first = _quote(texts[find_text_language(answers.language)] | answered)
    second = _quote(texts[find_text_language(answers.second)])
    fact = CARDS["fact.yaml"]
    notice = "" if find_text_language(answers.language) == _OWN_LANGUAGE else _NOT_REVIEWED
    files = {
        "set.yaml": _fill("set.yaml", first) + notice,
        **{f"{card}.yaml": _fill(template, first) for template, card in CARDS.items()},
        f"{fact}.{answers.second}.yaml": _fill("translation.yaml", second),
        "README.md": _fill("README.md", {"folder": command_path, "second": answers.second}),
    }
    schemas = {f"schema/{path.name}": path.read_bytes() for path in sorted(SCHEMAS.glob("*.json"))}
    return {name: text.encode("utf-8") for name, text in files.items()} | schemas


def _quote(values: Mapping[str, str]) -> dict[str, str]:
    return {key: quote_yaml(value) for key, value in values.items()}


def _fill(template: str, values: Mapping[str, str]) -> str:
    """Return a template with the values in their places. Nothing in a value is taken for a place."""
    text = (DATA / template).read_text(encoding="utf-8")
    return _PLACE.sub(lambda match: values[match[1]], text)
