"""The sample texts of gflanguages, as words of cards: a tag, a script and a text for each of its languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from gflanguages import LoadLanguages

LONGEST = 120
FIELDS = ("styles", "tester")
"""A short sentence, and a longer one with what the language has of signs."""


class Sample(NamedTuple):
    """`name` is gflanguages' own name of the language, `tag` ours."""

    name: str
    tag: str
    script: str
    text: str


@cache
def load_samples(fields: tuple[str, ...] = FIELDS, longest: int = LONGEST) -> tuple[Sample, ...]:
    """The languages that have texts, in the order of their names; one sample for each of `fields`."""
    return tuple(_sample(fields, longest))


def first_of_each_script() -> tuple[Sample, ...]:
    """One sample a script, of the language whose name comes first."""
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
    """The text up to the last end of a sentence, or else of a word, within so many characters."""
    if len(text) <= longest:
        return text
    ends = [m.end() for m in re.finditer(r"[.!?。।။።۔](?=\s|$)|[。！？]", text[:longest])]
    spaces = [m.start() for m in re.finditer(r"[\s་]", text[: longest + 1])]
    at = max(ends, default=0) or max(spaces, default=0)
    return text[: at or longest].rstrip()
