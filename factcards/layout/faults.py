"""Faults of letters: without a glyph, on a dotted circle, not joined, turned by a control that has no partner."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from ..cards import Prose
from ..errors import Problem
from ..geometry import Extent
from ..scene import Node, Text, walk_nodes
from ..text import (
    Fitted,
    FontLibrary,
    Lapse,
    Paragraph,
    character_name,
    explain_missing,
    find_lapses,
    find_unpaired_control,
    holding_word,
)
from ..text.breaks import find_clusters
from ..text.hyphens import hyphens_at_hand
from .boxes import Box

RUNNING = frozenset({"fact", "story", "headline"})
"""The roles whose punctuation hangs and whose words may be hyphenated."""
_MOST_TOLD = 10
"""Maximum number of characters without a font that are named of one text; of the others the number is given."""
_MOST_IN_CLUSTER = 64
"""Maximum length of a grapheme cluster (UAX #29) in characters: twice the marks of a Stream-Safe text (UAX #15, 13)."""
_AROUND = 8
"""Characters of a text shown on either side of a fault."""


def find_missing(prose: Prose, places: tuple[int, ...], role: str, fonts: FontLibrary) -> list[Problem]:
    """An error for each character, by its index, that no font sets where it stands: which, and why."""
    alike: dict[str, int] = {}
    ends = find_clusters(prose.text) if places else ()
    for at in dict.fromkeys(places):
        number = bisect_right(ends, at)
        alike.setdefault(prose.text[ends[number - 1] if number else 0 : ends[number]], at)
    found = (explain_missing(prose.text, at, prose.language, fonts) for at in tuple(alike.values())[:_MOST_TOLD])
    lapses = {(lapse.kind, prose.text[lapse.at]): lapse for lapse in reversed(tuple(found))}
    told = [_say(lapse, prose.text, prose.language, role, fonts) for lapse in reversed(lapses.values())]
    if len(alike) > _MOST_TOLD:
        told.append(Problem("error", f"no font at hand has {len(alike) - _MOST_TOLD} more characters", field=role))
    return told


def find_unpaired(prose: Prose, role: str) -> list[Problem]:
    """A direction control without its partner turns words that stand after it."""
    at = find_unpaired_control(prose.text)
    if at is None:
        return []
    message = f"{character_name(prose.text[at])} after “{prose.text[max(0, at - 16) : at]}” has no partner"
    return [Problem("error", message, field=role, hint="take it out, or close what it opens in the same paragraph")]


def find_crowd(prose: Prose, role: str) -> list[Problem]:
    """Refuse a letter with very many marks and joiners: nobody could read it, and shaping it takes long."""
    if len(prose.text) <= _MOST_IN_CLUSTER or prose.text.isascii():
        return []
    for start, end in pairwise((0, *find_clusters(prose.text))):
        if end - start > _MOST_IN_CLUSTER:
            message = f"{character_name(prose.text[start])} has {end - start - 1:,} marks or letters joined to it"
            message += f", expected {_MOST_IN_CLUSTER - 1} at most"
            return [Problem("error", message, field=role, hint="take them out, or put spaces between letters")]
    return []


def note_hyphens(box: Box, words: Sequence[Paragraph], fitted: Fitted, room: Extent, largest: int) -> list[Problem]:
    """A note where one long word holds the size down and nothing is at hand that could part it."""
    if box.role not in RUNNING or hyphens_at_hand():
        return []
    word = holding_word(words, room, fitted, largest)
    message = f"“{word}” makes the words small: hyphens are not installed"
    return [Problem("note", message, field=box.role, hint="pip install factcards[hyphens]")] if word else []


def find_faults(nodes: tuple[Node, ...], fonts: FontLibrary) -> tuple[Problem, ...]:
    """An error for each letter of the finished lines that is not drawn as its language is written."""
    found: dict[tuple[str, str, str], Problem] = {}
    for role, node in walk_nodes(nodes):
        if isinstance(node, Text):
            text = node.line.text
            for lapse in find_lapses(node.line, fonts):
                language = node.line.runs[0].language
                found.setdefault((role, lapse.kind, text[lapse.at]), _say(lapse, text, language, role, fonts))
    return tuple(found.values())


def _say(lapse: Lapse, text: str, language: str, role: str, fonts: FontLibrary) -> Problem:
    character, hint = text[lapse.at], ""
    name, where = character_name(character), f"“{_around(text, lapse.at)}”"
    match lapse.kind:
        case "stray":
            message = f"{name} stands on nothing in {where}: no letter before it can carry it"
            hint = "put it after the letter to which it belongs, or take it out"
        case "unjoined":
            message = f"no font at hand joins {name} to its neighbours in {where}, as the text in `{language}` needs"
        case "parted":
            message = f"no one font at hand has all signs of {name} in {where}, which the text in `{language}` needs"
        case "missing":
            message = f"no font at hand has {name}, which the text in `{language}` needs"
            near = fonts.nearest(character)
            hint = f"{near.elsewhere[0]} has it: {near.command}" if near.command else ""
        case "misplaced":
            message = f"no font at hand places {name} on its letter in {where}: it may stand beside it"
            hint = "look at the picture; a font of your own in `fonts` may have an anchor for the two"
            return Problem("warning", message, field=role, hint=hint, kind="mark-misplaced")
    return Problem("error", message, field=role, hint=hint)


def _around(text: str, at: int) -> str:
    start, end = max(0, at - _AROUND), at + _AROUND
    while start < at and unicodedata.category(text[start]).startswith("M"):
        start += 1
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
