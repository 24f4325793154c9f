"""The files of a first set: templates in the package's data, with answers and words put in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..late_loading import compile_late
from .answers import SIZES, SetAnswers, quote_yaml
from .starter_texts import DATA, find_text_language, list_starter_texts

FACT, STORY = "article-3", "10-december-1948"
"""The names of the cards."""
SCHEMAS = Path(__file__).parents[1] / "data" / "schema"
"""The folder of the JSON Schemas, which are copied into the set for editors."""
_PLACE = compile_late(r"<([a-z_]+)>")
"""A place in a template, `<name>`, that the value of that name replaces."""
_OWN_LANGUAGE = "en"
_NOT_REVIEWED = "\nreviewed: false   # remove this line when a native reader has checked the words of the cards\n"
"""The language in which our words were written, and the end of `set.yaml` in any other."""


def make_starter_files(answers: SetAnswers, command_path: str) -> dict[str, bytes]:
    """Return the content of each file of a first set, by its path in the set's folder.

    `command_path` is the set's folder as a command line names it, for the README: `.` is the current folder.
    """
    texts = list_starter_texts()
    answered = {"name": answers.name, "link": answers.link, "color": answers.color}
    first = _quote({**texts[find_text_language(answers.language)], **answered})
    second = _quote(texts[find_text_language(answers.second)])
    plain = {
        "language": answers.language, "second": answers.second, "folder": command_path, "fact": FACT,
        "story_card": STORY, "sizes": ", ".join(SIZES),
        "where": "in this folder" if command_path == "." else "in the folder that holds this one",
    }  # fmt: skip
    notice = "" if find_text_language(answers.language) == _OWN_LANGUAGE else _NOT_REVIEWED
    files = {
        "set.yaml": _fill("set.yaml", first | plain) + notice,
        f"{FACT}.yaml": _fill("fact.yaml", first),
        f"{STORY}.yaml": _fill("story.yaml", first),
        f"{FACT}.{answers.second}.yaml": _fill("translation.yaml", second | plain),
        "README.md": _fill("README.md", plain),
    }
    schemas = {f"schema/{path.name}": path.read_bytes() for path in sorted(SCHEMAS.glob("*.json"))}
    return {name: text.encode("utf-8") for name, text in files.items()} | schemas


def _quote(values: Mapping[str, str]) -> dict[str, str]:
    return {key: quote_yaml(value) for key, value in values.items()}


def _fill(template: str, values: Mapping[str, str]) -> str:
    """Return a template with the values in their places. Nothing in a value is taken for a place."""
    text = (DATA / template).read_text(encoding="utf-8")
    return _PLACE.sub(lambda match: values[match[1]], text)
