"""Changes of text as values: what a rule proposes, what no rule may change, and the text after a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import unicodedata2

from ...errors import Place
from ...late_loading import compile_late
from ...model.cards import Language, Prose, TypographyEdit
from ...text.languages.lookup import language_rules

_CONTEXT_LENGTH = 12
"""Maximum number of characters of a word that are reported before and after a change."""
_PROTECTED = compile_late(
    r"(?:[a-z][a-z0-9+.-]{0,31}://|www\.|mailto:|tel:)[^\s<>«»„“”\"]+"   # links
    r"|(?<![\w.+'-])[\w.+'-]++@[\w-]++(?:\.[\w-]+)++"             # e-mail addresses
    r"|(?<![\w.@-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s<>«»„“”\"]*)?(?!\w)"   # hosts with their paths
    r"|(?<!\w)[@#]\w[\w.-]*"                                       # handles and tags
    r"|`[^`]*`|\{\w+\}|(?<!\w)\w*_\w[\w-]*|(?<!\w)[A-Za-z]\+\+|</?\w+>",   # code
    re.IGNORECASE,
)
_HIDDEN = str.maketrans("'\"", "xx")
_TRAILING_MARKS = ".,;:!?…)]’'\u060c\u061b\u061f"   # marks that end a sentence, not a link


@dataclass(frozen=True, slots=True)
class Edit:
    """A range of a text, in characters, and its replacement."""

    start: int
    end: int
    text: str


TypographyRule = Callable[[str, Language], Iterable[Edit]]
"""A function that returns a rule's edits of a text in a language, in order and without overlaps."""


@lru_cache(maxsize=64)
def find_protected_ranges(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Return the ranges that no rule changes: links, addresses, handles, tags and code.

    Abbreviations of the language that look like hosts (`EE.UU.`, `v.Chr.`) are left out.
    """
    abbreviations = {word.lower() for word in language_rules(language).abbreviations}
    found = ((match.start(), _protected_end(match)) for match in _PROTECTED.finditer(text))
    return tuple((start, end) for start, end in found if f"{text[start:end].lower()}." not in abbreviations)


def _protected_end(match: re.Match[str]) -> int:
    """Return the end of a protected range, without marks of the sentence, except one that closes a quotation in it."""
    bare = match[0].rstrip(_TRAILING_MARKS)
    closes = bare.count("'") % 2 == 1 and match[0][len(bare) :].startswith("'")
    return match.start() + len(bare) + closes


def _hide_quotes(text: str, protected: Iterable[tuple[int, int]]) -> str:
    """Return the text with letters in place of quotation marks in protected ranges, so that rules ignore them."""
    for start, end in protected:
        text = text[:start] + text[start:end].translate(_HIDDEN) + text[end:]
    return text


def apply_rule(
    rule: TypographyRule, name: str, prose: Prose, language: Language, field: str = "", place: Place | None = None
) -> tuple[Prose, tuple[TypographyEdit, ...]]:
    """Return the text after a rule, with emphasis on the same words, and the changes that the rule made.

    `name` is the rule's name, `field` and `place` say where the text is from; the changes report all three.
    """
    text = prose.text
    is_quoted = "'" in text or '"' in text
    read = _hide_quotes(text, find_protected_ranges(text, language)) if is_quoted else text
    edits = [e for e in rule(read, language) if text[e.start : e.end] != e.text]
    protected = find_protected_ranges(text, language) if edits else ()
    edits = [e for e in edits if not any(a < max(e.end, e.start + 1) and e.start < b for a, b in protected)]
    if not edits:
        return prose, ()
    changes = tuple(_describe(text, e, name, field, place) for e in edits)
    emphasis = tuple(
        (_move_boundary(edits, a, opens=True), _move_boundary(edits, b, opens=False)) for a, b in prose.emphasis
    )
    return Prose(_rewrite(text, edits), prose.language, tuple((a, b) for a, b in emphasis if a < b)), changes


def _rewrite(text: str, edits: Iterable[Edit]) -> str:
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


def _move_boundary(edits: Iterable[Edit], boundary: int, *, opens: bool) -> int:
    """Return the new index of a boundary of emphasis; text that is inserted at the boundary stays outside."""
    shift = 0
    for edit in edits:
        grown = len(edit.text) - (edit.end - edit.start)
        if edit.start < boundary < edit.end:
            return edit.start + shift + min(boundary - edit.start, len(edit.text))
        if edit.end < boundary or (edit.end == boundary and (edit.start < boundary or opens)):
            shift += grown
    return boundary + shift


def _describe(text: str, edit: Edit, rule: str, field: str, place: Place | None) -> TypographyEdit:
    """Return the change with the characters around it, without which an inserted space could not be recognised."""
    start, end = edit.start, edit.end
    while start > 0 and edit.start - start < _CONTEXT_LENGTH and not _is_blank(text[start - 1]):
        start -= 1
    while end < len(text) and end - edit.end < _CONTEXT_LENGTH and not _is_blank(text[end]):
        end += 1
    before = text[start:end]
    return TypographyEdit(
        field, rule, before, text[start : edit.start] + edit.text + text[edit.end : end], edit.start, place
    )


def _is_blank(character: str) -> bool:
    return bool(unicodedata2.category(character) == "Zs")
