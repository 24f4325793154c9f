"""Problems of letters: no glyph, a dotted circle, missing joins, and direction controls without a partner."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import unicodedata2

from ...errors import Problem, count_noun
from ...graphics.geometry import Extent
from ...model.cards import Prose
from ...model.scene import Node, Text, walk_nodes
from ...text import (
    FitResult,
    FontLibrary,
    Paragraph,
    ShapingDefect,
    character_name,
    character_script,
    explain_notdef,
    find_limiting_word,
    find_shaping_defects,
    find_unpaired_control,
    script_name,
)
from ...text.breaking.breaks import find_clusters
from ...text.breaking.hyphens import find_hyphenatable, is_hyphenation_available
from ...text.unicode.scripts import is_private
from ..boxes import Box

RUNNING_ROLES = frozenset({"fact", "story", "headline"})
"""The roles whose punctuation hangs and whose words may be hyphenated."""
SHORTER_NAME = "use an abbreviation or a logo"
"""The hint for a brand's name that does not fit: it is one line at any size."""
_MAX_LISTED = 10
"""Maximum number of characters without a font that are named for one text; the others are only counted."""
_MAX_CLUSTER_LENGTH = 64
"""Maximum length of a grapheme cluster (UAX #29) in characters: twice the marks of a Stream-Safe text (UAX #15, 13)."""
_KIND_OF_DEFECT = {"stray": "marks", "unjoined": "unjoined", "split": "no-font", "missing": "no-font"}
"""The kind of problem of a shaping defect that is an error."""
_AROUND = 8
"""Number of characters shown on either side of an error in the text."""
_BEFORE_CONTROL = 16
"""Number of characters shown before a direction control without a partner."""


def find_missing_glyphs(prose: Prose, indices: tuple[int, ...], role: str, fonts: FontLibrary) -> list[Problem]:
    """Return an error for each character, given by its index, that no font covers in its context, with the reason."""
    return find_all_missing_glyphs([(prose, indices)], role, fonts)


def find_all_missing_glyphs(
    paragraphs: Iterable[tuple[Prose, tuple[int, ...]]], role: str, fonts: FontLibrary
) -> list[Problem]:
    """Return the errors for a text's characters that no font covers: one error for a script without any font."""
    problems: list[Problem] = []
    uncovered: dict[str, dict[str, str]] = {}
    language = ""
    for prose, indices in paragraphs:
        if not indices:
            continue
        language, single = prose.language, {}
        missing = _find_clusters_at(prose.text, indices)
        shaped = _list_clusters(prose.text[: max(indices) + 1])   # of very long text only the beginning is shaped
        drawn = {character_script(cluster[0]) for cluster in shaped if cluster not in missing}
        for cluster, at in missing.items():
            script = character_script(prose.text[at])
            if script and script not in drawn and not fonts.has_script(script):
                uncovered.setdefault(script, {})[cluster] = prose.text[at]
            else:
                single[cluster] = at
        problems += _describe_each(prose, single, role, fonts)
    for script, clusters in uncovered.items():
        problems += _describe_script(script, list(clusters.values()), language, role, fonts)
    return problems


def _list_clusters(text: str) -> set[str]:
    return {text[start:end] for start, end in pairwise((0, *find_clusters(text)))}


def _find_clusters_at(text: str, indices: Iterable[int]) -> dict[str, int]:
    """Return the clusters that contain the characters at those indices, each once, with the first such index."""
    found: dict[str, int] = {}
    ends = find_clusters(text)
    for at in dict.fromkeys(indices):
        number = bisect_right(ends, at)
        found.setdefault(text[ends[number - 1] if number else 0 : ends[number]], at)
    return found


def _describe_each(prose: Prose, clusters: dict[str, int], role: str, fonts: FontLibrary) -> list[Problem]:
    """Return an error for each of the first characters, and one that counts the others."""
    found = (explain_notdef(prose.text, at, prose.language, fonts) for at in tuple(clusters.values())[:_MAX_LISTED])
    defects = {(defect.kind, prose.text[defect.at]): defect for defect in reversed(tuple(found))}
    problems = [_describe_defect(d, prose.text, prose.language, role, fonts) for d in reversed(defects.values())]
    if len(clusters) > _MAX_LISTED:
        message = f"no available font has {count_noun(len(clusters) - _MAX_LISTED, 'more character')}"
        problems.append(Problem("error", message, field=role, kind="no-font"))
    return problems


def _describe_script(script: str, characters: list[str], language: str, role: str, fonts: FontLibrary) -> list[Problem]:
    """Return one error for the characters of a script that no font covers; a single character is named."""
    if len(characters) == 1:
        return [_describe_defect(ShapingDefect("missing", 0), characters[0], language, role, fonts)]
    command = fonts.suggest_families(characters[0]).command
    message = f"no available font has {script_name(script)}: {len(characters):,} characters, first `{characters[0]}`"
    return [Problem("error", f"{message}; `{command}`" if command else message, field=role, kind="no-font")]


def find_unpaired(prose: Prose, role: str) -> list[Problem]:
    """Return an error for a direction control without its partner, which would reorder the text after it."""
    at = find_unpaired_control(prose.text)
    if at is None:
        return []
    message = f"{character_name(prose.text[at])} after “{prose.text[max(0, at - _BEFORE_CONTROL) : at]}” has no partner"
    return [Problem("error", message, field=role,
                    hint="remove it, or close what it opens in the same paragraph", kind="unpaired-control")]


def find_crowded_clusters(prose: Prose, role: str) -> list[Problem]:
    """Return an error for a letter with very many marks and joiners: it is illegible, and slow to shape."""
    if len(prose.text) <= _MAX_CLUSTER_LENGTH or prose.text.isascii():
        return []
    for start, end in pairwise((0, *find_clusters(prose.text))):
        if end - start > _MAX_CLUSTER_LENGTH:
            message = f"{character_name(prose.text[start])} has {end - start - 1:,} marks or letters joined to it"
            message += f", expected {_MAX_CLUSTER_LENGTH - 1} at most"
            return [Problem("error", message, field=role,
                            hint="remove them, or put spaces between letters", kind="marks")]
    return []


def find_long_word(
    box: Box, words: Sequence[Paragraph], fitted: FitResult, area: Extent, largest: int
) -> list[Problem]:
    """Return a note if one long word limits the type size and no hyphenation is installed that could divide it."""
    if box.role not in RUNNING_ROLES or is_hyphenation_available():
        return []
    word = find_limiting_word(words, area, fitted, largest)
    message = f"“{word}” limits the type size: hyphenation is not installed"
    hint = "pip install factcards[hyphens]"
    return [Problem("note", message, field=box.role, hint=hint, kind="no-hyphens")] if word else []


def explain_overlong(box: Box, piece: str, smallest: int) -> Problem:
    """Return the error for a piece of text that is wider than a line: which piece, and how it may be divided."""
    message = f"the text does not fit at the smallest type size of {smallest:,} px: “{piece}” is wider than a line"
    if box.role == "brand":
        return Problem("error", message, field=box.role, hint=SHORTER_NAME, kind="word-too-long")
    hint = "put a soft hyphen (U+00AD) where the word may be divided, or shorten it"
    language = box.prose[0].language
    can_divide = find_hyphenatable(f"{piece} {piece}", language)   # the last word of a text is never hyphenated
    if box.role in RUNNING_ROLES and can_divide and not is_hyphenation_available():
        hint += ", or pip install factcards[hyphens]"
    elif not any(c.isalpha() for c in piece):
        hint = "shorten it, or render a larger picture"
    return Problem("error", message, field=box.role, hint=hint, kind="word-too-long")


def find_shaping_problems(nodes: tuple[Node, ...], fonts: FontLibrary) -> tuple[Problem, ...]:
    """Return an error for each letter of the finished lines that is not drawn as its language is written."""
    found: dict[tuple[str, str, str], Problem] = {}
    for role, node in walk_nodes(nodes):
        if isinstance(node, Text):
            text = node.line.text
            for defect in find_shaping_defects(node.line, fonts):
                language = node.line.runs[0].language
                key = role, defect.kind, text[defect.at]
                found.setdefault(key, _describe_defect(defect, text, language, role, fonts))
    return tuple(found.values())


def _describe_defect(defect: ShapingDefect, text: str, language: str, role: str, fonts: FontLibrary) -> Problem:
    character, hint = text[defect.at], ""
    name, where = character_name(character), f"“{_quote_around(text, defect.at)}”"
    match defect.kind:
        case "stray":
            message = f"{name} has no base letter in {where}: no letter before it can carry it"
            hint = "put it after the letter to which it belongs, or remove it"
        case "unjoined":
            message = f"no available font joins {name} to its neighbours in {where}, as the text in `{language}` needs"
        case "split":
            message = f"no single font has all signs of {name} in {where}, which the text in `{language}` needs"
        case "missing" if is_private(character):
            message = f"U+{ord(character):04X} is a private character that no font here has"
            hint = "remove it, or name a folder with its font in `fonts:`"
        case "missing":
            message = f"no available font has {name}, which the text in `{language}` needs"
            near = fonts.suggest_families(character)
            hint = f"{near.uninstalled[0]} has it: {near.command}" if near.command else ""
        case "misplaced":
            message = f"no available font places {name} on its letter in {where}: it may be beside it"
            hint = "look at the picture; a font of your own in `fonts` may have an anchor for the two"
            return Problem("warning", message, field=role, hint=hint, kind="mark-misplaced")
    return Problem("error", message, field=role, hint=hint, kind=_KIND_OF_DEFECT[defect.kind])


def _quote_around(text: str, at: int) -> str:
    start, end = max(0, at - _AROUND), at + _AROUND
    while start < at and unicodedata2.category(text[start]).startswith("M"):
        start += 1
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
