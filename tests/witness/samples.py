"""The sample texts of gflanguages, as text for cards: a tag, a script and a text for each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from gflanguages import LoadLanguages

LONGEST = 120
FIELDS = ("styles", "tester")
"""A short sentence, and a longer one with the signs of the language."""


class Sample(NamedTuple):
    """A sample text. `name` is gflanguages' name of the language, `tag` is its BCP 47 tag."""

    name: str
    tag: str
    script: str
    text: str


@cache
def load_samples(fields: tuple[str, ...] = FIELDS, longest: int = LONGEST) -> tuple[Sample, ...]:
    """Return the samples of all languages that have texts, by name, one for each of `fields`."""
    return tuple(_sample(fields, longest))


def first_of_each_script() -> tuple[Sample, ...]:
    """Return one sample per script, of the language whose name comes first."""
    found: dict[str, Sample] = {}
    for sample in load_samples():
        found.setdefault(sample.script, sample)
    return tuple(found.values())


@cache
def _languages() -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(LoadLanguages().items()))


def _sample(fields: tuple[str, ...], longest: int) -> Iterator[Sample]:
    for name, language in _languages():
        for field in fields:
            text = " ".join(getattr(language.sample_text, field).split())
            if text:
                tag = f"{language.language}-{language.script}"
                yield Sample(name, tag, language.script, shorten(text, longest))


def shorten(text: str, longest: int) -> str:
    """Cut the text after the last sentence, or else the last word, that ends within `longest` characters."""
    if len(text) <= longest:
        return text
    ends = [m.end() for m in re.finditer(r"[.!?。।။።۔](?=\s|$)|[。！？]", text[:longest])]
    spaces = [m.start() for m in re.finditer(r"[\s་]", text[: longest + 1])]
    at = max(ends, default=0) or max(spaces, default=0)
    return text[: at or longest].rstrip()
