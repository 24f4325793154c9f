"""Letters that were stored as drawn: presentation forms, and whole lines that an old tool turned round.

Unicode keeps the forms for old encodings only (Core Specification, 9.2 "Arabic Presentation Forms"): fonts cannot join
them again, nor do searches find them. Signs of their own among them, such as ﷺ and ﷼, are no such forms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from ...model.cards import Prose

_FORMS = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc"
_FORM = re.compile(f"[{_FORMS}\ufb1d-\ufb28\ufb2a-\ufb4f]")
_WORD = re.compile(f"[{_FORMS}]{{2,}}")
_FORWARD = re.compile(   # words and numbers that run from left to right in either order
    r"[0-9A-Za-z\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9](?:[\w.,:/%+@#'’\u066a-\u066c-]*[\w%])?(?: (?=[A-Za-z]))?"
)
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def has_presentation_forms(text: str) -> bool:
    """Whether letters stand in the text as they are drawn."""
    return bool(_FORM.search(text))


def is_reversed(text: str) -> bool:
    """Whether the forms show that the text is in the order of the eye: letters that open a word stand at its end."""
    votes = sum(_vote(word) for word in _WORD.findall(text))
    return votes > 0


def _vote(word: str) -> int:
    """1 if the forms of a word only join backwards, -1 if they join as they stand."""
    shapes = [unicodedata.decomposition(c).split(">")[0].lstrip("<") for c in word]
    pairs = list(pairwise(shapes))
    straight = sum((a in ("initial", "medial")) != (b in ("medial", "final")) for a, b in pairs)
    turned = sum((b in ("initial", "medial")) != (a in ("medial", "final")) for a, b in pairs)
    return (straight > turned) - (turned > straight)


def normalize_forms(prose: Prose) -> Prose:
    """The words in plain letters, in the order in which they are read; emphasis stays on its words."""
    if not has_presentation_forms(prose.text):
        return prose
    order: Sequence[int] = _reading_order(prose.text) if is_reversed(prose.text) else range(len(prose.text))
    pieces = [_to_plain_letters(prose.text[i], turned=not isinstance(order, range)) for i in order]
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    spans = []
    for start, end in prose.emphasis:
        places = [n for n, i in enumerate(order) if start <= i < end]
        spans.append((starts[min(places)], starts[max(places) + 1]))
    return Prose("".join(pieces), prose.language, tuple(sorted(spans)))


def _to_plain_letters(character: str, *, turned: bool) -> str:
    if turned and not _FORM.match(character):
        return character.translate(_MIRROR)
    return unicodedata.normalize("NFKC", character).strip(" ") if _FORM.match(character) else character


def _reading_order(text: str) -> list[int]:
    """The indices of a text that was stored from left to right as drawn, as they are read from right to left."""
    kept = {m.start(): m.end() for m in _FORWARD.finditer(text)}
    runs, at = [], 0
    while at < len(text):
        end = kept.get(at, at + 1)
        runs.append(range(at, end))
        at = end
    return [i for run in reversed(runs) for i in run]
