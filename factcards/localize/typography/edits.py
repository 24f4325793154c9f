"""A change of words as a value: what a rule proposes, where it must not touch, and the words after it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from ...errors import Place
from ...model.cards import Language, Prose, TypographyEdit

_CONTEXT_LENGTH = 12   # characters of a word shown before and after a change
_NOT_A_HOST = r"(?:EE\.UU|RR\.HH|FF\.AA|CC\.OO|CC\.AA|JJ\.OO|DD\.HH|p\.ej|[nv]\.Chr|z\.(?:Zt|Hd)|u\.dgl)(?!\w)"
"""Abbreviations that look like hosts: `EE.UU.`, `v.Chr.`"""
_PROTECTED = re.compile(
    r"(?:[a-z][a-z0-9+.-]{0,31}://|www\.|mailto:|tel:)[^\s<>«»„“”\"]+"   # links
    r"|(?<![\w.+'-])[\w.+'-]++@[\w-]++(?:\.[\w-]+)++"             # addresses of mail
    rf"|(?<![\w.@-])(?!{_NOT_A_HOST})(?:[a-z0-9-]+\.)+[a-z]{{2,}}(?:/[^\s<>«»„“”\"]*)?(?!\w)"   # hosts with their paths
    r"|(?<!\w)[@#]\w[\w.-]*"                                       # handles and tags
    r"|`[^`]*`|\{\w+\}|(?<!\w)\w*_\w[\w-]*|(?<!\w)[A-Za-z]\+\+|</?\w+>",   # code
    re.IGNORECASE,
)
_HIDDEN = str.maketrans("'\"", "xx")
_TRAILING_MARKS = ".,;:!?…)]’'\u060c\u061b\u061f"   # what ends a sentence, not a link


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text, in characters, and what is to stand in its place."""

    start: int
    end: int
    text: str


TypographyRule = Callable[[str, Language], Iterable[Edit]]
"""What a rule would change in a text of a language; edits in order, none overlapping."""


@lru_cache(maxsize=64)
def find_protected_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return what no rule touches: links, addresses, handles, tags and code."""
    return tuple((match.start(), _protected_end(match)) for match in _PROTECTED.finditer(text))


def _protected_end(match: re.Match[str]) -> int:
    """Return where a stretch ends without the marks of the sentence around it; a quotation mark within may close."""
    bare = match[0].rstrip(_TRAILING_MARKS)
    closes = bare.count("'") % 2 == 1 and match[0][len(bare) :].startswith("'")
    return match.start() + len(bare) + closes


def _hide_quotes(text: str, protected: Iterable[tuple[int, int]]) -> str:
    """Return the text with letters for the quotation marks within what is kept: they are no marks of the sentence."""
    for start, end in protected:
        text = text[:start] + text[start:end].translate(_HIDDEN) + text[end:]
    return text


def apply_rule(
    rule: TypographyRule, name: str, prose: Prose, language: Language, field: str = "", place: Place | None = None
) -> tuple[Prose, tuple[TypographyEdit, ...]]:
    """The words after a rule, their emphasis on the same words, and what it changed."""
    text = prose.text
    quoted = "'" in text or '"' in text
    read = _hide_quotes(text, find_protected_ranges(text)) if quoted else text
    edits = [e for e in rule(read, language) if text[e.start : e.end] != e.text]
    kept = find_protected_ranges(text) if edits else ()
    edits = [e for e in edits if not any(a < max(e.end, e.start + 1) and e.start < b for a, b in kept)]
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
    """Where a border of emphasis goes: what is put in at the border stays outside."""
    shift = 0
    for edit in edits:
        grown = len(edit.text) - (edit.end - edit.start)
        if edit.start < boundary < edit.end:
            return edit.start + shift + min(boundary - edit.start, len(edit.text))
        if edit.end < boundary or (edit.end == boundary and (edit.start < boundary or opens)):
            shift += grown
    return boundary + shift


def _describe(text: str, edit: Edit, rule: str, field: str, place: Place | None) -> TypographyEdit:
    """The change with the words around it, which alone show what an inserted space does."""
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
    return unicodedata.category(character) == "Zs"
