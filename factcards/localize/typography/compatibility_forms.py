"""Plain letters in reading order, in place of presentation forms and of lines that an old tool reversed.

Unicode has presentation forms only for old encodings (Core Specification, 9.2 "Arabic Presentation Forms"): fonts do
not join them, and searches do not find them. Separate signs in the same blocks, such as ﷺ and ﷼, do not count as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import unicodedata2

from ...late_loading import compile_late
from ...model.cards import Prose

_FORMS = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc"
_FORM = compile_late(f"[{_FORMS}\ufb1d-\ufb28\ufb2a-\ufb4f]")
_WORD = compile_late(f"[{_FORMS}]{{2,}}")
_FORWARD = compile_late(   # words and numbers that are read from left to right
    r"[0-9A-Za-z\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9](?:[\w.,:/%+@#'’\u066a-\u066c-]*[\w%])?(?: (?=[A-Za-z]))?"
)
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def has_presentation_forms(text: str) -> bool:
    """Return whether a text has presentation forms."""
    return bool(_FORM.search(text))


def is_reversed(text: str) -> bool:
    """Return whether a text is stored in visual order: forms of a word's first letter are at the word's end."""
    votes = sum(_vote(word) for word in _WORD.findall(text))
    return votes > 0


def _vote(word: str) -> int:
    """Return 1 if the forms of a word join only in reverse order, -1 if they join in the stored order, 0 if unclear."""
    shapes = [unicodedata2.decomposition(c).split(">")[0].lstrip("<") for c in word]
    pairs = list(pairwise(shapes))
    stored_order = sum((a in ("initial", "medial")) != (b in ("medial", "final")) for a, b in pairs)
    reverse_order = sum((b in ("initial", "medial")) != (a in ("medial", "final")) for a, b in pairs)
    return (stored_order > reverse_order) - (reverse_order > stored_order)


def normalize_forms(prose: Prose) -> Prose:
    """Return the text in plain letters and in reading order, with emphasis on the same words."""
    if not has_presentation_forms(prose.text):
        return prose
    order: Sequence[int] = _reading_order(prose.text) if is_reversed(prose.text) else range(len(prose.text))
    pieces = [_to_plain_letters(prose.text[i], mirror=not isinstance(order, range)) for i in order]
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    spans = []
    for start, end in prose.emphasis:
        indices = [n for n, i in enumerate(order) if start <= i < end]
        spans.append((starts[min(indices)], starts[max(indices) + 1]))
    return Prose("".join(pieces), prose.language, tuple(sorted(spans)))


def _to_plain_letters(character: str, *, mirror: bool) -> str:
    if mirror and not _FORM.match(character):
        return character.translate(_MIRROR)
    return unicodedata2.normalize("NFKC", character).strip(" ") if _FORM.match(character) else character


def _reading_order(text: str) -> list[int]:
    """Return the indices of a text in visual order, in the order in which it is read from right to left."""
    forward = {m.start(): m.end() for m in _FORWARD.finditer(text)}
    runs, at = [], 0
    while at < len(text):
        end = forward.get(at, at + 1)
        runs.append(range(at, end))
        at = end
    return [i for run in reversed(runs) for i in run]
